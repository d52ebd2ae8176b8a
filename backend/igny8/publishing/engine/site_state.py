"""What the disk and the database share about a site: its folder, its lock, its versions and its routes."""

from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Max

from igny8.publishing import constants as c
from igny8.publishing.adapters.site_disk import SiteDisk
from igny8.publishing.base import ActionRequired, PublishError, Retry
from igny8.publishing.engine.outcomes import record_erred
from igny8.publishing.models import DeploymentRecord, PublishingRecord

WORKER_LOST = Retry("WORKER_LOST", "The worker was lost during the deployment. It is started again.")


def site_disk(site_id: UUID) -> SiteDisk:
    """The files of a site."""
    return SiteDisk(Path(settings.SITES_DATA), site_id)


def lock_site(site_id: UUID) -> None:
    """One at a time may change which version of a site is served, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"publishing.site:{site_id}"])


def next_version(site_id: UUID) -> int:
    """A number no version of the site ever had."""
    last = DeploymentRecord.objects.filter(site_id=site_id).aggregate(n=Max("version"))["n"]
    return (last or 0) + 1


def point_routes(disk: SiteDisk, *, site_id: UUID, slug: str, domain: str) -> bool:
    """Exactly these addresses lead to the site; those its earlier versions had do not any more.

    :returns: whether anything had to be changed. :raises ActionRequired: no site can be served at such an address.
    """
    wanted = {("slugs", slug), ("hosts", domain)} - {("slugs", ""), ("hosts", "")}
    changed = False
    for kind, name in sorted(wanted):
        try:
            changed |= disk.route(kind, name)
        except ValueError as exc:
            raise ActionRequired("INVALID_ADDRESS", f"The site cannot be served there: {exc}.") from exc
    for kind, name in sorted(past_routes(site_id) - wanted):
        changed |= disk.unroute(kind, name)
    return changed


def past_routes(site_id: UUID) -> set[tuple[str, str]]:
    """Every address a version of the site ever had."""
    rows = DeploymentRecord.objects.filter(site_id=site_id).values_list("site_slug", "domain").distinct()
    pairs = {pair for slug, domain in rows for pair in (("slugs", slug), ("hosts", domain))}
    return {(kind, name) for kind, name in pairs if name}


def give_up(row: DeploymentRecord, exc: PublishError) -> None:
    """End a deployment without a result; its records are planned again or fail, by the kind of error."""
    row.status, row.lease_until = c.DeploymentStatus.FAILED, None
    row.error_code, row.error = exc.code, exc.sentence
    row.save()
    taken = PublishingRecord.objects.select_for_update(of=("self",)).filter(
        deployment_id=row.id, status=c.PublicationStatus.SENDING
    )
    for record in taken:
        record_erred(record, exc)
