"""Celery's edge of the engine."""

from typing import Any

from celery import shared_task
from celery.signals import worker_ready

from igny8.ai.services import work as workers
from igny8.core.tasks import kick


# A run ends by its function's own deadline, an hour at most; this is the net below it.
@shared_task(name="ai.work", soft_time_limit=2 * 3600, time_limit=2 * 3600 + 60)
def work(**_: Any) -> None:
    """A hint that there are runs to carry out."""
    workers.work()


@shared_task(name="ai.sweep")
def sweep(**_: Any) -> None:
    """Every five seconds: what was lost is found."""
    workers.sweep()


@worker_ready.connect
def sweep_on_start(**_: Any) -> None:
    """A worker that starts looks for what its predecessor left behind."""
    kick("ai.sweep")
