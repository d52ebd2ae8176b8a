"""Refresh families: one successor, reuse ends the sign-in, a sign-in has an end."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from igny8.accounts.constants import REFRESH_COOKIE
from igny8.accounts.models import RefreshFamily, User
from igny8.accounts.services.refresh_tokens import RefreshInvalid, RefreshReused, refresh_family_start, refresh_rotate
from igny8.core.models import OutboxEvent
from igny8.core.tenancy import tenant
from tests.factories.accounts import PASSWORD, World
from tests.support.client import Api
from tests.support.racing import race


@pytest.fixture
def first(account: World) -> str:
    with tenant(account.account_id):
        return refresh_family_start(user_id=account.users["owner"])[1]


def age(account: World, **fields: Any) -> None:
    with tenant(account.account_id):
        RefreshFamily.objects.update(**fields)


@pytest.mark.django_db(transaction=True)
def test_sixty_four_refreshes_of_one_token_get_one_successor(account: World, first: str) -> None:
    results = race(64, lambda _: refresh_rotate(token=first).token)
    assert len(set(results)) == 1, results
    assert results[0].split(".")[1] == "1"
    assert refresh_rotate(token=results[0]).token.split(".")[1] == "2"


@pytest.mark.django_db
def test_a_token_older_than_the_predecessor_ends_the_sign_in(account: World, first: str) -> None:
    second = refresh_rotate(token=first).token
    third = refresh_rotate(token=second).token
    with pytest.raises(RefreshReused):
        refresh_rotate(token=first)
    with pytest.raises(RefreshInvalid):
        refresh_rotate(token=third)
    with tenant(account.account_id):
        family = RefreshFamily.objects.get(pk=third.split(".")[0])
        assert family.revoked_why == "reuse"
        ended = OutboxEvent.objects.get(name="accounts.SessionsEnded")
        assert ended.payload["why"] == "reuse"


@pytest.mark.django_db
def test_the_predecessor_is_reuse_after_ten_seconds(account: World, first: str) -> None:
    second = refresh_rotate(token=first).token
    assert refresh_rotate(token=first).token == second
    age(account, rotated_at=timezone.now() - timedelta(seconds=11))
    with pytest.raises(RefreshReused):
        refresh_rotate(token=first)
    with pytest.raises(RefreshInvalid):
        refresh_rotate(token=second)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "damage",
    [
        lambda t: t[:-2] + ("AA" if t[-2:] != "AA" else "BB"),
        lambda t: t.replace(".0.", ".1."),
        lambda t: t.replace(".0.", ".00."),
        lambda t: t.upper(),
        lambda t: t + ".x",
        lambda t: "",
        lambda t: "a.b.c",
        lambda t: "ü.0.é",
        lambda t: t.replace(".0.", ".-1."),
        lambda t: t.replace(".0.", ".٠."),
    ],
)
def test_a_forged_token_is_refused_and_harms_nobody(account: World, first: str, damage: Any) -> None:
    with pytest.raises(RefreshInvalid):
        refresh_rotate(token=damage(first))
    assert refresh_rotate(token=first)


@pytest.mark.django_db
def test_a_token_ends_after_seven_idle_days_and_a_sign_in_after_ninety(account: World, first: str) -> None:
    now = timezone.now()
    age(account, expires_at=now + timedelta(hours=1), created_at=now - timedelta(days=6))
    second = refresh_rotate(token=first)
    with tenant(account.account_id):
        family = RefreshFamily.objects.get(pk=second.family_id)
        assert family.expires_at > now + timedelta(days=6, hours=23)
    age(account, created_at=now - timedelta(days=89, hours=12))
    third = refresh_rotate(token=second.token)
    with tenant(account.account_id):
        assert RefreshFamily.objects.get(pk=third.family_id).expires_at < now + timedelta(days=1)
    age(account, expires_at=now - timedelta(seconds=1))
    with pytest.raises(RefreshInvalid):
        refresh_rotate(token=third.token)


@pytest.mark.django_db
def test_a_key_that_is_no_longer_current_still_verifies(account: World, first: str, settings: Any) -> None:
    settings.JWT_KEYS = ["a-new-key-in-front-of-the-old-one-0123456789", *settings.JWT_KEYS]
    second = refresh_rotate(token=first)
    assert refresh_rotate(token=second.token)
    settings.JWT_KEYS = ["another-key-altogether-0123456789-0123456789"]
    with pytest.raises(RefreshInvalid):
        refresh_rotate(token=second.token)


@pytest.mark.django_db
def test_reuse_answers_401_over_http_and_ends_the_access_token_too(anyone: Api, account: World) -> None:
    from tests.accounts.test_sign_in import credentials

    _, body = anyone.post("auth/login/", credentials(account))
    tokens = [body["data"]["refresh"]]
    for _ in range(2):
        tokens.append(anyone.post("auth/refresh/", {"refresh": tokens[-1]})[1]["data"]["refresh"])
    status, reused = anyone.post("auth/refresh/", {"refresh": tokens[0]})
    assert (status, reused["error_code"]) == (401, "REFRESH_REUSED")
    assert anyone.post("auth/refresh/", {"refresh": tokens[-1]})[0] == 401
    assert anyone.get("auth/me/", authorization=f"Bearer {body['data']['access']}")[0] == 401


@pytest.mark.django_db
def test_somebody_deactivated_cannot_refresh(anyone: Api, account: World, first: str) -> None:
    with tenant(account.account_id):
        User.objects.update(is_active=False)
    status, body = anyone.post("auth/refresh/", {"refresh": first})
    assert (status, body["error_code"]) == (401, "REFRESH_INVALID")


@pytest.mark.django_db(transaction=True)
def test_sixty_four_tabs_with_one_cookie_stay_signed_in(account: World, settings: Any) -> None:
    """Tabs of one browser share the cookie and wake up together; whoever loses the race gets the same successor."""
    settings.THROTTLE_SCALE = 1000
    browser = Client()
    signed = browser.post(
        "/api/v1/auth/login/",
        {"email": f"owner-{account.account_id.hex}@example.com", "password": PASSWORD, "cookie": True},
        content_type="application/json",
    )
    cookie = signed.cookies[REFRESH_COOKIE]
    assert (cookie["path"], cookie["samesite"], bool(cookie["secure"]), bool(cookie["httponly"])) == (
        "/api/v1/auth/",
        "Strict",
        False,  # on plain http a secure cookie would never come back
        True,
    )

    def wake(_: int) -> tuple[int, str]:
        tab = Client()
        tab.cookies[REFRESH_COOKIE] = cookie.value
        answer = tab.post("/api/v1/auth/refresh/", {}, content_type="application/json")
        return answer.status_code, answer.cookies[REFRESH_COOKIE].value

    woken = set(race(64, wake))
    assert len(woken) == 1, woken
    status, successor = woken.pop()
    assert status == 200
    browser.cookies[REFRESH_COOKIE] = successor
    again = browser.post("/api/v1/auth/refresh/", {}, content_type="application/json")
    assert again.status_code == 200
    assert again.json()["data"]["refresh"] is None
    me = browser.get("/api/v1/auth/me/", headers={"Authorization": f"Bearer {again.json()['data']['access']}"})
    assert me.status_code == 200
