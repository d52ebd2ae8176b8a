"""Every endpoint x method x role x (absent, foreign id), generated from the URL configuration."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from igny8.accounts.services.api_keys import api_key_create
from igny8.core.ids import uuid7
from igny8.core.roles import Role
from igny8.core.tenancy import tenant
from tests.architecture.foreign import BODIES, FOREIGN, SHARED
from tests.architecture.matrix import Endpoint, differences, endpoints, routes
from tests.factories.accounts import World, make_account

ALL = endpoints()
DETAILS = [e for e in ALL if e.is_detail]
PEOPLE = ("viewer", "editor", "admin", "owner", "developer")
CALLERS = ("anonymous", "api_key", *PEOPLE)


def name(endpoint: Endpoint) -> str:
    return f"{endpoint.method} {endpoint.path}"


@dataclass
class Ground:
    """Two accounts, and a client that undoes whatever a request does."""

    own: World
    stranger: World
    key: str
    foreign: dict[str, Any]
    client: Client

    def headers(self, caller: str, world: World | None = None) -> dict[str, str]:
        if caller == "anonymous":
            return {}
        return {"X-IGNY8-API-Key": self.key} if caller == "api_key" else (world or self.own).auth(caller)

    def ask(self, endpoint: Endpoint, caller: str, identifier: Any, world: World | None = None) -> tuple[int, Any]:
        """Status and body without what differs from request to request."""
        body = BODIES.get((endpoint.method, endpoint.path), {})
        with transaction.atomic():
            self.client.cookies.clear()
            response = self.client.generic(
                endpoint.method,
                endpoint.url(identifier, uuid7()),
                json.dumps(body) if endpoint.method != "GET" else "",
                content_type="application/json",
                headers=self.headers(caller, world),
            )
            transaction.set_rollback(True)
        if (
            response.streaming
        ):  # an open stream is not read; closing it would close the connection, and with it the world
            return response.status_code, None
        try:
            content = json.loads(response.content) if response.content else None
        except ValueError:
            content = response.content
        if isinstance(content, dict):
            content = {k: v for k, v in content.items() if k not in {"request_id", "timestamp"}}
        return response.status_code, content

    def foreign_id(self, prefix: str) -> Any:
        if prefix not in self.foreign:
            with tenant(self.stranger.account_id):
                self.foreign[prefix] = FOREIGN[prefix](self.stranger)
        return self.foreign[prefix]


@pytest.fixture(scope="module")
def ground(django_db_setup: None, django_db_blocker: Any) -> Iterator[Ground]:
    """One world for all requests of the module; all of it is rolled back at the end."""
    from django.test import override_settings

    with django_db_blocker.unblock(), override_settings(THROTTLE_SCALE=100_000), transaction.atomic():
        own, stranger = (make_account(name=n, roles=PEOPLE) for n in ("Own", "Stranger"))
        with tenant(own.account_id):
            _, key = api_key_create(site_id=own.site_id, name="Matrix")
        yield Ground(own, stranger, key, {}, Client(raise_request_exception=True))
        transaction.set_rollback(True)


def may_enter(caller: str, lowest: str) -> bool:
    """Whether the table lets this caller in."""
    if lowest == Role.PUBLIC.label:
        return True
    if caller == "anonymous" or lowest == Role.SIGNED.label:
        return False  # nobody here signs, and no token or key stands in for a signature
    if Role.API_KEY.label in (caller, lowest):
        return caller == lowest
    return Role.of(caller) >= Role.of(lowest)


def test_table_and_routes_agree() -> None:
    assert not differences(), "run: python -m tests.architecture.matrix --write"


def test_a_changed_role_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    from igny8.accounts.api.views_sites import SiteViewSet

    monkeypatch.setattr(SiteViewSet, "roles", {**SiteViewSet.roles, "destroy": Role.VIEWER})
    assert [d for d in differences() if "accounts/sites/<uuid:pk>/" in d] == [
        "route without a row: ('DELETE', 'api/v1/accounts/sites/<uuid:pk>/', 'viewer')",
        "row without a route: ('DELETE', 'api/v1/accounts/sites/<uuid:pk>/', 'admin')",
    ]


def test_every_endpoint_declares_a_role() -> None:
    assert [name(e) for e in ALL if not e.role] == []


def test_nothing_under_the_api_is_served_by_other_views() -> None:
    known = {e.path for e in ALL}
    assert [path for path, _ in routes() if path.startswith("api/v1/") and path not in known] == []


def test_every_kind_of_object_has_a_stranger() -> None:
    missing = sorted({e.prefix for e in DETAILS} - set(FOREIGN) - SHARED)
    assert not missing, "add a factory to tests/architecture/foreign.py"


@pytest.mark.parametrize("endpoint", ALL, ids=name)
def test_roles(endpoint: Endpoint, ground: Ground) -> None:
    """Below the role 401 or 403; at or above it neither, and no fault of ours."""
    for caller in CALLERS:
        status, body = ground.ask(endpoint, caller, uuid7())
        if may_enter(caller, endpoint.role):
            assert status not in {401, 403}, (caller, body)
            assert status < 500, (caller, body)
        else:
            is_unknown = caller == "anonymous" or endpoint.role == Role.SIGNED.label
            assert status == (401 if is_unknown else 403), (caller, body)


@pytest.mark.parametrize("endpoint", DETAILS, ids=name)
def test_foreign_and_absent_are_the_same(endpoint: Endpoint, ground: Ground) -> None:
    """Nothing tells another account's object from one that never was."""
    for caller in CALLERS:
        absent = ground.ask(endpoint, caller, uuid7())
        if endpoint.prefix in FOREIGN:
            assert ground.ask(endpoint, caller, ground.foreign_id(endpoint.prefix)) == absent, caller
        if may_enter(caller, endpoint.role):
            assert absent[0] == 404, (caller, absent)


@pytest.mark.parametrize("endpoint", [e for e in DETAILS if e.prefix in FOREIGN], ids=name)
def test_the_object_is_really_there_for_its_owner(endpoint: Endpoint, ground: Ground) -> None:
    """Or the comparison above would compare nothing with nothing."""
    if endpoint.role == Role.API_KEY.label or endpoint.path.count("<") > 1:
        return
    status, body = ground.ask(endpoint, "owner", ground.foreign_id(endpoint.prefix), ground.stranger)
    assert status != 404, body
