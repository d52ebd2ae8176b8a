"""The door of publishing: what it sent becomes the state both sides agree on, so that it does not come back as a change."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from igny8.content.selectors import version_get
from igny8.content.services.imports import content_note_remote, content_note_sync_state, html_as_stored
from igny8.core.errors import NotFound
from igny8.core.html import HtmlTooLarge
from igny8.integration.constants import ACTIVE_RUNS, ConflictStatus, ItemKind, ItemSpace, ItemState
from igny8.integration.engine.journal import site_lock
from igny8.integration.engine.texts import Text, ours_of
from igny8.integration.models import SiteIntegration, SyncConflict, SyncedItem, SyncRun
from igny8.integration.platforms.wordpress.texts import html_of

_KINDS = {"post": ItemKind.POST, "page": ItemKind.PAGE, "product": ItemKind.PRODUCT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Landed:
    """What the platform says of what was sent to it, in its own words.

    ``state_hash`` is its name of the state: the next pull recognises it by that. ``raw`` is the text as it is stored there,
    empty where it is our HTML. ``has_seo``: it keeps titles and descriptions for search engines.
    """

    external_id: str
    url: str
    type: str
    status: str
    state_hash: str
    raw: str = ""
    slug: str = ""
    modified_at: datetime | None = None
    has_seo: bool = True


@transaction.atomic
def item_published(*, integration_id: UUID, content_id: UUID, version: int, landed: Landed) -> SyncedItem:
    """A version of a content is on the platform now.

    What the pull compares with afterwards is the text as the platform shows it, not as we wrote it: blocks, images of the
    media library, nothing for search engines where no plugin keeps that.

    :raises NotFound: no such connection or version.
    """
    row = _connection(integration_id)
    text = ours_of(version_get(content_id, version))
    item = _item(row, landed.external_id)
    _let_go(row, content_id, landed.external_id)
    is_open = SyncConflict.objects.filter(item_id=item.id, status=ConflictStatus.OPEN).exists()
    item.content_id, item.title = content_id, text.title[:255]
    _describe(item, landed)
    item.remote_hash = item.base_hash = landed.state_hash
    item.base, item.base_version = _base(text, landed), version
    item.state = ItemState.CONFLICT if is_open else ItemState.IN_SYNC
    item.seen_run_id = _run_in_work(row) or item.seen_run_id
    item.save()
    content_note_remote(
        content_id=content_id,
        destination=row.destination,
        external_id=landed.external_id,
        url=landed.url,
        state=item.state,
    )
    return item


@transaction.atomic
def item_taken_down(*, integration_id: UUID, content_id: UUID, landed: Landed | None) -> SyncedItem | None:
    """Visitors do not read a content on the platform any more, because we took it down.

    :param landed: the draft that is left there, None when nothing is; without ``state_hash`` when somebody changed it there
        meanwhile: the next pull then tells.
    :raises NotFound: no such connection.
    """
    row = _connection(integration_id)
    known = SyncedItem.objects.select_for_update(of=("self",)).filter(
        integration_id=row.id, space=ItemSpace.POSTS, content_id=content_id
    )
    item = known.order_by("-updated_at").first()
    if item is None:
        return None
    if landed is None:
        item.state, item.remote_status, item.remote_hash = ItemState.IGNORED, "trash", ""
    else:
        _describe(item, landed)
        if landed.state_hash:
            item.remote_hash = item.base_hash = landed.state_hash
    item.seen_run_id = _run_in_work(row) or item.seen_run_id
    item.save()
    content_note_sync_state(content_ids=[content_id], state="" if landed is None else item.state)
    return item


def _connection(integration_id: UUID) -> SiteIntegration:
    row = SiteIntegration.objects.filter(pk=integration_id).first()
    if row is None:
        raise NotFound("No such integration.")
    site_lock(row.id)
    return row


def _item(row: SiteIntegration, external_id: str) -> SyncedItem:
    of_here = SyncedItem.objects.select_for_update(of=("self",)).filter(integration_id=row.id, space=ItemSpace.POSTS)
    return of_here.filter(external_id=external_id).first() or SyncedItem(
        site_id=row.site_id, integration_id=row.id, space=ItemSpace.POSTS, external_id=external_id
    )


def _let_go(row: SiteIntegration, content_id: UUID, external_id: str) -> None:
    """Another object was this content before."""
    rows = SyncedItem.objects.filter(integration_id=row.id, space=ItemSpace.POSTS, content_id=content_id)
    rows.exclude(external_id=external_id).update(content_id=None, state=ItemState.IGNORED)


def _describe(item: SyncedItem, landed: Landed) -> None:
    item.kind = _KINDS.get(landed.type, ItemKind.CPT)
    item.remote_type, item.url = landed.type[:60] or item.remote_type, landed.url[:2000]
    item.remote_status, item.remote_modified_at, item.error = landed.status[:20], landed.modified_at, ""


def _base(text: Text, landed: Landed) -> dict[str, Any]:
    title = " ".join(text.title.split())[:255]
    shown = replace(text, title=title, html=_as_pulled(landed.raw) or text.html)
    if landed.has_seo:
        shown = replace(
            shown,
            meta_title=" ".join(text.meta_title.split())[:255],
            meta_description=" ".join(text.meta_description.split())[:500],
        )
    else:
        shown = replace(shown, meta_title="", meta_description="")
    return {**shown.as_dict(), "raw": landed.raw, "slug": landed.slug}


def _as_pulled(raw: str) -> str:
    try:
        return html_as_stored(html_of(raw))
    except HtmlTooLarge:
        return ""


def _run_in_work(row: SiteIntegration) -> UUID | None:
    """A full synchronisation that passed this place of its list already must not take the object for deleted."""
    runs = SyncRun.objects.filter(integration_id=row.id, status__in=ACTIVE_RUNS)
    return runs.values_list("id", flat=True).first()
