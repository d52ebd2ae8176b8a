"""The bridge plugin introduces itself, with an API key of the site; it gets the secret both sides sign with."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from igny8.accounts.selectors import site_get
from igny8.core import field_secrets
from igny8.core.errors import Conflict, InvalidInput, NotFound
from igny8.core.events import emit
from igny8.core.ids import uuid7
from igny8.core.tenancy import current_actor
from igny8.integration.base import Check, PlatformError
from igny8.integration.constants import SECRET_OVERLAP, LogLevel, Platform
from igny8.integration.engine.journal import Journal
from igny8.integration.engine.reach import open_secret
from igny8.integration.events import IntegrationConnected
from igny8.integration.models import SiteIntegration
from igny8.integration.platforms.wordpress.addresses import origin, site_key
from igny8.integration.platforms.wordpress.plugin_missing import MIN_VERSION
from igny8.integration.platforms.wordpress.signing import new_secret
from igny8.integration.selectors import conflicts_open
from igny8.integration.services.connection import checks_of_introduction
from igny8.integration.services.integrations import address_of, default_name
from igny8.system.services.audit import audit_record


class AnotherWordPress(Conflict):
    code = "CONNECTED_TO_ANOTHER"
    default = "The site of this key is connected to another WordPress."


@dataclass(frozen=True, slots=True)
class Connected:
    """What the plugin keeps. ``secret`` is told only here."""

    integration_id: UUID
    site: dict[str, Any]
    secret: str
    webhook_url: str
    dashboard_url: str
    checks: list[Check]


@transaction.atomic
def bridge_connect(*, site_id: UUID, facts: dict[str, Any]) -> Connected:
    """Connect the WordPress that calls, or give it a new secret: the old one stays valid for a day.

    :param facts: site_url, rest_url, plugin_version, wordpress_version, php_version, site_name, locale, timezone.
    :raises AnotherWordPress: naming the other one. :raises InvalidInput: its addresses do not fit together.
    """
    site = site_get(site_id)
    if site is None:
        raise NotFound("No such site.")
    address = address_of(facts["site_url"])
    try:
        if origin(facts["rest_url"])[0] != origin(address)[0] or not facts["rest_url"].startswith(
            ("http://", "https://")
        ):
            raise InvalidInput(errors={"rest_url": ["It is on another host than site_url."]})
    except (ValueError, PlatformError) as exc:
        raise InvalidInput(errors={"rest_url": ["Not an address."]}) from exc
    row = _row(site_id, address)
    old = open_secret(row, "bridge_secret")
    if old:
        row.bridge_previous = field_secrets.seal(old, field=row.secret_field("bridge_previous"))
        row.bridge_previous_until = timezone.now() + SECRET_OVERLAP
    secret = new_secret()
    row.bridge_secret = field_secrets.seal(secret, field=row.secret_field("bridge_secret"))
    if not row.name or row.name == default_name(row.base_url, platform=row.platform):
        row.name = facts["site_name"][:120] or default_name(address, platform=row.platform)
    row.base_url, row.rest_url = address, facts["rest_url"]
    row.plugin = {
        "key_id": str(current_actor().id),  # of the API key it introduced itself with
        "version": facts["plugin_version"],
        "wordpress": facts["wordpress_version"],
        "php": facts["php_version"],
        "locale": facts["locale"],
        "timezone": facts["timezone"],
    }
    row.is_active, row.connected_at, row.structure_at = True, timezone.now(), None
    row.failures, row.next_sync_at = 0, timezone.now()
    row.save()
    journal = Journal(row)
    journal.note("connected", f"The plugin of {address} {'got a new secret' if old else 'connected'}.")
    journal.write()
    audit_record(
        action="integration.connect",
        object_type="integration",
        object_id=row.id,
        summary=f"{row.name} connected through its plugin",
        changes={"base_url": address},
    )
    emit(IntegrationConnected(integration_id=row.id, site_id=site_id))
    return Connected(
        integration_id=row.id,
        site={"id": site.id, "name": site.name},
        secret=secret,
        webhook_url=webhook_url(row.id),
        dashboard_url=dashboard_url(row),
        checks=checks_of_introduction(facts),
    )


def _row(site_id: UUID, address: str) -> SiteIntegration:
    rows = SiteIntegration.objects.select_for_update(of=("self",))
    row = rows.filter(site_id=site_id, platform=Platform.WORDPRESS).first()
    if row is None:
        return SiteIntegration(id=uuid7(), site_id=site_id, platform=Platform.WORDPRESS)
    if site_key(row.base_url) != site_key(address):
        if row.bridge_secret or row.app_password:
            raise AnotherWordPress(f"The site of this key is connected to {row.base_url}. Disconnect that one first.")
        row.watermark_at = None
    return row


def webhook_url(integration_id: UUID) -> str:
    """Where the plugin sends its webhooks."""
    return f"{settings.PUBLIC_URL}/api/v1/integration/webhooks/wordpress/{integration_id}/"


def dashboard_url(row: SiteIntegration) -> str:
    """Where people see the connection."""
    return f"{settings.PUBLIC_URL}/sites/{row.site_id}/settings/integrations/{row.id}"


def _of_site(site_id: UUID) -> SiteIntegration | None:
    rows = SiteIntegration.objects.select_for_update(of=("self",)).filter(site_id=site_id, platform=Platform.WORDPRESS)
    return rows.first()


@transaction.atomic
def bridge_disconnect(*, site_id: UUID) -> bool:
    """Forget the secrets; the connection's row stays with its history. :returns: whether there was one."""
    row = _of_site(site_id)
    if row is None or not row.bridge_secret:
        return False
    row.bridge_secret = row.bridge_previous = ""
    row.bridge_previous_until = row.connected_at = None
    row.is_active = bool(row.app_password)
    row.save()
    journal = Journal(row)
    journal.note("disconnected", "The plugin disconnected.", level=LogLevel.WARNING)
    journal.write()
    audit_record(
        action="integration.disconnect",
        object_type="integration",
        object_id=row.id,
        summary=f"{row.name} disconnected by its plugin",
    )
    return True


def bridge_status(*, site_id: UUID) -> dict[str, Any]:
    """How the plugin's connection looks from here."""
    site = site_get(site_id)
    if site is None:
        raise NotFound("No such site.")
    row = SiteIntegration.objects.filter(site_id=site_id, platform=Platform.WORDPRESS).first()
    return {
        "minimum_plugin_version": MIN_VERSION,
        "connected": bool(row and row.bridge_secret and row.is_active),
        "site": {"id": site.id, "name": site.name},
        "last_sync_at": row.last_sync_at if row else None,
        "pending_conflicts": conflicts_open(row.id) if row else 0,
    }
