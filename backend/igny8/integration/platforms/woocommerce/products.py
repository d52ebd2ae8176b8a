"""WooCommerce's products and terms as every platform's objects are known."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from igny8.integration.platforms.items import RemotePost, RemoteTerm, state_hash
from igny8.integration.platforms.wordpress.texts import html_of, moment, plain, safe

CONTENT_ID = "_igny8_content_id"
COPY_MARK = "_igny8_managed"  # the product's own id: a duplicated product carries its original's
PAYLOAD_HASH = "_igny8_payload_hash"
#: Where SEO plugins keep their fields: title, description, focus keyword.
SEO_META = {
    "yoast": ("_yoast_wpseo_title", "_yoast_wpseo_metadesc", "_yoast_wpseo_focuskw"),
    "rank_math": ("rank_math_title", "rank_math_description", "rank_math_focus_keyword"),
}
_FACTS = ("sku", "price", "regular_price", "sale_price")


def meta_of(row: Mapping[str, Any]) -> dict[str, str]:
    """The meta fields of a product that are texts."""
    entries = row.get("meta_data")
    found = [one for one in entries if isinstance(one, dict)] if isinstance(entries, list) else []
    return {
        str(one["key"]): str(one["value"]) for one in found if "key" in one and isinstance(one.get("value"), str | int)
    }


def content_id_of(row: Mapping[str, Any]) -> str:
    """Our id of a product we published; empty for a copy somebody made of one."""
    meta = meta_of(row)
    if meta.get(COPY_MARK, str(row.get("id"))) != str(row.get("id")):
        return ""
    return meta.get(CONTENT_ID, "")[:60]


def product_hash(row: Mapping[str, Any]) -> str:
    """What tells whether the text of a product is as it was: not prices and stock, which change with every order."""
    images = ids_of(row, "images")
    return state_hash(
        title=safe(row.get("name")),
        content=safe(row.get("description")),
        excerpt=safe(row.get("short_description")),
        slug=str(row.get("slug") or ""),
        status=str(row.get("status") or ""),
        terms=[*ids_of(row, "categories"), *ids_of(row, "tags")],
        featured=images[0] if images else 0,
    )


def ids_of(row: Mapping[str, Any], name: str) -> list[int]:
    """The ids in a list of objects, in its order."""
    return [one["id"] for one in _rows(row, name) if isinstance(one.get("id"), int)]


def product_of(row: Mapping[str, Any], *, terms: Iterable[RemoteTerm] = (), currency: str = "") -> RemotePost:
    """A product.

    :param terms: of its global attributes, which its own row names without ids.
    """
    raw, meta, images = safe(row.get("description")), meta_of(row), _rows(row, "images")
    status = str(row.get("status") or "publish")
    seo = next(
        ([meta.get(key, "") for key in keys] for keys in SEO_META.values() if any(k in meta for k in keys)), [""] * 3
    )
    return RemotePost(
        id=str(row.get("id", ""))[:100],
        type="product",
        status=status[:20],
        slug=str(row.get("slug") or "")[:200],
        url=str(row.get("permalink") or "")[:2000],
        title=plain(row.get("name")),
        raw=raw,
        html=html_of(raw),
        excerpt=safe(row.get("short_description"))[:5000],
        terms=(*_terms(row, "categories", "product_cat"), *_terms(row, "tags", "product_tag"), *terms),
        featured_url=str(images[0].get("src") or "")[:2000] if images else "",
        meta_title=plain(seo[0]),
        meta_description=plain(seo[1], 500),
        focus_keyword=plain(seo[2].split(",")[0]),
        modified_at=moment(row.get("date_modified_gmt")),
        published_at=moment(row.get("date_created_gmt")),
        content_id=content_id_of(row),
        hash=product_hash(row),
        is_trashed=status == "trash",
        is_product=True,
        product=_product(row, images, currency),
    )


def term_of(row: Mapping[str, Any], taxonomy: str) -> RemoteTerm:
    """A category, a tag or a value of an attribute."""
    return RemoteTerm(
        id=str(row.get("id", ""))[:100],
        taxonomy=taxonomy[:60],
        name=plain(row.get("name"), 200),
        slug=str(row.get("slug") or "")[:200],
        description=safe(row.get("description"))[:5000],
        parent=str(row.get("parent") or "")[:100].removeprefix("0"),
    )


def _product(row: Mapping[str, Any], images: Sequence[Mapping[str, Any]], currency: str) -> dict[str, Any]:
    """What only products have, in the form in which the plugin tells it."""
    variations = row.get("variations")
    return {
        **{name: str(row.get(name) or "")[:100] for name in _FACTS},
        "currency": currency,
        "stock_status": str(row.get("stock_status") or "")[:20],
        "attributes": [_attribute(one) for one in _rows(row, "attributes")],
        "gallery": [{"id": one.get("id"), "url": str(one.get("src") or "")[:2000]} for one in images[1:]],
        "type": str(row.get("type") or "simple")[:40],
        "variations": len(variations) if isinstance(variations, list) else 0,
    }


def _attribute(row: Mapping[str, Any]) -> dict[str, Any]:
    name, options = plain(row.get("name"), 200), row.get("options")
    is_global = bool(row.get("id"))
    return {
        "name": str(row.get("slug") or name)[:100] if is_global else name,
        "label": name,
        "values": [plain(one, 200) for one in options] if isinstance(options, list) else [],
    }


def _rows(row: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    value = row.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _terms(row: Mapping[str, Any], name: str, taxonomy: str) -> list[RemoteTerm]:
    return [term_of(one, taxonomy) for one in _rows(row, name)]
