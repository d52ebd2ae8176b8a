"""What workers do with hints, and what the sweeper does about lost ones and about what is due."""

from datetime import timedelta
from uuid import UUID

import structlog
from django.db.models import Q
from django.utils import timezone

from igny8.core.errors import AppError
from igny8.core.tasks import kick
from igny8.core.tenancy import every_tenant, tenant
from igny8.integration import constants as c
from igny8.integration.engine.run import drive
from igny8.integration.models import SiteIntegration, SyncLogEntry, SyncRun, WebhookReceipt
from igny8.integration.services.sync_runs import sync_start

log = structlog.get_logger(__name__)


def run_work(*, account_id: UUID, run_id: UUID) -> None:
    """Carry out a synchronisation, and hint again at what is left of it."""
    if drive(account_id=account_id, run_id=run_id):
        kick("integration.sync", account_id=str(account_id), run_id=str(run_id))


def sweep() -> dict[str, int]:
    """Find what a hint or a worker lost, what webhooks told of, and what is due.

    :returns: how many hints were given and how many synchronisations begun.
    """
    now = timezone.now()
    with every_tenant("synchronisation sweeper"):
        lost = Q(status=c.SyncRunStatus.PENDING, not_before__lte=now) | Q(
            status=c.SyncRunStatus.RUNNING, lease_until__lt=now
        )
        runs = list(SyncRun.objects.filter(lost).values_list("account_id", "id")[: c.MAX_HINTS])
        told = _told_of()
        due = _due(now) - set(told)
    begun = 0
    for account_id, integration_id in told:
        begun += _begin(account_id, integration_id, c.SyncTrigger.WEBHOOK)
    for account_id, integration_id in sorted(due):
        begun += _begin(account_id, integration_id, c.SyncTrigger.SCHEDULE)
    for account_id, run_id in runs:
        kick("integration.sync", account_id=str(account_id), run_id=str(run_id))
    return {"hints": len(runs), "begun": begun}


def _active() -> set[UUID]:
    return set(SyncRun.objects.filter(status__in=c.ACTIVE_RUNS).values_list("integration_id", flat=True))


def _told_of() -> list[tuple[UUID, UUID]]:
    """Connections with webhooks nobody has looked into. Those that keep failing wait for their turn."""
    rows = WebhookReceipt.objects.filter(
        processed_at=None, integration__is_active=True, integration__failures=0
    ).exclude(integration_id__in=_active())
    return sorted(set(rows.values_list("account_id", "integration_id").distinct()[: c.MAX_HINTS]))


def _due(now: object) -> set[tuple[UUID, UUID]]:
    rows = SiteIntegration.objects.filter(
        platform=c.Platform.WORDPRESS, is_active=True, sync_enabled=True, next_sync_at__lte=now
    ).filter(~Q(bridge_secret="") | ~Q(app_password=""))
    rows = rows.exclude(pk__in=_active()).order_by("next_sync_at")
    return set(rows.values_list("account_id", "id")[: c.MAX_HINTS])


def _begin(account_id: UUID, integration_id: UUID, trigger: str) -> int:
    try:
        with tenant(account_id):
            sync_start(integration_id=integration_id, trigger=trigger)
    except AppError as exc:  # it was removed or switched off this moment
        log.info("sync_not_begun", integration_id=str(integration_id), error=exc.code)
        return 0
    return 1


def purge() -> dict[str, int]:
    """Forget old lines of logs and webhooks that were looked into. :returns: how many of each."""
    now = timezone.now()
    with every_tenant("purge of synchronisation logs"):
        lines = SyncLogEntry.objects.filter(created_at__lt=now - timedelta(days=c.LOG_DAYS)).delete()[0]
        old = WebhookReceipt.objects.filter(processed_at__lt=now - timedelta(days=c.RECEIPT_DAYS))
        return {"lines": lines, "receipts": old.delete()[0]}
