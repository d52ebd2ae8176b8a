"""The caller's address, for the audit log."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest

from igny8.core.api.middleware import End, Middleware
from igny8.core.api.throttles import client_address

_address: ContextVar[str] = ContextVar("igny8_request_address", default="")


def current_address() -> str:
    """The address of the request being answered, or an empty string outside one."""
    return _address.get()


class RequestAddressMiddleware(Middleware):
    """Keeps the address (behind ``NUM_PROXIES`` trusted proxies) for as long as the request is answered."""

    @contextmanager
    def around(self, request: HttpRequest) -> Iterator[End]:
        token = _address.set(client_address(request)[:64])
        try:
            yield lambda response: response
        finally:
            _address.reset(token)
