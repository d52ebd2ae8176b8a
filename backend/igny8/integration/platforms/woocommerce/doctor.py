"""The doctor's look at a shop: whether WooCommerce takes the consumer key, or lets the user at its products."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from igny8.integration.base import Check, PlatformError
from igny8.integration.platforms.woocommerce.client import WooClient
from igny8.integration.platforms.woocommerce.structure import has_shop
from igny8.integration.platforms.wordpress.connection import Connection
from igny8.integration.platforms.wordpress.wire import Wire

_NO_SHOP = Check(
    code="NO_WOOCOMMERCE",
    ok=False,
    sentence="A consumer key of WooCommerce is stored, and this WordPress has no WooCommerce.",
    cure="Install WooCommerce, or enter a user name and an application password instead.",
)
_KEY = Check(
    code="CREDENTIALS",
    ok=True,
    sentence="WooCommerce accepts the consumer key. It opens the shop only: products and their categories.",
    cure="For posts and pages connect the IGNY8 plugin, or enter a user name and an application password.",
)
_USER = Check(code="SHOP", ok=True, sentence="WooCommerce lets the user see the products.")


def examine(connection: Connection, wire: Wire, index: Mapping[str, Any]) -> list[Check]:
    """:param index: the REST API's own description. :returns: nothing where there is neither a shop nor a key for one."""
    if not has_shop(index):
        return [_NO_SHOP] if connection.has_keys else []
    if not connection.has_keys and not connection.has_password:
        return []
    try:
        WooClient(connection, wire).products({"per_page": 1, "_fields": "id"})
    except PlatformError as exc:
        # Who signs in as a person may have no business in the shop: posts and pages work all the same.
        return [exc.check if connection.has_keys else replace(exc.check, ok=True)]
    return [_KEY if connection.has_keys else _USER]
