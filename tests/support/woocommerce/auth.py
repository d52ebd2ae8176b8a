"""Who asks: application passwords, consumer keys as Basic over https, OAuth 1.0a over http."""

import base64
import hashlib
import hmac
import re
import time
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from tests.support.woocommerce.refusals import Refused

USER, APP_PASSWORD = "shopkeeper", "abcdefghijklmnopqrstuvwx"
KEY, SECRET = "ck_" + "1" * 40, "cs_" + "2" * 40
_WANTED = ("oauth_consumer_key", "oauth_timestamp", "oauth_nonce", "oauth_signature", "oauth_signature_method")


def _fault(message: str) -> Refused:
    return Refused(401, "woocommerce_rest_authentication_error", message)


@dataclass
class Door:
    """``permissions`` of the consumer key: read, write or read_write. ``is_ssl``: TLS ends before the shop."""

    permissions: str = "read_write"
    is_ssl: bool = False
    takes_passwords: bool = True
    nonces: set[tuple[str, str]] = field(default_factory=set)
    ways: list[str] = field(default_factory=list)  # how each caller signed in

    def who(self, method: str, url: str, path: str, query: list[tuple[str, str]], header: str) -> str:
        """The user, empty for nobody. :raises Refused: a credential that is wrong."""
        is_shop = "/wc/" in path or any(name == "rest_route" and "/wc/" in value for name, value in query)
        if any(name in {"consumer_key", "consumer_secret"} for name, _ in query):
            raise _fault("Keys in the address end up in logs; send them otherwise.")
        if header.startswith("Basic "):
            return self._basic(method, header, is_shop=is_shop)
        if is_shop and (header.startswith("OAuth ") or any(name in _WANTED for name, _ in query)):
            return self._oauth(method, url, query, header)
        return ""

    def _basic(self, method: str, header: str, *, is_shop: bool) -> str:
        name, _, password = base64.b64decode(header.removeprefix("Basic ")).decode().partition(":")
        if self.takes_passwords and not name.startswith("ck_"):
            if name != USER:
                raise Refused(401, "invalid_username", "Unknown username.")
            if password != APP_PASSWORD:
                raise Refused(401, "incorrect_password", "The provided password is an invalid application password.")
            self.ways.append("password")
            return USER
        if is_shop and self.is_ssl and name == KEY:
            if password != SECRET:
                raise _fault("Consumer secret is invalid.")
            self._allowed(method)
            self.ways.append("basic")
            return USER
        return ""

    def _oauth(self, method: str, url: str, query: list[tuple[str, str]], header: str) -> str:
        given = {name: value for name, value in query if name.startswith("oauth_")}
        for name, value in re.findall(r'(oauth_[a-z_]+)="([^"]*)"', header):
            given[name] = unquote(value)
        lacking = [name for name in _WANTED if not given.get(name)]
        if lacking:
            raise _fault(f"Missing OAuth parameter {', '.join(lacking)}")
        if given["oauth_consumer_key"] != KEY:
            raise _fault("Consumer key is invalid.")
        if given["oauth_signature_method"] not in {"HMAC-SHA1", "HMAC-SHA256"}:
            raise _fault("Invalid signature - signature method is invalid.")
        rest = [(n, v) for n, v in query if n != "oauth_signature" and n not in given]
        signed = sorted((quote(n, safe="~"), quote(v, safe="~")) for n, v in [*rest, *_without(given)])
        text = "&".join(f"{n}={v}" for n, v in signed)
        base = "&".join([method.upper(), quote(url, safe="~"), quote(text, safe="~")])
        algorithm = hashlib.sha256 if given["oauth_signature_method"].endswith("256") else hashlib.sha1
        mac = base64.b64encode(hmac.digest(f"{SECRET}&".encode(), base.encode(), algorithm)).decode()
        if not hmac.compare_digest(mac, given["oauth_signature"]):
            raise _fault("Invalid signature - provided signature does not match.")
        if abs(time.time() - int(given["oauth_timestamp"])) > 900:
            raise _fault("Invalid timestamp.")
        once = (given["oauth_timestamp"], given["oauth_nonce"])
        if once in self.nonces:
            raise _fault("Invalid nonce - nonce has already been used.")
        self.nonces.add(once)
        self._allowed(method)
        self.ways.append("oauth")
        return USER

    def _allowed(self, method: str) -> None:
        needs = "read" if method in {"GET", "HEAD", "OPTIONS"} else "write"
        if needs not in self.permissions:
            raise _fault(f"The API key provided does not have {needs} permissions.")


def _without(given: dict[str, str]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in given.items() if name != "oauth_signature"]
