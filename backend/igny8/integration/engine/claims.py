"""Who works on a synchronisation: a lease and a fence, as with AI runs."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, Min, Q
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

from igny8.core.tenancy import tenant
from igny8.integration import constants as c
from igny8.integration.base import PlatformError
from igny8.integration.engine.reach import connection_of, is_structure_old
from igny8.integration.models import SiteIntegration, SyncRun, WebhookReceipt
from igny8.integration.platforms.wordpress.connection import Connection
from igny8.integration.platforms.wordpress.texts import moment


class Replaced(Exception):
    """Somebody else has the run now, or it ended: what we found out does not count."""


@dataclass(slots=True)
class Claim:
    """A run that is ours until its lease ends. ``fault`` is set where there is nobody to call."""

    account_id: UUID
    run_id: UUID
    fence: int
    cursor: dict[str, Any]
    modified_after: Any
    connection: Connection | None
    structure: dict[str, Any]
    needs_structure: bool
    types: tuple[str, ...]
    fault: PlatformError | None = None


def claim(*, account_id: UUID, run_id: UUID) -> Claim | None:
    """Take the run; None when it is not due, over, or somebody else's."""
    now = timezone.now()
    free = Q(status=c.SyncRunStatus.PENDING, not_before__lte=now) | Q(
        status=c.SyncRunStatus.RUNNING, lease_until__lt=now
    )
    with tenant(account_id):
        run = SyncRun.objects.select_for_update(skip_locked=True, of=("self",)).filter(free, pk=run_id).first()
        if run is None:
            return None
        row = SiteIntegration.objects.get(pk=run.integration_id)
        if run.started_at is None:
            _begin(run, row)
        run.fence, run.attempts = run.fence + 1, run.attempts + 1
        run.status, run.lease_until = c.SyncRunStatus.RUNNING, now + timedelta(seconds=c.LEASE_SECONDS)
        run.save()
        SiteIntegration.objects.filter(pk=row.id).update(sync_status=c.SyncStatus.RUNNING)
        connection, fault = None, None
        try:
            connection = connection_of(row)
        except PlatformError as exc:
            fault = exc
        return Claim(
            account_id=account_id,
            run_id=run.id,
            fence=run.fence,
            cursor=run.cursor,
            modified_after=run.modified_after,
            connection=connection,
            structure=row.structure,
            needs_structure=is_structure_old(row) and not run.cursor,
            types=tuple(row.config.get("post_types") or ()),
            fault=fault,
        )


def _begin(run: SyncRun, row: SiteIntegration) -> None:
    """Fix from which moment on changes are asked for: since the last time, and since any change a webhook told of."""
    run.started_at = timezone.now()
    if row.watermark_at is None:
        run.kind = c.SyncKind.FULL
    if run.kind == c.SyncKind.FULL:
        return
    told = WebhookReceipt.objects.filter(integration_id=row.id, processed_at=None).aggregate(
        since=Min(KeyTextTransform("modified_gmt", "data"))
    )["since"]
    since = min(filter(None, [row.watermark_at, moment(told)]))
    run.modified_after = since - c.WATERMARK_OVERLAP


def still_ours(work: Claim) -> SyncRun:
    """The run, locked. Call it in the transaction that writes. :raises Replaced:"""
    run = SyncRun.locked(work.run_id)
    if run is None or run.fence != work.fence or run.status != c.SyncRunStatus.RUNNING:
        raise Replaced
    return run


def renew(run: SyncRun) -> None:
    """A page came through: the lease begins anew, and so does the count of attempts."""
    run.lease_until = timezone.now() + timedelta(seconds=c.LEASE_SECONDS)
    run.attempts = 0


def add_counts(run: SyncRun, counts: dict[str, int]) -> None:
    """Add what a page brought."""
    for name in c.COUNTS:
        setattr(run, name, getattr(run, name) + counts.get(name, 0))


def give_back(work: Claim) -> None:
    """Let another task go on, at once."""
    with tenant(work.account_id):
        SyncRun.objects.filter(pk=work.run_id, fence=work.fence, status=c.SyncRunStatus.RUNNING).update(
            status=c.SyncRunStatus.PENDING, lease_until=None, not_before=timezone.now(), fence=F("fence") + 1
        )
