"""What publishing reports back about a content."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from igny8.content.constants import ContentStatus
from igny8.content.models import Content
from igny8.content.services.page_notes import note_page
from igny8.content.services.versions import content_locked
from igny8.core.errors import Conflict


@transaction.atomic
def content_mark_scheduled(*, content_id: UUID, scheduled_at: datetime, version: int | None = None) -> Content:
    """The content will go live at ``scheduled_at``. :raises Conflict: it was changed since, or is archived."""
    row = content_locked(content_id, version)
    if row.status == ContentStatus.ARCHIVED:
        raise Conflict("The content is archived.")
    row.status, row.scheduled_at = ContentStatus.SCHEDULED, scheduled_at
    row.save()
    return row


@transaction.atomic
def content_mark_unscheduled(*, content_id: UUID) -> Content:
    """The content will not go live by itself any more. :raises NotFound: no such content."""
    row = content_locked(content_id)
    if row.status == ContentStatus.SCHEDULED:
        row.status, row.scheduled_at = _resting(row), None
        row.save()
    return row


@transaction.atomic
def content_mark_published(
    *, content_id: UUID, url: str = "", published_at: datetime | None = None, version: int | None = None
) -> Content:
    """A version is live. A newer one that is in work keeps its status; the live one stays what visitors read.

    :param version: which one went live; the newest when None. :param published_at: now when None.
    :raises NotFound: no such content.
    """
    row = content_locked(content_id)
    row.published_version = version or row.current_version
    row.published_at = published_at or timezone.now()
    row.first_published_at = row.first_published_at or row.published_at
    row.url = url[:2000] or row.url
    if row.published_version == row.current_version:
        row.status, row.scheduled_at = ContentStatus.PUBLISHED, None
    row.save()
    note_page(row)
    return row


@transaction.atomic
def content_mark_unpublished(*, content_id: UUID) -> Content:
    """Nothing of the content is live any more. :raises NotFound: no such content."""
    row = content_locked(content_id)
    if row.published_version is None:
        return row
    row.published_version, row.published_at, row.url = None, None, ""
    if row.status == ContentStatus.PUBLISHED:
        row.status = _resting(row)
    row.save()
    note_page(row)
    return row


def _resting(row: Content) -> ContentStatus:
    return ContentStatus.APPROVED if row.approved_version == row.current_version else ContentStatus.DRAFT
