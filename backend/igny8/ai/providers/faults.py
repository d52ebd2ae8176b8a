"""From what went wrong on the wire to one of the three errors, with a sentence that names cause and cure.

Codes: CONNECT_TIMEOUT, READ_TIMEOUT, CONNECTION_RESET, CONNECTION_REFUSED, DNS, TLS, RATE_LIMITED, PROVIDER_DOWN,
NOT_JSON, EMPTY_ANSWER, TRUNCATED_ANSWER, MALFORMED_ANSWER, ANSWER_TOO_LARGE (retryable); QUOTA_EXHAUSTED, BAD_KEY,
FORBIDDEN, UNKNOWN_MODEL, WRONG_ADDRESS, BLOCKED_ADDRESS (a person must act); BAD_REQUEST, CONTENT_POLICY (permanent).
"""

import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from igny8.ai.messages import ActionRequiredError, PermanentError, ProviderError, RetryableError
from igny8.core.http_errors import HttpFailure

_QUOTA_WORDS = ("insufficient_quota", "billing_hard_limit", "insufficientcredits", "insufficient_credits")
_POLICY_WORDS = ("content_policy", "content_filter", "moderation", "safety", "invalidprompt_nsfw", "contentmoderation")
_KEY_WORDS = ("invalidapikey", "invalid_api_key", "missingapikey")
_MODEL_WORDS = ("model_not_found", "invalidmodel", "unknownmodel", "unsupportedmodel")

_NETWORK_SENTENCES = {
    "CONNECT_TIMEOUT": "{who} could not be reached in time. It is tried again; check address and network if it stays so.",
    "READ_TIMEOUT": "{who} took too long to answer. It is tried again; a faster model helps if it stays so.",
    "CONNECTION_RESET": "{who} broke off the connection before its answer was complete. It is tried again.",
    "CONNECTION_REFUSED": "{who} refuses connections. It is tried again; check that it is running and the address is right.",
    "DNS": "The name of {who} could not be found. It is tried again; check the address for a typing error.",
    "TLS": "The secure connection to {who} failed. It is tried again; check that the address has a valid certificate.",
    "ANSWER_TOO_LARGE": "{who} sent far more than was asked for. It is tried again; another model may help.",
    "UNDECODABLE_BODY": "{who} sent an answer that cannot be unpacked. It is tried again.",
}


def from_network(failure: HttpFailure, *, who: str) -> ProviderError:
    """The provider error for a call that got no complete answer. ``who`` names the provider in the sentence."""
    if failure.code == "BLOCKED_ADDRESS":
        return ActionRequiredError(
            "BLOCKED_ADDRESS",
            f"The address of {who} leads into a private network or to a port that is not allowed. "
            "Enter a public https address in the provider settings.",
            detail=failure.detail,
        )
    if failure.code in ("INVALID_URL", "TOO_MANY_REDIRECTS"):
        return ActionRequiredError(
            "WRONG_ADDRESS",
            f"The address of {who} does not work. Correct it in the provider settings.",
            detail=failure.detail,
        )
    if failure.code == "NETWORK_REFUSED":
        raise failure  # a mistake of ours: the call was made where none may be
    code = "MALFORMED_ANSWER" if failure.code == "UNDECODABLE_BODY" else failure.code
    template = _NETWORK_SENTENCES.get(failure.code, _NETWORK_SENTENCES["CONNECTION_RESET"])
    return RetryableError(code, _sentence(template, who), detail=failure.detail)


def from_status(
    status: int, headers: Mapping[str, str], body: bytes, *, who: str, model: str, now: datetime | None = None
) -> ProviderError:
    """The provider error for an answer with HTTP ``status`` 300 or above."""
    said = _what_it_said(body)
    wait = retry_after_seconds(headers, now=now)
    if _speaks_of(said, _POLICY_WORDS) and status < 500:
        return content_refused(who=who, detail=said)
    if status == 402 or (_speaks_of(said, _QUOTA_WORDS) and status < 500):
        return quota_exhausted(who=who, detail=said)
    if status == 401 or (status < 500 and _speaks_of(said, _KEY_WORDS)):
        return bad_key(who=who, detail=said)
    if status == 403:
        return ActionRequiredError(
            "FORBIDDEN",
            f"The key for {who} is not allowed to do this. Give it the permission, or use another key or model.",
            detail=said,
        )
    if status in (404, 405) or (status == 400 and _speaks_of(said, _MODEL_WORDS)):
        return unknown_model(who=who, model=model, detail=said)
    if status == 408:
        return RetryableError(
            "READ_TIMEOUT", _sentence(_NETWORK_SENTENCES["READ_TIMEOUT"], who), retry_after_s=wait, detail=said
        )
    if status == 429:
        return rate_limited(who=who, retry_after_s=wait, detail=said)
    if status >= 500 or status in (409, 425):
        return RetryableError(
            "PROVIDER_DOWN",
            _sentence("{who} reports a fault of its own (HTTP " + str(status) + "). It is tried again.", who),
            retry_after_s=wait,
            detail=said,
        )
    if status < 400:
        return ActionRequiredError(
            "WRONG_ADDRESS",
            f"The address of {who} only points elsewhere (HTTP {status}). Enter the final one in the provider settings.",
            detail=said,
        )
    return bad_request(who=who, status=status, detail=said)


