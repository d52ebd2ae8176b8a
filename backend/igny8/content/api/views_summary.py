"""Writing in figures."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from igny8.content.constants import ContentStatus, ImageStatus, TaskStatus
from igny8.content.selectors import writer_summary
from igny8.core.api.serializers import Output, SectorQuery, counts_out
from igny8.core.api.views import BaseView
from igny8.core.roles import Role

TaskCountsOut = counts_out("TaskCountsOut", ["total", *TaskStatus, "overdue"])
ContentCountsOut = counts_out("ContentCountsOut", ["total", *ContentStatus, "with_open_comments", "draft_quality"])
ImageCountsOut = counts_out("ImageCountsOut", ["total", *ImageStatus])


class WriterSummaryOut(Output):
    """A site's writing, or that of one of its sectors."""

    tasks = TaskCountsOut(help_text="`overdue`: planned for a day that is over, and not finished.")
    content = ContentCountsOut(help_text="`draft_quality`: written without a capable model, to be revised by a person.")
    images = ImageCountsOut()
    approved_unscheduled = serializers.IntegerField()
    scheduled_next_7_days = serializers.IntegerField()


class SummaryView(BaseView):
    """What a site's front page says of its writing."""

    roles = {"get": Role.VIEWER}
    query_params = ("site_id", "sector_id")

    @extend_schema(operation_id="writer_summary", parameters=[SectorQuery], responses=WriterSummaryOut)
    def get(self, request: Any) -> Response:
        """Tasks, contents and images in figures."""
        return self.present(WriterSummaryOut, writer_summary(**self.query(SectorQuery)))
