"""What the platform deleted: asked about, never copied."""

from uuid import UUID

from django.db.models import Q

from igny8.content.services.imports import content_note_sync_state
from igny8.integration.constants import ItemSpace, ItemState, LogLevel
from igny8.integration.engine.journal import Journal
from igny8.integration.engine.terms import term_gone
from igny8.integration.models import SyncedItem

_SETTLED = (ItemState.REMOTE_DELETED, ItemState.IGNORED)


def post_gone(journal: Journal, item: SyncedItem) -> str:
    """An object was trashed or deleted. :returns: the outcome: ``tombstones`` the first time."""
    if item.state in _SETTLED:
        return "unchanged"
    if item.content_id is None:
        item.delete()
        return "unchanged"
    item.state, item.remote_status, item.remote_hash = ItemState.REMOTE_DELETED, "trash", ""
    item.seen_run_id = journal.run_id or item.seen_run_id
    item.save()
    content_note_sync_state(content_ids=[item.content_id], state=ItemState.REMOTE_DELETED)
    journal.note(
        "remote_deleted",
        f"“{item.title}” was deleted on the website. Archive it here, keep it, or publish it again.",
        level=LogLevel.WARNING,
        item=item,
    )
    return "tombstones"


def unseen_gone(
    journal: Journal,
    *,
    run_id: UUID,
    post_types: list[str] | None,
    taxonomies: list[str] | None,
    kinds: list[str] | None = None,
) -> None:
    """After a full synchronisation: what it did not meet is not there any more.

    :param post_types: the types that were pulled; all when None. :param taxonomies: likewise. :param kinds: of the posts.
    """
    rows = SyncedItem.objects.select_for_update(of=("self",)).filter(integration_id=journal.integration.id)
    unseen = rows.filter(Q(seen_run_id=None) | ~Q(seen_run_id=run_id))
    posts = unseen.filter(space=ItemSpace.POSTS).exclude(state__in=_SETTLED)
    if post_types is not None:
        posts = posts.filter(remote_type__in=post_types)
    if kinds is not None:
        posts = posts.filter(kind__in=kinds)
    for item in posts.order_by("id"):
        journal.counts[post_gone(journal, item)] += 1
    terms = unseen.filter(space=ItemSpace.TERMS)
    if taxonomies is not None:
        terms = terms.filter(remote_type__in=taxonomies)
    for item in terms.order_by("id"):
        term_gone(journal, item)
