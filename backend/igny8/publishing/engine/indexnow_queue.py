"""Pages get into the queue: once each while they wait, and those nobody can open straight into the log."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from igny8.core.ids import uuid7
from igny8.core.tasks import kick
from igny8.core.tenancy import current_account_id
from igny8.publishing import constants as c
from igny8.publishing.adapters.indexnow_addresses import NotSent, PageAddress, page_address
from igny8.publishing.models import IndexNowHost, IndexNowSettings, IndexNowSubmission

# The conflict is with a row that waits, or with one that is being sent: that one is sent once more.
_ENQUEUE = """INSERT INTO igny8_indexnow_submissions AS known (id, account_id, site_id, host_id, content_id, destination, url,
    url_hash, reason, state, is_again, attempts, error_code, error, created_at, updated_at)
  VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, 'waiting', false, 0, '', '', %s, %s)
  ON CONFLICT (account_id, site_id, url_hash) WHERE state IN ('waiting', 'sending')
  DO UPDATE SET is_again = (known.state = 'sending'), reason = EXCLUDED.reason, updated_at = EXCLUDED.updated_at"""


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A page that search engines should visit; ``content_id`` is None when it is no content's."""

    url: str
    destination: str
    content_id: UUID | None
    reason: str


@dataclass(frozen=True, slots=True)
class Queued:
    """What became of pages: how many wait now, how many are not sent."""

    waiting: int = 0
    skipped: int = 0


def endpoint() -> str:
    """Where pages are announced; empty where the operator switched that off."""
    url = str(settings.INDEXNOW_URL)
    return "" if url.lower() == "off" else url


def url_hash(url: str) -> str:
    """Names an address in an index, however long it is."""
    return hashlib.sha256(url.encode()).hexdigest()


def pages_queue(*, site_id: UUID, pages: Iterable[ChangedPage], keys: IndexNowSettings) -> Queued:
    """Put pages into the queue, in the open transaction; a page that waits already keeps its place."""
    if not keys.is_enabled or not endpoint():
        return Queued()
    sent: dict[str, tuple[PageAddress, ChangedPage]] = {}
    skipped: dict[str, tuple[NotSent, ChangedPage]] = {}
    for page in pages:
        try:
            address = page_address(page.url)
        except NotSent as exc:
            skipped[page.url] = (exc, page)
        else:
            sent[url_hash(address.url)] = (address, page)
    _log_skipped(site_id, skipped)
    hosts = _hosts(site_id, sent.values())
    account_id, now = current_account_id(), timezone.now()
    rows = [
        (uuid7(), account_id, site_id, hosts[address.host].id, page.content_id, page.destination, address.url, digest,
         page.reason, now, now)
        for digest, (address, page) in sorted(sent.items())  # in one order, so that nobody waits for each other
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.executemany(_ENQUEUE, rows)
    for host in hosts.values():
        if host.not_before <= now and host.lease_until is None:
            host_kick(host)
    return Queued(waiting=len(sent), skipped=len(skipped))


def host_kick(host: IndexNowHost) -> None:
    """Hint that something waits for a host, when the transaction is committed."""
    hint = {"account_id": str(host.account_id), "host_id": str(host.id)}
    transaction.on_commit(lambda: kick("publishing.indexnow_send", **hint), robust=True)


def _hosts(site_id: UUID, sent: Iterable[tuple[PageAddress, ChangedPage]]) -> dict[str, IndexNowHost]:
    named: dict[str, tuple[str, str]] = {address.host: (address.origin, page.destination) for address, page in sent}
    found = {}
    for host, (origin, destination) in sorted(named.items()):
        values: dict[str, Any] = {"origin": origin, "destination": destination}
        row, is_new = IndexNowHost.objects.get_or_create(site_id=site_id, host=host, defaults=values)
        if not is_new and (row.origin, row.destination) != (origin, destination):
            IndexNowHost.objects.filter(pk=row.id).update(**values)
        found[host] = row
    return found


def _log_skipped(site_id: UUID, skipped: dict[str, tuple[NotSent, ChangedPage]]) -> None:
    """One line a page: an older one of the same page goes."""
    now = timezone.now()
    rows = [
        IndexNowSubmission(
            site_id=site_id,
            content_id=page.content_id,
            destination=page.destination,
            url=url[:2000],
            url_hash=url_hash(url),
            reason=page.reason,
            state=c.SubmissionState.SKIPPED,
            error_code=exc.code,
            error=exc.sentence,
            finished_at=now,
        )
        for url, (exc, page) in skipped.items()
    ]
    if rows:
        known = IndexNowSubmission.objects.filter(site_id=site_id, state=c.SubmissionState.SKIPPED)
        known.filter(url_hash__in=[row.url_hash for row in rows]).delete()
        IndexNowSubmission.objects.bulk_create(rows, batch_size=1000)
