"""Figures of a site's writing, for its front page."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef
from django.utils import timezone

from igny8.accounts.selectors import sector_list, site_facts
from igny8.content.constants import ContentStatus, ImageStatus, TaskStatus
from igny8.content.models import Content, ContentComment, Image, Task
from igny8.core.errors import NotFound
from igny8.core.tallies import Part, tally

SOON = timedelta(days=7)


def writer_summary(*, site_id: UUID, sector_id: UUID | None = None, now: datetime | None = None) -> dict[str, Any]:
    """Tasks, contents and images in figures, in two queries; see ``WriterSummaryOut``.

    A task is overdue from the day after its planned one on, in the site's time zone.

    :raises NotFound: no such site or sector.
    """
    site = site_facts(site_id)
    if site is None:
        raise NotFound("No such site.")
    now = now or timezone.now()
    today = now.astimezone(ZoneInfo(site["timezone"] or "UTC")).date()
    where: dict[str, UUID] = {"site_id": site_id} if sector_id is None else {"site_id": site_id, "sector_id": sector_id}
    tasks, contents = Task.objects.filter(**where), Content.objects.filter(**where)
    images = Image.objects.filter(site_id=site_id)
    if sector_id is not None:
        images = images.filter(content__in=contents)
    late = tasks.filter(planned_date__lt=today).exclude(status__in=[TaskStatus.COMPLETED, TaskStatus.CANCELLED])
    asked = ContentComment.objects.filter(content=OuterRef("pk"), resolved_at=None)
    sectors = sector_list().filter(site_id=site_id)
    found = tally(
        sector=Part(sectors if sector_id is None else sectors.filter(pk=sector_id)),
        tasks=Part(tasks, by="status"),
        overdue=Part(late),
        contents=Part(contents, by="status"),
        draft_quality=Part(contents.filter(is_draft_quality=True).exclude(status=ContentStatus.ARCHIVED)),
        open_comments=Part(contents.filter(Exists(asked)).exclude(status=ContentStatus.ARCHIVED)),
        unscheduled=Part(contents.filter(status=ContentStatus.APPROVED, scheduled_at=None)),
        soon=Part(contents.filter(status=ContentStatus.SCHEDULED, scheduled_at__lt=now + SOON)),
        images=Part(images, by="status"),
    )
    if sector_id is not None:
        found.require("sector", "No such sector on this site.")
    return {
        "tasks": {
            "total": found.count("tasks"),
            **found.counts("tasks", TaskStatus),
            "overdue": found.count("overdue"),
        },
        "content": {
            "total": found.count("contents"),
            **found.counts("contents", ContentStatus),
            "with_open_comments": found.count("open_comments"),
            "draft_quality": found.count("draft_quality"),
        },
        "images": {"total": found.count("images"), **found.counts("images", ImageStatus)},
        "approved_unscheduled": found.count("unscheduled"),
        "scheduled_next_7_days": found.count("soon"),
    }
