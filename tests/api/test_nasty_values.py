"""Values that broke other systems, in every field of every body and every parameter: refused or taken, never a fault."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client

from igny8.core.api.docs import schema

DOCUMENT = schema()
SCHEMAS = DOCUMENT["components"]["schemas"]
STRINGS: list[Any] = [
    "",
    "a\x00b",
    "\ud800",
    "x" * 20_000,
    "🙈" * 300,
    "'; DROP TABLE x; --",
    "\r\nSet-Cookie: a=b",
    "\u202e\ufeff",
]
NUMBERS: list[Any] = [-1, 2**31, 2**63, 10**400, 1e308, 1e-320, "１", True]
IDS: list[Any] = ["", "zebra", "{018f0000-0000-7000-8000-000000000000}", -1, 2**200]
DATES: list[Any] = ["0000-00-00", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+23:59", "10000-01-01", 0]
ANY: list[Any] = [None, [[[]]], {"a": {"b": []}}]


def resolve(one: dict[str, Any]) -> dict[str, Any]:
    """The schema itself, past references and the wrappers of a default."""
    while True:
        if "$ref" in one:
            one = SCHEMAS[one["$ref"].rpartition("/")[2]]
        elif len(one.get("allOf", ())) == 1:
            one = one["allOf"][0]
        elif one.get("oneOf"):
            one = one["oneOf"][0]
        else:
            return one


def kind(one: dict[str, Any]) -> str:
    found = one.get("type", "string")
    return found if isinstance(found, str) else next(t for t in found if t != "null")


def plain(one: dict[str, Any], ids: dict[str, str], name: str = "") -> Any:
    """A value that is probably fine."""
    one = resolve(one)
    if name in ids:
        return ids[name]
    if "enum" in one:
        return one["enum"][0]
    match kind(one):
        case "object":
            return {
                n: plain(one["properties"][n], ids, n)
                for n in one.get("required", ())
                if n in one.get("properties", {})
            }
        case "array":
            return [plain(one["items"], ids)] * max(1, one.get("minItems", 1))
        case "integer" | "number":
            return max(1, one.get("minimum", 1))
        case "boolean":
            return True
    formats = {"uuid": "018f0000-0000-7000-8000-000000000000", "email": "a@example.com", "date": "2026-11-20",
               "date-time": "2026-11-20T10:00:00Z", "uri": "https://example.com/"}  # fmt: skip
    return formats.get(one.get("format", ""), "coffee at home")


def nasty(one: dict[str, Any]) -> list[Any]:
    """Values that do not belong there, and some that hardly do."""
    one = resolve(one)
    if kind(one) in {"integer", "number"}:
        return [*NUMBERS, *ANY, "a\x00b"]
    if kind(one) == "array":
        return [*ANY, "x", 1, [plain(one["items"], {})] * 2000, *([v] for v in nasty(one["items"])[:4])]
    if kind(one) in {"object", "boolean"}:
        return [*ANY, "x", 1, {"a\x00": 1}, {"x": "\ud800"}, {"k" * 5000: 1}]
    if one.get("format") == "uuid":
        return [*IDS, *ANY, "a\x00b", "\ud800"]
    if one.get("format") in {"date", "date-time"}:
        return [*DATES, *ANY, "a\x00b"]
    return [*STRINGS, *ANY, 10**400, 1e308]


def operations() -> Iterator[Any]:
    for path, item in DOCUMENT["paths"].items():
        for method, operation in item.items():
            yield pytest.param(path, method, operation, id=operation["operationId"])


def ask(
    ground: Any, path: str, method: str, *, body: Any = None, query: str = "", form: dict[str, Any] | None = None
) -> Any:
    """One request, undone."""
    url = re.sub(r"\{id\}", str(ground.own(path)), path)
    url = re.sub(r"\{\w+\}", "1", url) + query
    with transaction.atomic():
        client = Client(raise_request_exception=False)
        if form is not None:
            response = client.post(url, form, headers=ground.world.auth())
        else:
            data = "" if body is None else json.dumps(body)
            response = client.generic(
                method.upper(), url, data, content_type="application/json", headers=ground.world.auth()
            )
        transaction.set_rollback(True)
    return response


def sound(response: Any, *what: Any) -> None:
    assert response.status_code < 500, (response.content[:300], *what)
    if response.status_code >= 400:
        body = json.loads(response.content)
        assert body["success"] is False, what
        assert body["error_code"], what
        assert body["request_id"] == response["X-Request-ID"], what


@pytest.mark.parametrize(("path", "method", "operation"), operations())
def test_nasty_values(path: str, method: str, operation: dict[str, Any], ground: Any) -> None:
    ids = {"site_id": str(ground.world.site_id), "sector_id": str(ground.world.sector_id)}
    for parameter in operation.get("parameters", ()):
        if parameter["in"] != "query":
            continue
        for value in nasty(parameter["schema"]):
            if isinstance(value, str | int | float):
                text = quote(str(value).encode("utf-8", "surrogatepass")[:3000])
                sound(ask(ground, path, method, query=f"?{parameter['name']}={text}"), parameter["name"], value)
    for media_type, content in operation.get("requestBody", {}).get("content", {}).items():
        body_schema = resolve(content["schema"])
        base = plain(body_schema, ids)
        for name, field in body_schema.get("properties", {}).items():
            for value in nasty(field):
                if media_type == "application/json":
                    sound(ask(ground, path, method, body={**base, name: value}), name, repr(value)[:80])
                elif isinstance(value, str) and "\ud800" not in value:
                    sound(
                        ask(ground, path, method, form={**{k: v for k, v in base.items() if k != "file"}, name: value}),
                        name,
                        value,
                    )
