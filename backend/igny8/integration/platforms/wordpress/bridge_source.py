"""Pulling through the plugin: keyset pages by (modified, id), with SEO fields, our ids and hashes."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from igny8.integration.base import Permanent
from igny8.integration.platforms.items import Page, RemotePost, RemoteTerm
from igny8.integration.platforms.wordpress.bridge import BridgeClient
from igny8.integration.platforms.wordpress.texts import html_of, moment, plain, safe


class BridgeSource:
    """Everything the plugin exports.

    :param types: post types to pull; all public ones when empty. :param has_products: WooCommerce is there.
    """

    def __init__(
        self, client: BridgeClient, *, types: tuple[str, ...] = (), has_products: bool = False, per_page: int = 100
    ) -> None:
        self._client = client
        self._types = types
        self._has_products = has_products
        self._per_page = per_page

    def parts(self) -> list[str]:
        return ["terms", "posts", *(["products"] if self._has_products else [])]

    def total(self, part: str) -> int | None:
        types = ",".join(self._types) if part == "posts" else ""
        found = self._client.export(kind=part, types=types, per_page=1).get("total")
        return found if isinstance(found, int) else None

    def pull(self, part: str, *, cursor: str, modified_after: datetime | None) -> Page:
        since = modified_after if part != "terms" else None  # terms carry no moment of change
        data = self._client.export(
            kind=part,
            types=",".join(self._types) if part == "posts" else "",
            modified_after=since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if since else "",
            cursor=cursor,
            per_page=self._per_page,
        )
        items = data.get("items")
        if not isinstance(items, list):
            raise Permanent("EXPORT_UNREADABLE", "The plugin's answer holds no items.", cure="Update the plugin.")
        rows = [row for row in items if isinstance(row, dict)]
        read = [_term(row) for row in rows] if part == "terms" else [_post(row, part) for row in rows]
        total, deleted = data.get("total"), data.get("deleted")
        return Page(
            items=tuple(read),
            deleted=tuple(_id_of(one) for one in deleted) if isinstance(deleted, list) else (),
            next=str(data.get("next") or ""),
            total=total if isinstance(total, int) else None,
            now=moment(data.get("now_gmt")),
        )


def _id_of(value: Any) -> str:
    return str(value.get("id", value.get("post_id", "")) if isinstance(value, dict) else value)[:100]


def _term(row: Mapping[str, Any], taxonomy: str = "") -> RemoteTerm:
    return RemoteTerm(
        id=str(row.get("id", ""))[:100],
        taxonomy=str(row.get("taxonomy") or taxonomy)[:60],
        name=plain(row.get("name"), 200),
        slug=str(row.get("slug") or "")[:200],
        description=safe(row.get("description"))[:5000],
        parent=str(row.get("parent") or "")[:100].removeprefix("0"),
    )


def _post(row: Mapping[str, Any], part: str) -> RemotePost:
    raw = safe(row.get("content"))
    seo, terms = _dict(row, "seo"), _dict(row, "terms")
    kind = str(row.get("type") or ("product" if part == "products" else "post"))[:60]
    return RemotePost(
        id=str(row.get("id", ""))[:100],
        type=kind,
        status=str(row.get("status") or "")[:20],
        slug=str(row.get("slug") or "")[:200],
        url=str(row.get("url") or "")[:2000],
        title=plain(row.get("title")),
        raw=raw,
        html=html_of(raw),
        excerpt=safe(row.get("excerpt"))[:5000],
        author=plain(_dict(row, "author").get("name"), 100),
        terms=tuple(
            _term(term, str(taxonomy))
            for taxonomy, some in terms.items()
            if isinstance(some, list)
            for term in some
            if isinstance(term, dict)
        ),
        featured_url=str(_dict(row, "featured").get("url") or "")[:2000],
        meta_title=plain(seo.get("title")),
        meta_description=plain(seo.get("description"), 500),
        focus_keyword=plain(seo.get("focus_keyword")),
        modified_at=moment(row.get("modified_gmt")),
        published_at=moment(row.get("date_gmt")),
        content_id=str(row.get("content_id") or "")[:60],
        hash=str(row.get("hash") or "")[:64],
        is_trashed=bool(row.get("is_trashed")) or row.get("status") == "trash",
        is_product=part == "products" or kind == "product",
        product={k: row[k] for k in _PRODUCT if k in row} if part == "products" else {},
    )


_PRODUCT = ("sku", "price", "regular_price", "sale_price", "currency", "stock_status", "attributes", "gallery")


def _dict(row: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = row.get(name)
    return value if isinstance(value, dict) else {}
