"""Products of a WooCommerce shop. One content is one product, whatever is lost on the way.

WooCommerce knows no idempotent call. A product carries our id in a meta field; before one is made it is looked for by slug, and
after a lost answer in every product that is younger than the content as well.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any
from uuid import UUID

from igny8.integration.platforms.woocommerce import products as woo
from igny8.integration.platforms.woocommerce.client import Row, WooClient
from igny8.integration.platforms.wordpress.texts import moment, safe
from igny8.publishing.adapters import woo_terms as terms
from igny8.publishing.adapters import wordpress_errors as errors
from igny8.publishing.adapters.woo_fields import FORM, Wanted, changed_fields, new_fields, status_noted
from igny8.publishing.base import Picture, PublishPayload, PublishResult, Target

#: Brings an image into the shop's media library, twice is once; None for one that it does not take.
Media = Callable[[Picture], int | None]
CLOCKS = timedelta(days=2)  # a shop's own clock may be in any time zone
_SOUGHT = "id,status,meta_data"
_NO_SEO = (
    "The title and description for search engines were not stored: WooCommerce takes them for Yoast SEO and Rank Math only. "
    "With the IGNY8 plugin All in One SEO takes them too."
)


def product_publish(
    payload: PublishPayload, target: Target, client: WooClient, media: Media, *, html: str | None = None
) -> PublishResult:
    """Make the product be as the payload says; price, stock and SKU stay the shop's.

    :param target: ``config["seo_plugin"]`` names the SEO plugin. :param media: for the featured image and the gallery.
    :param html: the text as it is to be stored, when that is not the payload's.
    :raises PublishError: one of its kinds; CHANGED_THERE when the same text was changed on both sides.
    """
    with errors.preparing():
        row = _there(payload, client)
        slug, taken = payload.slug, False
        if row is None:
            row, taken = _by_slug(payload, client)
        wanted = _wanted(payload, target, client, media, html)
    if row is None:
        fields = new_fields(payload, wanted, slug=_own_slug(payload) if taken else slug)
        with errors.writing():
            after = client.product_create(fields)
        return _result(after, payload, target)
    has_plugin = bool(getattr(target.config.get("connection"), "secret", ""))
    fields = changed_fields(payload, wanted, row, is_pulled_by_plugin=has_plugin)
    if not fields:
        return _result(row, payload, target)
    with errors.writing():
        return _result(client.product_update(str(row["id"]), fields), payload, target)


def product_unpublish(payload: PublishPayload, target: Target, client: WooClient) -> PublishResult | None:
    """Take the product off the shelf: to a draft, or to the bin where ``config["on_unpublish"]`` is trash. Twice is once.

    :returns: the draft that is left. :raises PublishError:
    """
    with errors.preparing():
        row = _there(payload, client) or _by_slug(payload, client)[0] or _by_mark(payload, client)
        if row is None or row.get("status") == "trash":
            return None
        number = str(row["id"])
        if target.config.get("on_unpublish") == "trash":
            client.product_bin(number)
            return None
        if row.get("status") != "draft":
            row = client.product_update(number, {"status": "draft", "meta_data": status_noted(row, "draft")})
        return _result(row)


def product_look_up(payload: PublishPayload, target: Target, client: WooClient) -> PublishResult | None:
    """The product of a content, in whatever state; None when there is certainly none.

    :raises PublishError: it cannot be told.
    """
    with errors.preparing():
        row = _there(payload, client) or _by_slug(payload, client)[0] or _by_mark(payload, client)
    return _result(row) if row is not None else None


# --- finding it ----------------------------------------------------------------------------------------------------
def _there(payload: PublishPayload, client: WooClient) -> Row | None:
    """The product we know of by its id."""
    number = payload.external_id or (payload.remote.external_id if payload.remote else "")
    if not number:
        return None
    row = client.product(number)
    if row is None and payload.remote is not None and payload.remote.agreed_hash:
        raise errors.changed_there()
    return row


def _by_slug(payload: PublishPayload, client: WooClient) -> tuple[Row | None, bool]:
    """:returns: our product under one of the slugs we give, and whether the plain one is another product's."""
    first = client.products_of_slug(payload.slug)
    row = _ours(payload, first) or _ours(payload, client.products_of_slug(_own_slug(payload))) if first else None
    return row, bool(first)


