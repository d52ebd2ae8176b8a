"""Deployments of a site: ask for one, go back to an earlier one."""

from urllib.parse import quote
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from igny8.core.errors import Conflict, NotFound
from igny8.core.events import emit
from igny8.core.tasks import kick
from igny8.core.tenancy import current_account_id
from igny8.publishing import constants as c
from igny8.publishing import registry
from igny8.publishing.base import PublishPayload, PublishResult
from igny8.publishing.engine.outcomes import record_down, record_live
from igny8.publishing.engine.reconcile import reconcile
from igny8.publishing.engine.site_source import facts_of
from igny8.publishing.engine.site_state import lock_site, next_version, site_disk
from igny8.publishing.events import SiteDeployed
from igny8.publishing.models import DeploymentRecord, PublicationSnapshot, PublishingRecord
from igny8.system.selectors import site_require
from igny8.system.services.activity import activity_record


class NotHosted(Conflict):
    code = "NOT_HOSTED"
    default = "This site is not hosted by IGNY8, so there is nothing to deploy."


class DeploymentRunning(Conflict):
    code = "DEPLOYMENT_RUNNING"
    default = "The site is being deployed right now. Try again when that is over."


class VersionNotKept(Conflict):
    code = "VERSION_NOT_KEPT"
    default = "This version cannot be served any more: only the last few are kept."


@transaction.atomic
def deployment_request(*, site_id: UUID, reason: str = "asked for") -> DeploymentRecord:
    """Deploy the site although nothing is to be published; one that waits or runs already is answered instead.

    :raises NotFound: no such site. :raises NotHosted: its pages are elsewhere.
    """
    site_require(site_id)
    if registry.target_of(site_id, c.IGNY8_SITES) is None:
        raise NotHosted
    lock_site(site_id)
    rows = DeploymentRecord.objects.filter(site_id=site_id)
    row = rows.filter(status__in=c.ACTIVE_DEPLOYMENTS).first()
    if row is None:
        row = DeploymentRecord(site_id=site_id, version=next_version(site_id), reason=reason[:40])
        row.save(force_insert=True)
    hint = {"account_id": str(current_account_id()), "site_id": str(site_id), "destination": c.IGNY8_SITES}
    transaction.on_commit(lambda: kick("publishing.send", **hint), robust=True)
    return row


@transaction.atomic
def deployment_rollback(*, site_id: UUID, version: int) -> DeploymentRecord:
    """Serve an earlier version again. Its contents are what is live then; those that came later are unpublished, and no
    later deployment brings them back by itself.

    The rows change first and the disk follows when they are committed, mended by the sweeper if that fails.

    :raises NotFound: the site never had this version. :raises VersionNotKept: it is gone, or the site's address changed since.
    :raises DeploymentRunning: wait for its end.
    """
    lock_site(site_id)
    rows = DeploymentRecord.objects.filter(site_id=site_id)
    row = rows.filter(version=version).first()
    if row is None:
        raise NotFound("The site never had this version.")
    if row.status == c.DeploymentStatus.LIVE:
        return row
    if row.status != c.DeploymentStatus.SUPERSEDED or not site_disk(site_id).has(version):
        raise VersionNotKept
    if rows.filter(status=c.DeploymentStatus.RENDERING).exists():
        raise DeploymentRunning
    site, domain = facts_of(site_id)
    if (row.site_slug, row.domain) != (site.slug, domain):
        raise VersionNotKept("The site's address has changed since: that version's links lead to the old one.")
    live = rows.filter(status=c.DeploymentStatus.LIVE).first()
    if live is not None:
        live.status = c.DeploymentStatus.SUPERSEDED
        live.save()
    row.status, row.deployed_at = c.DeploymentStatus.LIVE, timezone.now()
    row.rolled_back_from = live.version if live else None
    row.save()
    _set_records(row)
    emit(
        SiteDeployed(
            site_id=site_id,
            deployment_id=row.id,
            version=version,
            pages=row.pages,
            url=row.url,
            rolled_back_from=row.rolled_back_from,
        )
    )
    activity_record(
        kind="site.rolled_back",
        did=f"brought version {version} of the site back",
        site_id=site_id,
        object_type="deployment",
        object_id=row.id,
        title=f"Version {version}",
    )
    account_id = current_account_id()
    transaction.on_commit(lambda: _serve(account_id, site_id), robust=True)
    return row


def _serve(account_id: UUID, site_id: UUID) -> None:
    reconcile(account_id=account_id, site_id=site_id)


def _set_records(row: DeploymentRecord) -> None:
    """Live is what the version holds, no more and no less."""
    entries = {UUID(record_id): (digest, slug) for record_id, digest, slug in row.entries}
    records = PublishingRecord.objects.select_for_update(of=("self",)).filter(
        site_id=row.site_id, destination=c.IGNY8_SITES
    )
    for record in records.order_by("id"):
        is_planned = record.status in c.DUE
        if record.id in entries:
            digest, slug = entries[record.id]
            if record.live_hash == digest:
                continue
            snapshot = PublicationSnapshot.objects.get(record_id=record.id, hash=digest)
            payload = PublishPayload.from_json(snapshot.payload)
            if not is_planned:
                record.wanted, record.payload_hash = c.Wanted.PUBLISH, digest
                record.content_version = payload.version
            url = f"{row.url}{quote(slug)}/"
            record_live(
                record,
                payload=payload,
                payload_hash=digest,
                result=PublishResult(external_id=payload.content_id, url=url),
            )
        elif record.live_hash:
            if not is_planned:
                record.wanted = c.Wanted.UNPUBLISH
            record_down(record)
