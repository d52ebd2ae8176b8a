"""A client of the REST API for tests: JSON in, JSON out."""

import json
from typing import Any

from django.test import Client

from tests.factories.accounts import World


class Api:
    """Calls ``/api/v1/<path>`` as one person of a world."""

    def __init__(self, world: World | None = None, role: str = "owner") -> None:
        self.headers = world.auth(role) if world else {}
        self.client = Client(raise_request_exception=True)

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """:returns: status and decoded body (None when empty)."""
        url = path if path.startswith("/") else f"/api/v1/{path}"
        data = "" if body is None else body if isinstance(body, str | bytes) else json.dumps(body)
        response = self.client.generic(
            method.upper(), url, data, content_type="application/json", headers={**self.headers, **headers}
        )
        return response.status_code, json.loads(response.content) if response.content else None

    def get(self, path: str, **headers: str) -> tuple[int, Any]:
        return self.call("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        return self.call("POST", path, body or {}, **headers)

    def patch(self, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        return self.call("PATCH", path, body or {}, **headers)

    def delete(self, path: str, **headers: str) -> tuple[int, Any]:
        return self.call("DELETE", path, **headers)

    def upload(self, path: str, *, name: str, content: bytes, **fields: Any) -> tuple[int, Any]:
        """A multipart upload of one file called ``file``."""
        from django.core.files.uploadedfile import SimpleUploadedFile

        response = self.client.post(
            f"/api/v1/{path}", {"file": SimpleUploadedFile(name, content), **fields}, headers=self.headers
        )
        return response.status_code, json.loads(response.content)

    def download(self, path: str) -> tuple[int, bytes, str]:
        """Status, bytes and file name of an answer that is no JSON."""
        answer = self.client.get(f"/api/v1/{path}", headers=self.headers)
        return answer.status_code, answer.content, answer.headers.get("Content-Disposition", "")
