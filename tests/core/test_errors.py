"""Every error leaves in the envelope with a code, and none says more than it should."""

import json
from typing import Any

import pytest
from django.test import Client

from igny8.core.models import OutboxEvent
from igny8.core.tenancy import tenant
from tests.core.probe import FAULTS

pytestmark = pytest.mark.django_db


def envelope(response: Any) -> dict[str, Any]:
    body = json.loads(response.content)
    assert set(body) == {"success", "error", "error_code", "errors", "request_id", "timestamp"}
    assert body["success"] is False
    assert body["error"].strip()
    assert body["request_id"] == response["X-Request-ID"]
    assert body["timestamp"].endswith("Z")
    assert all(isinstance(m, str) for messages in body["errors"].values() for m in messages)
    return body


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_has_its_status_and_code(name: str, web: Client, account: Any) -> None:
    _, status, code = FAULTS[name]
    response = web.get(f"/api/v1/fault/{name}/", headers=account.auth())
    body = envelope(response)
    assert (response.status_code, body["error_code"]) == (status, code)
    assert response["Content-Type"] == "application/json"


@pytest.mark.parametrize("name", ["throttled", "drf_throttled"])
def test_retry_after_is_rounded_up(name: str, web: Client, account: Any) -> None:
    assert web.get(f"/api/v1/fault/{name}/", headers=account.auth())["Retry-After"] == "2"


@pytest.mark.parametrize("name", ["not_authenticated", "drf_auth"])
def test_401_names_the_scheme(name: str, web: Client, account: Any) -> None:
    assert web.get(f"/api/v1/fault/{name}/", headers=account.auth())["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("name", ["bug", "broken_sql", "lock", "data"])
def test_nothing_of_the_inside_is_shown(name: str, web: Client, account: Any) -> None:
    text = web.get(f"/api/v1/fault/{name}/", headers=account.auth()).content.decode()
    for word in ("Traceback", "ZeroDivision", "psycopg", "SELECT", "secret_column", "statement timeout", ".py"):
        assert word not in text


def test_a_bug_leaves_its_trace_in_the_log(web: Client, account: Any, caplog: Any) -> None:
    web.get("/api/v1/fault/bug/", headers={**account.auth(), "X-Request-ID": "find-me-in-the-log"})
    lines = [r.getMessage() for r in caplog.records if "unhandled" in r.getMessage()]
    assert len(lines) == 1
    assert "find-me-in-the-log" in lines[0]
    assert "ZeroDivisionError" in lines[0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("key", [{}, {"Idempotency-Key": "late"}])
def test_a_fault_at_commit_is_translated_too(key: dict[str, str], web: Client, account: Any) -> None:
    for _ in range(2):
        response = web.post("/api/v1/late/", {}, content_type="application/json", headers={**account.auth(), **key})
        assert (response.status_code, envelope(response)["error_code"]) == (409, "CONFLICT")


@pytest.mark.parametrize(
    "path", ["/nothing", "/api/v1/nothing/", "/api/v1/echo", "/api/", "//", "/api/v1/rows/1/", "/%00", "/%ff"]
)
def test_unknown_addresses(path: str, web: Client, account: Any) -> None:
    response = web.get(path, headers=account.auth())
    assert (response.status_code, envelope(response)["error_code"]) == (404, "NOT_FOUND")


@pytest.mark.parametrize("path", ["/api/v1/rows/named/a%00b/", "/api/v1/rows/named/a%ED%A0%80b/"])
def test_text_no_row_can_hold_in_an_address(path: str, web: Client, account: Any) -> None:
    assert web.get(path, headers=account.auth()).status_code in {400, 404}


@pytest.mark.parametrize("signed_in", [True, False])
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "BREW"])
def test_methods_there_are_not(method: str, signed_in: bool, web: Client, account: Any) -> None:
    response = web.generic(method, "/api/v1/echo/", headers=account.auth() if signed_in else {})
    assert (response.status_code, envelope(response)["error_code"]) == (405, "METHOD_NOT_ALLOWED")
    assert {"GET", "POST"} <= {m.strip() for m in response["Allow"].split(",")}


def test_a_viewset_answers_405_as_well(web: Client, account: Any) -> None:
    response = web.post("/api/v1/rows/", {}, content_type="application/json", headers=account.auth())
    assert (response.status_code, envelope(response)["error_code"]) == (405, "METHOD_NOT_ALLOWED")


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "x"],
)
def test_bodies_nobody_reads(kind: str, web: Client, account: Any) -> None:
    response = web.generic("POST", "/api/v1/echo/", b"--x--", content_type=kind, headers=account.auth())
    assert (response.status_code, envelope(response)["error_code"]) == (415, "UNSUPPORTED_MEDIA_TYPE")


def test_anonymous_and_forged(web: Client, account: Any) -> None:
    for headers in ({}, {"Authorization": "Bearer x.y.z"}, {"Authorization": "Basic eDp5"}, {"Authorization": "Bearer \xff\xfe"},
                    {"X-IGNY8-API-Key": "ig8_x_y"}, {"X-IGNY8-API-Key": "\xff" * 500}):  # fmt: skip
        response = web.get("/api/v1/scoped/", headers=headers)
        assert (response.status_code, envelope(response)["error_code"]) in {
            (401, "NOT_AUTHENTICATED"), (401, "TOKEN_INVALID"), (401, "API_KEY_INVALID"), (401, "KEY_INVALID"),
        }, headers  # fmt: skip


def test_many_faults_are_not_all_repeated(web: Client, account: Any) -> None:
    body = json.dumps({"ids": ["x"] * 900})
    response = web.generic("POST", "/api/v1/ids/", body, content_type="application/json", headers=account.auth())
    assert response.status_code == 400
    assert len(envelope(response)["errors"]) <= 100


def test_an_error_undoes_what_was_written(web: Client, account: Any) -> None:
    assert (
        web.post("/api/v1/conflicted/", {}, content_type="application/json", headers=account.auth()).status_code == 409
    )
    with tenant(account.account_id):
        assert not OutboxEvent.objects.filter(name="probe.Conflicted").exists()
