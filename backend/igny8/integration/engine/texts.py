"""The two sides of a text, in one form, and whether each has left what both agreed on."""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from igny8.content.selectors import version_get
from igny8.content.services.imports import UNTITLED, html_as_stored
from igny8.core.errors import NotFound
from igny8.integration.models import SyncedItem
from igny8.integration.platforms.items import RemotePost


@dataclass(frozen=True, slots=True)
class Text:
    """What is compared: title, HTML as it is stored here, and what search engines are told."""

    title: str = ""
    html: str = ""
    meta_title: str = ""
    meta_description: str = ""

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


def theirs_of(post: RemotePost) -> Text:
    """The platform's text. :raises igny8.core.html.HtmlTooLarge: it is no article."""
    return Text(
        " ".join(post.title.split())[:255] or UNTITLED,
        html_as_stored(post.html),
        " ".join(post.meta_title.split())[:255],
        " ".join(post.meta_description.split())[:500],
    )


def ours_of(row: Any) -> Text:
    """The text of a content, or of one of its versions."""
    return Text(row.title, row.html, row.meta_title, row.meta_description)


def base_of(item: SyncedItem) -> Text:
    """The platform's text when both sides last agreed."""
    return Text(**{name: str(item.base.get(name, "")) for name in Text.__slots__})


def has_ours_changed(item: SyncedItem, content: Any) -> bool:
    """Whether ours says something else than when both sides last agreed."""
    if content.current_version == item.base_version:
        return False
    return text_of_version(content.id, item.base_version) != ours_of(content)


def text_of_version(content_id: UUID, number: int) -> Text | None:
    """The text of a version, None when it is not kept."""
    try:
        return ours_of(version_get(content_id, number))
    except NotFound:
        return None


def agree(item: SyncedItem, post: RemotePost, theirs: Text, *, version: int) -> None:
    """From here on both sides agree on the platform's text and our version of it."""
    item.base = {**theirs.as_dict(), "raw": post.raw, "slug": post.slug, "excerpt": post.excerpt}
    if post.product:
        item.base["product"] = post.product
    item.base_hash, item.base_version = post.hash, version
