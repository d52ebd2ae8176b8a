"""Planning in figures."""

from typing import ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from igny8.core.api.serializers import Output, SectorQuery, counts_out
from igny8.core.api.views import BaseView
from igny8.core.roles import Role
from igny8.planning.constants import ClusterStatus, IdeaStatus, ImportStatus, KeywordStatus
from igny8.planning.selectors import planner_summary

KeywordCountsOut = counts_out("KeywordCountsOut", ["total", *KeywordStatus])
ClusterCountsOut = counts_out("ClusterCountsOut", [*ClusterStatus, "locked", "without_ideas"])
IdeaCountsOut = counts_out("IdeaCountsOut", ["total", *IdeaStatus])


class LastImportOut(Output):
    id = serializers.UUIDField()
    filename = serializers.CharField()
    status = serializers.ChoiceField(choices=ImportStatus.choices)
    created_at = serializers.DateTimeField()


class PlannerSummaryOut(Output):
    """A site's planning, or that of one of its sectors."""

    keywords = KeywordCountsOut()
    clusters = ClusterCountsOut(help_text="`without_ideas` are active clusters nobody has an idea for.")
    ideas = IdeaCountsOut()
    total_volume = serializers.IntegerField(help_text="Known searches a month of all keywords that are not archived.")
    last_import = LastImportOut(allow_null=True)


class SummaryView(BaseView):
    """What a site's front page says of its planning."""

    roles: ClassVar[dict[str, Role]] = {"get": Role.VIEWER}
    query_params = ("site_id", "sector_id")

    @extend_schema(
        operation_id="planner_summary", tags=["planner"], parameters=[SectorQuery], responses=PlannerSummaryOut
    )
    def get(self, request: Request) -> Response:
        """Keywords, clusters and ideas in figures."""
        return self.present(PlannerSummaryOut, planner_summary(**self.query(SectorQuery)))
