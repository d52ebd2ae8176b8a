"""Search engines over real HTTP, and the websites they read keys from.

The endpoint is ``{url}/indexnow``; how it answers is scripted, one step a call: a status (``403``, ``429:7`` with a
Retry-After), ``html``, ``hang``, ``hang_after`` (takes the pages, then hangs), ``drop_before``, ``drop_after``. A step that is
not scripted takes the pages. ``files`` are what the websites serve: text by ``host/path``.
"""

import json
import threading
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from unittest import mock

import httpcore

from igny8.core import http_guard

PUBLIC = "93.184.216.34"  # what every name of these tests resolves to


class SearchEngines:
    """``calls`` are the bodies that came in, ``told`` counts the pages that were taken, ``asked`` the files that were read."""

    def __init__(self, *, hang_s: float = 30.0) -> None:
        self.behaviours: deque[str] = deque()
        self.files: dict[str, str | int] = {}
        self.refused: set[str] = set()  # pages that make a call a 422
        self.calls: list[dict[str, Any]] = []
        self.told: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()
        self.plugin_is_old = False  # it has no route for the key
        self.hang_s = hang_s
        self.lock = threading.Lock()
        self.taken = threading.Event()

    def __enter__(self) -> "SearchEngines":
        engines = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: Any) -> None: ...

            def do_GET(self) -> None:
                engines._read(self)

            def do_PUT(self) -> None:
                engines._plugin(self)

            def do_POST(self) -> None:
                engines._take(self)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    @property
    def port(self) -> int:
        return int(self.server.server_address[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/indexnow"

    def _read(self, exchange: Any) -> None:
        name = f"{exchange.headers['host']}{exchange.path}"
        with self.lock:
            self.asked[name] += 1
            found = self.files.get(name, 404)
        if isinstance(found, int):
            _answer(exchange, found, b"scripted")
        elif found.startswith("-> "):
            _answer(exchange, 301, b"", location=found.removeprefix("-> "))
        else:
            _answer(exchange, 200, found.encode())

    def _plugin(self, exchange: Any) -> None:
        """The IGNY8 plugin of a WordPress with plain permalinks: it serves the key it is given."""
        body = json.loads(exchange.rfile.read(int(exchange.headers.get("content-length") or 0)))
        if self.plugin_is_old:
            _answer(exchange, 404, b'{"code": "rest_no_route", "message": "No route", "data": {"status": 404}}')
            return
        if not exchange.path.endswith("/igny8/v1/indexnow") or "x-igny8-signature" not in exchange.headers:
            _answer(exchange, 401, b"{}")
            return
        place = f"{exchange.headers['host']}/?igny8_indexnow={body['key']}"
        with self.lock:
            self.files[place] = body["key"]
        _answer(exchange, 200, json.dumps({"key": body["key"], "key_url": f"http://{place}"}).encode())

    def _take(self, exchange: Any) -> None:
        body = json.loads(exchange.rfile.read(int(exchange.headers.get("content-length") or 0)))
        with self.lock:
            self.calls.append(body)
            how = self.behaviours.popleft() if self.behaviours else "ok"
            if how == "ok" and self.refused & set(body["urlList"]):
                how = "422"
            if how in {"ok", "200", "202", "hang_after", "drop_after"}:
                self.told.update(body["urlList"])
        if how == "hang_after":
            self.taken.set()
        if how.startswith("hang"):
            time.sleep(self.hang_s)
        if how.startswith(("hang", "drop")):
            exchange.close_connection = True
            with suppress(OSError):
                exchange.connection.close()
            return
        if how == "html":
            _answer(exchange, 200, b"<!doctype html><title>Sign in</title>")
            return
        status, _, wait = how.partition(":")
        _answer(exchange, 200 if status == "ok" else int(status), b"", retry_after=wait)


def _answer(exchange: Any, status: int, data: bytes, *, location: str = "", retry_after: str = "") -> None:
    exchange.send_response(status)
    exchange.send_header("content-length", str(len(data)))
    for name, value in (("location", location), ("retry-after", retry_after)):
        if value:
            exchange.send_header(name, value)
    exchange.end_headers()
    exchange.wfile.write(data)


@contextmanager
def names_lead_to(port: int, *, private: frozenset[str] = frozenset()) -> Iterator[None]:
    """Every name is a public website, served by the server on this port of loopback; ``private`` names are in a private network.

    Only the resolver and the last step to the socket are replaced: the guard of the client sees public addresses.
    """
    real_resolve, real_connect = http_guard.resolve, httpcore.SyncBackend.connect_tcp

    def resolve(host: str, at: int, timeout: float | None) -> list[str]:
        if host in private:
            return ["10.1.2.3"]
        return real_resolve(host, at, timeout) if host[-1].isdigit() else [PUBLIC]

    def connect(self: Any, host: str, at: int, *args: Any, **options: Any) -> Any:
        return real_connect(self, *(("127.0.0.1", port) if host == PUBLIC else (host, at)), *args, **options)

    with (
        mock.patch.object(http_guard, "resolve", resolve),
        mock.patch.object(httpcore.SyncBackend, "connect_tcp", connect),
    ):
        yield
