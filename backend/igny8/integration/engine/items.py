"""The row of a post of the platform, and what its content is told of it."""

from collections.abc import Mapping
from uuid import UUID

from igny8.content.services.imports import content_note_remote
from igny8.integration.constants import ItemKind, ItemSpace
from igny8.integration.engine.journal import Journal
from igny8.integration.models import SyncedItem
from igny8.integration.platforms.items import RemotePost

Terms = Mapping[str, UUID]


def item_new(journal: Journal, post: RemotePost) -> SyncedItem:
    """A row for an object we have not met; not stored yet."""
    return SyncedItem(
        site_id=journal.integration.site_id,
        integration_id=journal.integration.id,
        space=ItemSpace.POSTS,
        external_id=post.id,
    )


def item_describe(journal: Journal, item: SyncedItem, post: RemotePost) -> None:
    """Note how the object is now, whatever comes of it."""
    item.kind, item.remote_type = kind_of(post), post.type
    item.title, item.url, item.remote_status = post.title[:255], post.url, post.status
    item.remote_hash, item.remote_modified_at, item.error = post.hash, post.modified_at, ""
    item.seen_run_id = journal.run_id or item.seen_run_id


def kind_of(post: RemotePost) -> str:
    """The kind of an object, of which each post type is one."""
    if post.is_product:
        return ItemKind.PRODUCT
    return {"post": ItemKind.POST, "page": ItemKind.PAGE}.get(post.type, ItemKind.CPT)


def note_of(journal: Journal) -> str:
    """The note of a version that came from the platform."""
    return f"Changed in {journal.integration.name}"


def content_tell(
    journal: Journal, item: SyncedItem, content_id: UUID, post: RemotePost, terms: Terms, *, has_terms: bool
) -> None:
    """Tell the content where it is, whether visitors read it there, and which terms it carries."""
    found = [terms[term.id] for term in post.terms if term.id in terms]
    content_note_remote(
        content_id=content_id,
        destination=journal.integration.destination,
        external_id=post.id,
        url=post.url,
        state=item.state,
        live_version=(item.base_version or None) if post.is_live else None,
        is_gone=not post.is_live and post.status in {"draft", "pending", "private"},
        published_at=post.published_at,
        taxonomy_ids=sorted(set(found)) if has_terms else None,
    )
