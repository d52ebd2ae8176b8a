"""Speaks to the WordPress plugin as the platform does: signed requests."""

import base64
import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import httpx


def canonical_query(query: dict[str, str]) -> str:
    """The query in the form that is signed: sorted by name, RFC 3986."""
    pairs = [f"{quote(name, safe='-_.~')}={quote(value, safe='-_.~')}" for name, value in sorted(query.items())]
    return "?" + "&".join(pairs) if pairs else ""


@dataclass
class Bridge:
    """One connected WordPress."""

    rest_url: str
    secret: bytes
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=60, trust_env=False))

    def headers(
        self,
        method: str,
        route: str,
        query: dict[str, str],
        body: bytes,
        *,
        request_id: str = "",
        at: int = 0,
        secret: bytes = b"",
    ) -> dict[str, str]:
        """The three headers of a request."""
        request_id, at = request_id or secrets.token_hex(12), at or int(time.time())
        digest = hashlib.sha256(body).hexdigest()
        text = f"{request_id}.{at}.{method}.{route}{canonical_query(query)}.{digest}"
        mac = hmac.new(secret or self.secret, text.encode(), hashlib.sha256).digest()
        return {
            "X-IGNY8-Id": request_id,
            "X-IGNY8-Timestamp": str(at),
            "X-IGNY8-Signature": "v1," + base64.b64encode(mac).decode(),
        }

    def request(
        self, method: str, path: str, *, body: bytes = b"", query: dict[str, str] | None = None, **headers: str
    ) -> httpx.Response:
        """Send one signed request; further headers go with it."""
        query, route = query or {}, f"/igny8/v1/{path}"
        signed = self.headers(method, route, query, body)
        return self.client.request(
            method,
            self.address(route, query),
            content=body,
            headers=signed | {"Content-Type": "application/json"} | headers,
        )

    def address(self, route: str, query: dict[str, str]) -> str:
        """The address of a route, with readable and with plain permalinks."""
        if "rest_route=" in self.rest_url:
            return (
                self.rest_url.split("rest_route=")[0] + "rest_route=" + route + canonical_query(query).replace("?", "&")
            )
        return self.rest_url.rstrip("/") + route + canonical_query(query)

    def get(self, path: str, **query: str) -> Any:
        """Read; anything but 200 fails."""
        answer = self.request("GET", path, query=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def upsert(self, payload: dict[str, Any]) -> httpx.Response:
        """Send a post."""
        import json

        return self.request("POST", "posts", body=json.dumps(payload).encode())

    def upload(self, data: bytes, *, name: str = "bild.png", **query: str) -> httpx.Response:
        """Send an image."""
        query["sha256"] = hashlib.sha256(data).hexdigest()
        return self.request(
            "POST", "media", body=data, query=query, **{"Content-Type": "image/png", "X-IGNY8-Filename": quote(name)}
        )
