"""Registration: account, owner, events and the first sign-in, in one transaction."""

from typing import Any

import pytest

from igny8.accounts.models import Account, User
from igny8.core import events
from igny8.core.errors import Unavailable
from igny8.core.models import OutboxEvent
from igny8.core.tenancy import every_tenant, tenant
from tests.accounts.conftest import registration
from tests.support.client import Api

pytestmark = pytest.mark.django_db


def test_registering_makes_an_account_on_trial_and_signs_its_owner_in(anyone: Api, registered: dict[str, Any]) -> None:
    me = registered["user"]
    assert me["email"] == "ada@example.com"
    assert me["role"] == "owner"
    assert me["account"]["status"] == "trial"
    assert me["account"]["slug"].startswith("lovelace-garten")
    status, body = anyone.get("auth/me/", authorization=f"Bearer {registered['access']}")
    assert status == 200
    assert body["data"]["id"] == me["id"]
    assert registered["refresh"].count(".") == 2
    with tenant(me["account"]["id"]):
        account = Account.objects.get()
        assert str(account.owner_id) == me["id"]
        assert account.plan.slug == "trial"
        assert "accounts.AccountRegistered" in OutboxEvent.objects.values_list("name", flat=True)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": "no-address"}, "email"),
        ({"email": "a@b"}, "email"),
        ({"email": "аda@example.com"}, "email"),  # a Cyrillic letter that only looks like an a
        ({"email": "a b@example.com"}, "email"),
        ({"password": "short"}, "password"),
        ({"password": "password1234"}, "password"),
        ({"password": "12345678901234"}, "password"),
        ({"password": "x" * 300}, "password"),
        ({"password": "ada@example.com"}, "password"),
        ({"timezone": "Mars/Base"}, "timezone"),
        ({"language": "english please"}, "language"),
        ({"name": " "}, "name"),
        ({"account_name": ""}, "account_name"),
        ({"role": "developer"}, "role"),
        ({"plan": "scale"}, "plan"),
    ],
)
def test_bad_input_names_the_field(anyone: Api, changes: dict[str, Any], field: str) -> None:
    status, body = anyone.post("auth/register/", registration(**changes))
    assert status == 400
    assert field in body["errors"]


@pytest.mark.parametrize("again", ["ada@example.com", " ADA@EXAMPLE.COM ", "Ada@Example.com"])
def test_an_address_is_taken_in_every_spelling(anyone: Api, registered: dict[str, Any], again: str) -> None:
    status, body = anyone.post("auth/register/", registration(email=again))
    assert (status, body["error_code"]) == (409, "EMAIL_TAKEN")
    with every_tenant("count"):
        assert User.objects.filter(email="ada@example.com").count() == 1


def test_a_domain_in_unicode_and_in_ascii_is_the_same(anyone: Api) -> None:
    assert anyone.post("auth/register/", registration(email="o@bücher.example.com"))[0] == 201
    assert anyone.post("auth/register/", registration(email="o@xn--bcher-kva.example.com"))[0] == 409


def test_equal_names_get_different_slugs(anyone: Api) -> None:
    slugs = {
        anyone.post("auth/register/", registration(email=f"n{n}@example.com", account_name="日本語"))[1]["data"][
            "user"
        ]["account"]["slug"]
        for n in range(8)
    }
    assert len(slugs) == 8
    assert "account" in slugs


def test_what_an_immediate_subscriber_refuses_leaves_nothing_behind(anyone: Api, monkeypatch: Any) -> None:
    def refuse(payload: dict[str, Any]) -> None:
        raise Unavailable

    monkeypatch.setitem(events._immediate, "accounts.AccountRegistered", {"test.refuse": refuse})
    status, _ = anyone.post("auth/register/", registration())
    assert status == 503
    with every_tenant("count"):
        assert not User.objects.filter(email="ada@example.com").exists()
        assert not Account.objects.filter(name="Lovelace Gärten").exists()


def test_registrations_from_one_address_are_limited(anyone: Api) -> None:
    answers = [anyone.post("auth/register/", {})[0] for _ in range(25)]
    assert answers[:20] == [400] * 20
    assert answers[-1] == 429


def test_an_authorization_header_does_not_disturb_signing_up(anyone: Api, account: Any) -> None:
    status, _ = anyone.post("auth/register/", registration(), **account.auth("owner"))
    assert status == 201


def test_the_trial_credits_are_there_when_registration_returns(
    anyone: Api, registered: dict[str, Any], settings: Any
) -> None:
    status, body = anyone.get("billing/balance/", authorization=f"Bearer {registered['access']}")
    assert status == 200
    assert str(settings.TRIAL_CREDITS) in str(body["data"]), body
