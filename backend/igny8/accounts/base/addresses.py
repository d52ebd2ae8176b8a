"""One spelling for each e-mail address and domain, so that equal ones compare equal."""

import ipaddress
import re
import unicodedata

import idna

from igny8.core.errors import InvalidInput

_LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
# Names that can never be a public website (RFC 6761, RFC 6762, RFC 8375, RFC 9476 and ICANN's .internal).
_RESERVED = ("localhost", "local", "internal", "invalid", "test", "example", "onion", "alt", "home.arpa", "arpa")


def _bad(field: str, sentence: str) -> InvalidInput:
    return InvalidInput(f"{field}: {sentence}", errors={field: [sentence]})


def _host(value: str, field: str) -> str:
    try:
        ascii_form = idna.encode(value.rstrip("."), uts46=True, std3_rules=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError) as exc:
        raise _bad(field, "This is not a domain name.") from exc
    labels = ascii_form.split(".")
    if len(ascii_form) > 253 or len(labels) < 2 or labels[-1].isdigit():
        raise _bad(field, "A domain name has a form like example.com.")
    return ascii_form


def email_normalise(value: str, *, field: str = "email") -> str:
    """The address in the form it is stored and looked up in: NFKC, lower case, domain in its ASCII form.

    The part before the @ must be ASCII, so that no two addresses only look alike (Unicode TR 36, section 2).

    :raises InvalidInput: naming ``field``.
    """
    text = unicodedata.normalize("NFKC", value).strip().lower()
    local, at, domain = text.rpartition("@")
    if not at or not local or len(text) > 254 or len(local) > 64:
        raise _bad(field, "Enter an e-mail address like name@example.com.")
    if not _LOCAL.fullmatch(local):
        raise _bad(field, "The part before the @ may hold ASCII letters, digits, dots and !#$%&'*+/=?^_`{|}~-.")
    address = f"{local}@{_host(domain, field)}"
    if len(address) > 254:
        raise _bad(field, "This address is too long.")
    return address


def domain_normalise(value: str, *, field: str = "domain", own_hosts: frozenset[str] = frozenset()) -> str:
    """The domain of a website in lower-case ASCII; a pasted ``https://Example.com/`` is understood. Empty stays empty.

    :param own_hosts: the product's own hosts, which no customer may claim.
    :raises InvalidInput: for addresses with a path, port or user, for IP addresses and names that are not public.
    """
    text = re.sub(r"^https?://", "", value.strip(), count=1, flags=re.IGNORECASE).removesuffix("/")
    if not text:
        return ""
    if any(c in text for c in "/?#@:\\ \t"):
        raise _bad(field, "Give the domain alone, without path, port or user: example.com.")
    host = _host(text, field)
    try:
        ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        raise _bad(field, "Use a domain name, not an IP address.")
    if any(host == name or host.endswith(f".{name}") for name in _RESERVED):
        raise _bad(field, "This name is reserved and never reachable on the internet.")
    if host in own_hosts:
        raise _bad(field, "This domain belongs to the platform itself.")
    return host
