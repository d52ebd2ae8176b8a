"""Sign-in: tokens, cookie, lock, limits, silence about who exists."""

from typing import Any

import pytest
from django.contrib.auth import hashers
from redis.exceptions import ConnectionError as RedisDown

from igny8.accounts.models import Account, User
from igny8.accounts.services import passwords, sign_in_limits
from igny8.core.api import throttles
from igny8.core.models import OutboxEvent
from igny8.core.tenancy import every_tenant, tenant
from tests.factories.accounts import PASSWORD, World
from tests.support.client import Api

pytestmark = pytest.mark.django_db


def credentials(world: World, **changes: Any) -> dict[str, Any]:
    return {"email": f"owner-{world.account_id.hex}@example.com", "password": PASSWORD, **changes}


def test_signing_in_gives_two_tokens(anyone: Api, account: World) -> None:
    status, body = anyone.post("auth/login/", credentials(account))
    assert status == 200
    data = body["data"]
    assert data["expires_in"] == 900
    assert anyone.get("auth/me/", authorization=f"Bearer {data['access']}")[1]["data"]["role"] == "owner"
    status, body = anyone.post("auth/refresh/", {"refresh": data["refresh"]})
    assert status == 200
    assert body["data"]["refresh"] != data["refresh"]


def test_the_address_is_found_in_any_case(anyone: Api, account: World) -> None:
    body = credentials(account)
    assert anyone.post("auth/login/", {**body, "email": f" {body['email'].upper()} "})[0] == 200


