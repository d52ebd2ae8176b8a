"""OpenAPI: every response in the envelope, every error typed, headers and parameters named."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import is_basic_type, is_list_serializer
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from igny8.core.api.permissions import required_role
from igny8.core.api.schema_parts import (
    IDEMPOTENCY_KEY,
    PAGE,
    TAIL,
    add_shared_parts,
    closed_object,
    error_reference,
    list_parameters,
)
from igny8.core.api.serializers import Input, Output
from igny8.core.roles import Role

__all__ = ["BearerScheme", "EnvelopeSchema", "add_shared_parts"]
# Verbs of the generic methods; further actions are named by the last part of their address.
VERBS = {
    "list": "list",
    "create": "create",
    "retrieve": "retrieve",
    "update": "replace",
    "partial_update": "update",
    "destroy": "delete",
}
METHODS = {"GET": "", "POST": "", "PUT": "replace", "PATCH": "update", "DELETE": "delete"}


def shared_names() -> set[str]:
    """Names of inputs and outputs that several domains use."""
    domains: dict[str, set[str]] = {}
    open_: list[type] = [Input, Output]
    while open_:
        one = open_.pop()
        open_ += one.__subclasses__()
        domains.setdefault(one.__name__, set()).add(one.__module__.split(".")[1])
    return {name for name, where in domains.items() if len(where) > 1}


class EnvelopeSchema(AutoSchema):
    """Wraps what drf-spectacular finds out in the envelope and adds the errors an operation can answer with."""

    def get_operation_id(self) -> str:
        """``planner_clusters_list``, ``ai_runs_cancel``: the resource's address in words and the action; for a plain view its
        address and what its method does."""
        words = [word.replace("-", "_") for word in self._tokenize_path()]
        action: str = getattr(self.view, "action", None) or ""
        if not action:
            return "_".join(filter(None, [*words, METHODS[self.method]]))
        if action in VERBS:
            return "_".join([*words, VERBS[action]])
        if "{" in self.path:
            words = words[: len(self.path.partition("{")[0].removeprefix("/api/v1/").rstrip("/").split("/"))]
        else:
            words = words[:-1] if len(words) > 2 else words
        return "_".join([*words, action])

    def get_serializer_name(self, serializer: Any, direction: Any) -> str:
        """The class's own name; with its domain in front where two domains use one name."""
        one = type(serializer)
        name = one.__name__
        if name in shared_names():
            return one.__module__.split(".")[1].replace("_", " ").title().replace(" ", "") + name
        return name

    def get_tags(self) -> list[str]:
        """The product word: the first part of the address below the version."""
        return list(self._tokenize_path()[:1])

    def _is_list_view(self, serializer: Any = None) -> bool:
        """Whether an array is answered: lists, and what is declared with ``many=True``."""
        if serializer is None:
            serializer = self.get_response_serializers()
        if isinstance(serializer, dict) and serializer:
            serializer = next(iter(serializer.values()))
        if is_basic_type(serializer):
            return False
        return self._is_page() or bool(is_list_serializer(serializer))

    def _is_page(self) -> bool:
        return getattr(self.view, "action", "") == "list"

    def get_filter_backends(self) -> list[Any]:
        return []

    def _named_params(self) -> list[str]:
        """Query parameters beside those of a list."""
        view: Any = self.view
        return [*view.query_params, *getattr(view, "action_params", {}).get(getattr(view, "action", None), ())]

    def get_override_parameters(self) -> list[Any]:
        view: Any = self.view
        names = self._named_params()
        out = [OpenApiParameter(n, OpenApiTypes.UUID if n.endswith("_id") else OpenApiTypes.STR) for n in names]
        if self._is_page():
            out += list_parameters(view)
        if self.method == "POST" and view.replays and self._role() not in {Role.PUBLIC, Role.SIGNED, None}:
            out.append(IDEMPOTENCY_KEY)
        return out

    def _role(self) -> Role | None:
        return required_role(self.view, self.method)

    def get_auth(self) -> list[dict[str, Any]]:
        role = self._role()
        if role in {Role.PUBLIC, Role.SIGNED}:
            return [{}]
        return [{"siteKey": []}] if role is Role.API_KEY else [{"bearer": []}]

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> dict[str, Any]:
        schema: dict[str, Any] = super()._map_basic_serializer(serializer, direction)  # type: ignore[no-untyped-call]
        if isinstance(serializer, Input):
            schema["additionalProperties"] = False
        return schema

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        for status, body in bodies.items():
            content = body.get("content", {}).get("application/json")
            if content and status.startswith("2") and status != "204":
                content["schema"] = self._wrapped(content.get("schema", {}))
        for code in sorted(self._error_codes()):
            bodies.setdefault(code, error_reference(code))
        return bodies

    def _error_codes(self) -> set[str]:
        codes = {"400", "429", "500", "503"}
        if self._role() is not Role.PUBLIC or self.method == "POST":  # sign-in refuses what it is given
            codes |= {"401", "403"}
        if "{" in self.path or any(name.endswith("_id") for name in self._named_params()):
            codes.add("404")
        if self.method in {"POST", "PATCH", "PUT"}:
            codes |= {"404", "409", "411", "413", "415"}
        if self.method == "DELETE":
            codes.add("409")
        view: Any = self.view
        if getattr(view, "spends", False) or getattr(view, "action", "") in getattr(view, "spending", ()):
            codes.add("402")
        return codes

    def _wrapped(self, schema: dict[str, Any]) -> dict[str, Any]:
        if self._is_page():
            results = schema if schema.get("type") == "array" else {"type": "array", "items": schema}
            return closed_object({**PAGE, "results": results, **TAIL})
        return closed_object(
            {"success": {"type": "boolean", "const": True}, "data": schema, "message": {"type": "string"}, **TAIL}
        )


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Access token in ``Authorization: Bearer``."""

    target_class = "igny8.accounts.api.authentication.BearerAuthentication"
    name = "bearer"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
