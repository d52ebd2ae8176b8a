"""Celery at the edge: a base task that enters the tenant, and the hint that never fails its caller."""

from typing import Any

import structlog
from celery import Task, current_app, shared_task
from celery.signals import task_postrun, task_prerun

from igny8.core.api.request_id import current_request_id, set_request_id
from igny8.core.tenancy import tenant

log = structlog.get_logger(__name__)
REQUEST_ID_HEADER = "igny8_request_id"


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
        current_app.send_task(
            name, kwargs=kwargs, ignore_result=True, headers={REQUEST_ID_HEADER: current_request_id()}
        )
    except Exception as exc:
        log.warning("hint_lost", task=name, error=f"{type(exc).__name__}: {exc}"[:300])


@task_prerun.connect(dispatch_uid="igny8.request_id")
def _bind(task: Any, **_: Any) -> None:
    """What a task logs and starts carries the id of the request that caused it."""
    if task.request.is_eager:
        return  # it runs inside its caller, whose id stands already
    set_request_id(str(getattr(task.request, REQUEST_ID_HEADER, None) or ""))
    structlog.contextvars.bind_contextvars(task=task.name)


@task_postrun.connect(dispatch_uid="igny8.request_id")
def _unbind(task: Any, **_: Any) -> None:
    if not task.request.is_eager:
        set_request_id("")


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