def _by_mark(payload: PublishPayload, client: WooClient) -> Row | None:
    """Our product under any slug: read through all that are not older than the content."""
    for page in client.newest_products(created_after=_born(payload), fields=_SOUGHT):
        row = _ours(payload, page)
        if row is not None:
            return client.product(str(row["id"]))
    return None


def _ours(payload: PublishPayload, rows: list[Row]) -> Row | None:
    found = [row for row in rows if woo.content_id_of(row) == payload.content_id]
    return min(found, key=lambda row: int(row["id"]), default=None)  # a copy somebody made is younger


def _own_slug(payload: PublishPayload) -> str:
    """A slug for where the plain one is another product's: always the same, and nobody else's."""
    return f"{payload.slug}-{payload.content_id.replace('-', '')[-8:]}"


def _born(payload: PublishPayload) -> str:
    """The moment before which there was no such content, by its id; empty when the id does not tell."""
    try:
        number = UUID(payload.content_id)
    except ValueError:
        return ""
    if number.version != 7:
        return ""
    born = datetime.fromtimestamp((number.int >> 80) / 1000, UTC)
    return (born - CLOCKS).strftime(FORM)


# --- what it should be ---------------------------------------------------------------------------------------------
def _wanted(payload: PublishPayload, target: Target, client: WooClient, media: Media, html: str | None) -> Wanted:
    texts = {
        "name": payload.title,
        "description": payload.html if html is None else html,
        "short_description": short_description(payload.details),
    }
    lists = {
        "categories": terms.category_ids(client, payload),
        "tags": terms.tag_ids(client, payload),
        "images": _images(payload, media),
    }
    keys = woo.SEO_META.get(str(target.config.get("seo_plugin") or ""))
    told = (payload.meta_title, payload.meta_description, payload.focus_keyword)
    return Wanted(
        texts=texts,
        slug=payload.slug,
        date=_date(payload),
        lists=lists,
        attributes=terms.attributes(client, payload),
        seo={key: value for key, value in zip(keys, told, strict=True) if value} if keys else {},
    )


def short_description(details: Mapping[str, Any]) -> str:
    """What stands beside the price: the short description, and the highlights as a list."""
    text, highlights = str(details.get("short_description") or ""), details.get("highlights") or []
    items = "".join(f"<li>{escape(str(one), quote=False)}</li>" for one in highlights)
    parts = [f"<p>{escape(text, quote=False)}</p>" if text else "", f"<ul>{items}</ul>" if items else ""]
    return "\n".join(part for part in parts if part)


def _images(payload: PublishPayload, media: Media) -> list[int]:
    """The featured image, then the gallery: images the text does not show."""
    shown = [payload.image, *(one for one in payload.images if one.file not in payload.html)]
    files = {picture.file: picture for picture in shown if picture is not None}
    found = [media(picture) for picture in files.values()]
    return list(dict.fromkeys(number for number in found if number is not None))


def _date(payload: PublishPayload) -> str:
    if not payload.scheduled_for:
        return ""
    when = datetime.fromisoformat(payload.scheduled_for).astimezone(UTC)
    return when.strftime(FORM) if when > datetime.now(UTC) else ""


def _result(row: Row, payload: PublishPayload | None = None, target: Target | None = None) -> PublishResult:
    status = str(row.get("status") or "")
    warnings: tuple[str, ...] = ()
    if payload is not None and target is not None and (payload.meta_title or payload.meta_description):
        warnings = () if target.config.get("seo_plugin") in woo.SEO_META else (_NO_SEO,)
    return PublishResult(
        external_id=str(row["id"]),
        url=str(row.get("permalink") or "")[:2000],
        state="scheduled" if status == "future" else "live",
        payload_hash=woo.meta_of(row).get(woo.PAYLOAD_HASH, "") if status == "publish" else "",
        type="product",
        status=status,
        state_hash=woo.product_hash(row),
        raw=safe(row.get("description")),
        modified_at=moment(row.get("date_modified_gmt")),
        warnings=warnings,
    )
