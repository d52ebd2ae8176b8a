"""A small client of the REST API: envelope, sign-in, refresh, limits, pages, runs."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from demonstration.screen import Report

ENDED = frozenset({"succeeded", "failed", "cancelled"})
_ATTEMPTS = 6
_LONGEST_WAIT_S = 60.0  # a limit that lasts longer is told, not waited for


class ApiFault(Exception):
    """The API refused; the sentence is its own, the rest is for finding the request in the logs."""

    def __init__(self, status: int, body: dict[str, Any], what: str) -> None:
        sentence = str(body.get("error") or "The product answered with something that is not its API.")
        errors = {name: ", ".join(map(str, said)) for name, said in (body.get("errors") or {}).items()}
        fields = "; ".join(f"{name}: {said}" for name, said in errors.items() if said != sentence)
        tail = f" ({fields})" if fields else ""
        super().__init__(f"{sentence}{tail} [{what}: {status}, request {body.get('request_id', '-')}]")
        self.status, self.code, self.sentence = status, str(body.get("error_code", "")), sentence


class Unreachable(Exception):
    """Nobody answers at the product's address."""


class Api:
    """Speaks to ``/api/v1/``; POSTs carry an Idempotency-Key and are sent again when the connection breaks."""

    def __init__(self, base_url: str, *, transport: httpx.BaseTransport | None = None) -> None:
        self.base_url = base_url.rstrip("/")
        self.http = httpx.Client(timeout=httpx.Timeout(60, connect=5), trust_env=False, transport=transport)
        self.access = self.refresh = ""
        self._has_answered = False

    def call(self, method: str, path: str, **options: Any) -> Any:
        """The ``data`` of a successful answer; of a list, the whole envelope.

        :raises ApiFault: with the API's own sentence. :raises Unreachable: nobody answers.
        """
        url = path if path.startswith("http") else f"{self.base_url}/api/v1/{path}"
        headers = {"Idempotency-Key": uuid4().hex} if method == "POST" and self.access else {}
        for attempt in range(1, _ATTEMPTS + 1):
            if self.access:
                headers["Authorization"] = f"Bearer {self.access}"
            try:
                response = self.http.request(method, url, headers=headers, **options)
            except httpx.TransportError as error:
                self._bear(error, attempt, may_repeat=method == "GET" or bool(headers))
                continue
            self._has_answered = True
            body = _object(response)
            if response.status_code == 401 and self.refresh and body.get("error_code") == "TOKEN_EXPIRED":
                self._refresh()
            elif response.status_code in {429, 503} or body.get("error_code") == "REQUEST_IN_FLIGHT":
                wait = _seconds(response.headers.get("Retry-After", "1"))
                if wait > _LONGEST_WAIT_S or attempt == _ATTEMPTS:
                    break
                time.sleep(wait)
            elif response.is_success and (body or not response.content):
                return body if "results" in body else body.get("data")
            else:
                break
        raise ApiFault(response.status_code, body, f"{method} {path}")

    def _bear(self, error: httpx.TransportError, attempt: int, *, may_repeat: bool) -> None:
        """Wait before the next attempt. :raises Unreachable: when there is none."""
        patience = _ATTEMPTS if self._has_answered else 2
        if attempt >= patience or not (may_repeat or isinstance(error, httpx.ConnectError)):
            why = str(error) or type(error).__name__
            raise Unreachable(
                f"The product at {self.base_url} cannot be reached ({why}). "
                "See whether it runs with: make status. Start it with: make up."
            ) from error
        time.sleep(attempt)

    def get(self, path: str, **params: Any) -> Any:
        return self.call("GET", path, params=params or None)

    def post(self, path: str, **body: Any) -> Any:
        return self.call("POST", path, json=body)

    def sign_in(self, answer: dict[str, Any]) -> None:
        """Take the tokens of a registration, login or refresh."""
        self.access, self.refresh = answer["access"], answer["refresh"]

    def _refresh(self) -> None:
        token, self.refresh, self.access = self.refresh, "", ""
        self.sign_in(self.post("auth/refresh/", refresh=token))

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
        return self.call("POST", path, data=fields, files={"file": (file.name, file.read_bytes())})

    def follow(self, run_ids: Sequence[str], report: Report) -> list[dict[str, Any]]:
        """Poll runs until all have ended. :returns: them in the order asked for."""
        found: dict[str, dict[str, Any]] = {}
        pause = 0.2
        while True:
            for run_id in run_ids:
                if run_id not in found or found[run_id]["status"] not in ENDED:
                    found[run_id] = self.get(f"ai/runs/{run_id}/")
            runs = [found[run_id] for run_id in run_ids]
            ended = sum(run["status"] in ENDED for run in runs)
            said = next((run["message"] for run in runs if run["status"] not in ENDED and run["message"]), "")
            report(sum(map(_share, runs)) / max(len(runs), 1), f"{ended} of {len(runs)} {said}".strip())
            if ended == len(runs):
                return runs
            time.sleep(pause)
            pause = min(pause * 1.3, 1.0)


def _share(run: dict[str, Any]) -> float:
    if run["status"] in ENDED:
        return 1.0
    return 0.95 * run["progress_done"] / run["progress_total"] if run["progress_total"] else 0.02


def _object(response: httpx.Response) -> dict[str, Any]:
    """The JSON object of an answer; empty when it holds none."""
    try:
        body = response.json() if response.content else {}
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _seconds(raw: str) -> float:
    try:
        return max(float(raw), 0.1)
    except ValueError:
        return 1.0  # a date: rare, and a second is a fair wait
