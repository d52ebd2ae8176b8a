"""Which addresses search engines can be told of: public pages under a name, on the standard ports."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

import httpx

from igny8.core.http import is_public_address

#: Ends of names that exist in one network only, or nowhere (RFC 2606, 6761, 6762, 7686, 8375, 9476).
LOCAL_NAMES = frozenset(
    [
        *("alt", "arpa", "corp", "example", "home", "internal", "intranet", "invalid", "lan", "local"),
        *("localdomain", "localhost", "onion", "private", "test"),
    ]
)
MAX_URL = 2000  # characters


class NotSent(ValueError):
    """Search engines are not told of the address. ``sentence`` says why."""

    def __init__(self, code: str, sentence: str) -> None:
        self.code, self.sentence = code, sentence
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class PageAddress:
    """``url`` in ASCII without fragment; ``origin`` is scheme and host of it."""

    url: str
    host: str
    origin: str


def page_address(url: str) -> PageAddress:
    """Read the address of a page. :raises NotSent: search engines cannot open it."""
    try:
        parsed = httpx.URL(url.strip()).copy_with(fragment=None)
        host, port = parsed.raw_host.decode("ascii").lower(), parsed.port
    except (httpx.InvalidURL, UnicodeError, ValueError) as exc:
        raise NotSent("ADDRESS_INVALID", "This is not the address of a page.") from exc
    if parsed.scheme not in {"http", "https"} or not host:
        raise NotSent("ADDRESS_INVALID", "This is not the address of a page.")
    if len(str(parsed)) > MAX_URL:
        raise NotSent("ADDRESS_INVALID", f"The address is longer than {MAX_URL} characters.")
    if parsed.userinfo:
        raise NotSent("ADDRESS_INVALID", "The address holds a name or password.")
    problem = host_problem(host)
    if problem:
        raise NotSent("NOT_PUBLIC", problem)
    if port is not None:  # httpx drops the standard ones
        raise NotSent("UNUSUAL_PORT", f"Search engines do not visit port {port}.")
    return PageAddress(url=str(parsed), host=host, origin=f"{parsed.scheme}://{_bracketed(host)}")


def host_problem(host: str) -> str:
    """Why nobody outside can open pages of this host; empty when they can, as far as its name tells."""
    try:
        ip_address(host)
    except ValueError:
        pass
    else:
        return (
            "" if is_public_address(host) else f"{host} is an address of a private network: nobody outside can open it."
        )
    labels = host.rstrip(".").split(".")
    if len(labels) < 2 or "" in labels or labels[-1] in LOCAL_NAMES or labels[-1][:1].isdigit():
        return f"{host} is a name of one machine or network only: nobody outside can open it."
    return ""


def is_covered(url: str, *, key_url: str) -> bool:
    """Whether a key at ``key_url`` speaks for ``url``: same host, in the key's folder or below it."""
    page, key = urlsplit(url), urlsplit(key_url)
    folder = key.path.rpartition("/")[0] + "/"
    return (page.scheme, page.netloc) == (key.scheme, key.netloc) and (page.path or "/").startswith(folder)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
