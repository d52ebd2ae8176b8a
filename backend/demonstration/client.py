"""A small client of the REST API: envelope, sign-in, refresh, runs."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

ENDED = {"succeeded", "failed", "cancelled"}


class ApiFault(Exception):
    """The API refused; the sentence is its own."""

    def __init__(self, status: int, body: dict[str, Any], what: str) -> None:
        fields = "; ".join(f"{k}: {', '.join(v)}" for k, v in body.get("errors", {}).items())
        tail = f" ({fields})" if fields else ""
        super().__init__(
            f"{what}: {body.get('error', 'no answer')}{tail} [{status}, request {body.get('request_id', '-')}]"
        )
        self.status, self.code = status, str(body.get("error_code", ""))


class Api:
    """Speaks to ``/api/v1/``; POSTs carry an Idempotency-Key and are sent again when the connection breaks."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url.rstrip("/")
        self.http = httpx.Client(timeout=httpx.Timeout(60, connect=5), trust_env=False)
        self.access = self.refresh = ""

    def call(self, method: str, path: str, *, keep_envelope: bool = False, **options: Any) -> Any:
        """The ``data`` (or, for lists, the whole envelope) of a successful answer.

        :raises ApiFault: with the API's own sentence.
        """
        url = path if path.startswith("http") else f"{self.base_url}/api/v1/{path}"
        headers = {"Idempotency-Key": uuid4().hex} if method == "POST" and self.access else {}
        for attempt in range(6):
            if self.access:
                headers["Authorization"] = f"Bearer {self.access}"
            try:
                response = self.http.request(method, url, headers=headers, **options)
            except httpx.TransportError:
                if attempt == 5:
                    raise
                time.sleep(1 + attempt)
                continue
            body = response.json() if response.content else {}
            if response.status_code == 401 and self.refresh and body.get("error_code") == "TOKEN_EXPIRED":
                self._refresh()
            elif response.status_code in {429, 503} or body.get("error_code") == "REQUEST_IN_FLIGHT":
                time.sleep(float(response.headers.get("Retry-After", "1")))
            elif response.is_success:
                return body if keep_envelope or "results" in body else body.get("data")
            else:
                break
        raise ApiFault(response.status_code, body, f"{method} {path}")

    def get(self, path: str, **params: Any) -> Any:
        return self.call("GET", path, params=params or None)

    def post(self, path: str, **body: Any) -> Any:
        return self.call("POST", path, json=body)

    def _refresh(self) -> None:
        token, self.refresh = self.refresh, ""
        self.sign_in(self.post("auth/refresh/", refresh=token))

    def sign_in(self, answer: dict[str, Any]) -> None:
        """Take the tokens of a registration, login or refresh."""
        self.access, self.refresh = answer["access"], answer["refresh"]

    def every(self, path: str, **params: Any) -> Iterator[dict[str, Any]]:
        """All rows of a list, page by page."""
        page = self.call("GET", path, params={"page_size": 200, **params})
        while True:
            yield from page["results"]
            if not page["next"]:
                return
            page = self.call("GET", page["next"])

    def upload(self, path: str, *, file: Path, **fields: str) -> Any:
        """A multipart upload."""
        with file.open("rb") as handle:
            return self.call("POST", path, data=fields, files={"file": (file.name, handle)})

    def follow(self, run_ids: list[str], report: Callable[[float, str], None]) -> list[dict[str, Any]]:
        """Poll runs until all have ended. :param report: called with the share done (0 to 1) and a phrase."""
        while True:
            runs = [self.get(f"ai/runs/{run_id}/") for run_id in run_ids]
            shares = [1.0 if r["status"] in ENDED else _share(r) for r in runs]
            ended = sum(r["status"] in ENDED for r in runs)
            busy = next((r["message"] for r in runs if r["status"] == "running" and r["message"]), "")
            report(sum(shares) / max(len(shares), 1), f"{ended} of {len(runs)} {busy}".strip())
            if ended == len(runs):
                return runs
            time.sleep(0.5)


def _share(run: dict[str, Any]) -> float:
    return 0.95 * run["progress_done"] / run["progress_total"] if run["progress_total"] else 0.02
