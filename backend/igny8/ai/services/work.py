"""What a worker does with a hint, and what the sweeper does about lost ones."""

import time
from uuid import UUID

import structlog
from django.db import connection
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from igny8.ai.constants import MAX_HINTS, WORK_SECONDS, RunStatus
from igny8.ai.engine.queue import next_run, promote
from igny8.ai.engine.runner import AIEngine
from igny8.ai.events import RunFinished
from igny8.ai.models import AIRun
from igny8.billing.services.ledger import credits_release
from igny8.core.events import emit
from igny8.core.tasks import kick
from igny8.core.tenancy import every_tenant, tenant

log = structlog.get_logger(__name__)
LOST = "The worker was lost repeatedly while working on this run. Nothing was charged."
LATE = "The run did not finish within its time limit. Nothing was charged."


def work(*, seconds: float = WORK_SECONDS, limit: int = 1_000_000) -> int:
    """Carry out runs in fair turns until none is left for us or ``seconds`` are over; then hint for the rest.

    :returns: how many runs were carried out.
    """
    ends, done = time.monotonic() + seconds, 0
    while done < limit:
        run = next_run()
        if run is None:
            return done
        AIEngine(run).execute()
        done += 1
        if time.monotonic() >= ends:
            kick("ai.work")
            return done
    return done


def sweep() -> dict[str, int]:
    """Find what a hint, a worker or a broker lost. Any number of sweepers may run at once.

    :returns: how many runs were requeued, failed and hinted for.
    """
    with every_tenant("run sweeper"), connection.cursor() as cursor:
        cursor.execute(
            """UPDATE igny8_ai_runs SET status = 'pending', promoted_at = NULL, lease_until = NULL,
                      message = 'Taken up again after a worker was lost', updated_at = clock_timestamp()
                WHERE id IN (SELECT id FROM igny8_ai_runs
                              WHERE status = 'running' AND lease_until < clock_timestamp() AND attempt < max_attempts
                                AND deadline_at > clock_timestamp() AND cancel_requested_at IS NULL
                              LIMIT 500 FOR UPDATE SKIP LOCKED)"""
        )
        requeued = cursor.rowcount
        cursor.execute(
            """SELECT id, account_id, attempt >= max_attempts, cancel_requested_at IS NOT NULL FROM igny8_ai_runs
                WHERE status = 'running' AND lease_until < clock_timestamp()
               UNION ALL
               SELECT id, account_id, false, cancel_requested_at IS NOT NULL FROM igny8_ai_runs
                WHERE status IN ('pending', 'waiting') AND deadline_at < clock_timestamp()
               LIMIT 500"""
        )
        doomed = cursor.fetchall()
    failed = sum(_fail(run_id, account_id, lost, cancelled) for run_id, account_id, lost, cancelled in doomed)
    promote(batch=4 * MAX_HINTS)
    hints = min(_ready(), MAX_HINTS)
    for _ in range(hints):
        kick("ai.work")
    if requeued or failed:
        log.warning("runs_swept", requeued=requeued, failed=failed)
    return {"requeued": requeued, "failed": failed, "hints": hints}


def _ready() -> int:
    with every_tenant("run sweeper"):
        return AIRun.objects.filter(status=RunStatus.PENDING, promoted_at__isnull=False).count()


def _fail(run_id: UUID, account_id: UUID, lost: bool, cancelled: bool) -> int:
    with tenant(account_id):
        run = (
            AIRun.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(pk=run_id)
            .filter(
                Q(status=RunStatus.RUNNING, lease_until__lt=Now())
                | Q(status__in=[RunStatus.PENDING, RunStatus.WAITING], deadline_at__lt=Now())
            )
            .first()
        )
        if run is None:  # taken up, renewed or ended since it was found
            return 0
        run.status = RunStatus.CANCELLED if cancelled else RunStatus.FAILED
        run.error_code = "CANCELLED" if cancelled else "WORKER_LOST" if lost else "DEADLINE"
        run.error = "Cancelled. Nothing was charged." if cancelled else LOST if lost else LATE
        run.finished_at, run.lease_until = timezone.now(), None
        run.save()
        credits_release(run_id=run.id, reason=run.error_code)
        emit(
            RunFinished(
                run_id=run.id, function=run.function, status=run.status, site_id=run.site_id, error_code=run.error_code
            )
        )
    return 1
