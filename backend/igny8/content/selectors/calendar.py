"""The calendar: what is planned, what is scheduled, what went live. Planned is a wish, scheduled is a promise."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F

from igny8.accounts.selectors import site_facts
from igny8.content.constants import ContentStatus, TaskStatus
from igny8.content.models import Content, Task
from igny8.core.errors import InvalidInput, NotFound


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """``kind`` is planned_task, planned, scheduled or published; ``date`` and ``time`` (HH:MM) in the site's time zone."""

    kind: str
    date: date
    id: UUID
    title: str
    status: str
    content_type: str
    at: datetime | None = None
    time: str | None = None
    task_id: UUID | None = None
    content_id: UUID | None = None
    assignee_id: UUID | None = None


def calendar_month(*, site_id: UUID, month: str) -> list[CalendarEntry]:
    """Entries of one month (``2026-11``), by day.

    :raises NotFound: no such site. :raises InvalidInput: not a month.
    """
    site = site_facts(site_id)
    if site is None:
        raise NotFound("No such site.")
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError as exc:
        raise InvalidInput(errors={"month": ["A month such as 2026-11."]}) from exc
    last = first.replace(day=monthrange(first.year, first.month)[1])
    zone = ZoneInfo(site["timezone"] or "UTC")
    start = datetime(first.year, first.month, 1, tzinfo=zone).astimezone(UTC)
    end = datetime.combine(last + timedelta(days=1), datetime.min.time(), zone).astimezone(UTC)
    tasks = Task.objects.filter(site_id=site_id, planned_date__range=(first, last))
    entries = [
        _entry("planned_task", row, row.planned_date, task_id=row.id)
        for row in tasks.exclude(status__in=[TaskStatus.COMPLETED, TaskStatus.CANCELLED])
        if row.planned_date
    ]
    contents = Content.objects.filter(site_id=site_id).exclude(status=ContentStatus.ARCHIVED).defer("html", "structure")
    contents = contents.annotate(assignee_id=F("task__assignee_id"))
    for row in contents.filter(first_published_at__gte=start, first_published_at__lt=end):
        entries.append(_timed("published", row, row.first_published_at, zone))
    for row in contents.filter(scheduled_at__gte=start, scheduled_at__lt=end, first_published_at=None):
        entries.append(_timed("scheduled", row, row.scheduled_at, zone))
    planned = contents.filter(planned_date__range=(first, last), scheduled_at=None, first_published_at=None)
    for row in planned:
        if row.planned_date:
            entries.append(_entry("planned", row, row.planned_date))
    return sorted(entries, key=lambda entry: (entry.date, entry.time or "", entry.kind, str(entry.id)))


def _entry(kind: str, row: Any, day: date, *, task_id: UUID | None = None, **when: Any) -> CalendarEntry:
    return CalendarEntry(
        kind=kind,
        date=day,
        id=row.id,
        title=row.title,
        status=row.status,
        content_type=row.content_type,
        task_id=task_id or row.task_id,
        content_id=None if task_id else row.id,
        assignee_id=row.assignee_id,
        **when,
    )


def _timed(kind: str, row: Any, moment: datetime | None, zone: ZoneInfo) -> CalendarEntry:
    assert moment is not None
    here = moment.astimezone(zone)
    return _entry(kind, row, here.date(), at=moment, time=f"{here:%H:%M}")
