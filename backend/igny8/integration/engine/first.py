"""A post of the platform that we meet for the first time."""

from typing import Any
from urllib.parse import unquote
from uuid import UUID

from igny8.content.constants import ContentSource
from igny8.content.selectors import content_get
from igny8.content.services.imports import content_import, content_sync_version
from igny8.content.services.version_rows import version_keep
from igny8.integration.constants import ItemState
from igny8.integration.engine.conflicts import conflict_open
from igny8.integration.engine.items import Terms, content_tell, item_describe, note_of
from igny8.integration.engine.journal import Journal
from igny8.integration.engine.texts import agree, has_ours_changed, ours_of, text_of_version, theirs_of
from igny8.integration.models import SyncedItem
from igny8.integration.platforms.items import RemotePost


def first_time(journal: Journal, post: RemotePost, item: SyncedItem, terms: Terms) -> str:
    """Link what we published ourselves to its content; make a content of everything else."""
    item_describe(journal, item, post)
    theirs = theirs_of(post)
    content = _ours(journal, post)
    if content is None:
        content = content_import(
            site_id=journal.integration.site_id,
            title=theirs.title,
            html=theirs.html,
            slug=unquote(post.slug),
            content_type=_content_type(post),
            source=ContentSource.WORDPRESS,
            meta_title=theirs.meta_title,
            meta_description=theirs.meta_description,
            primary_keyword=post.focus_keyword,
            note=f"Came from {journal.integration.name}",
        )
        outcome, version = "created", content.current_version
    else:
        # What we sent is one of our versions; WordPress may have been edited before we heard of it for the first time.
        sent = content.published_version or content.current_version
        was_sent = text_of_version(content.id, sent)
        item.content_id, item.base_version = content.id, sent
        if was_sent is not None and (was_sent.title, was_sent.html) == (theirs.title, theirs.html):
            outcome, version = "unchanged", sent
        elif has_ours_changed(item, content):
            item.base, item.state = (was_sent or ours_of(content)).as_dict(), ItemState.CONFLICT
            item.save()
            conflict_open(journal, item, content, post, theirs)
            return "conflicts"
        else:
            version = content_sync_version(
                content_id=content.id, title=theirs.title, html=theirs.html, note=note_of(journal)
            ).current_version
            outcome = "updated"
        version_keep(content_id=content.id, number=version)
    item.content_id = content.id
    item.state = ItemState.IN_SYNC
    agree(item, post, theirs, version=version)
    item.save()
    content_tell(journal, item, content.id, post, terms, has_terms=outcome == "created" or not post.content_id)
    if outcome != "unchanged":
        journal.note(outcome, f"{post.type.capitalize()} “{post.title}”", item=item)
    return outcome


def _ours(journal: Journal, post: RemotePost) -> Any:
    """The content we published as this object, unless another object is linked to it already."""
    try:
        content = content_get(UUID(post.content_id)) if post.content_id else None
    except ValueError:
        return None
    if content is None or content.site_id != journal.integration.site_id:
        return None
    gone = (ItemState.IGNORED, ItemState.REMOTE_DELETED)
    taken = SyncedItem.objects.filter(integration_id=journal.integration.id, content_id=content.id)
    taken = taken.exclude(state__in=gone)  # it was deleted there and published again
    return None if taken.exclude(external_id=post.id).exists() else content


def _content_type(post: RemotePost) -> str:
    if post.is_product:
        return "product"
    if post.type in {"post", "page"}:
        return post.type
    return "service" if "service" in post.type else "page" if "page" in post.type else "post"
