"""Posts, pages, custom types and products of the platform become contents of ours.

Nothing is overwritten: a change there is a version here; a change on both sides is a conflict; a deletion there is asked about;
what comes back as we sent it is recognised and nothing happens.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction

from igny8.content.constants import ContentStatus
from igny8.content.selectors import content_get
from igny8.content.services.imports import content_sync_version
from igny8.core.errors import AppError
from igny8.core.html import HtmlTooLarge
from igny8.integration.constants import ItemSpace, ItemState, LogLevel
from igny8.integration.engine.conflicts import conflict_open, conflict_settle
from igny8.integration.engine.first import first_time
from igny8.integration.engine.items import Terms, content_tell, item_describe, item_new, note_of
from igny8.integration.engine.journal import Journal
from igny8.integration.engine.terms import terms_of_posts
from igny8.integration.engine.texts import agree, base_of, has_ours_changed, ours_of, theirs_of
from igny8.integration.engine.tombstones import post_gone
from igny8.integration.models import SyncedItem
from igny8.integration.platforms.items import RemotePost


def posts_apply(journal: Journal, posts: Sequence[RemotePost]) -> None:
    """Take over a page. One that cannot be taken is noted and does not stop the others."""
    known = {
        item.external_id: item
        for item in SyncedItem.objects.filter(
            integration_id=journal.integration.id,
            space=ItemSpace.POSTS,
            external_id__in=[post.id for post in posts],
        )
    }
    terms = terms_of_posts(journal, (term for post in posts for term in post.terms))
    unchanged: list[UUID] = []
    for post in posts:
        item = known.get(post.id)
        if item is not None and _is_known(item, post):
            if _note_product(item, post):
                item.save(update_fields=["base", "updated_at"])
            unchanged.append(item.id)
            journal.counts["unchanged"] += 1
            continue
        try:
            with transaction.atomic():
                outcome = _apply(journal, post, item, terms)
        except (AppError, HtmlTooLarge) as exc:
            _failed(journal, post, item, str(exc))
            outcome = "failed"
        journal.counts[outcome] += 1
    _seen(journal, unchanged)


def _is_known(item: SyncedItem, post: RemotePost) -> bool:
    """Whether nothing has happened to the object since we last looked."""
    if post.is_trashed or not post.hash or item.state == ItemState.REMOTE_DELETED:
        return False
    is_ours = bool(post.content_id) and item.content_id is None
    return item.remote_hash == post.hash and item.url == post.url and not item.error and not is_ours


def _note_product(item: SyncedItem, post: RemotePost) -> bool:
    """Keep prices and stock as they are now; they are no part of the text and make no version. :returns: whether they changed."""
    if not post.product or item.base.get("product") == post.product:
        return False
    item.base = {**item.base, "product": post.product}
    return True


def _seen(journal: Journal, item_ids: Iterable[UUID]) -> None:
    if journal.run_id:
        SyncedItem.objects.filter(pk__in=list(item_ids)).update(seen_run_id=journal.run_id)


def _apply(journal: Journal, post: RemotePost, item: SyncedItem | None, terms: Terms) -> str:
    if post.is_trashed:
        return post_gone(journal, item) if item is not None else "unchanged"
    if item is None or item.content_id is None:
        outcome = first_time(journal, post, item or item_new(journal, post), terms)
    elif item.state == ItemState.IGNORED:
        outcome = "unchanged"
        item_describe(journal, item, post)
        item.save()
    else:
        outcome = _again(journal, post, item, item.content_id, terms)
    return outcome


def _again(journal: Journal, post: RemotePost, item: SyncedItem, content_id: UUID, terms: Terms) -> str:
    """An object we know came with another hash, state or address."""
    was_gone = item.state == ItemState.REMOTE_DELETED
    item_describe(journal, item, post)
    content = content_get(content_id)
    if content is None or content.status == ContentStatus.ARCHIVED:
        item.state = ItemState.IGNORED
        item.save()
        journal.note("ignored", f"“{post.title}” changed on the website; it is archived here.", item=item)
        return "unchanged"
    theirs = theirs_of(post)
    is_ours_changed = has_ours_changed(item, content)
    outcome = "updated"
    if item.state == ItemState.CONFLICT and theirs != ours_of(content):
        item.save()
        return conflict_open(journal, item, content, post, theirs)
    if theirs == base_of(item):
        item.base_hash = post.hash
        _note_product(item, post)
        outcome = "updated" if was_gone else "unchanged"
        item.state = ItemState.LOCAL_CHANGED if is_ours_changed else ItemState.IN_SYNC
    elif theirs == ours_of(content):
        if item.state == ItemState.CONFLICT:
            conflict_settle(item)
        agree(item, post, theirs, version=content.current_version)  # the same change was made on both sides
        item.state, outcome = ItemState.IN_SYNC, "unchanged"
    elif is_ours_changed:
        item.state = ItemState.CONFLICT
        item.save()
        return conflict_open(journal, item, content, post, theirs)
    else:
        row = content_sync_version(
            content_id=content.id,
            title=theirs.title,
            html=theirs.html,
            meta_title=theirs.meta_title or None,
            meta_description=theirs.meta_description or None,
            expected_version=content.current_version,
            note=note_of(journal),
        )
        agree(item, post, theirs, version=row.current_version)
        item.state = ItemState.IN_SYNC
        journal.note("updated", f"{post.type.capitalize()} “{post.title}” was changed on the website", item=item)
    item.save()
    content_tell(journal, item, content_id, post, terms, has_terms=True)
    return outcome


def _failed(journal: Journal, post: RemotePost, item: SyncedItem | None, why: str) -> None:
    if item is None:
        item = item_new(journal, post)
        item_describe(journal, item, post)
    item.remote_hash, item.error = "", why[:300]  # looked at again the next time
    item.seen_run_id = journal.run_id or item.seen_run_id
    item.save()
    journal.note("failed", f"“{post.title}” was not taken over: {why}", level=LogLevel.WARNING, item=item)
