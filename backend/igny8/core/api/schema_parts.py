"""What every operation of the OpenAPI file shares: errors, the tail of the envelope, parameters of lists."""

from typing import Any

from django_filters import (
    BaseCSVFilter,
    BooleanFilter,
    DateFilter,
    DateTimeFilter,
    Filter,
    MultipleChoiceFilter,
    NumberFilter,
    UUIDFilter,
)
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter

from igny8.core.api.pagination import COUNT_CAP, DEFAULT_SIZE, MAX_PAGE, MAX_SEARCH, MAX_SIZE

# status: (name of the component, description)
ERRORS = {
    "400": ("InvalidInput", "Some input is not valid; `errors` names the fields."),
    "401": ("NotAuthenticated", "Not signed in, or the token has expired."),
    "402": ("CreditsExhausted", "Not enough credits."),
    "403": ("NotAllowed", "The role does not allow this."),
    "404": ("NotFound", "No such object in this account."),
    "409": ("Conflict", "The state of the object, or a reused Idempotency-Key, does not allow this."),
    "411": ("LengthRequired", "The body came without a Content-Length."),
    "413": ("TooLarge", "The request is too large."),
    "415": ("UnsupportedMediaType", "The body is not of the content type this reads."),
    "429": ("Throttled", "Too many requests; `Retry-After` says when to try again."),
    "500": ("Internal", "A fault on our side; quote the request id."),
    "503": ("Unavailable", "A service this needs is down; `Retry-After` says when to try again."),
}
RETRY = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 1}}}
TAIL = {
    "request_id": {"type": "string"},
    "timestamp": {"type": "string", "format": "date-time"},
}
PAGE = {
    "success": {"type": "boolean", "const": True},
    "count": {
        "type": "integer",
        "description": f"Exact up to {COUNT_CAP:,} and with `count=exact`; `count_is_exact` says so.",
    },
    "count_is_exact": {"type": "boolean"},
    "next": {"type": ["string", "null"], "format": "uri"},
    "previous": {"type": ["string", "null"], "format": "uri"},
}
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]+$"},
    OpenApiParameter.HEADER,
    description="Same key and same body: the same answer. Same key and another body: 409.",
)
# Formats of filters; one that takes several words between commas stays text.
FILTER_TYPES: dict[type[Filter], Any] = {
    UUIDFilter: OpenApiTypes.UUID,
    NumberFilter: OpenApiTypes.NUMBER,
    BooleanFilter: OpenApiTypes.BOOL,
    DateTimeFilter: OpenApiTypes.DATETIME,
    DateFilter: OpenApiTypes.DATE,
}


def closed_object(properties: dict[str, Any]) -> dict[str, Any]:
    """An object that always has all of its ``properties``."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def list_parameters(view: Any) -> list[OpenApiParameter]:
    """Page, order, search and filters of a view's list."""
    fields = sorted({*view.ordering_fields, view.ordering.removeprefix("-")})
    orders = [order for field in fields for order in (field, f"-{field}")]
    size = {"type": "integer", "minimum": 1, "maximum": MAX_SIZE, "default": DEFAULT_SIZE}
    out = [
        OpenApiParameter("page", {"type": "integer", "minimum": 1, "maximum": MAX_PAGE, "default": 1}),
        OpenApiParameter("page_size", size),
        OpenApiParameter("cursor", OpenApiTypes.STR, description="Part of `next`; not together with `page`."),
        OpenApiParameter("ordering", {"type": "string", "enum": orders, "default": view.ordering}),
    ]
    exact = f"The exact number also past {COUNT_CAP:,}."
    out.append(OpenApiParameter("count", {"type": "string", "enum": ["exact"]}, description=exact))
    if view.search_fields:
        out.append(OpenApiParameter("search", {"type": "string", "maxLength": MAX_SEARCH}))
    return out + [_filter_parameter(n, f) for n, f in getattr(view.filterset_class, "base_filters", {}).items()]


def _filter_parameter(name: str, one: Filter) -> OpenApiParameter:
    description = str(one.extra.get("help_text") or "")
    if isinstance(one, MultipleChoiceFilter):
        items: dict[str, Any] = {"type": "string", "enum": _choices(one)}
        return OpenApiParameter(name, {"type": "array", "items": items}, explode=True, description=description)
    return OpenApiParameter(name, _filter_type(one), description=description)


def _choices(one: Filter) -> list[str]:
    choices = one.extra.get("choices") or ()
    return [str(value) for value, _ in (choices() if callable(choices) else choices)]


def _filter_type(one: Filter) -> Any:
    if isinstance(one, BaseCSVFilter):
        return OpenApiTypes.STR
    if _choices(one):
        return {"type": "string", "enum": _choices(one)}
    return next((kind for known, kind in FILTER_TYPES.items() if isinstance(one, known)), OpenApiTypes.STR)


def error_reference(status: str) -> dict[str, str]:
    """Reference to the shared response of an error."""
    return {"$ref": f"#/components/responses/{ERRORS[status][0]}"}


def add_shared_parts(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Post-processing hook: the error component, its responses and the security schemes."""
    components = result.setdefault("components", {})
    components.setdefault("schemas", {})["Error"] = closed_object(
        {
            "success": {"type": "boolean", "const": False},
            "error": {"type": "string", "description": "One sentence: what happened and what to do."},
            "error_code": {"type": "string", "description": "Machine readable."},
            "errors": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
            **TAIL,
        }
    )
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    components["responses"] = {
        name: {"description": text, "content": content, **({"headers": RETRY} if status in {"429", "503"} else {})}
        for status, (name, text) in ERRORS.items()
    }
    components.setdefault("securitySchemes", {}).update(
        {
            "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
            "siteKey": {"type": "apiKey", "in": "header", "name": "X-IGNY8-API-Key"},
        }
    )
    return result
