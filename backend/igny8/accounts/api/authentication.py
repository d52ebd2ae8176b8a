"""``Authorization: Bearer`` and ``X-IGNY8-API-Key``; both end in an open tenant scope."""

from typing import Any
from uuid import UUID

import structlog
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from igny8.accounts.services.access_tokens import TokenInvalid, access_token_read
from igny8.accounts.services.principals import (
    principal_of_claims,
    principal_of_key,
    principal_of_token,
    staff_enter,
)
from igny8.core.errors import NotFound
from igny8.core.principal import Principal
from igny8.core.tenancy import tenant


class BearerAuthentication(BaseAuthentication):
    """Finds the principal and opens its scope on the view's stack. No credentials: nobody."""

    def authenticate(self, request: Request) -> tuple[Principal, None] | None:
        principal = self._principal(request)
        if principal is None:
            return None
        structlog.contextvars.bind_contextvars(
            account_id=str(principal.account_id), actor=f"{principal.actor.kind}:{principal.actor.id}"
        )
        view: Any = request.parser_context["view"]
        view.enter(principal)
        return principal, None

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"

    def _principal(self, request: Request) -> Principal | None:
        key = request.headers.get("X-IGNY8-API-Key")
        if key:
            return principal_of_key(key)
        header = request.headers.get("Authorization")
        if not header:
            return None
        kind, _, token = header.partition(" ")
        if kind.lower() != "bearer" or not token.strip():
            raise TokenInvalid("Authorization must be: Bearer <access token>.")
        override = self._override(request)
        if override is None:
            # The person is read in the scope the request is then answered in: one transaction, not two.
            claims = access_token_read(token.strip())
            view: Any = request.parser_context["view"]
            view.scopes.enter_context(tenant(claims.account_id))
            return principal_of_claims(claims)
        principal = principal_of_token(token.strip(), account_override=override)
        if principal.account_id != principal.home_account_id:
            staff_enter(principal=principal, method=request.method or "", path=request.path)
        return principal

    @staticmethod
    def _override(request: Request) -> UUID | None:
        raw = request.headers.get("X-IGNY8-Account", "").strip()
        if not raw:
            return None
        try:
            return UUID(raw)
        except ValueError as exc:
            raise NotFound("X-IGNY8-Account is not an account id.") from exc
