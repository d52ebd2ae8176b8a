"""Addresses the operator of this installation allows although they are private or without TLS.

``IGNY8_PROVIDER_HOSTS`` lists them as ``host`` or ``host:port``: a model server in the operator's own network.
``IGNY8_ALLOW_PRIVATE_PROVIDERS`` allows every address, for an installation that serves one company only.
"""

from urllib.parse import urlsplit

from django.conf import settings


def is_operator_address(url: str) -> bool:
    """Whether ``url`` leads to a host (and port) the operator listed, or every address is allowed."""
    if url and getattr(settings, "ALLOW_PRIVATE_PROVIDERS", False):
        return True
    allowed = {entry.lower() for entry in getattr(settings, "PROVIDER_HOSTS", ())}
    if not url or not allowed:
        return False
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return False
    standard = port or (443 if parts.scheme == "https" else 80)
    return bool(host) and bool({host, f"{host}:{standard}"} & allowed)
