"""Celery at the edge."""

from time import perf_counter
from typing import Any

import pytest
from celery import Celery

from igny8.core import tasks
from igny8.core.tasks import TenantTask, kick
from igny8.core.tenancy import TenantMismatch, current_account_id, current_scope, tenant


def _task() -> Any:
    app = Celery("tests", set_as_current=False)

    @app.task(base=TenantTask, name="tests.where", bind=False)
    def where(*, account_id: str, **_: Any) -> str:
        return str(current_account_id())

    return where


@pytest.mark.django_db
def test_a_tenant_task_runs_inside_its_account(account: Any, stranger: Any) -> None:
    where = _task()
    assert where(account_id=str(account.account_id)) == str(account.account_id)
    assert current_scope() is None
    assert where(account_id=str(account.account_id), of_a_newer_version=1) == str(account.account_id)
    with tenant(account.account_id), pytest.raises(TenantMismatch):
        where(account_id=str(stranger.account_id))


@pytest.mark.django_db
@pytest.mark.parametrize("arguments", [{}, {"account_id": "zebra"}])
def test_without_an_account_it_does_not_run(arguments: dict[str, str]) -> None:
    with pytest.raises((KeyError, ValueError)):
        _task()(**arguments)


def test_a_hint_to_a_dead_broker_costs_little_and_raises_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    dead = Celery("dead", broker="redis://127.0.0.1:9/0", set_as_current=False)
    dead.conf.update(task_publish_retry=False, broker_transport_options={"socket_connect_timeout": 1, "max_retries": 1})
    monkeypatch.setattr(tasks, "current_app", dead)
    started = perf_counter()
    kick("core.relay_events")
    assert perf_counter() - started < 5


def test_a_hint_that_cannot_be_written_raises_nothing(caplog: Any) -> None:
    kick("core.relay_events", thing=object())
    assert any("hint_lost" in r.getMessage() for r in caplog.records)
