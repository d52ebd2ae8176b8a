"""The text of a payload as a WordPress stores it, and its state there in one word."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from igny8.core.html import sanitize_html
from igny8.integration.platforms.items import state_hash
from igny8.integration.platforms.wordpress.blocks import merged, to_blocks
from igny8.integration.platforms.wordpress.places import Place
from igny8.integration.platforms.wordpress.texts import html_of
from igny8.publishing.adapters.details_text import with_details
from igny8.publishing.adapters.wordpress_pictures import Pictures, html_with_attachments
from igny8.publishing.base import PublishPayload

BLOCK = "<!-- wp:"


def mark_of(payload: PublishPayload) -> str:
    """What a text without blocks carries that is published without the plugin, so that it is found again."""
    return f"igny8:{payload.content_id}"


def text_of(payload: PublishPayload, place: Place, pictures: Pictures, *, is_marked: bool) -> str:
    """The text to store: blocks where the post type is edited in blocks, HTML otherwise.

    A text that is there already keeps its blocks wherever ours says the same, and stays without blocks if it has none.

    :param is_marked: it has to be found again by itself.
    """
    shown = payload.images if payload.image is None else (*payload.images, payload.image)
    html = html_with_attachments(with_details(payload.html, payload.details), shown, pictures.by_file)
    there, mark = payload.remote, payload.content_id if is_marked else ""
    known = {attachment.url: attachment.id for attachment in pictures.by_file.values()}
    if there is None or not there.raw.strip():
        if place.has_blocks:
            return to_blocks(html, images=known, mark=mark)
    elif BLOCK in there.raw:
        return merged(there.raw, there.html, html, images=known, mark=mark)
    elif html == there.html:
        return there.raw
    return f"{html}\n<!-- {mark_of(payload)} -->" if is_marked else html


def is_ahead(payload: PublishPayload) -> bool:
    """Whether the destination is to show it later on."""
    return bool(payload.scheduled_for) and datetime.fromisoformat(payload.scheduled_for) > datetime.now(UTC)


def gmt(moment: str) -> str:
    """An ISO moment as WordPress's ``_gmt`` fields have it."""
    return datetime.fromisoformat(moment).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def when(payload: PublishPayload) -> str | None:
    """The date of the post in GMT: its own while it is to come, its first one for a new post, else as it is there."""
    if is_ahead(payload):
        return gmt(payload.scheduled_for)
    return gmt(payload.published_at) if payload.remote is None else None


def digest(body: Mapping[str, Any]) -> str:
    """SHA-256 of everything that is sent."""
    return hashlib.sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def is_but_for_state(post: Mapping[str, Any], agreed: str, states: Sequence[str]) -> bool:
    """Whether nothing of a post changed since ``agreed`` but its state, which was one of ``states`` then.

    :param post: as the plugin tells it.
    """
    terms, featured = post.get("terms"), post.get("featured")
    ids = [int(term["id"]) for some in terms.values() for term in some] if isinstance(terms, dict) else []
    known = {
        state_hash(
            title=str(post.get("title") or ""),
            content=str(post.get("content") or ""),
            excerpt=str(post.get("excerpt") or ""),
            slug=str(post.get("slug") or ""),
            status=state,
            terms=ids,
            featured=int(featured["id"]) if isinstance(featured, dict) else 0,
        )
        for state in states
    }
    return agreed in known


def reads_the_same(one: str, other: str) -> bool:
    """Whether two stored texts are one to their readers, whatever WordPress did to the markup."""
    return one == other or sanitize_html(html_of(one)) == sanitize_html(html_of(other))
