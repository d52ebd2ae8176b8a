"""Addresses for our own web server, not for the outside: the proxy must not pass ``/internal/`` on."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET

from igny8.accounts.base.addresses import domain_normalise
from igny8.accounts.selectors import domain_is_served
from igny8.core.errors import InvalidInput


@require_GET
def tls_check(request: HttpRequest) -> HttpResponse:
    """200 when a certificate may be got for ``?domain=``: an active site has it. 404 otherwise, 400 for no domain."""
    try:
        domain = domain_normalise(request.GET.get("domain", ""))
    except InvalidInput:
        return HttpResponse(status=400)
    if not domain:
        return HttpResponse(status=400)
    return HttpResponse(status=200 if domain_is_served(domain) else 404)


urlpatterns = [path("internal/tls-check", tls_check)]
