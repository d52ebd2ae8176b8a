"""Addresses of a WordPress: what a person typed, where its REST API is, with pretty and with plain permalinks."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from igny8.integration.base import ActionRequired


def clean_address(text: str) -> str:
    """The address of a site as it is stored: scheme, host in lower case, path without what belongs to a page of it.

    :raises ActionRequired: it is no address of a site.
    """
    text = text.strip()
    if "://" not in text:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError as exc:
        raise _not_an_address() from exc
    if parts.scheme.lower() not in {"http", "https"} or not host or parts.username or " " in host or "\\" in text:
        raise _not_an_address()
    if ":" in host:
        host = f"[{host}]"
    path = parts.path
    for ending in ("/wp-admin", "/wp-login.php", "/wp-json", "/index.php"):
        path = path.partition(ending)[0]
    where = host if port is None else f"{host}:{port}"
    return f"{parts.scheme.lower()}://{where}{path.rstrip('/')}"


def _not_an_address() -> ActionRequired:
    return ActionRequired(
        "ADDRESS_INVALID",
        "This is not the address of a website.",
        cure="Enter it as visitors do, for example https://www.example.com.",
    )


def site_key(url: str) -> str:
    """What makes two addresses the same site: host without ``www.``, port and path; not the scheme."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower().removeprefix("www.")
    port = parts.port if parts.port not in {None, 80, 443} else ""
    return f"{host}:{port}{parts.path.rstrip('/')}"


def origin(url: str) -> tuple[str, int]:
    """Host and port of an address."""
    parts = urlsplit(url)
    return (parts.hostname or "").lower(), parts.port or (443 if parts.scheme == "https" else 80)


def pretty_root(base_url: str) -> str:
    """Where the REST API is unless somebody moved it."""
    return f"{base_url}/wp-json/"


def plain_root(base_url: str) -> str:
    """Where the REST API always is."""
    return f"{base_url}/?rest_route=/"


def query_text(params: Mapping[str, object]) -> str:
    """Query parameters sorted by name and written as RFC 3986 says, the same on both sides of a signature."""
    rows = sorted((name, str(value)) for name, value in params.items() if value is not None)
    return urlencode(rows, quote_via=quote, safe="")


def route_url(rest_url: str, route: str, params: Mapping[str, object]) -> str:
    """The address of a REST route such as ``/wp/v2/posts`` below a root of either kind."""
    parts = urlsplit(rest_url)
    known = dict(parse_qsl(parts.query, keep_blank_values=True))
    query = query_text(params)
    if "rest_route" in known:
        root = known.pop("rest_route").rstrip("/")
        rest = urlencode(known)
        query = "&".join(part for part in (f"rest_route={quote(root + route, safe='/')}", rest, query) if part)
        return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", query, ""))
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/") + route, query, ""))


def is_plain(rest_url: str) -> bool:
    """Whether a root is of the kind that plain permalinks leave."""
    return "rest_route=" in urlsplit(rest_url).query
