"""One HTTP call to a WordPress, and what its answer means when it is not what was asked for.

It follows redirects within the host only, reads JSON behind HTML that PHP put before it (and remembers that), and turns
everything that may go wrong into one of the three kinds of error with a sentence and a cure.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from igny8.core.http import HttpFailure, SafeClient, Timeouts, safe_client
from igny8.integration.base import ActionRequired, Permanent, PlatformError, Retry
from igny8.integration.platforms.wordpress import addresses, faults

TIMEOUTS = Timeouts(connect_s=5.0, read_s=30.0, write_s=30.0, total_s=60.0)
MAX_BYTES = 40_000_000  # a page of a hundred long posts
MAX_HOPS = 3


@dataclass(slots=True)
class Answer:
    """``data`` is the JSON, None where there is none; ``url`` is where the answer came from."""

    status: int
    data: Any
    text: str
    headers: Mapping[str, str]
    url: str
    is_dirty: bool = False  # HTML stood before the JSON

    @property
    def remote_code(self) -> str:
        """WordPress's own code of an error."""
        return str(self.data.get("code", ""))[:100] if isinstance(self.data, dict) else ""

    @property
    def clock(self) -> float | None:
        """Seconds of the server's clock since 1970."""
        try:
            return parsedate_to_datetime(self.headers.get("date", "")).timestamp()
        except (TypeError, ValueError):
            return None


@dataclass(slots=True)
class Wire:
    """Calls to one WordPress; use it as a context manager.

    :param allow_private: the operator listed this host: private addresses and other ports may be reached.
    :param ends_at: on the monotonic clock; no call goes on after it.
    """

    allow_private: bool = False
    timeouts: Timeouts = TIMEOUTS
    ends_at: float | None = None
    is_dirty: bool = False  # some answer so far had HTML before its JSON
    _client: SafeClient | None = field(default=None, repr=False)

    def __enter__(self) -> "Wire":
        self._client = safe_client(
            allow_private=self.allow_private, max_bytes=MAX_BYTES, timeouts=self.timeouts, max_redirects=0
        )
        return self

    def __exit__(self, *_: object) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    def ask(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        until: float | None = None,
    ) -> Answer:
        """One call with its redirects; an answer of any status.

        :param until: the end of the call on the monotonic clock. :raises PlatformError: there was no answer to speak of.
        """
        if self._client is None:
            raise RuntimeError("The wire is not open.")
        until = until or time.monotonic() + self.timeouts.total_s
        until = min(until, self.ends_at or until)
        is_read = method in {"GET", "HEAD"}
        for _ in range(MAX_HOPS + 1):
            try:
                got = self._client.request(
                    method, url, headers=dict(headers or {}), content=body, extensions={"deadline": until}
                )
            except HttpFailure as exc:
                raise faults.of_network(exc, is_read=is_read) from exc
            if got.status_code not in {301, 302, 303, 307, 308} or "location" not in got.headers:
                return self._answer(got, url)
            url = self._next(url, got.headers["location"], is_read=is_read or got.status_code in {307, 308})
        raise ActionRequired(
            "TOO_MANY_REDIRECTS",
            "The website keeps redirecting its REST API.",
            cure="Look for contradicting redirects (https, www, language) in the server's settings and plugins.",
        )

    @staticmethod
    def _next(url: str, location: str, *, is_read: bool) -> str:
        target = urljoin(url, location)
        old, new = urlsplit(url), urlsplit(target)
        is_upgrade = (old.scheme, new.scheme) == ("http", "https") and old.hostname == new.hostname
        if addresses.origin(url) != addresses.origin(target) and not is_upgrade:
            raise faults.redirect_to_another_host(target)
        if old.scheme == "https" and new.scheme != "https":
            raise faults.redirect_to_http()
        if not is_read:
            raise ActionRequired(
                "REDIRECTED_WRITE",
                f"The website redirects to {new.scheme}://{new.netloc}, and what was sent would be lost on the way.",
                cure=f"Connect it under the address it redirects to: {new.scheme}://{new.netloc}",
            )
        return target

    def _answer(self, got: Any, url: str) -> Answer:
        text = got.text
        data, is_dirty = parse(text)
        self.is_dirty = self.is_dirty or (is_dirty and data is not None)
        return Answer(got.status_code, data, text[:20_000], got.headers, url, is_dirty)

    def json(self, method: str, url: str, **options: Any) -> Answer:
        """``ask``, for callers that need a good answer with JSON. :raises PlatformError: it is anything else."""
        answer = self.ask(method, url, **options)
        if answer.status >= 400 or answer.data is None:
            raise refused(answer, is_read=method in {"GET", "HEAD"})
        return answer


def parse(text: str) -> tuple[Any, bool]:
    """The JSON of an answer and whether something stood before it; None where there is no JSON.

    PHP writes notices as HTML in front of the JSON when errors are displayed, and editors leave byte order marks.
    """
    try:
        return json.loads(text), False
    except ValueError:
        pass
    decoder = json.JSONDecoder()
    for start in _starts(text):
        try:
            value, end = decoder.raw_decode(text, start)
        except ValueError:
            continue
        if isinstance(value, dict | list) and value and not text[end:].strip().strip("\x00"):
            return value, True
    return None, False


def _starts(text: str) -> list[int]:
    """Where JSON may begin, at most fifty places."""
    found: list[int] = []
    for mark in ('{"', "[{", "[]"):
        at = text.find(mark)
        while at != -1 and len(found) < 50:
            found.append(at)
            at = text.find(mark, at + 1)
    return sorted(found)


def refused(answer: Answer, *, is_read: bool = True) -> PlatformError:
    """What an answer means that is no success."""
    message = str(answer.data.get("message", ""))[:300] if isinstance(answer.data, dict) else ""
    known: dict[str, Any] = {"status": answer.status, "remote_code": answer.remote_code}
    if answer.status == 429 or answer.status == 503:
        return Retry("BUSY", "The website is busy or in maintenance.", retry_after_s=_wait(answer), **known)
    if answer.status >= 500:
        return Retry(
            "SERVER_ERROR",
            f"The website answered with an error of its own ({answer.status}){': ' + message if message else '.'}",
            cure="Look into the error log of the website's PHP.",
            may_have_arrived=not is_read,
            **known,
        )
    if answer.status < 400:
        return Retry(
            "NOT_JSON",
            "The website answered with a page instead of data.",
            cure="A security plugin, a firewall or a cache may stand in front of the REST API. Let /wp-json/ through.",
            may_have_arrived=not is_read,
            **known,
        )
    known_fault = faults.BY_REMOTE_CODE.get(answer.remote_code)
    if known_fault:
        code, sentence, cure = known_fault
        return ActionRequired(code, sentence.replace("{said}", message or "it does not say why."), cure=cure, **known)
    if answer.status in {401, 403}:
        return ActionRequired(
            "NOT_ALLOWED_THERE",
            message or f"The website refused the call ({answer.status}).",
            cure="Run the connection doctor: it says which credential or right is missing.",
            **known,
        )
    return Permanent("REFUSED_THERE", message or f"The website refused the call ({answer.status}).", **known)


def _wait(answer: Answer) -> float | None:
    raw = answer.headers.get("retry-after", "").strip()
    if raw.isdecimal():
        return min(float(raw), 3600.0)
    try:
        return max(0.0, min(parsedate_to_datetime(raw).timestamp() - time.time(), 3600.0))
    except (TypeError, ValueError):
        return None
