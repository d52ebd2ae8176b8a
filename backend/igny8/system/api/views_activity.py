"""/api/v1/system/activity/: what happened, in sentences."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from igny8.core.api.envelope import PageData
from igny8.core.api.serializers import Output
from igny8.core.api.views import BaseViewSet, ListMixin
from igny8.core.roles import Role
from igny8.system.api.filters import ActivityFilter
from igny8.system.selectors import activity_actors, activity_list


class ActivityActorOut(Output):
    id = serializers.UUIDField(allow_null=True)
    name = serializers.CharField()
    kind = serializers.CharField(help_text="user, api_key, rule or system.")


class ActivityObjectOut(Output):
    type = serializers.CharField()
    id = serializers.UUIDField(allow_null=True)
    title = serializers.CharField(help_text="As it was then.")


class ActivityOut(Output):
    id = serializers.UUIDField()
    at = serializers.DateTimeField(source="created_at")
    kind = serializers.CharField(help_text="Machine readable, such as content.approved.")
    actor = ActivityActorOut()
    object = ActivityObjectOut()
    site_id = serializers.UUIDField(allow_null=True, help_text="Null for what concerns the whole account.")
    sentence = serializers.CharField()


class ActivityViewSet(ListMixin, BaseViewSet):
    """What happened on the sites this person may see, newest first."""

    selector = staticmethod(activity_list)
    output = ActivityOut
    roles = {"list": Role.VIEWER}
    filterset_class = ActivityFilter

    @extend_schema(operation_id="system_activity", responses=ActivityOut(many=True))
    def list(self, request: Any, **_: Any) -> Response:
        page = self.get_page()
        names = activity_actors(page.rows)
        shown = [_shown(row, names[(row.actor_kind, row.actor_id)]) for row in page.rows]
        results = ActivityOut(shown, many=True).data
        return Response(
            PageData(
                count=page.count,
                count_is_exact=page.count_is_exact,
                next=page.next,
                previous=page.previous,
                results=results,
            )
        )


def _shown(row: Any, name: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "created_at": row.created_at,
        "kind": row.kind,
        "actor": {"id": row.actor_id, "name": name, "kind": row.actor_kind},
        "object": {"type": row.object_type, "id": row.object_id, "title": row.title},
        "site_id": row.site_id,
        "sentence": f"{name} {row.did}.",
    }
