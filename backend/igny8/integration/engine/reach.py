"""From an integration's row to its platform: sealed secrets are opened here and nowhere else."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from igny8.core import field_secrets
from igny8.integration.base import ActionRequired
from igny8.integration.constants import PAGE_SIZE, Platform
from igny8.integration.models import SiteIntegration
from igny8.integration.platforms.items import Source
from igny8.integration.platforms.woocommerce.beside import BesideSource
from igny8.integration.platforms.woocommerce.client import WooClient
from igny8.integration.platforms.woocommerce.source import WooSource
from igny8.integration.platforms.woocommerce.structure import shop_version, structure_of_shop
from igny8.integration.platforms.wordpress.bridge import BridgeClient
from igny8.integration.platforms.wordpress.bridge_source import BridgeSource
from igny8.integration.platforms.wordpress.connection import Connection
from igny8.integration.platforms.wordpress.core_rest import CoreClient
from igny8.integration.platforms.wordpress.core_source import CoreSource
from igny8.integration.platforms.wordpress.structure import structure_of_bridge, structure_of_core
from igny8.integration.platforms.wordpress.wire import Wire
from igny8.system.base.operator import is_operator_address

STRUCTURE_AGE = timedelta(days=1)  # pulled anew with a synchronisation when it is older


def open_secret(row: SiteIntegration, name: str) -> str:
    """A secret of the row in plain text, empty when there is none; inside the tenant's scope."""
    sealed = getattr(row, name)
    return field_secrets.unseal(sealed, field=row.secret_field(name)) if sealed else ""


def connection_of(row: SiteIntegration) -> Connection:
    """What is needed to reach the platform; inside the tenant's scope. :raises ActionRequired: it is none we can reach."""
    if row.platform != Platform.WORDPRESS:
        raise ActionRequired(
            "PLATFORM_NOT_REACHED",
            f"{row.get_platform_display()} is not synchronised.",
            cure="Only WordPress is, so far.",
        )
    return Connection(
        base_url=row.base_url,
        rest_url=row.rest_url,
        username=row.username,
        app_password=open_secret(row, "app_password"),
        secret=open_secret(row, "bridge_secret"),
        allow_private=is_operator_address(row.base_url),
    )


def webhook_secrets(row: SiteIntegration) -> list[str]:
    """The secrets webhooks may be signed with now."""
    known = [open_secret(row, "bridge_secret")]
    if row.bridge_previous_until and row.bridge_previous_until > timezone.now():
        known.append(open_secret(row, "bridge_previous"))
    return [secret for secret in known if secret]


def is_structure_old(row: SiteIntegration) -> bool:
    """Whether the structure should be asked for again."""
    return row.structure_at is None or row.structure_at < timezone.now() - STRUCTURE_AGE


def structure_fetch(connection: Connection, wire: Wire) -> dict[str, Any]:
    """The platform's structure, through the bridge where there is one. :raises PlatformError:"""
    if connection.secret:
        return structure_of_bridge(BridgeClient(connection, wire))
    core, shop = CoreClient(connection, wire), WooClient(connection, wire)
    if connection.has_keys:
        index = core.index().data
        return structure_of_shop(shop, index if isinstance(index, dict) else {})
    found = structure_of_core(core)
    if found["woocommerce"] and connection.has_password:
        found["woocommerce"] = shop_version(shop)
    return found


def structure_store(row: SiteIntegration, structure: dict[str, Any]) -> None:
    """Keep a structure; the row is locked and saved by the caller."""
    row.structure, row.structure_at = structure, timezone.now()
    facts = structure.get("facts") or {}
    if facts.get("plugin_version"):
        row.plugin = {**row.plugin, "version": str(facts["plugin_version"])[:20]}
    row.plugin = {**row.plugin, **{k: str(facts[k])[:20] for k in ("wordpress", "php") if k in facts}}
    row.platform_type = "woocommerce" if structure.get("woocommerce") else ""


def source_of(connection: Connection, wire: Wire, *, structure: dict[str, Any], types: tuple[str, ...] = ()) -> Source:
    """Where objects are pulled from.

    :param types: post types a person chose; all when empty. :raises ActionRequired: there is no credential.
    """
    if connection.secret:
        client = BridgeClient(connection, wire)
        has_products = bool(structure.get("woocommerce")) and (not types or "product" in types)
        return BridgeSource(client, types=types, has_products=has_products, per_page=PAGE_SIZE)
    shop = WooSource(WooClient(connection, wire), per_page=PAGE_SIZE)
    if connection.has_keys:
        return shop
    if connection.has_password:
        core = CoreSource(CoreClient(connection, wire), types=types, per_page=PAGE_SIZE)
        has_shop = bool(structure.get("woocommerce")) and (not types or "product" in types)
        return BesideSource(core, shop) if has_shop else core
    raise ActionRequired(
        "NO_CREDENTIALS",
        "Nothing is stored to sign in with.",
        cure="Connect the IGNY8 plugin, or enter a user name and an application password.",
    )
