"""One address for everything: the embedded mode's web process on the test's own database."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.utils import timezone

from igny8.ai.models import AIRun
from igny8.core.tenancy import tenant
from igny8.planning.models import KeywordImport

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(120)]
MEGABYTE = 1024 * 1024


class Web:
    """A running web process."""

    def __init__(self, workers: int = 1) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        path = f"{ROOT}{os.pathsep}{ROOT / 'backend'}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "igny8.core.embedded.web", "--port", str(self.port), "--workers", str(workers)],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path, "IGNY8_THROTTLE_SCALE": "1000", "IGNY8_WEB_THREADS": "4"},
        )
        ends = time.monotonic() + 40
        while time.monotonic() < ends:
            try:
                if httpx.get(f"{self.url}/healthz").status_code == 200:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        raise AssertionError("the web process does not come up")

    def stop(self) -> float:
        """:returns: seconds until it was gone."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        return time.monotonic() - began

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)


@pytest.fixture
def web() -> Iterator[Web]:
    running = Web()
    yield running
    if running.process.poll() is None:
        running.stop()


def test_requests_as_a_browser_sends_them(web: Web, account: Any) -> None:
    with httpx.Client(base_url=web.url, headers=account.auth()) as client:
        listed = client.get(
            f"/api/v1/planner/keywords/?site_id={account.site_id}&search=caf%C3%A9",
            headers={"X-Request-ID": "abcdefgh"},
        )
        assert (listed.status_code, listed.headers["x-request-id"]) == (200, "abcdefgh")
        assert listed.json()["results"] == []
        head = client.head("/healthz")
        assert (head.status_code, head.content) == (200, b"")
        assert client.get("/api/v1/nowhere/").json()["error_code"] == "NOT_FOUND"
        kept = client.patch("/api/v1/auth/preferences/", json={"theme": "dark"})
        assert kept.json()["data"] == {"theme": "dark"}
        assert client.get("/api/v1/auth/preferences/").json()["data"] == {"theme": "dark"}


def test_the_stream_comes_from_the_same_address(web: Web, account: Any) -> None:
    with tenant(account.account_id):
        run = AIRun.objects.create(
            function="planning.auto_cluster",
            operation="clustering",
            site_id=account.site_id,
            lane=account.site_id,
            deadline_at=timezone.now() + timedelta(hours=1),
        )
    answered: list[float] = []
    with httpx.stream("GET", f"{web.url}/api/v1/ai/runs/stream/", headers=account.auth(), timeout=30) as stream:
        lines = stream.iter_lines()
        assert next(line for line in lines if line.startswith("id: ")) == f"id: {run.id}"
        began = time.monotonic()
        for _ in range(8):  # more than there are threads: an open stream holds none
            assert httpx.get(f"{web.url}/readyz").status_code == 200
        answered.append(time.monotonic() - began)
    assert answered[0] < 10


def test_a_large_upload_arrives_whole(web: Web, account: Any) -> None:
    rows = b"".join(b"keyword number %d,%d\n" % (n, n % 5000) for n in range(1000))
    filler = b"\n" * (40 * MEGABYTE)
    began = time.monotonic()
    answer = httpx.post(
        f"{web.url}/api/v1/planner/keywords/import/",
        headers=account.auth(),
        data={"site_id": str(account.site_id), "sector_id": str(account.sector_id)},
        files={"file": ("large.csv", b"Keyword,Volume\n" + rows + filler)},
        timeout=60,
    )
    assert answer.status_code == 202, answer.text
    assert time.monotonic() - began < 40
    with tenant(account.account_id):
        assert KeywordImport.objects.get().bytes == len(rows) + len(filler) + len(b"Keyword,Volume\n")


def test_an_upload_without_sign_in_is_refused_at_once(web: Web) -> None:
    with web.connect() as raw:
        head = (
            f"POST /api/v1/planner/keywords/import/ HTTP/1.1\r\nHost: 127.0.0.1:{web.port}\r\n"
            f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {60 * MEGABYTE}\r\n\r\n"
        )
        raw.sendall(head.encode() + b"x" * 1000)
        assert raw.recv(4096).startswith(b"HTTP/1.1 401 ")


def test_half_an_upload_is_no_upload(web: Web, account: Any) -> None:
    part = (
        f'--x\r\nContent-Disposition: form-data; name="site_id"\r\n\r\n{account.site_id}\r\n'
        f'--x\r\nContent-Disposition: form-data; name="sector_id"\r\n\r\n{account.sector_id}\r\n'
        '--x\r\nContent-Disposition: form-data; name="file"; filename="half.csv"\r\n\r\nKeyword,Volume\ncoffee,10\n'
    ).encode()
    for _ in range(6):  # more than there are threads: none of them stays behind
        with web.connect() as raw:
            head = (
                f"POST /api/v1/planner/keywords/import/ HTTP/1.1\r\nHost: 127.0.0.1:{web.port}\r\n"
                f"Authorization: {account.auth()['authorization']}\r\n"
                f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {len(part) + 1000}\r\n\r\n"
            )
            raw.sendall(head.encode() + part)
            time.sleep(0.2)
    assert httpx.get(f"{web.url}/readyz", timeout=10).status_code == 200
    with tenant(account.account_id):
        assert KeywordImport.objects.count() == 0


def test_slow_readers_hold_no_thread(web: Web, account: Any) -> None:
    sleepers = [web.connect() for _ in range(8)]
    try:
        for raw in sleepers:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            raw.sendall(f"GET /api/schema/ HTTP/1.1\r\nHost: 127.0.0.1:{web.port}\r\n\r\n".encode())
        assert httpx.get(f"{web.url}/readyz", timeout=30).status_code == 200
    finally:
        for raw in sleepers:
            raw.close()


def test_names_with_underscores_are_not_headers(web: Web, account: Any) -> None:
    answer = httpx.get(f"{web.url}/api/v1/auth/me/", headers={"X_Request_ID": "smuggled-in", **account.auth()})
    assert answer.status_code == 200
    assert answer.headers["x-request-id"] != "smuggled-in"


def test_it_stops_soon_and_finishes_what_it_began(account: Any) -> None:
    web = Web(workers=2)
    with ThreadPoolExecutor(1) as pool:
        with (
            web.connect() as raw,
            httpx.stream("GET", f"{web.url}/api/v1/ai/runs/stream/", headers=account.auth(), timeout=30) as stream,
        ):
            assert stream.status_code == 200
            body = json.dumps({"theme": "dark"}).encode()
            raw.sendall(
                f"PATCH /api/v1/auth/preferences/ HTTP/1.1\r\nHost: 127.0.0.1:{web.port}\r\n"
                f"Authorization: {account.auth()['authorization']}\r\nContent-Type: application/json\r\n"
                f"Content-Length: {len(body)}\r\n\r\n".encode()
            )
            time.sleep(0.5)
            stopped = pool.submit(web.stop)
            time.sleep(0.5)
            raw.sendall(body)
            assert raw.recv(4096).startswith(b"HTTP/1.1 200 ")
        assert stopped.result() < 15
