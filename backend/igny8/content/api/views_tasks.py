"""/api/v1/writer/: tasks, templates, terms, the calendar."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.response import Response

from igny8.content import selectors
from igny8.content.api import filters
from igny8.content.api import serializers_tasks as s
from igny8.content.services import tasks, taxonomies
from igny8.content.services.generation import tasks_generate
from igny8.core.api.selection import OneByOneIn
from igny8.core.api.serializers import CountOut, Empty
from igny8.core.api.views import BaseView, BaseViewSet, ListMixin, RetrieveMixin
from igny8.core.errors import InvalidInput
from igny8.core.roles import Role


def started(runs: Sequence[tuple[UUID, int]]) -> dict[str, Any]:
    """Runs and what they hold, for the answer."""
    return {"run_ids": [run_id for run_id, _ in runs], "credits_reserved": sum(centi for _, centi in runs) / 100}


def site_param(view: BaseView) -> UUID:
    """The query parameter ``site_id``. :raises InvalidInput: missing, or no id."""
    try:
        return UUID(view.request.query_params["site_id"])
    except (KeyError, ValueError) as exc:
        raise InvalidInput("site_id: the id of a site.", errors={"site_id": ["The id of a site."]}) from exc


@extend_schema_view(list=extend_schema(responses=s.TaskOut(many=True)), retrieve=extend_schema(responses=s.TaskOut))
class TaskViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    """What is to be written."""

    selector = staticmethod(selectors.task_list)
    output = s.TaskOut
    filterset_class = filters.TaskFilter
    search_fields = ("title", "brief")
    ordering_fields = ("created_at", "updated_at", "title", "planned_date", "status", "content_type", "target_words")
    spending = frozenset({"generate_content"})
    roles = {
        "list": Role.VIEWER,
        "retrieve": Role.VIEWER,
        **dict.fromkeys(
            (
                "create",
                "partial_update",
                "destroy",
                "bulk_update",
                "bulk_delete",
                "cancel",
                "requeue",
                "generate_content",
            ),
            Role.EDITOR,
        ),
    }

    def _present(self, row: Any, status: int = 200) -> Response:
        return self.present(s.TaskOut, selectors.task_get(row.id), status=status)

    @extend_schema(request=s.TaskIn, responses={201: s.TaskOut})
    def create(self, request: Any) -> Response:
        return self._present(tasks.task_create(**self.parse(s.TaskIn)), 201)

    @extend_schema(request=s.TaskPatch, responses=s.TaskOut)
    def partial_update(self, request: Any, pk: Any) -> Response:
        return self._present(tasks.task_update(task_id=pk, changes=self.parse(s.TaskPatch)))

    @extend_schema(responses={204: None})
    def destroy(self, request: Any, pk: Any) -> Response:
        tasks.task_delete(task_id=pk)
        return Response(status=204)

    @extend_schema(request=s.TasksUpdateIn, responses=CountOut)
    @action(detail=False, methods=["post"], url_path="bulk-update")
    def bulk_update(self, request: Any) -> Response:
        """The same change for many tasks, all or none."""
        data = self.parse(s.TasksUpdateIn)
        return self.present(
            CountOut, {"count": tasks.tasks_update(task_ids=self.selected(data), changes=data["changes"])}
        )

    @extend_schema(request=OneByOneIn, responses=CountOut)
    @action(detail=False, methods=["post"], url_path="bulk-delete")
    def bulk_delete(self, request: Any) -> Response:
        """Delete many tasks, all or none; their contents stay."""
        return self.present(CountOut, {"count": tasks.tasks_delete(task_ids=self.selected(self.parse(OneByOneIn)))})

    @extend_schema(request=Empty, responses=s.TaskOut)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Any, pk: Any) -> Response:
        """Give the task up: its run is stopped, its idea may be queued again."""
        self.parse(Empty)
        return self._present(tasks.task_cancel(task_id=pk))

    @extend_schema(request=Empty, responses=s.TaskOut)
    @action(detail=True, methods=["post"])
    def requeue(self, request: Any, pk: Any) -> Response:
        """Put a failed or cancelled task back into the queue."""
        self.parse(Empty)
        return self._present(tasks.task_requeue(task_id=pk))

    @extend_schema(request=s.GenerateIn, responses={202: s.WritingRunsOut})
    @action(detail=False, methods=["post"], url_path="generate-content")
    def generate_content(self, request: Any) -> Response:
        """Write the articles of tasks: one run a task."""
        runs = tasks_generate(task_ids=self.parse(s.GenerateIn)["ids"])
        return self.present(s.WritingRunsOut, started(runs), status=202)


@extend_schema_view(
    list=extend_schema(responses=s.TaxonomyOut(many=True)), retrieve=extend_schema(responses=s.TaxonomyOut)
)
class TaxonomyViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    """Categories, tags and other terms."""

    selector = staticmethod(selectors.taxonomy_list)
    output = s.TaxonomyOut
    filterset_class = filters.TaxonomyFilter
    search_fields = ("name",)
    ordering_fields = ("created_at", "updated_at", "name", "type")
    roles = {
        "list": Role.VIEWER,
        "retrieve": Role.VIEWER,
        **dict.fromkeys(("create", "partial_update", "destroy"), Role.EDITOR),
    }

    @extend_schema(request=s.TaxonomyIn, responses={201: s.TaxonomyOut})
    def create(self, request: Any) -> Response:
        data = self.parse(s.TaxonomyIn)
        row = taxonomies.taxonomy_create(kind=data.pop("type"), **data)
        return self.present(s.TaxonomyOut, row, status=201)

    @extend_schema(request=s.TaxonomyPatch, responses=s.TaxonomyOut)
    def partial_update(self, request: Any, pk: Any) -> Response:
        row = taxonomies.taxonomy_update(taxonomy_id=pk, changes=self.parse(s.TaxonomyPatch))
        return self.present(s.TaxonomyOut, row)

    @extend_schema(responses={204: None})
    def destroy(self, request: Any, pk: Any) -> Response:
        taxonomies.taxonomy_delete(taxonomy_id=pk)
        return Response(status=204)


class StructuresView(BaseView):
    """Section templates."""

    roles = {"get": Role.VIEWER}
    query_params = ("content_type",)

    @extend_schema(operation_id="writer_structures", responses=s.StructureOut(many=True))
    def get(self, request: Any) -> Response:
        """The named section templates, or those of a content type."""
        return self.present(s.StructureOut, selectors.structure_list(request.query_params.get("content_type", "")))


class CalendarView(BaseView):
    """What is planned, scheduled and published."""

    roles = {"get": Role.VIEWER}
    query_params = ("site_id", "month")

    @extend_schema(operation_id="writer_calendar", responses=s.CalendarEntryOut(many=True))
    def get(self, request: Any) -> Response:
        """One month of a site (``month=2026-11``), by day."""
        month = request.query_params.get("month", "")
        return self.present(s.CalendarEntryOut, selectors.calendar_month(site_id=site_param(self), month=month))
