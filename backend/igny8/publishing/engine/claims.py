"""Records that are due, taken by one worker; and what becomes of those whose worker is lost."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from igny8.core.tenancy import tenant
from igny8.publishing import constants as c
from igny8.publishing import registry
from igny8.publishing.base import PublishPayload, Target
from igny8.publishing.engine.lanes import Lane, Replaced, lane_close, lane_keep
from igny8.publishing.models import PublicationSnapshot, PublishingRecord


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
    taken_at: float = field(default_factory=time.monotonic)

    @property
    def is_stale(self) -> bool:
        """Whether a call begun now could still be going on when the lease has ended."""
        return time.monotonic() - self.taken_at > c.LEASE_SECONDS - c.CALL_SECONDS


def claims_take(lane: Lane, limit: int, *, is_last: bool = False) -> list[Claim]:
    """Take up to ``limit`` records that are due at the lane's destination, longest due first.

    :param is_last: nothing due gives the lane back in the same transaction, so that what comes in next finds it free.
    :raises Replaced: the lane is not ours any more.
    """
    with tenant(lane.account_id):
        lane_keep(lane)
        due = PublishingRecord.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            site_id=lane.site_id,
            destination=lane.destination,
            status__in=c.DUE,
            not_before__lte=timezone.now(),
            lease_until=None,
        )
        records = list(due.order_by("not_before", "id")[:limit])
        if not records:
            if is_last:
                lane_close(lane)
            return []
        unknown = {record.id for record in records if record.status == c.PublicationStatus.UNKNOWN}
        until = timezone.now() + timedelta(seconds=c.LEASE_SECONDS)
        for record in records:
            record.fence, record.attempts, record.lease_until = record.fence + 1, record.attempts + 1, until
            if record.id not in unknown:
                record.status = c.PublicationStatus.SENDING
        PublishingRecord.objects.bulk_update(records, ["fence", "attempts", "lease_until", "status"])
        target = registry.target_of(lane.site_id, lane.destination)
        payloads = _payloads(records, target)
        return [
            Claim(
                account_id=lane.account_id,
                record_id=record.id,
                fence=record.fence,
                wanted=record.wanted,
                is_unknown=record.id in unknown,
                payload=payloads[record.id],
                payload_hash=record.payload_hash,
                target=target,
            )
            for record in records
        ]


def _payloads(records: Sequence[PublishingRecord], target: Target | None) -> dict[UUID, PublishPayload]:
    wanted = {(record.id, record.payload_hash): record for record in records}
    prepare = registry.platform_of(target.key).prepare if target else None
    out = {}
    for snapshot in PublicationSnapshot.objects.filter(record_id__in=[record.id for record in records]):
        record = wanted.get((snapshot.record_id, snapshot.hash))
        if record is not None:
            payload = PublishPayload.from_json(snapshot.payload | {"external_id": record.external_id})
            out[record.id] = prepare(payload, target) if prepare and target else payload
    return out


def claim_give_back(claim: Claim) -> None:
    """Leave a record to whoever comes next, as it was before it was taken."""
    with tenant(claim.account_id):
        record = still_ours(claim)
        record.status = c.PublicationStatus.UNKNOWN if claim.is_unknown else c.PublicationStatus.PLANNED
        record.attempts, record.lease_until = record.attempts - 1, None
        record.save()


def still_ours(claim: Claim) -> PublishingRecord:
    """The record, locked, inside the tenant's scope. :raises Replaced: it was taken over."""
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
