"""Reads of the writer, for the open scope only."""

from igny8.content.selectors.calendar import CalendarEntry, calendar_month
from igny8.content.selectors.contents import (
    SimilarContent,
    comment_list,
    content_get,
    content_list,
    content_similar,
    content_states,
    content_titles,
    content_versions,
    featured_image_ids,
    open_comment_counts,
    version_diff,
    version_get,
    version_list,
)
from igny8.content.selectors.exports import content_export, contents_csv
from igny8.content.selectors.publishing import (
    PublishableAuthor,
    PublishableContent,
    PublishableImage,
    PublishableTerm,
    content_for_publishing,
    contents_published,
)
from igny8.content.selectors.summaries import writer_summary
from igny8.content.selectors.tasks import image_get, image_list, structure_list, task_get, task_list, taxonomy_list

__all__ = [
    "CalendarEntry",
    "PublishableAuthor",
    "PublishableContent",
    "PublishableImage",
    "PublishableTerm",
    "SimilarContent",
    "calendar_month",
    "comment_list",
    "content_export",
    "content_for_publishing",
    "content_get",
    "content_list",
    "content_similar",
    "content_states",
    "content_titles",
    "content_versions",
    "contents_csv",
    "contents_published",
    "featured_image_ids",
    "image_get",
    "image_list",
    "open_comment_counts",
    "structure_list",
    "task_get",
    "task_list",
    "taxonomy_list",
    "version_diff",
    "version_get",
    "version_list",
    "writer_summary",
]