def test_a_browser_keeps_the_refresh_token_in_a_cookie(anyone: Api, account: World, settings: Any) -> None:
    _, body = anyone.post("auth/login/", credentials(account, cookie=True))
    assert body["data"]["refresh"] is None
    cookie = anyone.client.cookies["igny8_refresh"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/api/v1/auth/"
    assert not cookie["secure"]
    before = cookie.value
    status, body = anyone.post("auth/refresh/")
    assert status == 200
    assert body["data"]["refresh"] is None
    assert anyone.client.cookies["igny8_refresh"].value != before
    anyone.post("auth/logout/")
    assert anyone.client.cookies["igny8_refresh"].value == ""
    settings.SESSION_COOKIE_SECURE = True
    anyone.post("auth/login/", credentials(account, cookie=True))
    assert anyone.client.cookies["igny8_refresh"]["secure"]


def test_the_cookie_is_secure_over_https(anyone: Api, account: World) -> None:
    response = anyone.client.post(
        "/api/v1/auth/login/", credentials(account, cookie=True), content_type="application/json", secure=True
    )
    assert response.cookies["igny8_refresh"]["secure"]


def test_refreshing_without_a_token_names_the_field(anyone: Api) -> None:
    status, body = anyone.post("auth/refresh/")
    assert (status, list(body["errors"])) == (400, ["refresh"])


def strip(body: Any) -> Any:
    return {k: v for k, v in body.items() if k not in {"request_id", "timestamp"}}


def test_unknown_wrong_and_inactive_look_alike(anyone: Api, account: World) -> None:
    wrong = anyone.post("auth/login/", credentials(account, password="not-the-password"))
    unknown = anyone.post("auth/login/", {"email": "nobody@example.com", "password": PASSWORD})
    with tenant(account.account_id):
        User.objects.filter(role="owner").update(is_active=False)
    inactive = anyone.post("auth/login/", credentials(account))
    assert wrong[0] == unknown[0] == inactive[0] == 401
    assert strip(wrong[1]) == strip(unknown[1]) == strip(inactive[1])


def test_unknown_and_known_cost_the_same_work(anyone: Api, account: World, monkeypatch: Any) -> None:
    """Counted, not timed: one hash of the preferred kind, and the same number of queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    class Counting(hashers.MD5PasswordHasher):
        algorithm = "md5"
        hashes = 0

        def encode(self, password: str, salt: str) -> str:
            Counting.hashes += 1
            return super().encode(password, salt)

    monkeypatch.setattr(hashers, "get_hashers", lambda: [Counting()])
    monkeypatch.setattr(hashers, "get_hasher", lambda algorithm="default": Counting())
    work = []
    for body in (credentials(account, password="wrong-one-here"), {"email": "nobody@example.com", "password": "wrong"}):
        Counting.hashes = 0
        with CaptureQueriesContext(connection) as queries:
            assert anyone.post("auth/login/", body)[0] == 401
        kinds = [q["sql"].split()[0] for q in queries.captured_queries if "SAVEPOINT" not in q["sql"]]
        work.append((Counting.hashes, kinds))
    assert work[0] == work[1]
    assert work[0][0] == 1


def test_ten_failures_lock_the_person_out(anyone: Api, account: World) -> None:
    for _ in range(10):
        assert anyone.post("auth/login/", credentials(account, password="wrong"))[0] == 401
    response = anyone.client.post("/api/v1/auth/login/", credentials(account), content_type="application/json")
    assert response.status_code == 429
    assert response.json()["error_code"] == "SIGN_IN_LOCKED"
    assert 890 <= int(response["Retry-After"]) <= 900


def test_an_unknown_address_is_locked_like_a_known_one(anyone: Api) -> None:
    statuses = [anyone.post("auth/login/", {"email": "nobody@example.com", "password": "wrong"})[0] for _ in range(11)]
    assert statuses == [401] * 10 + [429]


def test_success_forgets_the_failures(anyone: Api, account: World, settings: Any) -> None:
    settings.THROTTLE_SCALE = 10
    for _ in range(3):
        for _ in range(9):
            assert anyone.post("auth/login/", credentials(account, password="wrong"))[0] == 401
        assert anyone.post("auth/login/", credentials(account))[0] == 200


def test_one_address_cannot_try_many_people(anyone: Api) -> None:
    statuses = {anyone.post("auth/login/", {"email": f"n{n}@example.com", "password": "wrong"})[0] for n in range(70)}
    assert 429 in statuses


def test_with_redis_down_reading_goes_on_and_sign_in_is_closed(
    anyone: Api, api: Api, account: World, monkeypatch: Any
) -> None:
    def down(*_: Any, **__: Any) -> Any:
        raise RedisDown("refused")

    monkeypatch.setattr(throttles, "_take", down)
    assert api.get("accounts/sites/")[0] == 200
    response = anyone.client.post("/api/v1/auth/login/", credentials(account), content_type="application/json")
    assert response.status_code == 503
    assert response["Retry-After"]


def test_with_the_lock_alone_down_sign_in_is_closed(anyone: Api, account: World, monkeypatch: Any) -> None:
    class Down:
        def eval(self, *_: Any) -> Any:
            raise RedisDown("refused")

    monkeypatch.setattr(sign_in_limits, "_client", Down)
    assert anyone.post("auth/login/", credentials(account))[0] == 503


@pytest.mark.parametrize("status", ["suspended", "cancelled"])
def test_a_closed_account_lets_nobody_in(anyone: Api, account: World, status: str) -> None:
    _, signed = anyone.post("auth/login/", credentials(account))
    with tenant(account.account_id):
        Account.objects.update(status=status)
    for answer in (
        anyone.post("auth/login/", credentials(account)),
        anyone.post("auth/refresh/", {"refresh": signed["data"]["refresh"]}),
        anyone.get("accounts/sites/", **account.auth("owner")),
    ):
        assert (answer[0], answer[1]["error_code"]) == (403, "ACCOUNT_SUSPENDED")
    wrong = anyone.post("auth/login/", credentials(account, password="wrong"))
    assert wrong[1]["error_code"] == "CREDENTIALS_WRONG", "only who knows the password learns the state"


def test_success_and_failure_leave_events(anyone: Api, account: World) -> None:
    anyone.post("auth/login/", credentials(account, password="wrong"))
    anyone.post("auth/login/", credentials(account))
    anyone.post("auth/login/", {"email": "nobody@example.com", "password": "wrong"})
    with tenant(account.account_id):
        rows = dict(OutboxEvent.objects.values_list("name", "payload"))
        assert rows["accounts.SignInFailed"]["reason"] == "password"
        assert rows["accounts.SignedIn"]["user_id"] == str(account.users["owner"])
    with every_tenant("test"):
        unknown = OutboxEvent.objects.get(name="accounts.SignInFailed", payload__reason="unknown")
        assert unknown.account.is_system


def test_an_older_hash_is_replaced_at_sign_in(anyone: Api, account: World, settings: Any) -> None:
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2SHA1PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
    assert anyone.post("auth/login/", credentials(account))[0] == 200
    with tenant(account.account_id):
        assert User.objects.get(role="owner").password.startswith("pbkdf2_sha1$")
    assert anyone.post("auth/login/", credentials(account))[0] == 200


def test_an_endless_password_is_refused_before_it_is_hashed(anyone: Api, account: World, monkeypatch: Any) -> None:
    monkeypatch.setattr(passwords, "check_password", lambda *_: pytest.fail("hashed"))
    assert anyone.post("auth/login/", credentials(account, password="x" * 100_000))[0] == 400
