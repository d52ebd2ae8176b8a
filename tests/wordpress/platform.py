"""Stands in for the platform: answers the plugin's requests, keeps what it sends."""

import base64
import hashlib
import hmac
import json
import threading
import time
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SECRET = b"a secret of thirty-two bytes....."
KEY = "ig8_test_0123456789abcdef"


@dataclass
class Received:
    """One message."""

    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        value: dict[str, Any] = json.loads(self.body)
        return value

    def is_signed(self) -> bool:
        """Whether the Standard Webhooks signature is right."""
        signed = f"{self.headers['webhook-id']}.{self.headers['webhook-timestamp']}.".encode() + self.body
        mac = base64.b64encode(hmac.new(SECRET, signed, hashlib.sha256).digest()).decode()
        return self.headers["webhook-signature"] == f"v1,{mac}"


@dataclass
class Platform:
    """Its behaviour can be changed while it runs."""

    hang: float = 0.0
    webhook_codes: list[int] = field(default_factory=list)
    code: int = 200
    raw: bytes | None = None
    clock_offset: int = 0
    status: dict[str, Any] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)
    connects: list[dict[str, Any]] = field(default_factory=list)
    disconnects: int = 0
    url: str = ""

    @property
    def secret(self) -> str:
        return "whsec_" + base64.b64encode(SECRET).decode()

    def messages(self) -> list[dict[str, Any]]:
        """What was said in all messages so far."""
        return [message.json for message in self.received]

    def answer(self, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        """The answer to one request."""
        time.sleep(self.hang)
        if path == "/hook":
            self.received.append(Received({name.lower(): value for name, value in headers.items()}, body))
            return (self.webhook_codes.pop(0) if self.webhook_codes else 202), b"{}"
        if self.raw is not None:
            return self.code, self.raw
        if self.code != 200:
            return self.code, json.dumps({"success": False, "error": "no"}).encode()
        if headers.get("X-Igny8-Api-Key", headers.get("X-IGNY8-API-Key")) != KEY:
            return 401, b'{"success": false, "error": "key"}'
        if path.endswith("/connect/"):
            self.connects.append(json.loads(body))
            data = {"integration_id": "7", "site": {"id": "3", "name": "Green Kitchen"}, "secret": self.secret}
            data |= {"webhook_url": f"{self.url}/hook", "dashboard_url": f"{self.url}/sites/3/", "checks": []}
        elif path.endswith("/disconnect/"):
            self.disconnects += 1
            data = {}
        else:
            data = {
                "connected": True,
                "site": {"id": "3", "name": "Green Kitchen"},
                "pending_conflicts": 0,
            } | self.status
        return 200, json.dumps({"success": True, "data": data}).encode()


class Serving:
    """The platform on a free port of loopback; a context manager."""

    def __init__(self) -> None:
        self.platform = platform = Platform()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                code, body = platform.answer(self.path, self.rfile.read(length), dict(self.headers))
                self.send_response(code)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                if 300 <= code < 400:
                    self.send_header("Location", "https://elsewhere.example.com/")
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET

            def date_time_string(self, timestamp: float | None = None) -> str:
                return formatdate(time.time() + platform.clock_offset, usegmt=True)

            def log_message(self, *_: object) -> None:
                return None

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        platform.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self) -> Platform:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self.platform

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()
