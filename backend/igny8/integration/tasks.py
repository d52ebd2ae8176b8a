"""Celery's edge of integrations: hints only; rows own the work."""

from typing import Any
from uuid import UUID

from celery import shared_task

from igny8.integration.services import work


@shared_task(name="integration.sync")
def sync(*, account_id: str, run_id: str, **_: Any) -> None:
    """A hint that a synchronisation is due. It opens its own scopes: none is open while the network is used."""
    work.run_work(account_id=UUID(account_id), run_id=UUID(run_id))


@shared_task(name="integration.sweep")
def sweep(**_: Any) -> None:
    """Every 15 seconds: what was lost, what webhooks told of, what is due."""
    work.sweep()


@shared_task(name="integration.purge")
def purge(**_: Any) -> None:
    """Daily: old lines of logs."""
    work.purge()
