"""Submitting runs and looking at what became of them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from igny8.ai.models import AIRun
from igny8.ai.services.runs import runs_submit
from igny8.ai.services.work import work
from igny8.billing.selectors import balance_get
from igny8.billing.services.audit import ledgers_audit
from igny8.core.models import OutboxEvent
from igny8.core.tenancy import tenant

PRICE = 500  # an image, in hundredths: what the probe's unit costs


class NoKeeper:
    """The keeper's thread has a connection of its own and cannot see what a test has not committed."""

    def hold(self, lease: Any) -> None:
        pass

    def drop(self, lease: Any) -> None:
        pass


def submit(world: Any, count: int = 1, *, priority: int = 5, **payload: Any) -> list[UUID]:
    """Submit probes. :returns: their ids."""
    with tenant(world.account_id):
        payload.setdefault("site_id", str(world.site_id))
        return [r.id for r in runs_submit(function="tests.probe", payloads=[payload] * count, priority=priority)]


def run_of(world: Any, run_id: UUID) -> AIRun:
    """The row as it is now."""
    with tenant(world.account_id):
        found: AIRun = AIRun.objects.get(pk=run_id)
        return found


def effects(world: Any, run_id: UUID) -> int:
    """How often the probe's result was written."""
    with tenant(world.account_id):
        return OutboxEvent.objects.filter(name="tests.effect", payload__run_id=str(run_id)).count()


def balance(world: Any) -> tuple[int, int]:
    """Available and held hundredths."""
    with tenant(world.account_id):
        found = balance_get()
        return found.available_centi, found.held_centi


def change(world: Any, run_id: UUID, **values: Any) -> None:
    """Change the row behind the engine's back."""
    with tenant(world.account_id):
        AIRun.objects.filter(pk=run_id).update(**values)


def work_until_over(world: Any, run_id: UUID, *, attempts: int = 6) -> AIRun:
    """Work, and let waiting runs wait no longer, until the run has ended."""
    for _ in range(attempts):
        work()
        run = run_of(world, run_id)
        if run.status != "waiting":
            break
        change(world, run_id, not_before=timezone.now() - timedelta(seconds=1))
    return run_of(world, run_id)


def ledger_is_sound() -> bool:
    """Whether the audit finds nothing in any account."""
    return all(found.ok for found in ledgers_audit())
