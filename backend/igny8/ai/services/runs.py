"""Submitting, cancelling and retrying runs."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from pydantic import ValidationError

from igny8.accounts.selectors import account_plan
from igny8.ai import registry
from igny8.ai.base import AIFunction
from igny8.ai.constants import DEFAULT_LANE_CAP, MAX_HINTS, QUEUE_ALLOWANCE_S, TERMINAL, RunStatus
from igny8.ai.events import RunFinished
from igny8.ai.models import AIRun
from igny8.ai.registry import UnknownFunction
from igny8.billing.selectors import PriceInfo, cost_centi, price_of
from igny8.billing.services.ledger import credits_release, credits_reserve
from igny8.core.api.request_id import current_request_id
from igny8.core.errors import Conflict, InvalidInput, NotFound
from igny8.core.events import emit
from igny8.core.ids import uuid7
from igny8.core.tasks import kick
from igny8.core.tenancy import current_account_id, current_actor, tenant
from igny8.system.selectors import user_known

__all__ = ["UnknownFunction", "run_ai_task", "run_cancel", "run_estimate", "run_retry", "run_submit", "runs_submit"]


class RunIsOver(Conflict):
    code = "RUN_IS_OVER"
    default = "The run has ended already."


class RunNotOver(Conflict):
    code = "RUN_NOT_OVER"
    default = "Only a failed or cancelled run can be tried again."


def payload_of(function: str, payload: Mapping[str, Any]) -> Any:
    """The validated payload.

    :raises UnknownFunction: no such function. :raises InvalidInput: naming each faulty field.
    """
    try:
        return registry.get(function).Input.model_validate(payload)
    except ValidationError as exc:
        errors: dict[str, list[str]] = {}
        for problem in exc.errors(include_url=False, include_input=False):
            errors.setdefault(".".join(map(str, problem["loc"])) or "payload", []).append(problem["msg"])
        first = next(iter(errors.items()))
        raise InvalidInput(f"{first[0]}: {first[1][0]}", errors=errors) from exc


def run_estimate(*, function: str, payload: Mapping[str, Any]) -> int:
    """The most this run can cost, in hundredths of a credit; nothing is written.

    :raises InvalidInput: for a payload the function refuses.
    """
    found = registry.get(function)
    return cost_centi(found.operation, found.units(payload_of(function, payload)))


def runs_submit(*, function: str, payloads: Sequence[Mapping[str, Any]], priority: int = 5) -> list[AIRun]:
    """Submit runs as one batch: all are recorded and reserved, or none.

    :returns: the pending runs in the order given.
    :raises CreditsExhausted: when the balance does not cover the most they can cost; nothing is enqueued then.
    """
    found = registry.get(function)
    with transaction.atomic():
        price = price_of(found.operation)
        batch_id = uuid4() if len(payloads) > 1 else None
        plan = account_plan()
        cap = plan.max_concurrent_ai_runs_per_site if plan else DEFAULT_LANE_CAP
        actor = current_actor()
        # Staff who look at an account are not people of it, and no row of it may point at them.
        user_id = actor.id if actor.kind == "user" and user_known(actor.id) else None
        runs = AIRun.objects.bulk_create(
            [_made(found, price, payload, priority, batch_id, cap, user_id) for payload in payloads], batch_size=500
        )
        for run in runs:
            credits_reserve(
                run_id=run.id,
                operation=run.operation,
                amount_centi=run.reserved_centi,
                site_id=run.site_id,
                user_id=run.user_id,
            )
        for _ in range(min(len(runs), MAX_HINTS)):
            transaction.on_commit(lambda: kick("ai.work"), robust=True)
    return runs


def run_submit(*, function: str, payload: Mapping[str, Any], priority: int = 5) -> AIRun:
    """Submit one run inside the tenant's scope; it starts when the transaction commits."""
    return runs_submit(function=function, payloads=[payload], priority=priority)[0]


def _made(
    found: AIFunction[Any, Any],
    price: PriceInfo,
    payload: Mapping[str, Any],
    priority: int,
    batch_id: UUID | None,
    cap: int,
    user_id: UUID | None,
) -> AIRun:
    checked = payload_of(found.name, payload)
    site_id = found.site_of(checked)
    actor = current_actor()
    subject_title = found.subject_title_of(checked)
    return AIRun(
        id=uuid7(),
        function=found.name,
        operation=found.operation,
        payload=checked.model_dump(mode="json"),
        site_id=site_id,
        user_id=user_id,
        rule_id=actor.id if actor.kind == "rule" else None,
        batch_id=batch_id,
        subject_id=found.subject_of(checked),
        title=found.title_of(checked, subject_title=subject_title)[:300],
        subject_title=subject_title[:255],
        lane=site_id or current_account_id(),
        lane_cap=cap,
        priority=priority,
        deadline_at=timezone.now() + timedelta(seconds=QUEUE_ALLOWANCE_S + found.deadline_s),
        reserved_centi=price.cost_centi(found.units(checked)),
        request_id=current_request_id()[:128],
    )


def run_ai_task(function_name: str, payload: Mapping[str, Any], account_id: UUID | str) -> AIRun:
    """The one entry for callers outside a scope: opens the account's scope and submits."""
    with tenant(account_id):
        return run_submit(function=function_name, payload=payload)


@transaction.atomic
def run_cancel(*, run_id: UUID) -> AIRun:
    """Ask a run to stop. One that has not started ends at once; a running one stops before its next step.

    :raises NotFound: no such run. :raises RunIsOver: it has ended already.
    """
    run = AIRun.locked(run_id)
    if run is None:
        raise NotFound
    if run.status in TERMINAL:
        if run.status == RunStatus.CANCELLED:
            return run
        raise RunIsOver
    run.cancel_requested_at = run.cancel_requested_at or timezone.now()
    if run.status in {RunStatus.PENDING, RunStatus.WAITING}:
        run.status, run.finished_at, run.error_code = RunStatus.CANCELLED, timezone.now(), "CANCELLED"
        run.error = "Cancelled before it started. Nothing was charged."
        credits_release(run_id=run.id, reason="CANCELLED")
        emit(
            RunFinished(
                run_id=run.id, function=run.function, status=run.status, site_id=run.site_id, error_code="CANCELLED"
            )
        )
    run.save()
    return run


def run_retry(*, run_id: UUID) -> AIRun:
    """Submit a failed or cancelled run's payload again, as a new run.

    :raises NotFound: no such run. :raises RunNotOver: it succeeded or still goes on.
    """
    run = AIRun.objects.filter(pk=run_id).first()
    if run is None:
        raise NotFound
    if run.status not in {RunStatus.FAILED, RunStatus.CANCELLED}:
        raise RunNotOver
    return run_submit(function=run.function, payload=run.payload, priority=run.priority)
