"""Destinations that take one content at a time.

claim (transaction) -> call (none) -> record (transaction, only while the fence is ours). A record that was being sent when its
worker died is unknown; the only way out of unknown is to look up and then create.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

import structlog
from django.db import IntegrityError, transaction
from django.utils import timezone

from igny8.core.errors import AppError
from igny8.core.tenancy import tenant
from igny8.publishing import constants as c
from igny8.publishing import registry
from igny8.publishing.base import (
    ActionRequired,
    Adapter,
    Permanent,
    PublishError,
    PublishPayload,
    PublishResult,
    Target,
    UnknownOutcome,
)
from igny8.publishing.engine.outcomes import clear_error, record_down, record_erred, record_live, record_scheduled
from igny8.publishing.models import PublicationSnapshot, PublishingRecord

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Claim:
    """A record that is ours until the lease ends; ``is_unknown``: look up before anything else."""

    account_id: UUID
    record_id: UUID
    fence: int
    wanted: str
    is_unknown: bool
    payload: PublishPayload
    payload_hash: str
    target: Target | None


class Replaced(Exception):
    """Somebody else has taken the record over: what we found out does not count."""


def drain(*, account_id: UUID, site_id: UUID, destination: str, limit: int = 1_000_000) -> int:
    """Carry out everything that is due at one destination, one after the other.

    :returns: how many attempts were made; 0 also when another worker is at it, who will see what came in meanwhile.
    """
    done = 0
    while done < limit and (claim := _claim(account_id, site_id, destination)) is not None:
        attempt(claim)
        done += 1
    return done


def _claim(account_id: UUID, site_id: UUID, destination: str) -> Claim | None:
    try:
        with tenant(account_id):
            now = timezone.now()
            due = PublishingRecord.objects.select_for_update(skip_locked=True, of=("self",)).filter(
                site_id=site_id, destination=destination, status__in=c.DUE, not_before__lte=now, lease_until=None
            )
            record = due.order_by("not_before", "id").first()
            if record is None:
                return None
            record.fence += 1
            record.attempts += 1
            record.lease_until = now + timedelta(seconds=c.LEASE_SECONDS)
            is_unknown = record.status == c.PublicationStatus.UNKNOWN
            if not is_unknown:
                record.status = c.PublicationStatus.SENDING
            target = registry.target_of(site_id, destination)
            with transaction.atomic():
                record.save()  # the partial unique index lets one record a destination have a lease
            return Claim(
                account_id=account_id,
                record_id=record.id,
                fence=record.fence,
                wanted=record.wanted,
                is_unknown=is_unknown,
                payload=_payload(record, target),
                payload_hash=record.payload_hash,
                target=target,
            )
    except IntegrityError as exc:
        if "publication_one_in_flight" not in str(exc):
            raise
        return None


def _payload(record: PublishingRecord, target: Target | None) -> PublishPayload:
    snapshot = PublicationSnapshot.objects.get(record_id=record.id, hash=record.payload_hash)
    payload = PublishPayload.from_json(snapshot.payload | {"external_id": record.external_id})
    prepare = registry.platform_of(target.key).prepare if target else None
    return prepare(payload, target) if prepare and target else payload


def attempt(claim: Claim) -> None:
    """One attempt, whatever comes of it."""
    with structlog.contextvars.bound_contextvars(record_id=str(claim.record_id), fence=claim.fence):
        try:
            _carry_out(claim)
        except Replaced:
            log.warning("publication_discarded")
        except PublishError as exc:
            log.info("publication_erred", kind=exc.kind, code=exc.code)
            _finish_badly(claim, exc)
        except Exception:
            # A fault in an adapter: nobody knows how far it came.
            log.exception("adapter_crashed")
            _finish_badly(claim, UnknownOutcome("INTERNAL", "A fault on our side stopped this publication."))


def _carry_out(claim: Claim) -> None:
    if claim.target is None:
        raise ActionRequired("DESTINATION_GONE", "The site does not have this destination any more. Connect it again.")
    adapter = registry.adapter_for(claim.target.key)
    if claim.wanted == c.Wanted.UNPUBLISH:
        left = adapter.unpublish(claim.payload, claim.target)  # twice is once: no look-up needed
        with tenant(claim.account_id):
            record = _still_ours(claim)
            _landed(claim, left, is_down=True)
            record_down(record)
        return
    _publish(claim, adapter, claim.target)


def _publish(claim: Claim, adapter: Adapter, target: Target) -> None:
    if claim.payload.content_type not in registry.content_types_of(target):
        raise Permanent("TYPE_NOT_TAKEN", f"{target.name} does not take content of type {claim.payload.content_type}.")
    if claim.is_unknown:
        found = adapter.look_up(claim.payload, target)
        is_scheduled = bool(claim.payload.scheduled_for)  # the hash says what it is, not since when it is shown
        if found is not None and found.payload_hash == claim.payload_hash and not is_scheduled:
            _finish_well(claim, found)
            return
        _known_again(claim, found)
    result = adapter.publish(claim.payload, target)
    _finish_well(claim, result)


def _known_again(claim: Claim, found: PublishResult | None) -> None:
    """The look-up has told: note it *before* the next call, so that its outcome is the only open question."""
    with tenant(claim.account_id):
        record = _still_ours(claim)
        record.status = c.PublicationStatus.SENDING
        record.external_id = found.external_id if found else ""
        record.external_url = found.url[:2000] if found else ""
        clear_error(record)
        record.save()
    claim.is_unknown = False
    claim.payload = replace(claim.payload, external_id=found.external_id if found else "")


def _finish_well(claim: Claim, result: PublishResult) -> None:
    with tenant(claim.account_id):
        record = _still_ours(claim)
        _landed(claim, result, is_down=False)
        if result.state == "scheduled" and claim.payload.scheduled_for:
            record_scheduled(
                record,
                payload=claim.payload,
                payload_hash=claim.payload_hash,
                url=result.url,
                external_id=result.external_id[:100],
                warnings=result.warnings,
            )
            return
        record_live(
            record,
            payload=claim.payload,
            payload_hash=claim.payload_hash,
            url=result.url,
            external_id=result.external_id[:100],
            published_at=result.published_at,
            warnings=result.warnings,
        )


def _landed(claim: Claim, result: PublishResult | None, *, is_down: bool) -> None:
    """Tell the platform's own domain before the content is locked: it locks its connection first and contents then."""
    assert claim.target is not None
    landed = registry.platform_of(claim.target.key).landed
    if landed is None:
        return
    try:
        with transaction.atomic():
            landed(claim.payload, claim.target, result, is_down=is_down)
    except AppError as exc:  # the connection or the content was removed meanwhile; what is there is there all the same
        log.warning("landing_not_noted", error=exc.sentence)


def _finish_badly(claim: Claim, exc: PublishError) -> None:
    try:
        with tenant(claim.account_id):
            record = _still_ours(claim)
            asked = (record.wanted, record.payload_hash)
            record_erred(record, exc, is_outdated=asked != (claim.wanted, claim.payload_hash))
    except Replaced:
        log.warning("publication_discarded", code=exc.code)


def _still_ours(claim: Claim) -> PublishingRecord:
    record = PublishingRecord.locked(claim.record_id)
    if record is None or record.fence != claim.fence or record.lease_until is None:
        raise Replaced
    return record


def expire_leases() -> int:
    """Records whose worker is lost are unknown: it may have sent. Called in the sweeper's scope. :returns: how many."""
    return PublishingRecord.objects.filter(lease_until__lt=timezone.now()).update(
        status=c.PublicationStatus.UNKNOWN,
        lease_until=None,
        error_kind="unknown",
        error_code="WORKER_LOST",
        error="The worker was lost while this was being sent. It is looked up before anything else is sent.",
        updated_at=timezone.now(),
    )
