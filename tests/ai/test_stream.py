"""Server-sent events from a real ASGI process on the test's own database."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from django.utils import timezone

from igny8.accounts.services.access_tokens import access_token_make
from igny8.ai.api.changes import READERS
from igny8.ai.services.runs import run_cancel
from igny8.ai.services.work import work
from igny8.billing.services.ledger import credits_grant
from igny8.core.ids import uuid7
from igny8.core.tenancy import tenant
from tests.support.runs import change, submit

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("probe"), pytest.mark.timeout(120)]
STREAMS = 300


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def server() -> Iterator[str]:
    """A uvicorn process as the product runs it. Yields its address."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "uvicorn", "igny8.config.asgi:application", "--port", str(port), "--log-level", "critical",
         "--timeout-graceful-shutdown", "1"],
        cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'backend'}", "IGNY8_THROTTLE_SCALE": "1000"},
    )  # fmt: skip
    try:
        ends = time.monotonic() + 30
        while time.monotonic() < ends:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/api/v1/ai/runs"
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)


@pytest.fixture
def funded(account: Any) -> Any:
    with tenant(account.account_id):
        credits_grant(amount_centi=100_000, kind="grant", key="test")
    return account


async def events(response: httpx.Response) -> AsyncIterator[dict[str, Any]]:
    async for line in response.aiter_lines():
        if line.startswith("data: "):
            yield json.loads(line[6:])


async def in_thread(call: Any, *args: Any, **kwargs: Any) -> Any:
    """The test's own database work, in a thread that leaves no connection behind."""
    from django.db import connection

    def run() -> Any:
        try:
            return call(*args, **kwargs)
        finally:
            connection.close()

    return await asyncio.to_thread(run)


def test_a_run_is_followed_to_its_end(funded: Any, server: str) -> None:
    (run_id,) = submit(funded)

    async def follow() -> list[tuple[str, float]]:
        seen = []
        async with (
            httpx.AsyncClient(timeout=20, headers=funded.auth()) as client,
            client.stream("GET", f"{server}/{run_id}/events/") as response,
        ):
            assert response.status_code == 200
            assert response.headers["content-type"].startswith("text/event-stream")
            changed = 0.0
            async for row in events(response):
                seen.append((row["status"], time.monotonic() - changed if changed else 0.0))
                if row["status"] == "pending":
                    await asyncio.sleep(0.7)
                    changed = time.monotonic()
                    await in_thread(work)
        return seen

    seen = asyncio.run(follow())
    assert seen[0][0] == "pending"
    assert seen[-1][0] == "succeeded"
    assert seen[-1][1] < 1.5, "half a second between looks, and the run itself"


def test_an_accounts_stream_tells_of_all_its_runs_and_no_others(funded: Any, stranger: Any, server: str) -> None:
    with tenant(stranger.account_id):
        credits_grant(amount_centi=100_000, kind="grant", key="test")
    old = submit(funded, count=3)

    async def follow() -> list[dict[str, Any]]:
        seen = []
        async with (
            httpx.AsyncClient(timeout=20, headers=funded.auth()) as client,
            client.stream("GET", f"{server}/stream/?site_id={funded.site_id}") as response,
        ):
            async for row in events(response):
                seen.append(row)
                if len(seen) == 3:
                    await in_thread(submit, stranger)
                    (new,) = await in_thread(submit, funded)
                    await in_thread(_cancel, funded, old[0])
                if len(seen) == 5:
                    break
        assert {seen[3]["id"], seen[4]["id"]} == {str(new), str(old[0])}
        return seen

    seen = asyncio.run(follow())
    assert {row["id"] for row in seen[:3]} == {str(i) for i in old}
    assert [row["status"] for row in seen[3:] if row["id"] == str(old[0])] == ["cancelled"]


def _cancel(world: Any, run_id: Any) -> None:
    with tenant(world.account_id):
        run_cancel(run_id=run_id)


def test_a_change_that_commits_late_is_still_told(funded: Any, server: str, superuser: psycopg.Connection) -> None:
    """Its time stamp is seconds older than its commit."""
    (run_id,) = submit(funded)
    (other,) = submit(funded)

    async def follow() -> None:
        async with (
            httpx.AsyncClient(timeout=20, headers=funded.auth()) as client,
            client.stream("GET", f"{server}/{run_id}/events/") as response,
        ):
            count = 0
            async for row in events(response):
                count += 1
                if count == 1:
                    await asyncio.sleep(1.2)
                    await in_thread(change, funded, other, message="newer", updated_at=timezone.now())
                    await asyncio.sleep(1.2)
                    superuser.execute(
                        "UPDATE igny8_ai_runs SET message = 'late', updated_at = now() - interval '2 seconds' WHERE id = %s",
                        [run_id],
                    )
                else:
                    assert row["message"] == "late"
                    return
        raise AssertionError("the change was never told")

    asyncio.run(follow())


def test_who_may_not_see_a_run_gets_no_stream(funded: Any, stranger: Any, server: str) -> None:
    import datetime

    import jwt
    from django.conf import settings

    (run_id,) = submit(funded)
    fresh = access_token_make(user_id=funded.users["owner"], account_id=funded.account_id, family_id=uuid7())
    claims = jwt.decode(fresh, options={"verify_signature": False})
    past = int((timezone.now() - datetime.timedelta(hours=2)).timestamp())
    header = jwt.get_unverified_header(fresh)
    old = jwt.encode(
        {**claims, "iat": past, "exp": past + 60}, settings.JWT_KEYS[0], algorithm=header["alg"], headers=header
    )
    with httpx.Client(timeout=20) as client:
        assert client.get(f"{server}/{run_id}/events/").status_code == 401
        assert client.get(f"{server}/{run_id}/events/", headers=stranger.auth()).status_code == 404
        assert client.get(f"{server}/{uuid7()}/events/", headers=funded.auth()).status_code == 404
        assert client.get(f"{server}/{run_id}/events/", headers={"authorization": f"Bearer {old}"}).status_code == 401
        assert client.get(f"{server}/stream/?site_id=7", headers=funded.auth()).status_code == 400
        assert client.get(f"{server}/stream/?nonsense=1", headers=funded.auth()).status_code == 400


@pytest.mark.heavy
def test_idle_streams_take_no_connections(funded: Any, server: str, superuser: psycopg.Connection) -> None:
    (run_id,) = submit(funded)

    def connections() -> int:
        row = superuser.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'igny8_app'"
        ).fetchone()
        assert row is not None
        return int(row[0])

    async def hold() -> tuple[int, int]:
        limits = httpx.Limits(max_connections=STREAMS + 10)
        async with httpx.AsyncClient(timeout=60, limits=limits, headers=funded.auth()) as client:
            gate = asyncio.Semaphore(8)
            opened: list[httpx.Response] = []

            async def follow() -> int:
                async with gate:
                    response = await client.send(client.build_request("GET", f"{server}/{run_id}/events/"), stream=True)
                    rows = events(response)
                    assert (await anext(rows))["status"] == "pending"
                    opened.append(response)
                return len([row async for row in rows if row["status"] == "cancelled"])

            tasks = [asyncio.create_task(follow()) for _ in range(STREAMS)]
            while len(opened) < STREAMS:
                await asyncio.sleep(0.1)
                for task in tasks:
                    if task.done():
                        task.result()
            await asyncio.sleep(2)
            held = connections()
            await in_thread(_cancel, funded, run_id)
            return held, sum(await asyncio.gather(*tasks))

    before = connections()
    held, told = asyncio.run(hold())
    assert held - before <= READERS + 1
    assert told == STREAMS, "every stream was told of the end, and ended"
