"""The caller's address, for the audit log."""

from collections.abc import Callable
from contextvars import ContextVar

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpRequest, HttpResponse

from igny8.core.api.throttles import client_address

_address: ContextVar[str] = ContextVar("igny8_request_address", default="")


def current_address() -> str:
    """The address of the request being answered, or an empty string outside one."""
    return _address.get()


class RequestAddressMiddleware:
    """Keeps the address (behind ``NUM_PROXIES`` trusted proxies) for as long as the request is answered."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if iscoroutinefunction(self.get_response):
            return self._async(request)  # type: ignore[return-value]
        token = _address.set(client_address(request)[:64])
        try:
            return self.get_response(request)
        finally:
            _address.reset(token)

    async def _async(self, request: HttpRequest) -> HttpResponse:
        token = _address.set(client_address(request)[:64])
        try:
            return await self.get_response(request)  # type: ignore[misc]
        finally:
            _address.reset(token)
