"""Real Celery workers, killed with -9 in the middle of runs, and a broker that forgets everything."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import redis

from igny8.ai.models import AIRun
from igny8.ai.services.runs import runs_submit
from igny8.ai.services.work import sweep
from igny8.billing.selectors import balance_get
from igny8.billing.services.audit import ledgers_audit
from igny8.billing.services.ledger import credits_grant
from igny8.core.models import OutboxEvent
from igny8.core.tenancy import every_tenant, tenant
from tests.support.probe import install

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.heavy, pytest.mark.timeout(240)]
RUNS = 120
KILLS = 8
PRICE = 500


def start_worker(settings: Any) -> subprocess.Popen[bytes]:
    """A worker of two processes in a group of its own, on this test's database and broker."""
    database = settings.DATABASES["default"]
    url = os.environ["DATABASE_URL"]
    assert database["NAME"] in url
    return subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "tests.support.worker:app", "worker", "-Q", "ai,default", "-c", "2", "-l", "ERROR",
         "--without-gossip", "--without-mingle", "--without-heartbeat"],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'backend'}", "IGNY8_RUN_LEASE_SECONDS": "2"},
    )  # fmt: skip


def children(pid: int) -> list[int]:
    """The pool processes of a worker."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(line) for line in found.stdout.split()]


@pytest.fixture
def workers(settings: Any) -> Iterator[list[subprocess.Popen[bytes]]]:
    settings.RUN_LEASE_SECONDS = 2
    running: list[subprocess.Popen[bytes]] = []
    yield running
    for worker in running:
        try:
            os.killpg(worker.pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
        worker.wait(10)


def test_nothing_is_lost_and_nothing_charged_twice(
    account: Any, stranger: Any, workers: Any, settings: Any, superuser: psycopg.Connection
) -> None:
    install()
    rng = random.Random(7)
    for world in (account, stranger):
        with tenant(world.account_id):
            credits_grant(amount_centi=RUNS * PRICE, kind="grant", key="test")
            payload = {"site_id": str(world.site_id), "seconds": 0.15}
            runs_submit(function="tests.probe", payloads=[payload] * (RUNS // 2))
    broker = redis.Redis.from_url(settings.CELERY_BROKER_URL)
    workers.append(start_worker(settings))

    def open_runs() -> int:
        with every_tenant("test"):
            return AIRun.objects.filter(status__in=["pending", "waiting", "running"]).count()

    def wait_for_progress(before: int) -> None:
        ends = time.monotonic() + 25
        while open_runs() >= before and time.monotonic() < ends:
            sweep()
            time.sleep(0.2)

    kills = 0
    while kills < KILLS and open_runs():
        wait_for_progress(open_runs())
        pool = children(workers[-1].pid)
        if rng.random() < 0.3 or not pool:
            os.killpg(workers[-1].pid, signal.SIGKILL)
            workers[-1].wait(10)
            workers.append(start_worker(settings))
        else:
            os.kill(rng.choice(pool), signal.SIGKILL)
        kills += 1
        if kills == 3:
            broker.flushdb()  # every hint is gone
    ends = time.monotonic() + 120
    while open_runs() and time.monotonic() < ends:
        sweep()
        time.sleep(0.3)

    assert kills == KILLS, "the workers were really killed"
    for world in (account, stranger):
        with tenant(world.account_id):
            runs = list(AIRun.objects.all())
            assert len(runs) == RUNS // 2
            assert {r.status for r in runs} == {"succeeded"}, [
                (r.error_code, r.attempt) for r in runs if r.status != "succeeded"
            ]
            effects = OutboxEvent.objects.filter(name="tests.effect").values_list("payload__run_id", flat=True)
            assert sorted(effects) == sorted(str(r.id) for r in runs), "each run had exactly one effect"
            assert balance_get().available_centi == RUNS * PRICE // 2
            assert balance_get().held_centi == 0
    assert any(r.attempt > 1 for r in runs), "some run was really interrupted"
    assert all(found.ok for found in ledgers_audit())
