"""Contents of type category in a shop: the text is the description of a product category.

A category is never made twice: WooCommerce refuses a second one of the same name and slug and says which one is there. It has no
field for our id, so that a comment after the text says whose it is; a text somebody else wrote there is left.
"""

import re
from collections.abc import Mapping
from typing import Any

from igny8.integration.platforms.items import state_hash
from igny8.integration.platforms.woocommerce.client import Row, WooClient
from igny8.integration.platforms.wordpress.texts import safe
from igny8.publishing.adapters import wordpress_errors as errors
from igny8.publishing.adapters.woo_product import Media
from igny8.publishing.adapters.woo_terms import word
from igny8.publishing.base import ActionRequired, PublishPayload, PublishResult, Target

TAXONOMY = "product_cat"
_STRIPPED = (
    "WooCommerce removed part of the formatting of the description. With the IGNY8 plugin, or for a user who may write HTML, it "
    "stays whole."
)
_NO_SEO = "WooCommerce takes no title and description for search engines for categories. Install the plugin, or enter them there."


def category_publish(
    payload: PublishPayload, target: Target, client: WooClient, media: Media, *, html: str | None = None
) -> PublishResult:
    """Make the description of a product category be the text; make the category where there is none of its slug.

    :param media: for its image, which is only set where it has none. :param html: the text as it is to be stored.
    :raises PublishError: one of its kinds; TERM_HAS_TEXT when the shop wrote a description of its own.
    """
    text = f"{payload.html if html is None else html}\n{_mark(payload)}"
    with errors.preparing():
        row = _there(payload, client)
        fields: dict[str, Any] = {}
        if row is None or not _is_same(row, text):
            fields["description"] = text
        if row is not None and fields:
            _guard(payload, row, text)
        if payload.image is not None and (row is None or not row.get("image")):
            number = media(payload.image)
            fields |= {"image": {"id": number}} if number is not None else {}
    with errors.writing():
        if row is None:
            row = client.term_create(TAXONOMY, {"name": payload.title, "slug": payload.slug, **fields})
            fields = {} if _is_same(row, text) else {"description": text}  # somebody made it first
            if fields:
                _guard(payload, row, text)
        elif word(str(row.get("name") or "")) != word(payload.title) and payload.remote is not None:
            fields["name"] = payload.title
        if fields:
            row = client.term_update(TAXONOMY, str(row["id"]), fields)
    warnings = [] if _tags(row) >= _tags({"description": text}) else [_STRIPPED]
    if payload.meta_title or payload.meta_description:
        warnings.append(_NO_SEO)
    return _result(row, target, warnings)


def category_unpublish(payload: PublishPayload, target: Target, client: WooClient) -> PublishResult | None:
    """Empty the description; the category and its products stay. A text the shop wrote since is left. Twice is once."""
    with errors.preparing():
        row = _there(payload, client)
        if row is not None and row.get("description") and _is_ours(payload, row):
            client.term_update(TAXONOMY, str(row["id"]), {"description": ""})
    return None


def category_look_up(payload: PublishPayload, target: Target, client: WooClient) -> PublishResult | None:
    """The category of a content by its id or its slug, when it holds our text. :raises PublishError: it cannot be told."""
    with errors.preparing():
        row = _there(payload, client)
    return _result(row, target, []) if row is not None and _is_ours(payload, row) else None


def _there(payload: PublishPayload, client: WooClient) -> Row | None:
    number = payload.external_id or (payload.remote.external_id if payload.remote else "")
    row = client.term(TAXONOMY, number) if number else None
    return row or client.term_of_slug(TAXONOMY, payload.slug)


def _guard(payload: PublishPayload, row: Row, text: str) -> None:
    """Never write over a description that is not ours to change. :raises ActionRequired:"""
    there = _words(row)
    if not there or there == _words({"description": text}):
        return
    if payload.remote is not None and payload.remote.raw:
        if there != _words({"description": payload.remote.raw}):
            raise errors.changed_there()
    elif not _is_ours(payload, row):
        raise ActionRequired(
            "TERM_HAS_TEXT",
            f"The shop has a category “{payload.title}” with a description of its own, so nothing was sent. Copy what you want "
            "to keep of it into this text, empty it there, and publish again.",
        )


def _mark(payload: PublishPayload) -> str:
    return f"<!-- igny8:{payload.content_id} -->"


def _is_ours(payload: PublishPayload, row: Row) -> bool:
    there = str(row.get("description") or "")
    return _mark(payload) in there or _words(row) == _words({"description": payload.html})


def _is_same(row: Row, text: str) -> bool:
    return " ".join(str(row.get("description") or "").split()) == " ".join(text.split())


def _words(row: Mapping[str, Any]) -> str:
    """The words of a description: what is left of it whatever formatting was removed."""
    return word(re.sub(r"<[^>]*>", " ", str(row.get("description") or "")))


def _tags(row: Mapping[str, Any]) -> int:
    return len(re.findall(r"<[a-z]", str(row.get("description") or ""), re.IGNORECASE))


def _result(row: Row, target: Target, warnings: list[str]) -> PublishResult:
    slug, raw = str(row.get("slug") or ""), safe(row.get("description"))
    base = str(target.config.get("category_base") or "")
    return PublishResult(
        external_id=str(row["id"]),
        url=f"{base.rstrip('/')}/{slug}/" if base else "",
        type=TAXONOMY,
        status="publish",
        state_hash=state_hash(
            title=str(row.get("name") or ""), content=raw, excerpt="", slug=slug, status="publish", terms=[], featured=0
        ),
        raw=raw,
        warnings=tuple(warnings),
    )
