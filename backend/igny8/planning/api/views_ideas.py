"""Ideas on their way to the writer."""

from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from igny8.core.api.selection import OneByOneIn
from igny8.core.api.serializers import CountOut
from igny8.core.api.views import BaseViewSet, ListMixin, RetrieveMixin
from igny8.core.roles import Role
from igny8.planning.api import filters
from igny8.planning.api import serializers_clusters as s
from igny8.planning.constants import IdeaStatus
from igny8.planning.selectors import idea_list
from igny8.planning.services import ideas
from igny8.planning.services.cannibalisation import idea_collisions


class IdeaViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    selector = staticmethod(idea_list)
    output = s.IdeaOut
    filterset_class = filters.IdeaFilter
    search_fields = ("title", "primary_keyword")
    ordering_fields = ("created_at", "updated_at", "title", "priority", "status", "intent", "content_type", "role")
    roles: ClassVar[dict[str, Role]] = {
        "list": Role.VIEWER,
        "retrieve": Role.VIEWER,
        "collisions": Role.VIEWER,
        "create": Role.EDITOR,
        "partial_update": Role.EDITOR,
        "destroy": Role.EDITOR,
        "approve": Role.EDITOR,
        "reject": Role.EDITOR,
        "queue": Role.EDITOR,
        "queue_one": Role.EDITOR,
        "bulk_update": Role.EDITOR,
        "bulk_delete": Role.EDITOR,
        "bulk_status": Role.EDITOR,
    }

    @extend_schema(responses=s.IdeaOut(many=True), operation_id="ideas", tags=["planner"])
    def list(self, request: Request, **_: Any) -> Response:
        """Ideas of the sites this person may see."""
        return super().list(request)

    @extend_schema(responses=s.IdeaOut, operation_id="idea", tags=["planner"])
    def retrieve(self, request: Request, pk: UUID, **_: Any) -> Response:
        """One idea."""
        return super().retrieve(request, pk)

    @extend_schema(request=s.IdeaIn, responses={201: s.IdeaOut}, operation_id="idea_create", tags=["planner"])
    def create(self, request: Request) -> Response:
        """Add an idea of your own to a cluster."""
        row = ideas.idea_create(**self.parse(s.IdeaIn))
        return self.present(s.IdeaOut, self.found(row.id), status=201)

    @extend_schema(request=s.IdeaPatchIn, responses=s.IdeaOut, operation_id="idea_update", tags=["planner"])
    def partial_update(self, request: Request, pk: UUID) -> Response:
        """Change an idea that is not in work yet."""
        ideas.idea_update(idea_id=pk, changes=self.parse(s.IdeaPatchIn))
        return self.present(s.IdeaOut, self.found(pk))

    @extend_schema(responses={204: None}, operation_id="idea_delete", tags=["planner"])
    def destroy(self, request: Request, pk: UUID) -> Response:
        """Delete an idea that is not in work."""
        ideas.idea_delete(idea_id=pk)
        return Response(status=204)

    @extend_schema(responses=s.CollisionOut(many=True), operation_id="idea_collisions", tags=["planner"])
    @action(detail=True, methods=["get"])
    def collisions(self, request: Request, pk: UUID) -> Response:
        """Pages and planned pages that answer the same intent."""
        return self.present(s.CollisionOut, idea_collisions(idea=self.found(pk)))

    @extend_schema(request=OneByOneIn, responses=CountOut, operation_id="ideas_approve", tags=["planner"])
    @action(detail=False, methods=["post"])
    def approve(self, request: Request) -> Response:
        """Approve ideas, all or none."""
        ids = self.selected(self.parse(OneByOneIn))
        return self.present(CountOut, {"count": ideas.ideas_set_status(idea_ids=ids, status=IdeaStatus.APPROVED)})

    @extend_schema(request=OneByOneIn, responses=CountOut, operation_id="ideas_reject", tags=["planner"])
    @action(detail=False, methods=["post"])
    def reject(self, request: Request) -> Response:
        """Reject ideas, all or none; their titles are free again."""
        ids = self.selected(self.parse(OneByOneIn))
        return self.present(CountOut, {"count": ideas.ideas_set_status(idea_ids=ids, status=IdeaStatus.REJECTED)})

    @extend_schema(request=s.IdeaQueueIn, responses=s.IdeasQueuedOut, operation_id="ideas_queue", tags=["planner"])
    @action(detail=False, methods=["post"])
    def queue(self, request: Request) -> Response:
        """Hand ideas to the writer, who makes their tasks at once. Each is queued, or refused with its reason."""
        data = self.parse(s.IdeaQueueIn)
        queued, refused = ideas.ideas_queue(idea_ids=data["ids"], allow_overlap=data["allow_overlap"])
        return self.present(s.IdeasQueuedOut, {"queued_ids": [row.id for row in queued], "refused": refused})

    @extend_schema(request=s.IdeaQueueOneIn, responses=s.IdeaOut, operation_id="idea_queue", tags=["planner"])
    @action(detail=True, methods=["post"], url_path="queue")
    def queue_one(self, request: Request, pk: UUID) -> Response:
        """Hand one idea to the writer; 409 ``CANNIBALISATION`` names the page that answers its intent already."""
        ideas.idea_queue(idea_id=pk, **self.parse(s.IdeaQueueOneIn))
        return self.present(s.IdeaOut, self.found(pk))

    @extend_schema(request=s.IdeaBulkUpdateIn, responses=CountOut, operation_id="ideas_bulk_update", tags=["planner"])
    @action(detail=False, methods=["post"], url_path="bulk-update")
    def bulk_update(self, request: Request) -> Response:
        """The same type, role or priority for many ideas, all or none."""
        data = self.parse(s.IdeaBulkUpdateIn)
        return self.present(
            CountOut, {"count": ideas.ideas_update(idea_ids=self.selected(data), changes=data["changes"])}
        )

    @extend_schema(request=OneByOneIn, responses=CountOut, operation_id="ideas_bulk_delete", tags=["planner"])
    @action(detail=False, methods=["post"], url_path="bulk-delete")
    def bulk_delete(self, request: Request) -> Response:
        """Delete many ideas, all or none."""
        return self.present(CountOut, {"count": ideas.ideas_delete(idea_ids=self.selected(self.parse(OneByOneIn)))})

    @extend_schema(request=s.IdeaBulkStatusIn, responses=CountOut, operation_id="ideas_bulk_status", tags=["planner"])
    @action(detail=False, methods=["post"], url_path="bulk-status")
    def bulk_status(self, request: Request) -> Response:
        """Set many ideas to draft, approved or rejected, all or none."""
        data = self.parse(s.IdeaBulkStatusIn)
        return self.present(
            CountOut, {"count": ideas.ideas_set_status(idea_ids=self.selected(data), status=data["status"])}
        )
