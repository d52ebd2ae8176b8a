"""One JSON endpoint of a provider: posts, reads within the deadline and the size, and fails in the providers' terms."""

import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from igny8.ai.messages import ActionRequiredError, ProviderError, ProviderSettings
from igny8.core.http import HttpFailure, SafeClient, Timeouts, safe_client

from . import faults


class JsonEndpoint:
    """Posts JSON to paths under one base address.

    :param who: the provider's name in sentences for people.
    :param base_url: address every path is appended to.
    """

    def __init__(self, settings: ProviderSettings, *, who: str, base_url: str) -> None:
        parts = urlsplit(base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ActionRequiredError(
                "WRONG_ADDRESS", f"The address of {who} is not a web address. Enter one that begins with https://."
            )
        self.who = who
        self._settings = settings
        self._base = base_url.rstrip("/")

    def post(self, path: str, payload: Any, *, model: str, deadline_s: float, max_bytes: int) -> Any:
        """The parsed body of the answer to ``payload``.

        :param deadline_s: seconds for the whole call; :param max_bytes: largest answer.
        :raises ProviderError: everything that can go wrong.
        """
        headers = {"content-type": "application/json", "accept": "application/json"}
        if key := self._settings.api_key:
            if not key.isascii() or not key.isprintable():
                raise faults.bad_key(who=self.who, detail="the key has characters that no HTTP header can carry")
            headers["authorization"] = f"Bearer {key}"
        try:
            body = json.dumps(payload, ensure_ascii=False, allow_nan=False).encode()
        except (UnicodeEncodeError, ValueError) as error:
            raise self._scrubbed(faults.bad_request(who=self.who, status=400, detail=str(error))) from error
        try:
            with self._client(max_bytes) as client:
                answer = client.post(self._base + path, content=body, headers=headers, extensions=_until(deadline_s))
        except HttpFailure as failure:
            raise self._scrubbed(faults.from_network(failure, who=self.who)) from None
        if answer.status_code >= 300:
            refusal = faults.from_status(
                answer.status_code, _lowered(answer.headers), answer.content, who=self.who, model=model
            )
            raise self._scrubbed(refusal)
        try:
            return json.loads(answer.content)
        except UnicodeDecodeError as error:
            raise faults.malformed("the answer is not UTF-8", who=self.who) from error
        except (ValueError, RecursionError):
            raise self._scrubbed(faults.not_json(answer.content, who=self.who)) from None

    def fetch(self, url: str, *, deadline_s: float, max_bytes: int) -> bytes:
        """The bytes at an address the provider named, without sending it the key.

        :raises ProviderError: everything that can go wrong.
        """
        try:
            with self._client(max_bytes) as client:
                answer = client.get(url, follow_redirects=True, extensions=_until(deadline_s))
        except HttpFailure as failure:
            raise self._scrubbed(faults.from_network(failure, who=self.who)) from None
        if answer.status_code >= 300:
            raise self._scrubbed(faults.malformed(f"the image address answers HTTP {answer.status_code}", who=self.who))
        return answer.content

    def _client(self, max_bytes: int) -> SafeClient:
        read_s = self._settings.read_timeout_s
        return safe_client(
            allow_private=self._settings.allow_private_addresses,
            max_bytes=max_bytes,
            timeouts=Timeouts(connect_s=self._settings.connect_timeout_s, read_s=read_s, write_s=min(read_s, 30.0)),
        )

    def _scrubbed(self, error: ProviderError) -> ProviderError:
        """Providers sometimes repeat the key in their error; nobody may read it in ours."""
        key = self._settings.api_key
        if key:
            error.detail = error.detail.replace(key, "[key]")
            error.sentence = error.sentence.replace(key, "[key]")
            error.args = (f"{error.code}: {error.sentence}",)
        return error


def host_of(base_url: str) -> str:
    """The host name in an address, for sentences."""
    return urlsplit(base_url).hostname or "the configured address"


def _until(deadline_s: float) -> dict[str, Any]:
    return {"deadline": time.monotonic() + deadline_s}


def _lowered(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
