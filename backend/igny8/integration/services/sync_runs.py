"""Synchronisations: asked for, stopped."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from igny8.core.errors import Conflict, NotFound
from igny8.core.ids import uuid7
from igny8.core.tasks import kick
from igny8.core.tenancy import current_account_id
from igny8.integration.constants import ACTIVE_RUNS, Platform, SyncKind, SyncRunStatus, SyncTrigger
from igny8.integration.engine.outcomes import finish_cancelled
from igny8.integration.models import SiteIntegration, SyncRun
from igny8.integration.services.integrations import integration_locked


class NotSynchronised(Conflict):
    code = "NOT_SYNCHRONISED"
    default = "This connection is switched off, or its platform is not synchronised."


class SyncRunOver(Conflict):
    code = "SYNC_RUN_OVER"
    default = "This synchronisation has ended already."


@transaction.atomic
def sync_start(*, integration_id: UUID, kind: str = SyncKind.INCREMENTAL, trigger: str = SyncTrigger.MANUAL) -> SyncRun:
    """Ask for a synchronisation. One that is on its way is answered as it is; a full one that is wanted replaces a pending other.

    :raises NotFound: no such connection. :raises NotSynchronised: it is switched off, or of another platform.
    """
    row = integration_locked(integration_id)
    if not row.is_active or row.platform != Platform.WORDPRESS:
        raise NotSynchronised
    active = SyncRun.objects.select_for_update(of=("self",)).filter(
        integration_id=row.id, status__in=ACTIVE_RUNS
    ).first()  # fmt: skip
    if active is not None:
        if kind == SyncKind.FULL and active.started_at is None:
            active.kind = kind
            active.save(update_fields=["kind", "updated_at"])
        if trigger == SyncTrigger.MANUAL and active.status == SyncRunStatus.PENDING:
            active.not_before = timezone.now()
            active.save(update_fields=["not_before", "updated_at"])
            _hint(active)
        return active
    run = SyncRun(id=uuid7(), site_id=row.site_id, integration_id=row.id, kind=kind, trigger=trigger)
    run.save(force_insert=True)
    _hint(run)
    return run


def _hint(run: SyncRun) -> None:
    ids = {"account_id": str(current_account_id()), "run_id": str(run.id)}
    transaction.on_commit(lambda: kick("integration.sync", **ids), robust=True)


@transaction.atomic
def sync_cancel(*, run_id: UUID) -> SyncRun:
    """Stop a synchronisation: at once when nobody works on it, else before its next page. What came in stays.

    :raises NotFound: no such run. :raises SyncRunOver: it has ended.
    """
    run = SyncRun.locked(run_id)
    if run is None:
        raise NotFound("No such synchronisation.")
    if run.status not in ACTIVE_RUNS:
        raise SyncRunOver
    run.is_cancelled = True
    is_left_alone = run.lease_until is None or run.lease_until < timezone.now()
    if run.status == SyncRunStatus.PENDING or is_left_alone:
        row = SiteIntegration.locked(run.integration_id)
        if row is not None:
            finish_cancelled(run, row)
    else:
        run.save(update_fields=["is_cancelled", "updated_at"])
    return run
