"""The door of publishing: what it sent becomes the state both sides agree on, so that it does not come back as a change."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from igny8.content.selectors import version_get
from igny8.content.services.imports import content_note_sync_state
from igny8.core.errors import NotFound
from igny8.integration.constants import ConflictStatus, ItemKind, ItemSpace, ItemState
from igny8.integration.engine.journal import site_lock
from igny8.integration.engine.texts import ours_of
from igny8.integration.models import SiteIntegration, SyncConflict, SyncedItem


@transaction.atomic
def item_published(
    *,
    integration_id: UUID,
    content_id: UUID,
    version: int,
    external_id: str,
    url: str,
    remote_type: str,
    remote_status: str,
    state_hash: str,
    modified_at: datetime | None = None,
) -> SyncedItem:
    """A version of a content is on the platform now, as ``external_id``, in the state ``state_hash``.

    :param state_hash: what the platform calls its state; the next pull recognises it by that.
    :raises NotFound: no such connection or version.
    """
    row = SiteIntegration.objects.filter(pk=integration_id).first()
    if row is None:
        raise NotFound("No such integration.")
    site_lock(row.id)
    text = ours_of(version_get(content_id, version))
    of_here = SyncedItem.objects.select_for_update(of=("self",)).filter(integration_id=row.id, space=ItemSpace.POSTS)
    item = of_here.filter(external_id=external_id).first() or SyncedItem(
        site_id=row.site_id, integration_id=row.id, space=ItemSpace.POSTS, external_id=external_id
    )
    of_here.filter(content_id=content_id).exclude(external_id=external_id).update(
        content_id=None, state=ItemState.IGNORED
    )
    is_open = SyncConflict.objects.filter(item_id=item.id, status=ConflictStatus.OPEN).exists()
    item.content_id, item.title, item.url = content_id, text.title[:255], url[:2000]
    item.kind = {"post": ItemKind.POST, "page": ItemKind.PAGE, "product": ItemKind.PRODUCT}.get(
        remote_type, ItemKind.CPT
    )
    item.remote_type, item.remote_status, item.remote_modified_at = remote_type[:60], remote_status[:20], modified_at
    item.remote_hash = item.base_hash = state_hash
    item.base, item.base_version, item.error = text.as_dict(), version, ""
    item.state = ItemState.CONFLICT if is_open else ItemState.IN_SYNC
    item.save()
    content_note_sync_state(content_ids=[content_id], state=item.state)
    return item
