"""OpenAPI: every response in the envelope, every error typed, headers and parameters named."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from igny8.core.roles import Role

ERRORS = {
    "400": "Some input is not valid; `errors` names the fields.",
    "401": "Not signed in, or the token has expired.",
    "402": "Not enough credits.",
    "403": "The role does not allow this.",
    "404": "No such object in this account.",
    "409": "The state of the object, or a reused Idempotency-Key, does not allow this.",
    "413": "The request is too large.",
    "429": "Too many requests; `Retry-After` says when to try again.",
    "500": "A fault on our side; quote the request id.",
}
TAIL = {
    "request_id": {"type": "string"},
    "timestamp": {"type": "string", "format": "date-time"},
}
PAGE = {
    "success": {"type": "boolean", "const": True},
    "count": {"type": "integer", "description": "Exact up to 10,000."},
    "count_is_exact": {"type": "boolean"},
    "next": {"type": ["string", "null"], "format": "uri"},
    "previous": {"type": ["string", "null"], "format": "uri"},
}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


class EnvelopeSchema(AutoSchema):
    """Wraps what drf-spectacular finds out in the envelope and adds the errors an operation can answer with."""

    def get_operation_id(self) -> str:
        return super().get_operation_id()

    def _is_list_view(self, serializer: Any = None) -> bool:
        return getattr(self.view, "action", "") == "list"

    def get_filter_backends(self) -> list[Any]:
        return []

    def get_override_parameters(self) -> list[Any]:
        view: Any = self.view
        action = getattr(view, "action", None)
        out: list[Any] = [
            OpenApiParameter(name, OpenApiTypes.STR)
            for name in (*view.query_params, *getattr(view, "action_params", {}).get(action, ()))
        ]
        if action == "list":
            integers = {"page", "page_size"}
            names = {"page", "page_size", "cursor", "ordering"} | ({"search"} if view.search_fields else set())
            out += [OpenApiParameter(n, OpenApiTypes.INT if n in integers else OpenApiTypes.STR) for n in sorted(names)]
            out += [
                OpenApiParameter(n, OpenApiTypes.UUID if n.endswith("_id") else OpenApiTypes.STR)
                for n in sorted(view.filter_names())
            ]
        if self.method == "POST" and self._role() not in {Role.PUBLIC, None}:
            out.append(
                OpenApiParameter(
                    "Idempotency-Key",
                    OpenApiTypes.STR,
                    OpenApiParameter.HEADER,
                    description="Same key and same body: the same answer. Same key and another body: 409.",
                )
            )
        return out

    def _role(self) -> Role | None:
        from igny8.core.api.permissions import required_role

        return required_role(self.view, self.method)

    def get_auth(self) -> list[dict[str, Any]]:
        role = self._role()
        if role is Role.PUBLIC:
            return [{}]
        return [{"siteKey": []}] if role is Role.API_KEY else [{"bearer": []}]

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        for status, body in bodies.items():
            content = body.get("content", {}).get("application/json")
            if content and status.startswith("2") and status != "204":
                content["schema"] = self._wrapped(content.get("schema", {}))
        codes = {"400", "413", "429", "500"}
        role = self._role()
        if role is not Role.PUBLIC:
            codes |= {"401", "403"}
        if "{" in self.path:
            codes.add("404")
        if self.method in {"POST", "PATCH", "PUT", "DELETE"}:
            codes |= {"409", "404"}
        if getattr(self.view, "spends", False) or getattr(self.view, "action", "") in getattr(
            self.view, "spending", ()
        ):
            codes.add("402")
        for code in sorted(codes):
            bodies.setdefault(
                code,
                {
                    "description": ERRORS[code],
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
                },
            )
        return bodies

    def _wrapped(self, schema: dict[str, Any]) -> dict[str, Any]:
        if self._is_list_view():
            results = schema if schema.get("type") == "array" else {"type": "array", "items": schema}
            return _object({**PAGE, "results": results, **TAIL})
        return _object(
            {"success": {"type": "boolean", "const": True}, "data": schema, "message": {"type": "string"}, **TAIL}
        )


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Access token in ``Authorization: Bearer``."""

    target_class = "igny8.accounts.api.authentication.BearerAuthentication"
    name = "bearer"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}


def add_shared_parts(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Post-processing hook: the error component and the security schemes."""
    components = result.setdefault("components", {})
    components.setdefault("schemas", {})["Error"] = _object(
        {
            "success": {"type": "boolean", "const": False},
            "error": {"type": "string", "description": "One sentence: what happened and what to do."},
            "error_code": {"type": "string", "description": "Machine readable."},
            "errors": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
            **TAIL,
        }
    )
    components.setdefault("securitySchemes", {}).update(
        {
            "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
            "siteKey": {"type": "apiKey", "in": "header", "name": "X-IGNY8-API-Key"},
        }
    )
    return result
