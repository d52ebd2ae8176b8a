"""Signing in to ``wc/v3``: an application password, or a consumer key with its secret.

A key pair is stored where an application password would be: a user name that begins with ``ck_``, a password that begins with
``cs_``. WooCommerce takes it as Basic over https, and over http as OAuth 1.0a only (RFC 5849), so that the secret never travels
in the open.
"""

import base64
import hashlib
import hmac
import secrets
import time
from urllib.parse import parse_qsl, quote, urlsplit

from igny8.integration.platforms.wordpress.connection import Connection
from igny8.integration.platforms.wordpress.core_rest import basic


def sign_in(connection: Connection, method: str, url: str) -> dict[str, str]:
    """The header that signs a call in; empty without a credential."""
    if connection.has_keys and urlsplit(url).scheme == "http":
        return {"Authorization": oauth(method, url, key=connection.username, secret=connection.app_password)}
    if connection.has_keys or connection.has_password:
        return {"Authorization": basic(connection.username, connection.app_password)}
    return {}


def oauth(method: str, url: str, *, key: str, secret: str, timestamp: int | None = None, nonce: str = "") -> str:
    """The ``Authorization`` of one call, signed with HMAC-SHA256.

    :param timestamp: seconds since 1970, now by default. :param nonce: never used before, random by default.
    """
    given = {
        "oauth_consumer_key": key,
        "oauth_nonce": nonce or secrets.token_hex(16),
        "oauth_signature_method": "HMAC-SHA256",
        "oauth_timestamp": str(timestamp if timestamp is not None else int(time.time())),
        "oauth_version": "1.0",
    }
    parts = urlsplit(url)
    pairs = [*parse_qsl(parts.query, keep_blank_values=True), *given.items()]
    query = "&".join(f"{name}={value}" for name, value in sorted((_encoded(n), _encoded(v)) for n, v in pairs))
    where = f"{parts.scheme.lower()}://{_host(url)}{parts.path or '/'}"
    text = f"{method.upper()}&{_encoded(where)}&{_encoded(query)}"
    mac = hmac.digest(f"{_encoded(secret.strip())}&".encode(), text.encode(), hashlib.sha256)
    given["oauth_signature"] = base64.b64encode(mac).decode()
    return "OAuth " + ", ".join(f'{name}="{_encoded(value)}"' for name, value in given.items())


def _host(url: str) -> str:
    """Host and port as the signature holds them: in lower case, without the port that goes without saying."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2].lower()
    usual = {"http": ":80", "https": ":443"}[parts.scheme.lower()]
    return host.removesuffix(usual)


def _encoded(text: str) -> str:
    return quote(text, safe="~")
