"""The stand-in itself: a threaded HTTP server that answers as scripted and remembers what it was asked."""

import contextlib
import json
import socket
import threading
import time
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from . import good_answers
from .faults import FAULTS
from .good_answers import Answer

_DIALECTS = {
    "/chat/completions": "chat",
    "/embeddings": "embeddings",
    "/images/generations": "images",
    "/models": "models",
    "/runware": "runware",
    "/picture.png": "picture",
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any
    behaviour: str
    at: float = field(default_factory=time.monotonic)


class StandIn:
    """OpenAI under ``{url}/v1`` and Runware under ``{url}/runware``, well-behaved until told otherwise.

    A request is answered by, in this order: its ``x-standin`` header; a model named ``fault:<name>``; the next step of
    the script of its path; ``default``. ``ok`` is the good answer; the other names are in ``faults.FAULTS``.

    :param answer: makes the assistant's text from the request body; without it the schema is walked.
    :param hang_s: how long a hanging behaviour hangs. :param latency_s: wait before every answer.
    """

    def __init__(
        self,
        *,
        answer: Answer | None = None,
        port: int = 0,
        default: str = "ok",
        hang_s: float = 5.0,
        latency_s: float = 0.0,
    ) -> None:
        self.answer = answer
        self.default = default
        self.hang_s = hang_s
        self.latency_s = latency_s
        self.requests: list[Recorded] = []
        self._scripts: defaultdict[str, deque[str]] = defaultdict(deque)
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._port = port
        self._server: _Server | None = None

    def __enter__(self) -> "StandIn":
        self._server = _Server(("127.0.0.1", self._port), self)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()

    @property
    def url(self) -> str:
        assert self._server is not None, "the stand-in is not running"
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def openai_url(self) -> str:
        return f"{self.url}/v1"

    @property
    def runware_url(self) -> str:
        return f"{self.url}/runware"

    @property
    def is_stopping(self) -> bool:
        return self._stopping.is_set()

    def script(self, *steps: str, path: str = "*") -> None:
        """Queue behaviours for the next requests to paths ending in ``path`` (``*`` for any)."""
        unknown = [step for step in steps if step != "ok" and step not in FAULTS]
        if unknown:
            raise ValueError(f"unknown behaviour {unknown[0]!r}")
        with self._lock:
            self._scripts[path].extend(steps)

    def reset(self) -> None:
        """Forget scripts and requests."""
        with self._lock:
            self._scripts.clear()
            self.requests.clear()

    def asked(self, path: str) -> Sequence[Recorded]:
        """The requests to paths ending in ``path``."""
        return [request for request in self.requests if request.path.endswith(path)]

    def next_behaviour(self, path: str, headers: dict[str, str], body: Any) -> str:
        if named := headers.get("x-standin"):
            return named
        model = str(body.get("model", "")) if isinstance(body, dict) else ""
        if model.startswith("fault:"):
            return model.removeprefix("fault:")
        with self._lock:
            for key, steps in self._scripts.items():
                if steps and (key == "*" or path.endswith(key)):
                    return steps.popleft()
        return self.default

    def wait(self, seconds: float) -> bool:
        return self._stopping.wait(seconds)


class Exchange(BaseHTTPRequestHandler):
    """One request and the means to answer it properly or not."""

    protocol_version = "HTTP/1.1"
    server: "_Server"
    request: Any  # the parsed body; the socket of the base class is ``connection``

    def setup(self) -> None:
        super().setup()
        self.standin = self.server.standin
        with contextlib.suppress(OSError):
            self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        raw = self.rfile.read(int(self.headers.get("content-length") or 0))
        try:
            self.request = json.loads(raw) if raw else {}
        except ValueError:
            self.request = {}
        if self.path.startswith("/standin/"):
            self._control()
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        behaviour = self.standin.next_behaviour(self.path, headers, self.request)
        self.standin.requests.append(Recorded(self.command, self.path, headers, self.request, behaviour))
        if self.standin.latency_s:
            self.wait(self.standin.latency_s)
        try:
            if behaviour == "ok":
                self._good_answer()
            else:
                FAULTS[behaviour](self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the client gave up, as most faults want it to

    def _good_answer(self) -> None:
        if self.dialect == "picture":
            self.send(200, good_answers.picture(), **{"content-type": "image/png"})
        elif self.dialect:
            self.send_json(self.good())
        else:
            self.send(404, b'{"error": {"message": "no such path", "code": "not_found"}}')

    def _control(self) -> None:
        """Scripting from another process: ``/standin/script``, ``/standin/requests``, ``/standin/reset``."""
        if self.path == "/standin/script":
            self.standin.script(*self.request["steps"], path=self.request.get("path", "*"))
        elif self.path == "/standin/reset":
            self.standin.reset()
        rows = [
            {"method": r.method, "path": r.path, "body": r.body, "behaviour": r.behaviour}
            for r in self.standin.requests
        ]
        self.send_json({"requests": rows})

    @property
    def dialect(self) -> str:
        return next((name for end, name in _DIALECTS.items() if self.path.endswith(end)), "")

    @property
    def is_runware(self) -> bool:
        return self.dialect == "runware"

    @property
    def tasks(self) -> list[dict[str, Any]]:
        return self.request if isinstance(self.request, list) else []

    @property
    def task_uuid(self) -> str:
        return str(self.tasks[0].get("taskUUID", "")) if self.tasks else ""

    def good(self) -> Any:
        """The right answer to this request."""
        match self.dialect:
            case "runware":
                return good_answers.runware(self.tasks)
            case "embeddings":
                return good_answers.embeddings(self.request)
            case "images":
                return good_answers.image(self.request)
            case "models":
                return {"object": "list", "data": [{"id": "standin", "object": "model"}]}
        return good_answers.chat(self.request, self.chat_text())

    def chat_text(self) -> str:
        return good_answers.chat_text(self.request, self.standin.answer)

    def send_json(self, body: Any) -> None:
        self.send(200, json.dumps(body).encode())

    def send(self, status: int, body: bytes, **headers: str) -> None:
        names = {"content-type": "application/json", "content-length": str(len(body))} | headers
        self.start(status, names)
        self.write(body)

    def start(self, status: int, headers: dict[str, str]) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if headers.get("connection") == "close":
            self.close_connection = True

    def write(self, data: bytes) -> None:
        self.wfile.write(data)
        self.wfile.flush()

    def wait(self, seconds: float) -> bool:
        return self.standin.wait(seconds)

    def drop(self) -> None:
        """End the connection now, without another byte."""
        self.close_connection = True
        self.wfile = _Nowhere()
        with contextlib.suppress(OSError):
            self.rfile.close()
        self.connection.close()

    def log_message(self, *_: Any) -> None:
        pass


class _Nowhere:
    closed = True

    def write(self, _: bytes) -> int:
        return 0

    def flush(self) -> None: ...

    def close(self) -> None: ...


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], standin: StandIn) -> None:
        self.standin = standin
        super().__init__(address, Exchange)

    def shutdown_request(self, request: Any) -> None:
        with contextlib.suppress(OSError):
            super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A broken connection is the purpose here, not an error."""
