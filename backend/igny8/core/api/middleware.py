"""The base of our middlewares: what happens around a request is written once, for WSGI and ASGI alike."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpRequest, HttpResponse

End = Callable[[HttpResponse], HttpResponse]


class Middleware:
    """Subclasses write ``around``: a context manager that gives the function the response passes through."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def around(self, request: HttpRequest) -> AbstractContextManager[End]:
        """Begin; the context gives what ends the response, and its exit runs however the request went."""
        raise TypeError(f"{type(self).__name__} does not say what happens around a request.")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if iscoroutinefunction(self.get_response):
            return self._async(request)  # type: ignore[return-value]
        with self.around(request) as end:
            return end(self.get_response(request))

    async def _async(self, request: HttpRequest) -> HttpResponse:
        with self.around(request) as end:
            return end(await self.get_response(request))  # type: ignore[misc]
