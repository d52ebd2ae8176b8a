"""Our side of a synchronised text goes on."""

from uuid import UUID

from django.db import transaction

from igny8.content.services.imports import content_note_sync_state
from igny8.integration.constants import ItemState
from igny8.integration.models import SyncedItem


@transaction.atomic
def local_change_note(*, content_id: UUID, version: int) -> int:
    """Objects of this content are behind its ``version``. :returns: how many were not known to be."""
    rows = SyncedItem.objects.filter(content_id=content_id, state=ItemState.IN_SYNC, base_version__lt=version)
    changed = rows.update(state=ItemState.LOCAL_CHANGED)
    if changed:
        content_note_sync_state(content_ids=[content_id], state=ItemState.LOCAL_CHANGED)
    return changed
