"""Celery at the edge: a base task that enters the tenant, and the hint that never fails its caller."""

from typing import Any

import structlog
from celery import Task, current_app, shared_task

from igny8.core.tenancy import tenant

log = structlog.get_logger(__name__)


class TenantTask(Task):
    """A task of one account: called with ``account_id`` and ids only, it runs inside that account's scope."""

    abstract = True

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        with (
            structlog.contextvars.bound_contextvars(task=self.name, account_id=kwargs["account_id"]),
            tenant(kwargs["account_id"]),
        ):
            return super().__call__(*args, **kwargs)


def kick(name: str, **kwargs: Any) -> None:
    """Hint the workers that there is work. A broker that is down costs nothing but time: a sweeper finds the row."""
    try:
        current_app.send_task(name, kwargs=kwargs, ignore_result=True)
    except Exception as exc:
        log.warning("hint_lost", task=name, error=f"{type(exc).__name__}: {exc}"[:300])


@shared_task(name="core.relay_events")
def relay_events(**_: Any) -> None:
    """Deliver due events; run by a hint at once and by beat every few seconds."""
    from igny8.core.events import relay

    relay()


@shared_task(name="core.purge_expired")
def purge_expired(**_: Any) -> None:
    """Forget idempotency keys after their day."""
    from igny8.core.idempotency import purge

    purge()
