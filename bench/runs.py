"""Runs a second through the whole engine against a bare Celery task that writes one row.

Both drain a filled queue with the same two worker processes, the same PostgreSQL and the same Redis; the time counted is from
the first row written to the last.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterable
from typing import Any

from bench.report import Row
from bench.stage import ROOT

RUNS = int(os.environ.get("BENCH_RUNS", "3000"))
ACCOUNTS = 60
BARE = int(os.environ.get("BENCH_BARE", "6000"))


def _worker(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "bench.worker:app",
            "worker",
            "-Q",
            "ai,default",
            "-c",
            "2",
            "-l",
            "ERROR",
            "--without-gossip",
            "--without-mingle",
            "--without-heartbeat",
        ],
        cwd=ROOT,
        env={**environment, "OPENAI_BASE_URL": ""},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _drain(environment: dict[str, str], left: Any, span: Any) -> float:
    """Start a worker on the filled queue. :returns: seconds from the first row to the last."""
    worker = _worker(environment)
    try:
        ends = time.monotonic() + float(os.environ.get("BENCH_LIMIT", "180"))
        while left() and time.monotonic() < ends:
            time.sleep(0.1)
        return float(span())
    finally:
        worker.terminate()
        worker.wait(30)


def rows(environment: dict[str, str]) -> Iterable[Row]:
    """Both figures, measured one after the other."""
    from django.db import connection

    from igny8.ai.models import AIRun
    from igny8.ai.services.runs import runs_submit
    from igny8.billing.services.ledger import credits_grant
    from igny8.config.celery import app
    from igny8.core.tenancy import every_tenant, tenant
    from tests.factories.accounts import make_account
    from tests.support.probe import install

    install()
    app.control.purge()

    def one(sql: str) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0]

    import psycopg

    with psycopg.connect(environment["DATABASE_OWNER_URL"], autocommit=True) as con:
        con.execute(
            "CREATE TABLE bench_rows (id bigserial PRIMARY KEY, number integer, at timestamptz DEFAULT clock_timestamp())"
        )
    with app.connection_for_write() as broker, app.amqp.Producer(broker) as producer:
        for number in range(BARE):
            app.send_task("bench.bare", args=[number], producer=producer)
    seconds = _drain(
        environment,
        lambda: one("SELECT count(*) FROM bench_rows") < BARE,
        lambda: one("SELECT extract(epoch FROM max(at) - min(at)) FROM bench_rows"),
    )
    bare = BARE / seconds

    worlds = [make_account(roles=("owner",)) for _ in range(ACCOUNTS)]
    for world in worlds:
        with tenant(world.account_id):
            credits_grant(amount_centi=10_000_000, kind="grant", key="bench")
            payload = {"site_id": str(world.site_id), "units": 1, "calls": 1}
            runs_submit(function="tests.probe", payloads=[payload] * (RUNS // ACCOUNTS))

    def left() -> int:
        with every_tenant("bench"):
            return AIRun.objects.filter(status__in=["pending", "waiting", "running"]).count()

    def span() -> float:
        with every_tenant("bench"):
            return float(one("SELECT extract(epoch FROM max(finished_at) - min(started_at)) FROM igny8_ai_runs"))

    engine = RUNS / _drain(environment, left, span)
    with every_tenant("bench"):
        succeeded = AIRun.objects.filter(status="succeeded").count()
    if succeeded != RUNS:
        raise SystemExit(f"only {succeeded} of {RUNS} runs succeeded: the figure would not be one.")
    yield Row("AI runs through the engine", engine, bare, "runs/s", "ratio >= 0.33 of a bare Celery task")
