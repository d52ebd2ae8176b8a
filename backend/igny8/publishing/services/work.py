"""What a worker does with a hint, and what the sweeper does about lost ones."""

from datetime import timedelta
from uuid import UUID

import structlog
from django.db.models import Q
from django.utils import timezone

from igny8.core.tasks import kick
from igny8.core.tenancy import every_tenant
from igny8.publishing import constants as c
from igny8.publishing import registry
from igny8.publishing.base import PublishError
from igny8.publishing.engine.claims import expire_leases
from igny8.publishing.engine.deploy import deploy
from igny8.publishing.engine.reconcile import reconcile, reconcile_all
from igny8.publishing.engine.send import drain
from igny8.publishing.models import DeploymentRecord, PublishingRecord

log = structlog.get_logger(__name__)
RECENT = timedelta(minutes=10)  # sites whose deployments changed lately are compared with the disk at every sweep


def destination_work(*, account_id: UUID, site_id: UUID, destination: str) -> int:
    """Carry out everything that is due at one destination of a site; safe to call any number of times at once.

    :returns: how many attempts or deployments were made.
    """
    try:
        is_whole_site = registry.adapter_for(destination).capabilities.is_whole_site
    except PublishError:
        is_whole_site = False  # an unknown platform: each record fails with that reason
    if is_whole_site:
        return deploy(account_id=account_id, site_id=site_id)
    return drain(account_id=account_id, site_id=site_id, destination=destination)


def sweep(*, is_full: bool = False) -> dict[str, int]:
    """Find what a hint, a worker or a crash lost: expired leases, due publications, deployments nobody carries out, disks
    that differ from the database.

    :param is_full: compare every site with the disk, also those nothing happened to.
    :returns: how many leases expired, hints were given and sites were mended.
    """
    now = timezone.now()
    with every_tenant("publication sweeper"):
        expired = expire_leases()
        due = set(
            PublishingRecord.objects.filter(status__in=c.DUE, not_before__lte=now, lease_until=None)
            .values_list("account_id", "site_id", "destination")
            .distinct()[: c.MAX_HINTS]
        )
        stuck = Q(status=c.DeploymentStatus.PENDING) | Q(status=c.DeploymentStatus.RENDERING, lease_until__lt=now)
        rows = DeploymentRecord.objects.filter(stuck).values_list("account_id", "site_id").distinct()
        due |= {(account_id, site_id, c.IGNY8_SITES) for account_id, site_id in rows[: c.MAX_HINTS]}
        recent = DeploymentRecord.objects.filter(updated_at__gt=now - RECENT)
        sites = set(recent.values_list("account_id", "site_id").distinct())
    mended = len(reconcile_all()) if is_full else sum(bool(reconcile(account_id=a, site_id=s)) for a, s in sites)
    for account_id, site_id, destination in sorted(due):
        kick("publishing.send", account_id=str(account_id), site_id=str(site_id), destination=destination)
    if expired or mended:
        log.warning("publications_swept", expired=expired, mended=mended)
    return {"expired": expired, "hints": len(due), "mended": mended}
