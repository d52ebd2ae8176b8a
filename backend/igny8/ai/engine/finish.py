"""The ends of a run. Each is one transaction that holds only while the fence is ours."""

import random
from datetime import timedelta
from typing import Any

import structlog
from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone

from igny8.ai.base import RunStopped, Saved
from igny8.ai.constants import BACKOFF_BASE_S, BACKOFF_CAP_S, Phase, RunStatus
from igny8.ai.engine.context import EngineContext
from igny8.ai.events import RunFinished
from igny8.ai.messages import RetryableError
from igny8.ai.models import AIRun
from igny8.billing.selectors import cost_centi
from igny8.billing.services.ledger import credits_release, credits_settle
from igny8.core.backoff import full_jitter_s
from igny8.core.events import emit
from igny8.core.tenancy import Actor, tenant
from igny8.system.services.activity import activity_record

log = structlog.get_logger(__name__)


def still_ours(run: AIRun) -> bool:
    """Lock the run for the rest of the transaction; False when another worker has it or it was cancelled for good."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT cancel_requested_at IS NOT NULL FROM igny8_ai_runs"
            " WHERE id = %s AND fence = %s AND status = 'running' FOR UPDATE",
            [run.id, run.fence],
        )
        row = cursor.fetchone()
    if row is None:
        log.warning("run_discarded")
        return False
    if row[0]:
        raise RunStopped("cancelled")
    return True


def _update(run: AIRun, **changes: Any) -> bool:
    ours = AIRun.objects.filter(pk=run.id, fence=run.fence, status=RunStatus.RUNNING)
    return bool(ours.update(updated_at=Now(), **changes))


def _announce(run: AIRun, status: RunStatus, code: str = "") -> None:
    emit(RunFinished(run_id=run.id, function=run.function, status=status, site_id=run.site_id, error_code=code))


def actor_of(run: AIRun) -> Actor:
    """Whoever submitted the run."""
    if run.user_id:
        return Actor("user", run.user_id)
    return Actor("rule", run.rule_id) if run.rule_id else Actor()


def succeeded(run: AIRun, *, saved: Saved, ctx: EngineContext) -> str:
    """Settle the true cost and end the run, inside the transaction that saved its results."""
    settled = credits_settle(
        run_id=run.id,
        amount_centi=cost_centi(run.operation, saved.units) if saved.units else 0,
        units=saved.units,
        object_type=saved.object_type,
        object_id=saved.object_id,
    )
    _update(
        run,
        status=RunStatus.SUCCEEDED,
        phase=Phase.DONE,
        finished_at=timezone.now(),
        lease_until=None,
        settled_centi=settled,
        **ctx.spent(),
        result=dict(saved.result),
        counts=dict(saved.counts),
        checkpoint={},
        message="",
        error_code="",
        error="",
    )
    if saved.did:
        activity_record(
            kind="run.succeeded",
            did=saved.did,
            site_id=run.site_id,
            object_type=saved.object_type,
            object_id=saved.object_id,
            title=saved.title,
            actor=actor_of(run),
        )
    _announce(run, RunStatus.SUCCEEDED)
    return RunStatus.SUCCEEDED


def failed(
    run: AIRun, ctx: EngineContext | None, *, code: str, sentence: str, status: RunStatus = RunStatus.FAILED
) -> str:
    """End the run without a result and give its credits back; what the provider was asked so far is our cost.

    :param ctx: None when the run ended before it had one.
    """
    with tenant(run.account_id):
        if not _update(
            run,
            status=status,
            finished_at=timezone.now(),
            lease_until=None,
            error_code=code[:60],
            error=sentence[:600],
            **(ctx.spent() if ctx else {}),
        ):
            log.warning("run_discarded", code=code)
            return "discarded"
        credits_release(run_id=run.id, reason=code)
        _announce(run, status, code)
    log.info("run_failed", code=code, status=status)
    return status


def stopped(run: AIRun, ctx: EngineContext | None, stop: RunStopped) -> str:
    """A run that was told to stop."""
    if stop.reason == "replaced":
        log.warning("run_discarded", code="REPLACED")
        return "discarded"
    if stop.reason == "cancelled":
        return failed(
            run, ctx, code="CANCELLED", sentence="Cancelled. Nothing was charged.", status=RunStatus.CANCELLED
        )
    return failed(
        run, ctx, code="DEADLINE", sentence="The run did not finish within its time limit. Nothing was charged."
    )


def backoff_s(attempt: int, retry_after_s: float | None) -> float:
    """Seconds to wait before the next attempt: the provider's own word, else exponential with full jitter."""
    if retry_after_s is not None:
        return retry_after_s + random.uniform(0, min(1.0, retry_after_s / 10 + 0.1))
    return full_jitter_s(attempt, base_s=BACKOFF_BASE_S, cap_s=BACKOFF_CAP_S)


def retry_or_fail(run: AIRun, ctx: EngineContext | None, exc: RetryableError) -> str:
    """Wait for another attempt, keeping the hold, or fail when there is none left."""
    circuit_open = exc.code == "CIRCUIT_OPEN"
    wait = backoff_s(run.attempt, exc.retry_after_s)
    too_late = timezone.now() + timedelta(seconds=wait) >= run.deadline_at
    if too_late or (run.attempt >= run.max_attempts and not circuit_open):
        return failed(run, ctx, code=exc.code, sentence=f"{exc.sentence} Given up after {run.attempt} attempts.")
    with tenant(run.account_id):
        kept = _update(
            run,
            status=RunStatus.WAITING,
            attempt=run.attempt - 1 if circuit_open else run.attempt,  # waiting for a circuit is no attempt
            not_before=timezone.now() + timedelta(seconds=wait),
            lease_until=None,
            error_code=exc.code[:60],
            error=exc.sentence[:600],
            message=f"Waiting {max(1, round(wait))} s: {exc.sentence}"[:300],
            **(ctx.spent() if ctx else {}),
        )
    log.info("run_waiting", code=exc.code, seconds=round(wait, 1))
    return RunStatus.WAITING if kept else "discarded"
