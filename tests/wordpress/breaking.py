"""A proxy in front of a real WordPress that loses answers and calls, as networks do."""

import http.client
import threading
from collections import Counter, deque
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import urlsplit

HOP = frozenset({"connection", "transfer-encoding", "host", "content-length", "keep-alive"})


class BreakingProxy:
    """Passes everything on; ``script`` is used up, one word a write whose address holds ``where``.

    ``drop_after``: WordPress does it and the connection breaks; ``drop_before``: it never hears of it; ``hang_after``: does it,
    says so by ``reached`` and never answers; ``500``, ``429``: answered by somebody in between; ``ok``. ``calls`` are all that
    were made, in order.
    """

    def __init__(self, site_url: str, *, where: str) -> None:
        self.site, self.where = urlsplit(site_url), where
        self.script: deque[str] = deque()
        self.looks: deque[str] = deque()
        self.asked: Counter[str] = Counter()
        self.calls: list[str] = []
        self.reached, self.over = threading.Event(), threading.Event()
        self.lock = threading.Lock()

    def __enter__(self) -> Self:
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: Any) -> None: ...

            def do_GET(self) -> None:
                proxy.serve(self)

            do_POST = do_PUT = do_DELETE = do_GET

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.server.shutdown()
        self.server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def serve(self, exchange: Any) -> None:
        body = exchange.rfile.read(int(exchange.headers.get("content-length") or 0))
        is_write = exchange.command != "GET"
        with self.lock:
            self.asked[exchange.command] += 1
            self.calls.append(f"{exchange.command} {urlsplit(exchange.path).path.rpartition('/v1/')[2]}")
            script = (self.script if is_write else self.looks) if self.where in exchange.path else None
            how = script.popleft() if script else "ok"
        if how.isdigit():
            self._answer(exchange, int(how), [("Retry-After", "0")], b"<h1>Busy</h1>")
            return
        if how == "drop_before":
            self._drop(exchange)
            return
        status, headers, data = self._pass_on(exchange, body)
        if how == "hang_after":
            self.reached.set()
            self.over.wait(60)
        if how == "ok":
            self._answer(exchange, status, headers, data)
        else:
            self._drop(exchange)

    def _pass_on(self, exchange: Any, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        connection = http.client.HTTPConnection(str(self.site.hostname), self.site.port, timeout=60)
        headers = {name: value for name, value in exchange.headers.items() if name.lower() not in HOP}
        connection.request(exchange.command, exchange.path, body=body or None, headers=headers)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer.status, answer.getheaders(), data

    @staticmethod
    def _answer(exchange: Any, status: int, headers: list[tuple[str, str]], data: bytes) -> None:
        exchange.send_response_only(status)
        for name, value in headers:
            if name.lower() not in HOP:
                exchange.send_header(name, value)
        exchange.send_header("Content-Length", str(len(data)))
        exchange.end_headers()
        with suppress(OSError):
            exchange.wfile.write(data)

    @staticmethod
    def _drop(exchange: Any) -> None:
        exchange.close_connection = True
        with suppress(OSError):
            exchange.connection.close()
