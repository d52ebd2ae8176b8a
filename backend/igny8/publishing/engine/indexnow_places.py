"""Where the key of a site has to be readable, and who can put it there."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import structlog
from django.conf import settings

from igny8.integration.base import PlatformError
from igny8.integration.engine.reach import connection_of
from igny8.integration.platforms.wordpress.bridge import BridgeClient
from igny8.integration.platforms.wordpress.connection import Connection
from igny8.integration.platforms.wordpress.wire import Wire
from igny8.integration.selectors import integration_list
from igny8.publishing import constants as c
from igny8.publishing import registry
from igny8.publishing.adapters.indexnow import key_read
from igny8.publishing.adapters.indexnow_addresses import NotSent, PageAddress, page_address
from igny8.publishing.adapters.site_keys import keys_serve
from igny8.publishing.base import ActionRequired, PublishError
from igny8.publishing.engine.site_source import facts_of
from igny8.publishing.models import IndexNowSettings, PublishingRecord
from igny8.system.base.operator import is_operator_address

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPlace:
    """A host whose pages a key speaks for. ``how`` the key gets there: hosted, plugin, or file (a person uploads it)."""

    site_id: UUID
    host: str
    origin: str
    destination: str
    how: str
    key: str
    previous_key: str
    key_url: str
    connection: Connection | None = None

    @property
    def cure(self) -> str:
        """What a person does when the key cannot be read."""
        if self.how == "hosted":
            return "Check that the domain points to this server, then check again under Site settings, Search engines."
        upload = (
            f"Upload a text file named {self.key}.txt that holds only {self.key}, so that it opens at {self.key_url}"
        )
        if self.how == "plugin":
            return (
                "The IGNY8 plugin serves this file: check that it is active and up to date, and that no firewall or cache "
                "stands before it. Then check again under Site settings, Search engines."
            )
        return f"{upload}, then check again under Site settings, Search engines."


def key_place(*, site_id: UUID, address: PageAddress, destination: str, keys: IndexNowSettings) -> KeyPlace:
    """The place of the key for pages of this host; reads the database only."""
    base, how, connection = _destination(site_id, destination)
    try:
        folder = base.rstrip("/") if base and page_address(base).host == address.host else address.origin
    except NotSent:
        folder = address.origin
    return KeyPlace(
        site_id=site_id,
        host=address.host,
        origin=address.origin,
        destination=destination,
        how=how,
        key=keys.key,
        previous_key=keys.previous_key,
        key_url=f"{folder}/{keys.key}.txt",
        connection=connection,
    )


def _destination(site_id: UUID, destination: str) -> tuple[str, str, Connection | None]:
    """Base address of a destination (empty when unknown), how a key gets there, and the connection to its plugin."""
    platform, _, number = destination.partition(":")
    if platform == c.IGNY8_SITES:
        return facts_of(site_id)[0].base_url, "hosted", None
    row = integration_list().filter(pk=number, site_id=site_id).first() if platform == "wordpress" else None
    if row is None:
        return "", "file", None
    if row.is_active and row.bridge_secret:
        try:
            return row.base_url, "plugin", connection_of(row)
        except PlatformError as exc:
            log.warning("indexnow_no_connection", integration_id=number, error=exc.code)
    return row.base_url, "file", None


def addresses_of(site_id: UUID) -> dict[str, tuple[str, str]]:
    """Where the site's pages are, by destination: an address and the destination's name. Destinations whose address is not
    known before the first page is there are missing until then."""
    known: dict[str, tuple[str, str]] = {}
    for target in registry.targets_of(site_id):
        base = _destination(site_id, target.key)[0]
        if not base:
            live = PublishingRecord.objects.filter(site_id=site_id, destination=target.key).exclude(external_url="")
            base = live.order_by("-id").values_list("external_url", flat=True).first() or ""
        if base:
            known[target.key] = (base, target.name)
    return known


def key_ensure(place: KeyPlace) -> str:
    """Put the key where it belongs if we can, and read it there. Uses the network and the disk.

    :returns: where it is. :raises PublishError: it cannot be read; the sentence ends with what to do.
    """
    key_url = place.key_url
    try:
        if place.how == "hosted":
            keys_serve(Path(settings.SITES_DATA), place.site_id, [place.key, place.previous_key])
        elif place.connection is not None:
            key_url = _key_to_plugin(place, place.connection) or key_url
        key_read(key_url, key=place.key, allow_private=is_operator_address(key_url))
    except PublishError as exc:
        exc.sentence = f"{exc.sentence} {place.cure}"[:600] if exc.kind != "skipped" else exc.sentence
        raise
    return key_url


def _key_to_plugin(place: KeyPlace, connection: Connection) -> str:
    """Have the plugin serve the key. :returns: where, if that is a place that counts."""
    try:
        with Wire(allow_private=connection.allow_private) as wire:
            told = BridgeClient(connection, wire).indexnow_save(place.key)
    except PlatformError as exc:
        log.info("indexnow_plugin_refused", host=place.host, error=exc.code)
        return ""  # a person may have uploaded the file: reading it tells
    try:
        address = page_address(str(told.get("key_url") or ""))
    except NotSent as exc:
        raise ActionRequired(
            "KEY_NOT_PUBLIC", f"The plugin serves the key where search engines cannot read it. {exc}"
        ) from exc
    return address.url if address.host == place.host else ""
