"""Disk follows database: whatever a crash left between the two is mended here."""

import shutil
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import structlog
from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from igny8.core.tenancy import every_tenant, tenant
from igny8.publishing import constants as c
from igny8.publishing.adapters.site_disk import SiteDisk, sites_on_disk
from igny8.publishing.engine.site_source import facts_of
from igny8.publishing.engine.site_state import (
    WORKER_LOST,
    give_up,
    lock_site,
    next_version,
    past_routes,
    point_routes,
    site_disk,
)
from igny8.publishing.models import DeploymentRecord, PublicationSnapshot, PublishingRecord

log = structlog.get_logger(__name__)
PAUSE = timedelta(minutes=5)


def reconcile(*, account_id: UUID, site_id: UUID, is_full: bool = False) -> list[str]:
    """Make what is served the version the database calls live, and nothing else stay on disk.

    :param is_full: also render the site again when the sites server has another address by now.
    :returns: what was mended, in words; empty when all was well.
    """
    with tenant(account_id):
        lock_site(site_id)
        rows, now = DeploymentRecord.objects.filter(site_id=site_id), timezone.now()
        disk, mended = site_disk(site_id), []
        late = Q(lease_until__lte=now) | Q(lease_until=None)
        for row in rows.filter(late, status=c.DeploymentStatus.RENDERING):
            give_up(row, WORKER_LOST)
            mended.append(f"deployment {row.version} was given up")
        live = rows.filter(status=c.DeploymentStatus.LIVE).first()
        mended += _serve(disk, site_id, live)
        if is_full and live is not None and live.url != _address(site_id):
            mended += ["the site's address changed"] if _ask_again(site_id, "the address changed") else []
        for row in rows.filter(status=c.DeploymentStatus.SUPERSEDED):
            if not disk.has(row.version):
                row.status, row.entries = c.DeploymentStatus.REMOVED, []
                row.save()
                mended.append(f"version {row.version} is not on disk any more")
        keep = set(rows.filter(status__in=c.KEPT_DEPLOYMENTS).values_list("version", flat=True))
        busy = set(rows.filter(status=c.DeploymentStatus.RENDERING).values_list("version", flat=True))
        mended += [f"{name} was removed" for name in disk.sweep(keep=keep | busy, building=busy)]
    if mended:
        log.warning("site_reconciled", site_id=str(site_id), mended=mended[:20])
    return mended


def _serve(disk: SiteDisk, site_id: UUID, live: DeploymentRecord | None) -> list[str]:
    mended = []
    if live is not None and not disk.has(live.version):
        mended.append(f"version {live.version} is lost; the site is rendered again")
        _ask_again(site_id, "files were lost")
        return mended
    wanted = live.version if live else None
    if disk.current() != wanted:
        disk.switch(wanted)
        mended.append(f"version {wanted} is served again" if wanted else "nothing is served any more")
    if live is not None:
        changed = point_routes(disk, site_id=live.site_id, slug=live.site_slug, domain=live.domain)
    else:
        changed = sum(disk.unroute(kind, name) for kind, name in past_routes(site_id)) > 0
    return mended + (["routes were set"] if changed else [])


def _address(site_id: UUID) -> str:
    return f"{facts_of(site_id)[0].base_url}/"


def _ask_again(site_id: UUID, reason: str) -> bool:
    """Have the site rendered anew, unless that is under way or was tried in vain a moment ago."""
    rows = DeploymentRecord.objects.filter(site_id=site_id)
    in_vain = Q(status=c.DeploymentStatus.FAILED, updated_at__gt=timezone.now() - PAUSE)
    if rows.filter(in_vain | Q(status__in=c.ACTIVE_DEPLOYMENTS)).exists():
        return False
    DeploymentRecord.objects.create(site_id=site_id, version=next_version(site_id), reason=reason)
    return True


def reconcile_all() -> dict[str, list[str]]:
    """Every site of every account, and folders of sites that do not exist any more. :returns: what was mended by site."""
    with every_tenant("site reconciler"):
        known = set(DeploymentRecord.objects.values_list("account_id", "site_id").distinct())
    out = {}
    for account_id, site_id in sorted(known):
        if mended := reconcile(account_id=account_id, site_id=site_id, is_full=True):
            out[str(site_id)] = mended
    for name in set(sites_on_disk(Path(settings.SITES_DATA))) - {str(site_id) for _, site_id in known}:
        disk = site_disk(UUID(name))
        for kind, route in disk.routes():
            disk.unroute(kind, route)
        disk.switch(None)
        shutil.rmtree(disk.folder, ignore_errors=True)
        out[name] = ["the site does not exist any more; its files were removed"]
    return out


def prune(*, account_id: UUID, site_id: UUID) -> list[str]:
    """Forget versions beyond those we keep: first in the database, then on disk. :returns: names that went from disk."""
    with tenant(account_id):
        lock_site(site_id)
        rows = DeploymentRecord.objects.filter(site_id=site_id)
        old = rows.filter(status=c.DeploymentStatus.SUPERSEDED).order_by("-version")
        surplus = list(old.values_list("id", flat=True)[max(settings.SITES_KEEP_VERSIONS - 1, 0) :])
        rows.filter(id__in=surplus).update(status=c.DeploymentStatus.REMOVED, entries=[], updated_at=timezone.now())
    with tenant(account_id):
        lock_site(site_id)
        keep = set(rows.filter(status__in=c.KEPT_DEPLOYMENTS).values_list("version", flat=True))
        busy = set(rows.filter(status=c.DeploymentStatus.RENDERING).values_list("version", flat=True))
        _forget_snapshots(site_id)
        return site_disk(site_id).sweep(keep=keep | busy, building=busy)


def _forget_snapshots(site_id: UUID) -> None:
    """Delete texts that are neither asked for, nor live, nor part of a version one can go back to."""
    records = PublishingRecord.objects.filter(site_id=site_id, destination=c.IGNY8_SITES)
    used = {(pk, digest) for pk, *pair in records.values_list("id", "live_hash", "payload_hash") for digest in pair}
    kept = DeploymentRecord.objects.filter(site_id=site_id, status__in=c.KEPT_DEPLOYMENTS)
    for entries in kept.values_list("entries", flat=True):
        used |= {(UUID(entry[0]), entry[1]) for entry in entries}
    every = PublicationSnapshot.objects.filter(site_id=site_id, record__destination=c.IGNY8_SITES)
    gone = [pk for pk, *key in every.values_list("id", "record_id", "hash") if tuple(key) not in used]
    PublicationSnapshot.objects.filter(id__in=gone).delete()
