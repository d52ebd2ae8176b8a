"""A new version of a whole site, in steps any of which may be the last one of a dying worker.

    begin     row rendering, due records sending         transaction
    render    files in v{n}.building, verified            disk
    promote   renamed to v{n}                             disk
    activate  rows, then `current` and routes             transaction that knows the deployment is still ours

The database has the last word: what it does not call live is not served after ``engine.reconcile`` has run.
"""

import hashlib
import json
import time
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from django.utils import timezone

from igny8.core.events import emit
from igny8.core.tenancy import tenant
from igny8.publishing import constants as c
from igny8.publishing import registry
from igny8.publishing.adapters.igny8_sites import Rendered, RenderRefused, SitesAdapter, verify
from igny8.publishing.adapters.site_definition import content_at
from igny8.publishing.base import ActionRequired, PublishError, PublishResult, Retry
from igny8.publishing.engine.outcomes import record_down, record_erred, record_live, record_moved
from igny8.publishing.engine.reconcile import prune, reconcile
from igny8.publishing.engine.site_source import Plan, deployment_plan
from igny8.publishing.engine.site_state import WORKER_LOST, give_up, lock_site, next_version, point_routes, site_disk
from igny8.publishing.events import SiteDeployed
from igny8.publishing.models import DeploymentRecord, PublishingRecord
from igny8.system.services.activity import activity_record, some

log = structlog.get_logger(__name__)


class Replaced(Exception):
    """The deployment was taken away from us: its lease had lapsed."""


@dataclass(slots=True)
class Work:
    """A deployment that is ours."""

    account_id: UUID
    site_id: UUID
    deployment_id: UUID
    version: int
    previous: int | None
    plan: Plan
    record_ids: list[UUID]
    started: float = field(default_factory=time.monotonic)
    definition_hash: str = ""


def deploy(*, account_id: UUID, site_id: UUID, limit: int = 100) -> int:
    """Deploy the site until nothing is due. Whatever was planned when a deployment begins is part of it.

    :returns: how many deployments were tried; 0 also when another worker is at it, who will see what came in meanwhile.
    """
    done = 0
    while done < limit:
        try:
            work = begin(account_id=account_id, site_id=site_id)
        except PublishError as exc:
            log.warning("deployment_not_begun", code=exc.code)
            break
        if work is None:
            break
        run(work)
        done += 1
    return done


def begin(*, account_id: UUID, site_id: UUID) -> Work | None:
    """Take up what is due at the site; None when that is nothing, or when a deployment is under way."""
    with tenant(account_id):
        lock_site(site_id)
        rows = DeploymentRecord.objects.filter(site_id=site_id)
        row = rows.filter(status__in=c.ACTIVE_DEPLOYMENTS).first()
        if row is not None and row.status == c.DeploymentStatus.RENDERING:
            if row.lease_until and row.lease_until > timezone.now():
                return None
            give_up(row, WORKER_LOST)
            row = None
        due = _take_due(site_id)
        if row is None and not due:
            return None
        plan = deployment_plan(site_id=site_id, due=due)
        _refuse(plan)
        if row is None and not plan.has_changes:
            return None
        if row is None:
            row = DeploymentRecord(site_id=site_id, version=next_version(site_id), reason="publish")
        row.status, row.attempts = c.DeploymentStatus.RENDERING, row.attempts + 1
        row.lease_until = timezone.now() + timedelta(seconds=c.DEPLOY_LEASE_SECONDS)
        row.site_slug, row.domain, row.url = plan.site.slug, plan.domain, f"{plan.site.base_url}/"
        row.save()
        taken = [record.id for record in due if record.id not in plan.refused]
        PublishingRecord.objects.filter(id__in=taken).update(deployment_id=row.id)
        live = rows.filter(status=c.DeploymentStatus.LIVE).values_list("version", flat=True).first()
        return Work(account_id, site_id, row.id, row.version, live, plan, taken)


def _take_due(site_id: UUID) -> list[PublishingRecord]:
    due = list(
        PublishingRecord.objects.select_for_update(of=("self",))
        .filter(
            site_id=site_id,
            destination=c.IGNY8_SITES,
            status__in=c.DUE,
            not_before__lte=timezone.now(),
        )
        .order_by("not_before", "id")
    )
    for record in due:
        record.status, record.attempts = c.PublicationStatus.SENDING, record.attempts + 1
        record.save()
    return due


def run(work: Work) -> None:
    """Carry a begun deployment to its end, or record why it has none."""
    with structlog.contextvars.bound_contextvars(site_id=str(work.site_id), version=work.version):
        try:
            rendered = build(work)
            activate(work, rendered)
        except Replaced:
            log.warning("deployment_discarded")
        except PublishError as exc:
            _fail(work, exc)
        except OSError as exc:
            _fail(work, Retry("DISK", f"The rendered site could not be written: {exc.strerror or type(exc).__name__}."))
        except Exception:
            log.exception("deployment_crashed")
            _fail(work, Retry("INTERNAL", "A fault on our side stopped the deployment."))
        else:
            prune(account_id=work.account_id, site_id=work.site_id)


