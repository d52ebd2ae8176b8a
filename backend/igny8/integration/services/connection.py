"""The doctor and the structure: what is found out by calling the platform, and kept.

Each is three steps for whoever calls: read what is needed, call outside any transaction, store.
"""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from igny8.core.errors import AppError, NotFound
from igny8.integration.base import Check, PlatformError
from igny8.integration.engine.reach import connection_of, structure_fetch, structure_store
from igny8.integration.models import SiteIntegration
from igny8.integration.platforms.wordpress.connection import Connection
from igny8.integration.platforms.wordpress.doctor import Diagnosis, examine
from igny8.integration.platforms.wordpress.plugin_missing import MIN_VERSION, plugin_old, version_of
from igny8.integration.platforms.wordpress.wire import Wire
from igny8.integration.selectors import integration_get
from igny8.integration.services.integrations import integration_locked


class PlatformRefused(AppError):
    """The platform could not be reached or refused; code, sentence and cure are its client's."""

    status = 409

    def __init__(self, exc: PlatformError) -> None:
        super().__init__(f"{exc.sentence} {exc.cure}".strip(), retry_after=exc.retry_after_s)
        self.code = exc.code  # type: ignore[misc]


def connection_read(integration_id: UUID) -> Connection:
    """What is needed to call the platform. :raises NotFound: :raises PlatformRefused: it is none we call."""
    row = integration_get(integration_id)
    if row is None:
        raise NotFound("No such integration.")
    try:
        return connection_of(row)
    except PlatformError as exc:
        raise PlatformRefused(exc) from exc


def connection_examine(connection: Connection) -> Diagnosis:
    """Ask the doctor; uses the network. Never raises for what may be wrong there."""
    return examine(connection)


@transaction.atomic
def diagnosis_store(*, integration_id: UUID, found: Diagnosis) -> SiteIntegration:
    """Keep what the doctor found. :raises NotFound: the connection was removed meanwhile."""
    row = integration_locked(integration_id)
    row.checks, row.checked_at = [asdict(check) for check in found.checks], timezone.now()
    if found.rest_url:
        row.rest_url = found.rest_url[:500]
    row.plugin = {**row.plugin, **found.plugin}
    if found.ok and row.failures:
        row.next_sync_at = timezone.now()  # mended: no need to wait for the next attempt
    row.save()
    return row


def structure_ask(connection: Connection) -> dict[str, Any]:
    """Ask the platform for its structure; uses the network. :raises PlatformRefused:"""
    try:
        with Wire(allow_private=connection.allow_private) as wire:
            return structure_fetch(connection, wire)
    except PlatformError as exc:
        raise PlatformRefused(exc) from exc


@transaction.atomic
def structure_keep(*, integration_id: UUID, structure: dict[str, Any]) -> SiteIntegration:
    """Keep it. :raises NotFound: the connection was removed meanwhile."""
    row = integration_locked(integration_id)
    structure_store(row, structure)
    row.save()
    return row


def checks_of_introduction(facts: dict[str, Any]) -> list[Check]:
    """What can be said of a WordPress by what its plugin says of it, without calling it."""
    checks = [Check(code="API_KEY", ok=True, sentence="The API key is right.")]
    is_new_enough = version_of(facts["plugin_version"]) >= version_of(MIN_VERSION)
    checks.append(
        Check(code="PLUGIN", ok=True, sentence=f"The plugin is version {facts['plugin_version']}.")
        if is_new_enough
        else plugin_old(facts["plugin_version"]).check
    )
    if str(facts["site_url"]).startswith("http://"):
        checks.append(
            Check(
                code="INSECURE_HTTP",
                ok=True,
                sentence="The website is reached without encryption.",
                cure="Install a certificate and set both addresses under Settings, General to https.",
            )
        )
    return checks
