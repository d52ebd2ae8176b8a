"""One's own profile, password and sign-ins."""

from typing import Any

import jwt
import pytest
from django.conf import settings as django_settings
from django.utils import timezone

from igny8.core.models import IdempotencyKey
from igny8.core.tenancy import tenant
from tests.accounts.conftest import STRONG
from tests.accounts.test_sign_in import credentials
from tests.factories.accounts import PASSWORD, World
from tests.support.client import Api

pytestmark = pytest.mark.django_db


def test_profile_and_preferences(api: Api) -> None:
    assert api.patch("auth/me/", {"name": "Grace", "preferences": {"theme": "dark", "rows": 50}})[0] == 200
    status, body = api.patch("auth/me/", {"preferences": {"theme": "light"}})
    assert status == 200
    assert body["data"]["name"] == "Grace"
    assert body["data"]["preferences"] == {"theme": "light", "rows": 50}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"email": "new@example.com"}, "email"),
        ({"role": "owner"}, "role"),
        ({"account": {"name": "x"}}, "account"),
        ({"name": ""}, "name"),
        ({"preferences": []}, "preferences"),
        ({"preferences": {"x": "y" * 40_000}}, "preferences"),
    ],
)
def test_nothing_else_can_be_changed(api: Api, body: dict[str, Any], field: str) -> None:
    status, answer = api.patch("auth/me/", body)
    assert status == 400
    assert field in answer["errors"]


def test_changing_the_password_ends_the_other_sign_ins(anyone: Api, account: World) -> None:
    _, other = anyone.post("auth/login/", credentials(account))
    mine = account.auth("owner")
    body = {"current_password": PASSWORD, "new_password": STRONG}
    assert anyone.post("auth/password/", body, **mine)[0] == 200
    assert anyone.get("auth/me/", **mine)[0] == 200
    assert anyone.get("auth/me/", authorization=f"Bearer {other['data']['access']}")[0] == 401
    assert anyone.post("auth/refresh/", {"refresh": other["data"]["refresh"]})[0] == 401
    assert anyone.post("auth/login/", credentials(account))[0] == 401
    assert anyone.post("auth/login/", credentials(account, password=STRONG))[0] == 200


def test_a_wrong_current_password_is_counted(api: Api) -> None:
    body = {"current_password": "wrong", "new_password": STRONG}
    for _ in range(10):
        status, answer = api.post("auth/password/", body)
        assert (status, list(answer["errors"])) == (400, ["current_password"])
    assert api.post("auth/password/", {**body, "current_password": PASSWORD})[0] == 429


def test_a_weak_new_password_names_its_field(api: Api) -> None:
    status, answer = api.post("auth/password/", {"current_password": PASSWORD, "new_password": "short"})
    assert (status, list(answer["errors"])) == (400, ["new_password"])


def test_nothing_about_a_password_is_stored_under_an_idempotency_key(api: Api, account: World) -> None:
    body = {"current_password": PASSWORD, "new_password": STRONG}
    assert api.post("auth/password/", body, **{"Idempotency-Key": "once"})[0] == 200
    with tenant(account.account_id):
        assert not IdempotencyKey.objects.exists()


def test_sessions_are_listed_and_ended_one_by_one(anyone: Api, api: Api, account: World) -> None:
    _, other = anyone.post("auth/login/", credentials(account), **{"User-Agent": "Browser/1"})
    anyone.post("auth/login/", {**credentials(account), "email": f"admin-{account.account_id.hex}@example.com"})
    _, body = api.get("auth/sessions/")
    assert body["count"] == 2, "only one's own"
    current, another = sorted(body["results"], key=lambda s: not s["is_current"])
    assert current["is_current"]
    assert another["user_agent"] == "Browser/1"
    assert api.delete(f"auth/sessions/{another['id']}/")[0] == 204
    assert anyone.get("auth/me/", authorization=f"Bearer {other['data']['access']}")[0] == 401
    assert api.get("auth/sessions/")[1]["count"] == 1


def test_a_colleagues_session_is_not_there(account: World) -> None:
    theirs = Api(account, "admin").get("auth/sessions/")[1]["results"][0]["id"]
    assert Api(account, "owner").delete(f"auth/sessions/{theirs}/")[0] == 404
    assert Api(account, "admin").get("auth/me/")[0] == 200


