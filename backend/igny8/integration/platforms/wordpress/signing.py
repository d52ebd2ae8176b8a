"""Signatures both ways, in the style of Standard Webhooks (https://www.standardwebhooks.com)."""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence

PREFIX = "whsec_"


class SignatureRefused(Exception):
    """The signature is missing, wrong, too old, or was made with another secret. Nobody is told which."""


def new_secret() -> str:
    """A fresh secret of 256 bits."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def secret_bytes(secret: str) -> bytes:
    """The key in a secret. :raises ValueError: it is none."""
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError) as exc:
        raise ValueError("This is not a secret.") from exc
    if len(key) < 16:
        raise ValueError("This secret is too short.")
    return key


def _signature(secret: str, text: bytes) -> str:
    return "v1," + base64.b64encode(hmac.digest(secret_bytes(secret), text, hashlib.sha256)).decode()


def request_text(*, request_id: str, timestamp: int, method: str, route: str, body: bytes) -> bytes:
    """What is signed of a call to the plugin: ``route`` is the REST route with its sorted query."""
    digest = hashlib.sha256(body).hexdigest()
    return f"{request_id}.{timestamp}.{method.upper()}.{route}.{digest}".encode()


def request_headers(
    *, secret: str, method: str, route: str, body: bytes, timestamp: int, request_id: str = ""
) -> dict[str, str]:
    """The headers of a signed call to the plugin."""
    request_id = request_id or f"req_{secrets.token_hex(16)}"
    text = request_text(request_id=request_id, timestamp=timestamp, method=method, route=route, body=body)
    return {
        "X-IGNY8-Id": request_id,
        "X-IGNY8-Timestamp": str(timestamp),
        "X-IGNY8-Signature": _signature(secret, text),
    }


def webhook_headers(*, secret: str, body: bytes, timestamp: int, webhook_id: str) -> dict[str, str]:
    """The headers of a webhook."""
    text = f"{webhook_id}.{timestamp}.".encode() + body
    return {
        "webhook-id": webhook_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": _signature(secret, text),
    }


def webhook_verify(
    *, headers: Mapping[str, str], body: bytes, known: Sequence[str], now: float, tolerance_s: float
) -> str:
    """Check a webhook against every secret that is valid now.

    :returns: its id. :raises SignatureRefused: in every other case.
    """
    webhook_id, stamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    given = headers.get("webhook-signature", "")
    if not (0 < len(webhook_id) <= 100 and webhook_id.isascii() and webhook_id.isprintable()):
        raise SignatureRefused("id")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12) or len(given) > 2000:
        raise SignatureRefused("timestamp")
    if abs(now - int(stamp)) > tolerance_s:
        raise SignatureRefused("age")
    text = f"{webhook_id}.{stamp}.".encode() + body
    wanted = [_signature(secret, text) for secret in known]
    matches = [hmac.compare_digest(one.encode(), mine.encode()) for one in given.split()[:10] for mine in wanted]
    if not any(matches):
        raise SignatureRefused("signature")
    return webhook_id
