"""Which base addresses an account may enter for a provider. What a name resolves to is checked again when connecting."""

import re
import socket
from urllib.parse import urlsplit

from igny8.core.errors import InvalidInput
from igny8.core.http import is_public_address
from igny8.system.base.operator import is_operator_address

_HOST = re.compile(r"(?=.{1,253}$)([a-z0-9_]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]", re.IGNORECASE)
_INSIDE = (".localhost", ".local", ".internal", ".lan", ".home", ".corp", ".intranet", ".home.arpa")


class AddressRefused(InvalidInput):
    code = "ADDRESS_REFUSED"


def _refuse(sentence: str) -> AddressRefused:
    return AddressRefused(f"base_url: {sentence}", errors={"base_url": [sentence]})


def base_url_check(url: str) -> str:
    """A provider's address in the form it is stored in: no trailing slash.

    :raises AddressRefused: not https (unless the operator allows the host), private or local hosts, other ports than 443,
        names and passwords, a query or a fragment.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
    except ValueError as exc:
        raise _refuse("This is not a web address.") from exc
    if parts.scheme not in {"https", "http"} or not host or not url.isascii() or re.search(r"[\s\\]", url.strip()):
        raise _refuse("This is not a web address. Enter one that begins with https://.")
    if parts.username is not None or parts.password is not None:
        raise _refuse("Leave name and password out of the address; the key has its own field.")
    if parts.query or parts.fragment:
        raise _refuse("Leave out everything from the ? or # on.")
    if not is_operator_address(url.strip()):
        _check_public(parts.scheme, host, port)
    return url.strip().rstrip("/")


def _check_public(scheme: str, host: str, port: int | None) -> None:
    if is_literal(host):
        if not is_public_address(_plain(host)):
            raise _refuse("This address is inside a private network. Only public addresses can be used.")
    elif host.lower() == "localhost" or host.lower().endswith(_INSIDE):
        raise _refuse("This name belongs to a private network. Only public addresses can be used.")
    elif not _HOST.fullmatch(host):
        raise _refuse("The host is not a full public name such as api.example.com.")
    if scheme != "https":
        raise _refuse("Use https://: the key would travel unencrypted.")
    if port not in {None, 443}:
        raise _refuse("Only port 443 can be used.")


def is_literal(host: str) -> bool:
    """Whether a resolver takes ``host`` for an address: IPv6, and IPv4 also as ``127.1``, ``0x7f.1`` or ``2130706433``."""
    return ":" in host or _plain(host) != host or bool(re.fullmatch(r"\d+(\.\d+){3}", host))


def _plain(host: str) -> str:
    """IPv4 in any spelling in its usual form; anything else as it is."""
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return host
