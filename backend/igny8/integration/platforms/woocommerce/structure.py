"""What a shop is made of, as far as WooCommerce's API tells it."""

from collections.abc import Mapping
from typing import Any

from igny8.integration.platforms.woocommerce.client import ROUTES, WooClient
from igny8.integration.platforms.wordpress.texts import plain

API = "wc/v3"


def has_shop(index: Mapping[str, Any]) -> bool:
    """Whether WooCommerce is there, by the REST API's description of itself."""
    spaces = index.get("namespaces")
    return isinstance(spaces, list) and API in spaces


def shop_version(client: WooClient) -> str:
    """The version of WooCommerce, of its API for who may not ask. :raises PlatformError: no answer."""
    return client.version() or API


def structure_of_shop(client: WooClient, index: Mapping[str, Any]) -> dict[str, Any]:
    """The structure for a consumer key, which opens nothing but the shop. :raises PlatformError:"""
    attributes = [row for row in client.attributes() if row.get("slug")]
    names = {"product_cat": "Product categories", "product_tag": "Product tags"}
    taxonomies = [
        *(_taxonomy(taxonomy, names[taxonomy], route) for taxonomy, route in ROUTES.items()),
        *(
            _taxonomy(str(a["slug"]), plain(a.get("name"), 100), f"products/attributes/{a.get('id')}/terms")
            for a in attributes
        ),
    ]
    return {
        "via": "woocommerce",
        "name": plain(index.get("name")),
        "home_url": str(index.get("home") or "")[:500],
        "permalinks": "",
        "seo_plugin": seo_plugin_of(index),
        "woocommerce": shop_version(client),
        "post_types": [
            {
                "name": "product",
                "label": "Products",
                "is_hierarchical": False,
                "supports": ["title", "editor", "excerpt", "thumbnail"],
                "taxonomies": [row["name"] for row in taxonomies],
                "rest_base": "products",
            }
        ],
        "taxonomies": taxonomies,
        "authors": [],
        "counts": {},
        "facts": {"timezone": plain(index.get("timezone_string"), 60)},
    }


def seo_plugin_of(index: Mapping[str, Any]) -> str:
    """The SEO plugin, by its own routes."""
    spaces = index.get("namespaces")
    known = {"yoast/v1": "yoast", "rankmath/v1": "rank_math", "aioseo/v1": "aioseo"}
    return next((known[name] for name in spaces if name in known), "") if isinstance(spaces, list) else ""


def _taxonomy(name: str, label: str, route: str) -> dict[str, Any]:
    return {
        "name": name[:60],
        "label": label,
        "is_hierarchical": name == "product_cat",
        "object_types": ["product"],
        "rest_base": route[:100],
    }
