"""What was deleted on the platform waits here for a person's word."""

from uuid import UUID

from django.db import transaction

from igny8.content.services.imports import content_archive_gone, content_note_remote
from igny8.core.errors import Conflict, NotFound
from igny8.core.events import emit
from igny8.integration.constants import DeletionChoice, ItemState
from igny8.integration.engine.journal import Journal, site_lock
from igny8.integration.events import DeletionDecided
from igny8.integration.models import SiteIntegration, SyncedItem

_SAID = {
    DeletionChoice.ARCHIVE: "“{}” was archived here, too.",
    DeletionChoice.KEEP: "“{}” stays here; it is not on the website any more.",
    DeletionChoice.REPUBLISH: "“{}” is to be published on the website again.",
}


class NotDeletedThere(Conflict):
    code = "NOT_DELETED_THERE"
    default = "This object is not waiting for a decision."


@transaction.atomic
def deletion_decide(*, item_id: UUID, choice: str) -> SyncedItem:
    """Archive the content, keep it as a draft, or have it published again (which publishing hears as DeletionDecided).

    :raises NotFound: no such object. :raises NotDeletedThere: it was decided, or is there again.
    """
    found = SyncedItem.objects.filter(pk=item_id).values_list("integration_id", flat=True).first()
    if found is None:
        raise NotFound("No such object.")
    site_lock(found)
    item = SyncedItem.locked(item_id)
    if item is None:
        raise NotFound("No such object.")
    if item.state != ItemState.REMOTE_DELETED or item.content_id is None:
        raise NotDeletedThere
    row = SiteIntegration.objects.get(pk=item.integration_id)
    item.state = ItemState.IGNORED
    item.save()
    content_note_remote(
        content_id=item.content_id,
        destination=row.destination,
        external_id=item.external_id,
        url=item.url,
        state="" if choice == DeletionChoice.REPUBLISH else item.state,
        is_gone=True,
    )
    if choice == DeletionChoice.ARCHIVE:
        content_archive_gone(content_id=item.content_id)
    journal = Journal(row)
    journal.note(f"deletion_{choice}", _SAID[DeletionChoice(choice)].format(item.title), item=item)
    journal.write()
    emit(
        DeletionDecided(
            item_id=item.id,
            integration_id=item.integration_id,
            site_id=item.site_id,
            content_id=item.content_id,
            choice=choice,
        )
    )
    return item