def test_logout_ends_one_and_logout_all_every_sign_in(anyone: Api, account: World) -> None:
    first, second = (anyone.post("auth/login/", credentials(account))[1]["data"] for _ in range(2))
    assert anyone.post("auth/logout/", {"refresh": first["refresh"]})[0] == 200
    assert anyone.get("auth/me/", authorization=f"Bearer {first['access']}")[0] == 401
    assert anyone.get("auth/me/", authorization=f"Bearer {second['access']}")[0] == 200
    assert anyone.post("auth/logout-all/", authorization=f"Bearer {second['access']}")[0] == 200
    assert anyone.get("auth/me/", authorization=f"Bearer {second['access']}")[0] == 401
    assert anyone.get("auth/me/", **account.auth("owner"))[0] == 401
    assert anyone.get("auth/me/", **account.auth("admin"))[0] == 200
    assert anyone.post("auth/logout/", {"refresh": "nonsense"})[0] == 200


def _claims(token: str) -> dict[str, Any]:
    return jwt.decode(token, options={"verify_signature": False})


@pytest.mark.parametrize(
    "forge",
    [
        lambda t: jwt.encode(_claims(t), "", algorithm="none"),
        lambda t: jwt.encode(_claims(t), "some-other-key-of-enough-length-0123456789", algorithm="HS256"),
        lambda t: jwt.encode(
            {**_claims(t), "aud": "else"},
            django_settings.JWT_KEYS[0],
            headers={"kid": jwt.get_unverified_header(t)["kid"]},
        ),
        lambda t: jwt.encode(
            {k: v for k, v in _claims(t).items() if k != "exp"},
            django_settings.JWT_KEYS[0],
            headers={"kid": jwt.get_unverified_header(t)["kid"]},
        ),
        lambda t: jwt.encode(
            _claims(t),
            django_settings.JWT_KEYS[0],
            algorithm="HS512",
            headers={"kid": jwt.get_unverified_header(t)["kid"]},
        ),
        lambda t: t + "x",
        lambda t: "x",
        lambda t: ".".join(["e30"] * 3),
    ],
)
def test_forged_access_tokens_are_refused(anyone: Api, account: World, forge: Any) -> None:
    status, body = anyone.get("auth/me/", authorization=f"Bearer {forge(account.tokens['owner'])}")
    assert (status, body["error_code"]) == (401, "TOKEN_INVALID")


def test_a_token_cannot_borrow_a_colleagues_session(anyone: Api, account: World) -> None:
    owner, viewer = (_claims(account.tokens[r]) for r in ("owner", "viewer"))
    kid = jwt.get_unverified_header(account.tokens["owner"])["kid"]
    mixed = jwt.encode({**owner, "sid": viewer["sid"]}, django_settings.JWT_KEYS[0], headers={"kid": kid})
    assert anyone.get("auth/me/", authorization=f"Bearer {mixed}")[0] == 401


def test_an_expired_access_token_says_so(anyone: Api, account: World) -> None:
    claims = _claims(account.tokens["owner"])
    kid = jwt.get_unverified_header(account.tokens["owner"])["kid"]
    old = jwt.encode(
        {**claims, "exp": int(timezone.now().timestamp()) - 1}, django_settings.JWT_KEYS[0], headers={"kid": kid}
    )
    status, body = anyone.get("auth/me/", authorization=f"Bearer {old}")
    assert (status, body["error_code"]) == (401, "TOKEN_EXPIRED")


def test_preferences_do_not_grow_without_end(api: Api) -> None:
    answers = [api.patch("auth/me/", {"preferences": {f"k{n}": "x" * 12_000}})[0] for n in range(4)]
    assert answers == [200, 200, 400, 400]


@pytest.mark.parametrize("name", ["a\x07b", "a\u202eb", "\u200b"])
def test_names_hold_no_control_characters(api: Api, name: str) -> None:
    status, body = api.patch("auth/me/", {"name": name})
    assert (status, list(body["errors"])) == (400, ["name"])


def test_names_are_one_line(api: Api) -> None:
    assert api.patch("auth/me/", {"name": " Ada \n  King\u00a0L. "})[1]["data"]["name"] == "Ada King L."
