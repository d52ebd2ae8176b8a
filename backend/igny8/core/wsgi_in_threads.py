"""A WSGI application inside an ASGI server: each request in a thread of a bounded pool (docs/adr/0014).

An ordinary answer is handed to the event loop whole, so its thread is free before the client has read a byte. Bodies are read
and streams are written piece by piece, at the pace of the client, and end when the client goes away.
"""

import asyncio
import contextvars
import sys
from collections.abc import Awaitable, Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import unquote_to_bytes

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class ClientGone(OSError):
    """The client closed the connection while its request was read or its answer written."""


class WsgiInThreads:
    """The ASGI application.

    :param threads: how many requests are answered at once; each thread keeps its own connection to the database.
    """

    def __init__(self, app: Callable[..., Iterable[bytes]], *, threads: int) -> None:
        self._app = app
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="web")

    async def __call__(self, scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        loop = asyncio.get_running_loop()
        exchange = _Exchange(loop, receive, send)
        context = contextvars.copy_context()
        answer = loop.run_in_executor(self._pool, context.run, exchange.run, self._app, _environ(scope, exchange))
        try:
            for message in await answer:
                await send(message)
        except ClientGone:
            return  # nobody is left to be answered
        finally:
            exchange.end()


class _Exchange:
    """One request and its answer, as the thread that works on it sees them; also the ``wsgi.input``."""

    def __init__(self, loop: asyncio.AbstractEventLoop, receive: Receive, send: Send) -> None:
        self._loop, self._receive, self._send = loop, receive, send
        self._buffer = bytearray()
        self._has_more = True
        self._is_gone = False
        self._watch: asyncio.Task[None] | None = None
        self._start: Message = {}

    def run(self, app: Callable[..., Iterable[bytes]], environ: dict[str, Any]) -> list[Message]:
        """Call the application. :returns: what is left to be sent: all of an ordinary answer, the end of a stream."""
        chunks = app(environ, self._start_response)
        try:
            return self._answer(chunks)
        finally:
            close = getattr(chunks, "close", None)
            if close is not None:
                close()

    def end(self) -> None:
        """Stop waiting for the client to go away."""
        self._is_gone = True
        if self._watch is not None:
            self._watch.cancel()

    def read(self, size: int = -1) -> bytes:
        """Up to ``size`` bytes of the body; all of it when negative. :raises ClientGone: the rest will not come."""
        while self._has_more and (size < 0 or len(self._buffer) < size):
            self._take()
        wanted = len(self._buffer) if size < 0 else size
        data = bytes(self._buffer[:wanted])
        del self._buffer[:wanted]
        return data

    def readline(self, size: int = -1) -> bytes:
        """A line of the body, or its first ``size`` bytes."""
        while self._has_more and b"\n" not in self._buffer and (size < 0 or len(self._buffer) < size):
            self._take()
        found = self._buffer.find(b"\n") + 1 or len(self._buffer)
        return self.read(found if size < 0 else min(found, size))

    def readlines(self, hint: int = -1) -> list[bytes]:
        """The lines of the body."""
        return list(self)

    def __iter__(self) -> Any:
        return iter(self.readline, b"")

    def _take(self) -> None:
        message = self._wait(self._receive())
        if message["type"] == "http.disconnect":
            self._is_gone = True
            raise ClientGone("The client went away while its request was read.")
        self._buffer += message.get("body", b"")
        self._has_more = message.get("more_body", False)

    def _wait(self, step: Any) -> Any:
        """Have the event loop do something, and wait for it."""
        return asyncio.run_coroutine_threadsafe(step, self._loop).result()

    def _start_response(self, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[..., None]:
        # Django writes cookies with a space in front, which servers of WSGI cut off and h11 refuses to send.
        pairs = [(name.lower().encode("latin-1"), value.strip().encode("latin-1")) for name, value in headers]
        self._start = {"type": "http.response.start", "status": int(status[:3]), "headers": pairs}
        return self._refuse_write

    @staticmethod
    def _refuse_write(_: bytes) -> None:
        raise TypeError("Answers are iterated over; nothing is written past them.")

    def _answer(self, chunks: Iterable[bytes]) -> list[Message]:
        rest = iter(chunks)
        first = next(rest, None)
        length = dict(self._start["headers"]).get(b"content-length")
        if first is None or (length is not None and len(first) >= int(length)):
            return [self._start, _body(first or b"")]
        self._wait(self._begin(first))
        for chunk in rest:
            if chunk:
                self._wait(self._go_on(chunk))
        return [_body(b"")]

    async def _begin(self, first: bytes) -> None:
        self._watch = self._loop.create_task(self._until_gone())
        await self._send(self._start)
        await self._go_on(first)

    async def _go_on(self, chunk: bytes) -> None:
        if self._is_gone:
            raise ClientGone("The client went away while its answer was written.")
        await self._send(_body(chunk, more=True))

    async def _until_gone(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._is_gone = True


def _body(data: bytes, *, more: bool = False) -> Message:
    return {"type": "http.response.body", "body": data, "more_body": more}


def _environ(scope: Mapping[str, Any], body: _Exchange) -> dict[str, Any]:
    """The request as PEP 3333 wants it."""
    host, port = scope.get("server") or ("localhost", 0)
    client = scope.get("client") or ("", 0)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 0),
        "REMOTE_ADDR": client[0],
        "REMOTE_PORT": str(client[1]),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        if "_" in name:
            continue  # X_Forwarded_For must not pass for X-Forwarded-For
        key = name.upper().replace("-", "_")
        key = key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}"
        if key in environ:
            value = f"{environ[key]}{'; ' if key == 'HTTP_COOKIE' else ','}{value}"
        environ[key] = value
    return environ
