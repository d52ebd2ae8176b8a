"""What every platform's client turns its objects into. Plain values, in the platform's own words for types and states."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteTerm:
    """A category, tag or other term. Ids are text, as the platform writes them."""

    id: str
    taxonomy: str
    name: str
    slug: str
    description: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemotePost:
    """A post, page, custom type or product. ``raw`` is the text as it is stored there, ``html`` the same as plain HTML.

    ``hash`` covers title, text, excerpt, slug, state, terms and featured image.
    """

    id: str
    type: str
    status: str
    slug: str
    url: str
    title: str
    raw: str
    html: str
    excerpt: str = ""
    author: str = ""
    terms: tuple[RemoteTerm, ...] = ()
    featured_url: str = ""
    meta_title: str = ""
    meta_description: str = ""
    focus_keyword: str = ""
    modified_at: datetime | None = None
    published_at: datetime | None = None
    content_id: str = ""  # ours, where we published it
    hash: str = ""
    is_trashed: bool = False
    is_product: bool = False
    product: dict[str, Any] = field(default_factory=dict)

    @property
    def is_live(self) -> bool:
        return self.status == "publish" and not self.is_trashed


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some objects in the order of the platform. ``next`` continues after them, empty at the end; ``now`` is its clock.

    ``deleted`` are ids of posts that were deleted for good, where the platform remembers them.
    """

    items: tuple[RemotePost | RemoteTerm, ...]
    deleted: tuple[str, ...] = ()
    next: str = ""
    total: int | None = None
    now: datetime | None = None


class Source(Protocol):
    """Where objects are pulled from. ``parts`` name what is pulled one after the other."""

    def parts(self) -> list[str]:
        """What there is to pull, terms before what carries them. :raises PlatformError:"""
        ...

    def pull(self, part: str, *, cursor: str, modified_after: datetime | None) -> Page:
        """One page of a part, from ``cursor`` (the beginning when empty). :raises PlatformError:"""
        ...

    def total(self, part: str) -> int | None:
        """How many objects a part has; None where the platform does not tell. :raises PlatformError:"""
        ...


def state_hash(
    *, title: str, content: str, excerpt: str, slug: str, status: str, terms: list[int], featured: int
) -> str:
    """SHA-256 of an object's state, for sources that give none: JSON with sorted keys, without spaces, UTF-8 as it is."""
    state = {
        "content": content,
        "excerpt": excerpt,
        "featured": featured or None,
        "slug": slug,
        "status": status,
        "terms": sorted(set(terms)),
        "title": title,
    }
    text = json.dumps(state, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
