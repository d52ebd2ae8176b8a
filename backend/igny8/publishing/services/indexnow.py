"""Search engines are told of changed pages: the site's switch and key, what is queued, what is tried again."""

import secrets
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from igny8.core.errors import Conflict, NotFound
from igny8.publishing import constants as c
from igny8.publishing.engine.indexnow_outcomes import locked
from igny8.publishing.engine.indexnow_queue import ChangedPage, Queued, endpoint, host_kick, pages_queue
from igny8.publishing.engine.indexnow_send import switched_off
from igny8.publishing.models import IndexNowHost, IndexNowSettings, IndexNowSubmission, PublishingRecord
from igny8.system.selectors import site_require
from igny8.system.services.audit import audit_record


class IndexNowOff(Conflict):
    code = "INDEXNOW_OFF"
    default = "Telling search engines is switched off for this site. Switch it on first."


class NotToRetry(Conflict):
    code = "NOT_TO_RETRY"
    default = "Only what failed or was skipped can be sent again."


@transaction.atomic
def indexnow_settings(*, site_id: UUID) -> IndexNowSettings:
    """The site's switch and key; the key is made at first use. :raises NotFound: no such site."""
    site_require(site_id)
    values = {"key": _new_key()}
    row: IndexNowSettings = IndexNowSettings.objects.get_or_create(site_id=site_id, defaults=values)[0]
    return row


@transaction.atomic
def indexnow_update(*, site_id: UUID, is_enabled: bool) -> IndexNowSettings:
    """Switch telling search engines on or off; off, what waits is not sent any more. :raises NotFound: no such site."""
    row = _locked(site_id)
    if row.is_enabled == is_enabled:
        return row
    row.is_enabled = is_enabled
    row.save()
    if not is_enabled:
        for host in _hosts(site_id):
            switched_off(host)
    _audit("indexnow.update", row, f"Telling search engines switched {'on' if is_enabled else 'off'}")
    return row


@transaction.atomic
def indexnow_rotate(*, site_id: UUID) -> IndexNowSettings:
    """Make a new key. The one before stays readable where we serve it, for what is on its way. :raises NotFound: no such site."""
    row = _locked(site_id)
    row.previous_key, row.key = row.key, _new_key()
    row.save()
    for host in _hosts(site_id):
        host.key_state, host.key_read, host.key_code, host.key_error = c.KeyState.UNCHECKED, "", "", ""
        host.save()
    _audit("indexnow.rotate", row, "New key for search engines")
    return row


@transaction.atomic
def indexnow_submit_all(*, site_id: UUID) -> Queued:
    """Tell of every page that is live now. :raises NotFound: no such site. :raises IndexNowOff: here or for everybody."""
    keys = indexnow_settings(site_id=site_id)
    if not endpoint():
        raise IndexNowOff("Telling search engines is switched off on this installation.")
    if not keys.is_enabled:
        raise IndexNowOff
    live = PublishingRecord.objects.filter(site_id=site_id).exclude(live_hash="").exclude(external_url="")
    pages = [
        ChangedPage(url, destination, content_id, c.SubmissionReason.ASKED)
        for url, destination, content_id in live.order_by("id").values_list("external_url", "destination", "content_id")
    ]
    for host in _hosts(site_id):
        _hurry(host)
    queued = pages_queue(site_id=site_id, pages=pages, keys=keys)
    _audit("indexnow.submit_all", keys, f"All live pages queued for search engines: {queued.waiting}")
    return queued


@transaction.atomic
def submission_retry(*, submission_id: UUID) -> IndexNowSubmission:
    """Tell of a page again that was given up or skipped. :returns: the line of the log that stands for the new attempt.

    :raises NotFound: no such line. :raises NotToRetry: it was sent, or waits. :raises IndexNowOff: switched off.
    """
    row: Any = IndexNowSubmission.locked(submission_id)
    if row is None:
        raise NotFound("No such submission.")
    if row.state not in {c.SubmissionState.FAILED, c.SubmissionState.SKIPPED}:
        raise NotToRetry
    keys = indexnow_settings(site_id=row.site_id)
    if not keys.is_enabled or not endpoint():
        raise IndexNowOff
    for host in IndexNowHost.objects.select_for_update(of=("self",)).filter(pk=row.host_id):
        _hurry(host)
    page = ChangedPage(row.url, row.destination, row.content_id, c.SubmissionReason.ASKED)
    pages_queue(site_id=row.site_id, pages=[page], keys=keys)
    newest: IndexNowSubmission = (
        IndexNowSubmission.objects.filter(site_id=row.site_id, url=row.url).order_by("-id").first() or row
    )
    return newest


def content_changed(*, site_id: UUID, content_id: UUID, destination: str, url: str, is_live: bool) -> Queued:
    """A content is live at ``url``, or was; a former address of it is told of as well."""
    keys = indexnow_settings(site_id=site_id)
    known = IndexNowSubmission.objects.filter(content_id=content_id, destination=destination).order_by("-id")
    former = known.values_list("url", flat=True).first() or ""
    reason = c.SubmissionReason.PUBLISHED if is_live else c.SubmissionReason.UNPUBLISHED
    pages: list[ChangedPage] = []
    if former and url and former != url:
        pages.append(ChangedPage(former, destination, content_id, c.SubmissionReason.MOVED))
    if url or former:
        pages.append(ChangedPage(url or former, destination, content_id, reason))
    return pages_queue(site_id=site_id, pages=pages, keys=keys)


def hosts_ready(*, site_id: UUID, hosts: Sequence[str]) -> None:
    """Go on at once with what waits for these hosts: what stood in the way is gone. In the open transaction."""
    for host in _hosts(site_id):
        if host.host in hosts:
            _hurry(host)
            host_kick(host)


def _hurry(host: IndexNowHost) -> None:
    host.not_before, host.attempts = timezone.now(), 0
    host.save(update_fields=["not_before", "attempts", "updated_at"])
    failing = IndexNowSubmission.objects.filter(host_id=host.id, state=c.SubmissionState.WAITING)
    locked(failing).update(attempts=0, error="", error_code="")


def _locked(site_id: UUID) -> IndexNowSettings:
    row = indexnow_settings(site_id=site_id)
    return IndexNowSettings.locked(row.id) or row


def _hosts(site_id: UUID) -> list[IndexNowHost]:
    return list(IndexNowHost.objects.select_for_update(of=("self",)).filter(site_id=site_id).order_by("id"))


def _new_key() -> str:
    return secrets.token_hex(16)


def _audit(action: str, row: IndexNowSettings, summary: str) -> None:
    audit_record(action=action, object_type="site", object_id=row.site_id, summary=summary)
