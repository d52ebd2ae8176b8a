"""What the bridge plugin calls: with a site's API key, or signed."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from igny8.core.api.downloads import as_file
from igny8.core.api.throttles import address_bucket, client_address, take
from igny8.core.api.views import BaseView
from igny8.core.roles import Role
from igny8.integration.api import serializers_sync as s
from igny8.integration.services.bridge import bridge_connect, bridge_disconnect, bridge_status
from igny8.integration.services.plugin_package import plugin_package
from igny8.integration.services.webhooks import webhook_receive


class _BridgeView(BaseView):
    replays = False

    def site_id(self) -> UUID:
        """The only site of the key."""
        return next(iter(self.principal.site_ids or ()))


class BridgeConnectView(_BridgeView):
    roles: ClassVar[Mapping[str, Role]] = {"post": Role.API_KEY}
    key_scopes: ClassVar[Mapping[str, str]] = {"post": "content:write"}

    @extend_schema(request=s.BridgeConnectIn, responses=s.BridgeConnectedOut)
    def post(self, request: Request) -> Response:
        """Connect the plugin. Again: it gets a new secret, and the old one stays valid for a day."""
        done = bridge_connect(site_id=self.site_id(), facts=self.parse(s.BridgeConnectIn))
        return self.present(s.BridgeConnectedOut, done)


class BridgeDisconnectView(_BridgeView):
    roles: ClassVar[Mapping[str, Role]] = {"post": Role.API_KEY}
    key_scopes: ClassVar[Mapping[str, str]] = {"post": "content:write"}

    @extend_schema(request=s.BridgeDisconnectIn, responses=s.BridgeDisconnectedOut)
    def post(self, request: Request) -> Response:
        """Forget the plugin's secret; contents and history stay."""
        self.parse(s.BridgeDisconnectIn)
        return self.present(s.BridgeDisconnectedOut, {"was_connected": bridge_disconnect(site_id=self.site_id())})


class BridgeStatusView(_BridgeView):
    roles: ClassVar[Mapping[str, Role]] = {"get": Role.API_KEY}
    key_scopes: ClassVar[Mapping[str, str]] = {"get": "site:read"}

    @extend_schema(responses=s.BridgeStatusOut)
    def get(self, request: Request) -> Response:
        """How the connection looks from here."""
        return self.present(s.BridgeStatusOut, bridge_status(site_id=self.site_id()))


class PluginPackageView(BaseView):
    roles: ClassVar[Mapping[str, Role]] = {"get": Role.VIEWER}

    @extend_schema(operation_id="integration_bridge_plugin", responses={(200, "application/zip"): OpenApiTypes.BINARY})
    def get(self, request: Request) -> HttpResponse:
        """The WordPress plugin of this release as an installable zip."""
        package = plugin_package()
        return as_file(package.data, "application/zip", package.name)


class WebhookThrottle(BaseThrottle):
    """Many sites may share one server's address: 600 webhooks a minute, bursts of 300."""

    def allow_request(self, request: Request, view: Any) -> bool:
        take(f"webhook:{address_bucket(client_address(request))}", capacity=300, per_second=10)
        return True


class WebhookView(BaseView):
    roles: ClassVar[Mapping[str, Role]] = {"post": Role.SIGNED}
    authentication_classes = ()
    throttle_classes = (WebhookThrottle,)

    @extend_schema(
        operation_id="integration_webhook_wordpress", request=s.WebhookIn, responses={202: s.WebhookTakenOut}
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """A signed message of the plugin (Standard Webhooks): taken once, looked into later."""
        headers = {name.lower(): value for name, value in request.headers.items()}
        is_new = webhook_receive(integration_id=pk, headers=headers, body=request.body)
        return self.present(s.WebhookTakenOut, {"is_new": is_new}, status=202)
