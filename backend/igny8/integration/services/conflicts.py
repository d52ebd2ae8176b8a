"""A person chooses between two changes of one text."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from igny8.content.selectors import content_get
from igny8.content.services.imports import content_note_sync_state, content_sync_version
from igny8.content.services.versions import content_save_version
from igny8.core.errors import Conflict, InvalidInput, NotFound
from igny8.core.events import emit
from igny8.core.tenancy import current_actor
from igny8.integration.constants import ConflictStatus, ItemState, Resolution
from igny8.integration.engine.journal import Journal, site_lock
from igny8.integration.engine.texts import Text, ours_of
from igny8.integration.events import ConflictResolved
from igny8.integration.models import SiteIntegration, SyncConflict, SyncedItem
from igny8.system.services.activity import activity_record, quoted


class ConflictIsResolved(Conflict):
    code = "CONFLICT_RESOLVED"
    default = "Somebody has resolved this conflict already."


class TheirsHasGoneOn(Conflict):
    code = "THEIRS_CHANGED"
    default = (
        "The website's text was changed again in the meantime. Nothing was saved: look at the newest one and choose."
    )


@transaction.atomic
def conflict_resolve(
    *,
    conflict_id: UUID,
    resolution: str,
    html: str | None = None,
    title: str | None = None,
    meta_title: str | None = None,
    meta_description: str | None = None,
    expected_version: int | None = None,
    expected_theirs: str | None = None,
) -> SyncConflict:
    """Settle a conflict. From then on both sides agree on what the platform holds now, so ours is either the same or newer.

    :param html: the merged text, with ``merged`` only. :param title: likewise, as the other two lines; ours when None.
    :param expected_version: of our content, as it was shown. :param expected_theirs: the hash of their text, as it was shown.
    :raises NotFound: :raises ConflictIsResolved: :raises InvalidInput: no merged text, or one too many.
    :raises TheirsHasGoneOn: what was chosen does not know what they say by now.
    :raises ContentChangedElsewhere: ours has gone on meanwhile. :raises ContentIsArchived:
    """
    lines = {"title": title, "meta_title": meta_title, "meta_description": meta_description}
    if (resolution == Resolution.MERGED) != (html is not None):
        raise InvalidInput(errors={"html": ["Goes with the resolution merged, and merged with it."]})
    if resolution != Resolution.MERGED and any(line is not None for line in lines.values()):
        raise InvalidInput(
            errors={name: ["Goes with the resolution merged."] for name, line in lines.items() if line is not None}
        )
    found = SyncConflict.objects.filter(pk=conflict_id).values_list("integration_id", flat=True).first()
    if found is None:
        raise NotFound("No such conflict.")
    site_lock(found)
    row = SyncConflict.locked(conflict_id)
    if row is None:
        raise NotFound("No such conflict.")
    if row.status == ConflictStatus.RESOLVED:
        raise ConflictIsResolved
    if expected_theirs is not None and expected_theirs != row.theirs_hash:
        raise TheirsHasGoneOn
    item = SyncedItem.objects.select_for_update(of=("self",)).get(pk=row.item_id)
    theirs = Text(**{name: str(row.theirs.get(name, "")) for name in Text.__slots__})
    version = _settle(row, theirs, {"html": html, **lines}, expected_version, resolution)
    item.base = {**item.base, **theirs.as_dict(), "raw": row.theirs.get("raw", ""), "slug": row.theirs.get("slug", "")}
    item.base_hash, item.base_version = row.theirs_hash, version
    item.state = ItemState.IN_SYNC if resolution == Resolution.TAKE_THEIRS else ItemState.LOCAL_CHANGED
    if item.state == ItemState.LOCAL_CHANGED:
        item.base_version = 0  # no version of ours says what the platform holds: ours counts as changed
    item.save()
    content_note_sync_state(content_ids=[row.content_id], state=item.state)
    row.status, row.resolution, row.resolved_at = ConflictStatus.RESOLVED, resolution, timezone.now()
    row.resolved_by_id = current_actor().id
    row.save()
    _tell(row, item)
    return row


def _settle(
    row: SyncConflict, theirs: Text, merged: dict[str, str | None], expected: int | None, resolution: str
) -> int:
    content = content_get(row.content_id)
    if content is None:
        raise NotFound("The content of this conflict is gone.")
    if resolution == Resolution.TAKE_THEIRS:
        ours = ours_of(content)
        content = content_sync_version(
            content_id=row.content_id,
            title=theirs.title,
            html=theirs.html,
            meta_title=theirs.meta_title or ours.meta_title,
            meta_description=theirs.meta_description or ours.meta_description,
            expected_version=expected,
            note="The website's text was chosen",
        )
    else:
        content = content_save_version(
            content_id=row.content_id,
            cause="human",
            expected_version=expected,
            note="Merged with the website's text" if resolution == Resolution.MERGED else "Our text was chosen",
            html=merged["html"],
            title=merged["title"],
            meta_title=merged["meta_title"],
            meta_description=merged["meta_description"],
        )
    return int(content.current_version)


def _tell(row: SyncConflict, item: SyncedItem) -> None:
    words = {
        Resolution.KEEP_OURS: "kept our text of",
        Resolution.TAKE_THEIRS: "took the website's text of",
        Resolution.MERGED: "merged both texts of",
    }[Resolution(row.resolution)]
    journal = Journal(SiteIntegration.objects.get(pk=row.integration_id))
    journal.note("conflict_resolved", f"Somebody {words} “{row.title}”.", item=item)
    journal.write()
    activity_record(
        kind="content.conflict_resolved",
        did=f"{words} {quoted(row.title)}",
        site_id=row.site_id,
        object_type="content",
        object_id=row.content_id,
        title=row.title,
    )
    emit(
        ConflictResolved(
            conflict_id=row.id,
            integration_id=row.integration_id,
            site_id=row.site_id,
            content_id=row.content_id,
            resolution=row.resolution,
        )
    )


def conflict_texts(row: SyncConflict) -> dict[str, Any]:
    """Base, ours as it is now, and theirs, each as title, html, meta_title and meta_description; ours with its version."""
    content = content_get(row.content_id)
    is_open = row.status == ConflictStatus.OPEN and content is not None
    ours = ours_of(content).as_dict() if is_open else row.ours
    version = content.current_version if is_open and content is not None else row.ours_version
    texts = {"base": row.base, "ours": ours, "theirs": row.theirs}
    sides = {k: {n: str(t.get(n, "")) for n in Text.__slots__} for k, t in texts.items()}
    return {**sides, "ours_version": version, "theirs_hash": row.theirs_hash}
