"""What a WordPress is made of: post types, taxonomies, authors, counts, who serves its SEO fields."""

from collections.abc import Mapping
from typing import Any

from igny8.integration.base import PlatformError
from igny8.integration.platforms.woocommerce.structure import API, has_shop, seo_plugin_of
from igny8.integration.platforms.wordpress.bridge import BridgeClient
from igny8.integration.platforms.wordpress.core_rest import CoreClient
from igny8.integration.platforms.wordpress.core_source import INNER_TAXONOMIES, INNER_TYPES
from igny8.integration.platforms.wordpress.texts import plain

FACTS = ("wordpress", "php", "plugin_version", "locale", "timezone", "multisite", "max_upload_bytes")


def structure_of_bridge(client: BridgeClient) -> dict[str, Any]:
    """The structure as the plugin tells it. :raises PlatformError:"""
    data = client.site_metadata()
    return {
        "via": "bridge",
        "name": plain(data.get("name")),
        "home_url": str(data.get("home_url") or "")[:500],
        "permalinks": str(data.get("permalinks") or "")[:10],
        "seo_plugin": str(data.get("seo_plugin") or "")[:20],
        "woocommerce": str(data.get("woocommerce") or "")[:20],
        "post_types": [_type(row) for row in _rows(data, "post_types") if row.get("name") not in INNER_TYPES],
        "taxonomies": [_taxonomy(row) for row in _rows(data, "taxonomies") if row.get("name") not in INNER_TAXONOMIES],
        "authors": [_author(row) for row in _rows(data, "authors")][:500],
        "counts": _counts(data.get("counts")),
        "facts": {name: data[name] for name in FACTS if isinstance(data.get(name), str | int | bool)},
    }


def structure_of_core(client: CoreClient) -> dict[str, Any]:
    """As much of it as WordPress's own API shows. :raises PlatformError:"""
    types = [dict(row, name=name, label=row.get("name")) for name, row in client.types().items() if _is_row(row)]
    taxonomies = [
        dict(row, name=name, label=row.get("name"), object_types=row.get("types"))
        for name, row in client.taxonomies().items()
        if _is_row(row)
    ]
    described = client.index().data
    index = described if isinstance(described, dict) else {}
    return {
        "via": "rest",
        "name": plain(index.get("name")),
        "home_url": str(index.get("home") or "")[:500],
        "permalinks": "",
        "seo_plugin": seo_plugin_of(index),
        "woocommerce": API if has_shop(index) else "",
        "post_types": [_type(row) for row in types if row["name"] not in INNER_TYPES],
        "taxonomies": [_taxonomy(row) for row in taxonomies if row["name"] not in INNER_TAXONOMIES],
        "authors": _authors(client),
        "counts": {},
        "facts": {"timezone": plain(index.get("timezone_string"), 60)} if index else {},
    }


def _authors(client: CoreClient) -> list[dict[str, Any]]:
    try:
        found = client.rows("users", {"per_page": 100, "context": "view"}).data
    except PlatformError:
        return []  # many sites hide their users; contents then carry no author
    return [_author(row) for row in found if _is_row(row)] if isinstance(found, list) else []


def _is_row(value: Any) -> bool:
    return isinstance(value, dict)


def _rows(data: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    found = data.get(name)
    return [row for row in found if isinstance(row, dict)][:500] if isinstance(found, list) else []


def _words(value: Any) -> list[str]:
    return [str(word)[:60] for word in value][:100] if isinstance(value, list) else []


def _type(row: Mapping[str, Any]) -> dict[str, Any]:
    supports = row.get("supports")
    return {
        "name": str(row.get("name") or "")[:60],
        "label": plain(row.get("label"), 100),
        "is_hierarchical": bool(row.get("hierarchical")),
        "supports": _words(sorted(supports) if isinstance(supports, dict) else supports),
        "taxonomies": _words(row.get("taxonomies")),
        "rest_base": str(row.get("rest_base") or "")[:100],
    }


def _taxonomy(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": str(row.get("name") or "")[:60],
        "label": plain(row.get("label"), 100),
        "is_hierarchical": bool(row.get("hierarchical")),
        "object_types": _words(row.get("object_types")),
        "rest_base": str(row.get("rest_base") or "")[:100],
    }


def _author(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": str(row.get("id"))[:40],
        "name": plain(row.get("name"), 120),
        "slug": str(row.get("slug") or "")[:120],
    }


def _counts(value: Any) -> dict[str, dict[str, int]]:
    if not isinstance(value, dict):
        return {}
    return {
        str(kind)[:60]: {str(state)[:30]: n for state, n in states.items() if isinstance(n, int)}
        for kind, states in list(value.items())[:200]
        if isinstance(states, dict)
    }