def bad_key(*, who: str, detail: str = "") -> ProviderError:
    return ActionRequiredError(
        "BAD_KEY", f"The key for {who} was not accepted. Enter a valid key in the provider settings.", detail=detail
    )


def quota_exhausted(*, who: str, detail: str = "") -> ProviderError:
    return ActionRequiredError(
        "QUOTA_EXHAUSTED",
        f"The account at {who} has no quota left. Add funds or raise the limit there, then start again.",
        detail=detail,
    )


def unknown_model(*, who: str, model: str, detail: str = "") -> ProviderError:
    named = f"the model {model!r}" if model else "this model"
    return ActionRequiredError(
        "UNKNOWN_MODEL",
        _sentence(
            "{who} does not know " + named + ", or its address is wrong. Correct the model or the address in the "
            "provider settings.",
            who,
        ),
        detail=detail,
    )


def rate_limited(*, who: str, retry_after_s: float | None = None, detail: str = "") -> ProviderError:
    return RetryableError(
        "RATE_LIMITED",
        _sentence("{who} allows no more calls at the moment. It is tried again as soon as the provider permits.", who),
        retry_after_s=retry_after_s,
        detail=detail,
    )


def content_refused(*, who: str, detail: str = "") -> ProviderError:
    return PermanentError(
        "CONTENT_POLICY",
        _sentence("{who} refuses this content under its rules. Change the wording of the request or prompt.", who),
        detail=detail,
    )


def bad_request(*, who: str, status: int, detail: str = "") -> ProviderError:
    said = f' It says: "{detail[:160]}".' if detail else ""
    return PermanentError(
        "BAD_REQUEST",
        _sentence(
            "{who} does not accept this request (HTTP " + str(status) + "). Check that the chosen model can do "
            "this and that the text is not too long for it.",
            who,
        )
        + said,
        detail=detail,
    )


def not_json(body: bytes, *, who: str) -> ProviderError:
    """The error for a body that does not parse: a web page, half an answer, or something else."""
    text = body[:400].decode("utf-8", "replace").strip()
    if not text:
        return RetryableError("EMPTY_ANSWER", _sentence("{who} sent an empty answer. It is tried again.", who))
    if text.startswith(("{", "[")):
        return RetryableError(
            "TRUNCATED_ANSWER",
            _sentence("{who} sent an answer that is damaged or breaks off. It is tried again.", who),
            detail=text,
        )
    return RetryableError(
        "NOT_JSON",
        _sentence(
            "{who} sent a web page or plain text where data was expected. It is tried again; check the address if it "
            "stays so.",
            who,
        ),
        detail=text,
    )


def empty_answer(*, who: str, detail: str = "") -> ProviderError:
    return RetryableError(
        "EMPTY_ANSWER", _sentence("{who} answered without any content. It is tried again.", who), detail=detail
    )


def malformed(what: str, *, who: str) -> ProviderError:
    """The error for JSON of the wrong shape; ``what`` says for the log which part was wrong."""
    return RetryableError(
        "MALFORMED_ANSWER",
        _sentence(
            "{who} sent an answer of an unexpected form. It is tried again; if it stays so, the endpoint is not "
            "compatible or the model is unsuited.",
            who,
        ),
        detail=what,
    )


def retry_after_seconds(headers: Mapping[str, str], *, now: datetime | None = None) -> float | None:
    """Seconds the provider asks to wait: ``Retry-After`` as seconds or HTTP date (RFC 9110, 10.2.3), or ``None``."""
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    try:
        seconds = float(value)
        return seconds if math.isfinite(seconds) and seconds >= 0 else None
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, IndexError, TypeError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max((moment - (now or datetime.now(UTC))).total_seconds(), 0.0)


def _sentence(template: str, who: str) -> str:
    text = template.format(who=who)
    return text[0].upper() + text[1:]


def _speaks_of(said: str, words: tuple[str, ...]) -> bool:
    lowered = said.lower()
    return any(word in lowered for word in words)


def _what_it_said(body: bytes) -> str:
    """Code, type and message of an error body of any common shape, as one line."""
    try:
        parsed: Any = json.loads(body[:20_000])
    except (ValueError, RecursionError):
        return "" if body.lstrip()[:1] == b"<" else body[:300].decode("utf-8", "replace").strip()
    parts: list[str] = []
    if isinstance(parsed, dict):
        inner = parsed.get("error", parsed.get("errors", parsed))
        if isinstance(inner, list):
            inner = inner[0] if inner else {}
        if isinstance(inner, dict):
            names = ("code", "type", "message", "detail")
            parts = [str(inner[name]) for name in names if isinstance(inner.get(name), str | int)]
        elif isinstance(inner, str):
            parts = [inner]
    return " | ".join(parts)[:400]
