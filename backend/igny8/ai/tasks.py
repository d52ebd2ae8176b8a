"""Celery's edge of the engine."""

from typing import Any

from celery import shared_task
from celery.signals import worker_ready

from igny8.ai.services import work as workers
from igny8.core.tasks import kick


@shared_task(name="ai.work")
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
