"""From payloads to the definition the renderer reads (``docs/guides/site-definition.md``)."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from igny8.publishing.adapters.details_text import with_details
from igny8.publishing.base import ActionRequired, Permanent, Picture, PublishError, PublishPayload

RESERVED = frozenset({"page", "category", "tag", "assets", "index"})
MAX_SLUG_BYTES = 200
IMAGE_ENDINGS = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"})
PAGE_TYPES = frozenset({"page"})
_ACCENT = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFacts:
    """What the pages of a site share. ``base_path`` is empty on an own domain, ``/s/{slug}`` otherwise."""

    id: str
    name: str
    slug: str
    locale: str
    timezone: str
    base_url: str
    base_path: str
    description: str = ""
    accent: str = ""
    is_indexed: bool = True


def is_slug(value: str) -> bool:
    """Lower-case letters and digits of any script joined by hyphens or underscores, NFC, at most 200 bytes.

    The one name a page's folder can have: nothing that passes can leave the version's folder or hide in it.
    """
    if not value or value != value.lower() or value != unicodedata.normalize("NFC", value):
        return False
    try:
        if len(value.encode()) > MAX_SLUG_BYTES:
            return False
    except UnicodeEncodeError:
        return False
    inner = value.replace("_", "-")
    return (
        not inner.startswith("-") and not inner.endswith("-") and all(_is_word(char) for char in inner if char != "-")
    )


def _is_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNM"


def page_problem(payload: PublishPayload, *, taken: Mapping[str, str], assets_root: Path) -> PublishError | None:
    """Why this content cannot be a page of the site; None when it can.

    :param taken: content ids by slug of what is in the definition already.
    """
    if not is_slug(payload.slug):
        return Permanent(
            "INVALID_SLUG", "An address holds lower-case letters, digits and hyphens only. Change the slug."
        )
    if payload.slug in RESERVED:
        return Permanent("RESERVED_SLUG", f'The address "{payload.slug}" is kept for the site itself. Change the slug.')
    if taken.get(payload.slug, payload.content_id) != payload.content_id:
        return ActionRequired(
            "SLUG_TAKEN", f'Another published page has the address "{payload.slug}". Change one of the two.'
        )
    for picture in pictures_of(payload):
        if not has_picture(picture, assets_root):
            return ActionRequired(
                "IMAGE_MISSING", "An image of this content is not in the store any more. Make it again."
            )
    return None


def pictures_of(payload: PublishPayload) -> list[Picture]:
    """All images of a content, the cover first."""
    return [*([payload.image] if payload.image else []), *payload.images]


def has_picture(picture: Picture, assets_root: Path) -> bool:
    """Whether the file is a raster image below the root; a path that leads out of it is no image of ours."""
    root = assets_root.resolve()
    try:
        path = (root / picture.file).resolve()
        return path.is_relative_to(root) and path.suffix.lower() in IMAGE_ENDINGS and path.is_file()
    except (OSError, ValueError):
        return False


def site_definition(
    site: SiteFacts,
    contents: Sequence[PublishPayload],
    *,
    redirects: Iterable[tuple[str, str]] = (),
    assets_root: Path,
    updated_at: str,
) -> dict[str, Any]:
    """The definition of the whole site.

    :param redirects: (old path, new path), both without base path.
    :param updated_at: ISO 8601 with an offset.
    """
    posts = [payload for payload in contents if payload.content_type not in PAGE_TYPES]
    pages = [payload for payload in contents if payload.content_type in PAGE_TYPES]
    categories = {term.slug: term for payload in posts for term in payload.categories if is_slug(term.slug)}
    authors = {p.author.slug: p.author for p in posts if p.author and is_slug(p.author.slug)}
    return {
        "version": 1,
        "site": {
            "id": site.id,
            "name": site.name,
            "slug": site.slug,
            "description": site.description,
            "locale": site.locale,
            "timezone": site.timezone,
            "base_url": site.base_url,
            "base_path": site.base_path,
            "theme": {"accent": site.accent} if _ACCENT.fullmatch(site.accent) else None,
            "updated_at": updated_at,
            "index": site.is_indexed,
        },
        "categories": [{"slug": t.slug, "name": t.name, "description": t.description} for t in categories.values()],
        "authors": [
            {"slug": a.slug, "name": a.name, "bio": a.bio, "same_as": [u for u in a.same_as if u.startswith(("https://", "http://"))]}
            for a in authors.values()
        ],
        "posts": [_post(payload, categories, authors, assets_root) for payload in posts],
        "pages": [
            {
                "slug": p.slug,
                "title": p.title,
                "html": with_details(p.html, p.details),
                "meta_title": p.meta_title,
                "meta_description": p.meta_description,
            }
            for p in pages
        ],
        "redirects": [{"from": old, "to": new, "status": 301} for old, new in redirects],
        "assets_root": str(assets_root.resolve()),
    }  # fmt: skip


def content_at(definition: Mapping[str, Any], path: str) -> str | None:
    """Slug of the content a renderer's complaint is about (``$.posts[3].html``); None when it is about the site."""
    found = re.match(r"\$\.(posts|pages)\[(\d+)\]", path)
    if found is None:
        return None
    items = definition[found[1]]
    index = int(found[2])
    return str(items[index]["slug"]) if index < len(items) else None


def _post(
    payload: PublishPayload, categories: Mapping[str, Any], authors: Mapping[str, Any], root: Path
) -> dict[str, Any]:
    provenance = {"model": payload.provenance_model, "note": payload.provenance_note or None}
    return {
        "id": payload.content_id,
        "slug": payload.slug,
        "title": payload.title,
        "html": with_details(payload.html, payload.details),
        "excerpt": payload.excerpt,
        "meta_title": payload.meta_title,
        "meta_description": payload.meta_description,
        "published_at": payload.published_at,
        "updated_at": payload.updated_at or None,
        "author": payload.author.slug if payload.author and payload.author.slug in authors else None,
        "categories": [term.slug for term in payload.categories if term.slug in categories],
        "tags": list(payload.tags),
        # A picture that vanished after it was published leaves a gap, not a site that cannot be deployed any more.
        "image": _picture(payload.image) if payload.image and has_picture(payload.image, root) else None,
        "images": [_picture(picture) for picture in payload.images if has_picture(picture, root)],
        "schema_type": payload.schema_type or "BlogPosting",
        "language": payload.language or None,
        "provenance": provenance if payload.provenance_model else None,
    }


def _picture(picture: Picture) -> dict[str, Any]:
    return {
        "file": picture.file,
        "alt": picture.alt,
        "caption": picture.caption or None,
        "width": picture.width or None,
        "height": picture.height or None,
    }
