"""One call after the other for one host: claim (transaction), key and call (none), record (transaction, if still ours).

A worker that is lost between call and record makes the same call happen again, which harms nobody; a page is never lost.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import structlog
from django.db.models import F, Q
from django.utils import timezone

from igny8.core.tenancy import tenant
from igny8.publishing import constants as c
from igny8.publishing.adapters.indexnow import Announcement, submit
from igny8.publishing.adapters.indexnow_addresses import PageAddress, is_covered
from igny8.publishing.base import ActionRequired, PublishError, Retry
from igny8.publishing.engine.indexnow_outcomes import (
    ABOUT_KEY,
    locked,
    note_key,
    note_no_key,
    record_refused,
    record_sent,
    sending,
    waiting,
)
from igny8.publishing.engine.indexnow_places import KeyPlace, key_ensure, key_place
from igny8.publishing.engine.indexnow_queue import endpoint
from igny8.publishing.models import IndexNowHost, IndexNowSettings

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Claim:
    """A host that is ours until its lease ends; ``is_read``: the key was read lately, at ``key_url``."""

    account_id: UUID
    host_id: UUID
    fence: int
    place: KeyPlace
    urls: dict[str, str]  # by hash
    key_url: str
    is_read: bool
    is_found: bool = field(default=False)


class Replaced(Exception):
    """Somebody else has the host now."""


def host_drain(*, account_id: UUID, host_id: UUID, limit: int = 10_000) -> int:
    """Tell of everything that waits for a host and is due. :returns: how many calls were tried."""
    done = 0
    while done < limit and (claim := _claim(account_id, host_id)) is not None:
        attempt(claim)
        done += 1
    return done


def _claim(account_id: UUID, host_id: UUID) -> Claim | None:
    now = timezone.now()
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    with tenant(account_id):
        rows = IndexNowHost.objects.select_for_update(skip_locked=True, of=("self",))
        host = rows.filter(free, pk=host_id, not_before__lte=now).first()
        if host is None:
            return None
        host.lease_until = None
        sending(host).update(state=c.SubmissionState.WAITING)  # of a worker that was lost
        keys = IndexNowSettings.objects.filter(site_id=host.site_id).first()
        if keys is None or not keys.is_enabled or not endpoint():
            switched_off(host)
            host.save()
            return None
        urls = dict(waiting(host).order_by("id").values_list("url_hash", "url")[: host.batch_size])
        if not urls:
            host.save()
            return None
        locked(waiting(host).filter(url_hash__in=list(urls))).update(
            state=c.SubmissionState.SENDING, is_again=False, attempts=F("attempts") + 1, updated_at=now
        )
        host.fence, host.lease_until = host.fence + 1, now + timedelta(seconds=c.SUBMISSION_LEASE_SECONDS)
        host.save()
        address = PageAddress(url=host.origin, host=host.host, origin=host.origin)
        place = key_place(site_id=host.site_id, address=address, destination=host.destination, keys=keys)
        is_fresh = host.key_checked_at is not None and host.key_checked_at > now - timedelta(days=c.KEY_TRUST_DAYS)
        return Claim(
            account_id=account_id,
            host_id=host.id,
            fence=host.fence,
            place=place,
            urls=urls,
            key_url=host.key_url,
            is_read=is_fresh
            and (host.key_state, host.key_read) == (c.KeyState.OK, keys.key)
            and (place.how == "plugin" or host.key_url == place.key_url),
        )


def switched_off(host: IndexNowHost) -> int:
    """Nothing is sent: what waits is closed. :returns: how many pages."""
    now = timezone.now()
    return waiting(host).update(
        state=c.SubmissionState.SKIPPED,
        error_code="SWITCHED_OFF",
        error="Telling search engines was switched off.",
        finished_at=now,
        updated_at=now,
    )


def attempt(claim: Claim) -> None:
    """One call, whatever comes of it."""
    with structlog.contextvars.bound_contextvars(host=claim.place.host, fence=claim.fence):
        try:
            _carry_out(claim)
        except Replaced:
            log.warning("indexnow_discarded")
        except PublishError as exc:
            log.info("indexnow_erred", kind=exc.kind, code=exc.code)
            _finish_badly(claim, exc)
        except Exception:
            log.exception("indexnow_crashed")
            _finish_badly(claim, Retry("INTERNAL", "A fault on our side stopped this. It is tried again."))


def _carry_out(claim: Claim) -> None:
    if not claim.is_read:
        claim.key_url = key_ensure(claim.place)
        claim.is_found = True
    covered = {digest: url for digest, url in claim.urls.items() if is_covered(url, key_url=claim.key_url)}
    status_code = 0
    if covered:
        announcement = Announcement(
            host=claim.place.host, key=claim.place.key, key_url=claim.key_url, urls=tuple(covered.values())
        )
        try:
            status_code = submit(announcement, endpoint=endpoint())
        except ActionRequired as exc:
            claim.is_found = False
            raise ActionRequired(exc.code, f"{exc.sentence} {claim.place.cure}") from exc
    with tenant(claim.account_id):
        host = _still_ours(claim)
        _note_found(claim, host)
        told = record_sent(host, skipped=[d for d in claim.urls if d not in covered], status_code=status_code)
    log.info("indexnow_sent", pages=told, status=status_code)


def _note_found(claim: Claim, host: IndexNowHost) -> None:
    if claim.is_found:
        note_key(host, key=claim.place.key, key_url=claim.key_url)


def _finish_badly(claim: Claim, exc: PublishError) -> None:
    try:
        with tenant(claim.account_id):
            host = _still_ours(claim)
            if exc.code.startswith(ABOUT_KEY) or exc.kind == "skipped":
                note_no_key(host, exc, key_url=claim.key_url or claim.place.key_url)
            else:
                _note_found(claim, host)
            record_refused(host, exc)
    except Replaced:
        log.warning("indexnow_discarded", code=exc.code)


def _still_ours(claim: Claim) -> IndexNowHost:
    host = IndexNowHost.locked(claim.host_id)
    if host is None or host.fence != claim.fence or host.lease_until is None:
        raise Replaced
    return host
