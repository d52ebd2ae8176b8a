"""Celery's edge of publishing: hints only; rows own the work."""

from typing import Any
from uuid import UUID

from celery import shared_task
from celery.signals import worker_ready

from igny8.core.tasks import kick
from igny8.publishing.services import indexnow_work, work


@shared_task(name="publishing.send")
def send(*, account_id: str, site_id: str, destination: str, **_: Any) -> None:
    """A hint that something is due at a destination. It opens its own scopes: none is open while the network is used."""
    work.destination_work(account_id=UUID(account_id), site_id=UUID(site_id), destination=destination)


@shared_task(name="publishing.sweep")
def sweep(*, is_full: bool = False, **_: Any) -> None:
    """Every 15 seconds: what was lost is found."""
    work.sweep(is_full=is_full)


@worker_ready.connect
def sweep_on_start(**_: Any) -> None:
    """A worker that starts looks for what its predecessor left behind, in the rows and on disk."""
    kick("publishing.sweep", is_full=True)


@shared_task(name="publishing.indexnow_send")
def indexnow_send(*, account_id: str, host_id: str, **_: Any) -> None:
    """A hint that search engines are to be told of pages of a host. It opens its own scopes, like ``send``."""
    indexnow_work.host_work(account_id=UUID(account_id), host_id=UUID(host_id))


@shared_task(name="publishing.indexnow_sweep")
def indexnow_sweep(**_: Any) -> None:
    """Every 15 seconds: what was lost, or could wait, is sent."""
    indexnow_work.indexnow_sweep()


@shared_task(name="publishing.indexnow_purge")
def indexnow_purge(**_: Any) -> None:
    """Daily: old lines of the log."""
    indexnow_work.indexnow_purge()
