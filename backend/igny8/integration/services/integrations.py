"""Connections of a site: made, changed, removed. Secrets go in and are never shown again."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from igny8.accounts.selectors import api_key_list, site_get
from igny8.accounts.services.api_keys import api_key_revoke
from igny8.core import field_secrets
from igny8.core.errors import Conflict, InvalidInput, NotFound
from igny8.core.events import emit
from igny8.core.ids import uuid7
from igny8.integration.base import PlatformError
from igny8.integration.constants import PLUGIN_KEY, Platform
from igny8.integration.events import IntegrationRemoved
from igny8.integration.models import SiteIntegration
from igny8.integration.platforms.wordpress.addresses import clean_address, site_key
from igny8.integration.services.settings import settings_changed
from igny8.system.services.audit import audit_record


class IntegrationExists(Conflict):
    code = "INTEGRATION_EXISTS"
    default = "The site is connected to this platform already. Change that connection, or remove it first."


def integration_locked(integration_id: UUID) -> SiteIntegration:
    """The connection, locked until the transaction ends. :raises NotFound: no such connection."""
    row = SiteIntegration.locked(integration_id)
    if row is None:
        raise NotFound("No such integration.")
    return row


def address_of(base_url: str) -> str:
    """The address as it is stored. :raises InvalidInput: it is no address of a site."""
    try:
        return clean_address(base_url)
    except PlatformError as exc:
        raise InvalidInput(errors={"base_url": [f"{exc.sentence} {exc.cure}"]}) from exc


def default_name(address: str, *, platform: str) -> str:
    """What a connection is called that nobody gave a name: the host."""
    return (site_key(address).partition(":")[0] or Platform(platform).label)[:120]


@transaction.atomic
def integration_create(
    *,
    site_id: UUID,
    platform: str,
    base_url: str,
    name: str = "",
    username: str = "",
    app_password: str = "",
    sync_enabled: bool = True,
    is_active: bool = True,
    config: dict[str, Any] | None = None,
) -> SiteIntegration:
    """Connect a site to a platform.

    :param is_active: False for one that is still being made; the plugin, when it connects, makes it active.
    :raises NotFound: no such site. :raises InvalidInput: the address, or half a credential.
    :raises IntegrationExists: the site has a connection to this platform.
    """
    if site_get(site_id) is None:
        raise NotFound("No such site.")
    address = address_of(base_url)
    row = SiteIntegration(
        id=uuid7(),
        site_id=site_id,
        platform=platform,
        base_url=address,
        name=name[:120] or default_name(address, platform=platform),
        sync_enabled=sync_enabled,
        is_active=is_active,
        config=settings_changed({}, config or {}, structure={}),
    )
    _credentials(row, username=username, app_password=app_password)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as exc:
        if "integration_once" not in str(exc):
            raise
        raise IntegrationExists from exc
    _told("integration.create", row, "Connected to {}", {"base_url": row.base_url, "username": row.username})
    return row


@transaction.atomic
def integration_update(*, integration_id: UUID, changes: dict[str, Any]) -> SiteIntegration:
    """Change a connection.

    A new address or user asks for the application password again: it was given for the old one.

    :param changes: name, base_url, username, app_password (empty removes it), sync_enabled, is_active, config: settings
        that are not named stay.
    :raises NotFound: :raises InvalidInput: naming the field.
    """
    row, changes = integration_locked(integration_id), dict(changes)
    if "base_url" in changes:
        address = address_of(changes.pop("base_url"))
        if site_key(address) != site_key(row.base_url):
            _moved(row, changes)
        if address != row.base_url:
            row.base_url, row.rest_url = address, ""
    if "config" in changes:
        row.config = settings_changed(row.config, changes.pop("config"), structure=row.structure)
    password, username = changes.pop("app_password", None), changes.pop("username", None)
    if username is not None or password is not None:
        if username not in (None, row.username) and row.app_password and password is None:
            raise InvalidInput(errors={"app_password": ["Enter it again: it was given for another user."]})
        _credentials(row, username=row.username if username is None else username, app_password=password)
    was_off = not (row.is_active and row.sync_enabled)
    for field in ("name", "sync_enabled", "is_active"):
        if field in changes:
            setattr(row, field, changes[field])
    if was_off and row.is_active and row.sync_enabled:
        row.next_sync_at = timezone.now()
    row.save()
    told = {"fields": sorted([*changes, *(["app_password"] if password is not None else [])])}
    _told("integration.update", row, "{}: connection changed", told)
    return row


def _moved(row: SiteIntegration, changes: dict[str, Any]) -> None:
    """Another website: nothing that was trusted with the old one goes to it."""
    if row.app_password and not changes.get("app_password"):
        raise InvalidInput(errors={"app_password": ["Enter it again: it was given for another address."]})
    row.bridge_secret = row.bridge_previous = ""
    row.bridge_previous_until = row.connected_at = row.watermark_at = row.structure_at = None
    row.structure, row.plugin = {}, {}
    row.config = {name: value for name, value in row.config.items() if name not in {"destinations", "author_id"}}


def _credentials(row: SiteIntegration, *, username: str, app_password: str | None) -> None:
    row.username = username.strip()
    if app_password:
        if not row.username:
            raise InvalidInput(errors={"username": ["Goes with the application password."]})
        if ":" in row.username:
            raise InvalidInput(errors={"username": ["A user name has no colon."]})
        row.app_password = field_secrets.seal(app_password.strip(), field=row.secret_field("app_password"))
    elif app_password == "":
        row.app_password = ""


@transaction.atomic
def integration_delete(*, integration_id: UUID) -> None:
    """Remove a connection with its log and its conflicts; contents stay.

    An API key that the dashboard made for its plugin ends with it, so that the plugin is let in no more.

    :raises NotFound: no such connection.
    """
    row = integration_locked(integration_id)
    for key in _keys_of_plugin(row):
        api_key_revoke(key_id=key.id)
    _told("integration.delete", row, "Connection to {} removed", {})
    emit(IntegrationRemoved(integration_id=row.id, site_id=row.site_id))
    row.delete()


def _keys_of_plugin(row: SiteIntegration) -> list[Any]:
    """Keys made for this plugin and nothing else: by their name, as a key of another name may serve other programs too."""
    if row.platform != Platform.WORDPRESS:
        return []
    made = api_key_list().filter(site_id=row.site_id, revoked_at=None, name__startswith=PLUGIN_KEY)
    named = f"{PLUGIN_KEY}{row.base_url.partition('://')[2]}"[:100]
    return [key for key in made if key.name == named or str(key.id) == row.plugin.get("key_id")]


def _told(action: str, row: SiteIntegration, sentence: str, changes: dict[str, Any]) -> None:
    audit_record(
        action=action,
        object_type="integration",
        object_id=row.id,
        summary=sentence.format(row.name),
        changes=changes,
    )