def build(work: Work) -> Rendered:
    """Render, verify and give the version its name.

    :raises PublishError: :raises Replaced: the lease was lost meanwhile.
    """
    adapter, disk = registry.adapter_for(c.IGNY8_SITES), site_disk(work.site_id)
    assert isinstance(adapter, SitesAdapter)
    previous = disk.version(work.previous) if work.previous and disk.has(work.previous) else None
    while True:
        out = disk.prepare(work.version)
        definition = work.plan.definition(updated_at=timezone.now())
        work.definition_hash = _hash(definition)
        try:
            rendered = adapter.render(definition, out=out, previous=previous, on_wait=lambda: renew(work))
            break
        except RenderRefused as exc:
            # One content at fault must not keep the others from going live.
            slug = content_at(definition, exc.path)
            if slug is None or not work.plan.refuse(slug, exc):
                raise ActionRequired(exc.code, f"The site cannot be rendered: {exc.sentence}") from exc
            log.warning("content_refused", slug=slug, code=exc.code)
    verify(out, rendered=rendered, slugs=[entry.payload.slug for entry in work.plan.entries])
    renew(work)
    disk.promote(work.version)
    return rendered


def _hash(definition: dict[str, Any]) -> str:
    values = definition | {"site": definition["site"] | {"updated_at": ""}}
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def renew(work: Work) -> None:
    """Keep the deployment ours. :raises Replaced: when it is not any more."""
    with tenant(work.account_id):
        ours = DeploymentRecord.objects.filter(pk=work.deployment_id, status=c.DeploymentStatus.RENDERING)
        until = timezone.now() + timedelta(seconds=c.DEPLOY_LEASE_SECONDS)
        if not ours.update(lease_until=until):
            raise Replaced


def activate(work: Work, rendered: Rendered) -> None:
    """Serve the version and say so. If the transaction does not commit, reconciling takes the switch back."""
    disk = site_disk(work.site_id)
    with tenant(work.account_id):
        lock_site(work.site_id)
        row = DeploymentRecord.locked(work.deployment_id)
        if row is None or row.status != c.DeploymentStatus.RENDERING:
            raise Replaced
        _finish_records(work)
        DeploymentRecord.objects.filter(site_id=work.site_id, status=c.DeploymentStatus.LIVE).update(
            status=c.DeploymentStatus.SUPERSEDED, updated_at=timezone.now()
        )
        row.status, row.lease_until, row.deployed_at = c.DeploymentStatus.LIVE, None, timezone.now()
        row.pages, row.files, row.bytes = rendered.pages, rendered.files, rendered.bytes
        row.seconds, row.definition_hash = round(time.monotonic() - work.started, 3), work.definition_hash
        row.entries = [[str(e.record_id), e.hash, e.payload.slug] for e in work.plan.entries]
        row.error_code = row.error = ""
        row.save()
        emit(
            SiteDeployed(
                site_id=work.site_id,
                deployment_id=row.id,
                version=row.version,
                pages=row.pages,
                url=row.url,
                rolled_back_from=None,
            )
        )
        activity_record(
            kind="site.deployed",
            did=f"put version {row.version} of the site live: {some(rendered.pages, 'page')}",
            site_id=work.site_id,
            object_type="deployment",
            object_id=row.id,
            title=f"Version {row.version}",
        )
        # Last, so that the time between the switch and the commit is as short as it can be.
        disk.switch(work.version)
        point_routes(disk, site_id=work.site_id, slug=row.site_slug, domain=row.domain)
    log.info("site_deployed", pages=rendered.pages, files=rendered.files, linked=rendered.linked)


def _finish_records(work: Work) -> None:
    by_id = {
        record.id: record
        for record in PublishingRecord.objects.select_for_update(of=("self",)).filter(
            id__in=work.record_ids, deployment_id=work.deployment_id
        )
    }
    _refuse(work.plan)
    for entry in work.plan.entries:
        record = by_id.get(entry.record_id)
        if record is not None and entry.is_new:
            url = work.plan.url_of(entry.payload.slug)
            result = PublishResult(external_id=entry.payload.content_id, url=url)
            record_live(record, payload=entry.payload, payload_hash=entry.hash, result=result)
    for record_id in work.plan.down:
        if record_id in by_id:
            record_down(by_id[record_id])
    _move_records(work.plan)


def _move_records(plan: Plan) -> None:
    """Pages that stay as they are have another address when the site's slug or domain changed."""
    urls = {entry.record_id: plan.url_of(entry.payload.slug) for entry in plan.entries if not entry.is_new}
    known = dict(PublishingRecord.objects.filter(id__in=urls).values_list("id", "external_url"))
    moved = [record_id for record_id, url in urls.items() if known.get(record_id, url) != url]
    for record in PublishingRecord.objects.select_for_update(of=("self",)).filter(id__in=moved).order_by("id"):
        record_moved(record, urls[record.id])


def _refuse(plan: Plan) -> None:
    for record_id, error in plan.refused.items():
        record = PublishingRecord.locked(record_id)
        if record is not None and record.status == c.PublicationStatus.SENDING:
            record_erred(record, error)


def _fail(work: Work, exc: PublishError) -> None:
    with tenant(work.account_id):
        lock_site(work.site_id)
        row = DeploymentRecord.locked(work.deployment_id)
        if row is not None and row.status == c.DeploymentStatus.RENDERING:
            give_up(row, exc)
    log.warning("deployment_failed", kind=exc.kind, code=exc.code)
    reconcile(account_id=work.account_id, site_id=work.site_id)
