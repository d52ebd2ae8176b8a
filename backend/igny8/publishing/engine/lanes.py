"""One worker at a time at each destination: the lane is its, for as long as it renews the lease."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from igny8.core.tenancy import tenant
from igny8.publishing import constants as c
from igny8.publishing.models import DestinationLane


class Replaced(Exception):
    """Somebody else has taken over what was ours: what we found out does not count."""


@dataclass(frozen=True, slots=True)
class Lane:
    """The right to call one destination."""

    account_id: UUID
    site_id: UUID
    destination: str
    fence: int


def lane_open(*, account_id: UUID, site_id: UUID, destination: str) -> Lane | None:
    """Take the lane. None when another worker has it."""
    with tenant(account_id):
        DestinationLane.objects.get_or_create(site_id=site_id, destination=destination)
        lanes = DestinationLane.objects.filter(site_id=site_id, destination=destination)
        now = timezone.now()
        free = lanes.filter(Q(lease_until=None) | Q(lease_until__lt=now))
        if not free.update(fence=F("fence") + 1, lease_until=now + timedelta(seconds=c.LEASE_SECONDS)):
            return None
        return Lane(account_id, site_id, destination, lanes.values_list("fence", flat=True).get())


def lane_keep(lane: Lane) -> None:
    """Renew the lease, inside the tenant's scope: whoever waits for the lane waits for this transaction.

    :raises Replaced: the lane is somebody else's by now.
    """
    until = timezone.now() + timedelta(seconds=c.LEASE_SECONDS)
    if not _ours(lane).update(lease_until=until):
        raise Replaced


def lane_close(lane: Lane) -> None:
    """Give the lane back, inside the tenant's scope."""
    _ours(lane).update(lease_until=None)


def _ours(lane: Lane) -> QuerySet[DestinationLane]:
    return DestinationLane.objects.filter(site_id=lane.site_id, destination=lane.destination, fence=lane.fence)
