"""A text that was changed on both sides: base, ours and theirs are kept side by side until a person chooses."""

from typing import Any

from django.utils import timezone

from igny8.content.services.imports import content_note_sync_state
from igny8.content.services.version_rows import version_keep
from igny8.core.events import emit
from igny8.core.ids import uuid7
from igny8.integration.constants import ConflictStatus, ItemState, LogLevel, Resolution
from igny8.integration.engine.journal import Journal
from igny8.integration.engine.texts import Text, base_of, ours_of
from igny8.integration.events import ConflictFound
from igny8.integration.models import SyncConflict, SyncedItem
from igny8.integration.platforms.items import RemotePost


def conflict_open(journal: Journal, item: SyncedItem, content: Any, post: RemotePost, theirs: Text) -> str:
    """Open the conflict of an item, or bring the open one up to date. :returns: the outcome."""
    row = SyncConflict.objects.filter(item_id=item.id, status=ConflictStatus.OPEN).first()
    is_new = row is None
    row = row or SyncConflict(
        id=uuid7(),
        site_id=item.site_id,
        integration_id=item.integration_id,
        item_id=item.id,
        content_id=content.id,
        base=base_of(item).as_dict(),
    )
    row.title = content.title[:255]
    row.ours, row.ours_version = ours_of(content).as_dict(), content.current_version
    row.theirs, row.theirs_hash = {**theirs.as_dict(), "raw": post.raw, "slug": post.slug}, post.hash
    row.save(force_insert=is_new)
    version_keep(content_id=content.id, number=content.current_version)
    if not is_new:
        return "unchanged"
    content_note_sync_state(content_ids=[content.id], state=ItemState.CONFLICT)
    journal.note(
        "conflict",
        f"“{content.title}” was changed here and on the website. Choose what stays.",
        level=LogLevel.WARNING,
        item=item,
    )
    emit(
        ConflictFound(
            conflict_id=row.id, integration_id=item.integration_id, site_id=item.site_id, content_id=content.id
        )
    )
    return "conflicts"


def conflict_settle(item: SyncedItem) -> None:
    """Both sides say the same by now: there is nothing left to choose."""
    SyncConflict.objects.filter(item_id=item.id, status=ConflictStatus.OPEN).update(
        status=ConflictStatus.RESOLVED, resolution=Resolution.MERGED, resolved_at=timezone.now()
    )
