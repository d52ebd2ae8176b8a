"""What the parser refuses, and that it does so at once and by name."""

import json
import math
from time import perf_counter
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.exceptions import ParseError

from igny8.core.api.parsers import MAX_DEPTH, MAX_VALUES, parse_json
from igny8.core.errors import AppError, InvalidInput

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@given(JSON)
def test_whatever_is_sound_is_read_as_it_is(value: Any) -> None:
    assert parse_json(json.dumps(value).encode()) == value


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        parse_json(raw)
    except (ParseError, AppError):
        return
    json.loads(raw.decode())


@pytest.mark.parametrize(
    "raw",
    [
        b'{"name": "a\\u0000b"}', b'{"name": "\\ud800"}', b'{"name": "\\udc00\\ud800"}', b'{"a\\u0000": 1}', b'{"\\udfff": 1}',
        b'{"number": 1e999}', b'{"number": -1e999}', b'{"name": "a", "name": "b"}', b'{"inner": {"size": 1, "size": 2}}',
    ],
)  # fmt: skip
def test_what_the_database_would_choke_on(raw: bytes) -> None:
    with pytest.raises(InvalidInput):
        parse_json(raw)


@pytest.mark.parametrize(
    "raw",
    [b"{", b"nope", b"NaN", b"[Infinity]", b"-Infinity", b"\xff\xfe", b'{"a": "\xff"}', b"\xef\xbb\xbf{}", b"{'a': 1}", b"[1,]",
     b"1" * 5000, b'{"a": ' + b"9" * 5000 + b"}", '{"a": 1}'.encode("utf-16")],
)  # fmt: skip
def test_what_is_no_json(raw: bytes) -> None:
    with pytest.raises(ParseError):
        parse_json(raw)


@pytest.mark.parametrize(
    "raw", [b"[" * 100_000, b'{"a":' * 100_000, b"[" * 100_000 + b"]" * 100_000, b"[" * 40 + b"]" * 40]
)
def test_a_nesting_bomb_is_refused_at_once(raw: bytes) -> None:
    started = perf_counter()
    with pytest.raises((InvalidInput, ParseError)):
        parse_json(raw)
    assert perf_counter() - started < 1


def test_depth_up_to_the_limit_is_fine() -> None:
    parse_json(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH)
    with pytest.raises(InvalidInput, match="deeper"):
        parse_json(b"[" * (MAX_DEPTH + 2) + b"]" * (MAX_DEPTH + 2))


def test_millions_of_values_are_refused_before_a_serializer_sees_them() -> None:
    parse_json(b"[" + b"1," * (MAX_VALUES - 2) + b"1]")
    with pytest.raises(InvalidInput, match="more than"):
        parse_json(b"[" + b"1," * MAX_VALUES + b"1]")


def test_long_integers_are_read_and_not_rounded() -> None:
    assert parse_json(b'{"a": 123456789012345678901234567890}') == {"a": 123456789012345678901234567890}
    assert math.isclose(parse_json(b"1e308"), 1e308)


@pytest.fixture
def post(web: Client, account: Any) -> Any:
    def call(raw: bytes, content_type: str = "application/json", **headers: str) -> tuple[int, Any]:
        response = web.generic(
            "POST", "/api/v1/echo/", raw, content_type=content_type, headers={**account.auth(), **headers}
        )
        return response.status_code, json.loads(response.content)

    return call


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("raw", "field"),
    [
        (b'{"name": "a\\u0000b"}', "name"),
        (b'{"name": "x", "inner": {"size": "\\ud800"}}', "inner.size"),
        (b'{"name": "x", "any": ["ok", "\\u0000"]}', "any.1"),
        (b'{"name": "x", "number": 1e999}', "number"),
        (b'{"name": "x", "name": "y"}', "name"),
        (b'{"name": "x", "surname": 1}', "surname"),
        (b'{"name": "x", "inner": {"sise": 1}}', "inner.sise"),
        (b'{"name": "x", "seen": "y"}', "seen"),
        (b'{"name": "x", "ratio": "nan"}', "ratio"),
        (b'{"name": "x", "ratio": "-Infinity"}', "ratio"),
        (b'{"name": ["x"]}', "name"),
        (b'{"name": null}', "name"),
        (b"{}", "name"),
        (b"", "name"),
        (b"  \n", "name"),
    ],
)
def test_the_field_is_named(raw: bytes, field: str, post: Any) -> None:
    status, body = post(raw)
    assert (status, body["error_code"]) == (400, "INVALID_INPUT")
    assert field in body["errors"]


@pytest.mark.django_db
@pytest.mark.parametrize("raw", [b"[]", b'"x"', b"1", b"null", b"true", b"[" * 100_000, b"\xff"])
def test_only_objects_are_bodies(raw: bytes, post: Any) -> None:
    status, body = post(raw)
    assert status == 400
    assert body["error_code"] in {"MALFORMED_BODY", "INVALID_INPUT"}


@pytest.mark.django_db
def test_a_body_over_the_limit(post: Any, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    for headers in ({}, {"Idempotency-Key": "large"}):
        status, body = post(json.dumps({"name": "x" * 1000}).encode(), **headers)
        assert (status, body["error_code"]) == (413, "TOO_LARGE")


@pytest.mark.django_db
def test_unknown_fields_by_the_thousand_are_not_all_repeated(post: Any) -> None:
    status, body = post(json.dumps({f"f{n}": 1 for n in range(2000)}).encode())
    assert status == 400
    assert len(body["errors"]) <= 20


@pytest.mark.django_db
def test_a_body_of_unknown_length_is_refused(web: Client, account: Any) -> None:
    response = web.generic(
        "POST",
        "/api/v1/echo/",
        b"",
        content_type="application/json",
        headers={**account.auth(), "Transfer-Encoding": "chunked"},
    )
    assert (response.status_code, json.loads(response.content)["error_code"]) == (411, "LENGTH_REQUIRED")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("colour=1", "colour"),
        ("word=%00", "word"),
        ("%00=1", "query"),
        ("word=a&word=b", "word"),
        ("word=b&word=%00", "word"),
    ],
)
def test_query_parameters_are_checked_by_name(query: str, name: str, web: Client) -> None:
    response = web.get(f"/api/v1/echo/?{query}")
    assert response.status_code == 400
    assert name in json.loads(response.content)["errors"]


@pytest.mark.django_db
def test_decimals_are_numbers(web: Client) -> None:
    assert b'"decimal":1.5,"whole":2}' in web.get("/api/v1/echo/?word=w").content
