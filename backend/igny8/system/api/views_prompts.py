"""/api/v1/system/prompts/ and prompt-versions/."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.response import Response

from igny8.core.api.views import BaseViewSet, ListMixin, RetrieveMixin
from igny8.core.roles import Role
from igny8.system.api import serializers_prompts as s
from igny8.system.api.filters import PromptVersionFilter
from igny8.system.selectors import prompt_states, prompt_version_list
from igny8.system.services.prompts import prompt_diff, prompt_preview, prompt_reset, prompt_rollback, prompt_set


class PromptViewSet(BaseViewSet):
    """The prompts of the AI functions, by function name (``planning.auto_cluster``)."""

    lookup_value_converter = "str"
    output = s.PromptOut
    roles = {
        "catalog": Role.VIEWER,
        "retrieve": Role.VIEWER,
        "diff": Role.VIEWER,
        "preview": Role.VIEWER,
        "rollback": Role.ADMIN,
        "reset": Role.ADMIN,
    }
    action_params = {
        "catalog": ["site_id"],
        "retrieve": ["site_id"],
        "diff": ["site_id", "from_version", "to_version"],
    }

    @extend_schema(operation_id="system_prompts_catalog", responses=s.PromptCatalogOut)
    def catalog(self, request: Any) -> Response:
        """All of them: there is one to a function, so they are not paged."""
        states = prompt_states(**self.query(s.SiteParam))
        return self.present(s.PromptCatalogOut, {"prompts": states})

    @extend_schema(responses=s.PromptOut)
    def retrieve(self, request: Any, pk: str) -> Response:
        states = prompt_states(function=pk, **self.query(s.SiteParam))
        return self.present(s.PromptOut, states[0])

    @extend_schema(responses=s.PromptDiffOut)
    @action(detail=True)
    def diff(self, request: Any, pk: str) -> Response:
        lines = prompt_diff(function=pk, **self.query(s.PromptDiffParams))
        return self.present(s.PromptDiffOut, {"lines": lines})

    @extend_schema(request=s.PromptPreviewIn, responses=s.PromptPreviewOut)
    @action(detail=True, methods=["post"])
    def preview(self, request: Any, pk: str) -> Response:
        data = {"variables": {}, **self.parse(s.PromptPreviewIn)}
        return self.present(s.PromptPreviewOut, prompt_preview(function=pk, **data))

    @extend_schema(request=s.PromptRollbackIn, responses=s.PromptVersionOut)
    @action(detail=True, methods=["post"])
    def rollback(self, request: Any, pk: str) -> Response:
        row = prompt_rollback(function=pk, **self.parse(s.PromptRollbackIn))
        return self.present(s.PromptVersionOut, row)

    @extend_schema(request=s.PromptResetIn, responses=s.PromptOut)
    @action(detail=True, methods=["post"])
    def reset(self, request: Any, pk: str) -> Response:
        data = self.parse(s.PromptResetIn)
        prompt_reset(function=pk, **data)
        return self.present(s.PromptOut, prompt_states(function=pk, **data)[0])


@extend_schema_view(
    list=extend_schema(responses=s.PromptVersionOut(many=True)), retrieve=extend_schema(responses=s.PromptVersionOut)
)
class PromptVersionViewSet(ListMixin, RetrieveMixin, BaseViewSet):
    """Every version an account or a site has written; posting one puts it in use."""

    selector = staticmethod(prompt_version_list)
    output = s.PromptVersionOut
    roles = {"list": Role.VIEWER, "retrieve": Role.VIEWER, "create": Role.ADMIN}
    filterset_class = PromptVersionFilter
    search_fields = ("function", "note")
    ordering_fields = ("created_at", "version", "function")

    @extend_schema(request=s.PromptVersionIn, responses={201: s.PromptVersionOut})
    def create(self, request: Any) -> Response:
        row = prompt_set(**self.parse(s.PromptVersionIn))
        return self.present(s.PromptVersionOut, row, status=201)
