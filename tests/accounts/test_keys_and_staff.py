"""API keys, staff, account settings, reference data, certificates."""

import hashlib
import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from igny8.accounts.models import Account, Plan, SeedKeyword, Site, SiteAPIKey, User
from igny8.accounts.services.api_keys import api_key_rotate
from igny8.accounts.services.reference.load import industry_lines
from igny8.core.errors import AppError
from igny8.core.models import IdempotencyKey, OutboxEvent
from igny8.core.roles import Role
from igny8.core.tenancy import every_tenant, tenant
from tests.accounts.conftest import STRONG
from tests.factories.accounts import World
from tests.support.client import Api
from tests.support.racing import race

pytestmark = pytest.mark.django_db


def new_key(api: Api, account: World, **fields: Any) -> dict[str, Any]:
    status, body = api.post("accounts/api-keys/", {"site_id": str(account.site_id), "name": "Plugin", **fields})
    assert status == 201, body
    return body["data"]


def use(key: str, path: str = "accounts/api-keys/current/") -> tuple[int, Any]:
    return Api().get(path, **{"X-IGNY8-API-Key": key})


def test_a_key_is_shown_once_and_kept_as_a_hash(api: Api, account: World, superuser: Any) -> None:
    made = new_key(api, account)
    key = made["key"]
    assert key.startswith(f"ig8_{made['prefix']}_")
    assert len(key.split("_")[2]) == 64
    with tenant(account.account_id):
        row = SiteAPIKey.objects.get()
        assert row.hash == hashlib.sha256(key.encode()).hexdigest()
        assert key.split("_")[2] not in str(list(SiteAPIKey.objects.values()) + list(OutboxEvent.objects.values()))
    assert "key" not in api.get(f"accounts/api-keys/{made['id']}/")[1]["data"]
    assert row.last_used_at is None
    status, body = use(key)
    assert status == 200
    assert body["data"]["site"]["id"] == str(account.site_id)
    assert api.get("accounts/api-keys/")[1]["results"][0]["last_used_at"]


def test_a_key_is_never_stored_under_an_idempotency_key(api: Api, account: World) -> None:
    body = {"site_id": str(account.site_id), "name": "Plugin"}
    status, answer = api.post("accounts/api-keys/", body, **{"Idempotency-Key": "again"})
    assert status == 201
    with tenant(account.account_id):
        assert answer["data"]["key"] not in str(list(IdempotencyKey.objects.values()))
    assert api.post("accounts/api-keys/", body, **{"Idempotency-Key": "again"})[1]["error_code"] == "KEY_NAME_TAKEN"


def test_a_key_opens_its_own_site_and_nothing_for_people(api: Api, account: World) -> None:
    key = new_key(api, account)["key"]
    for path in ("accounts/sites/", "accounts/users/", "auth/me/", "auth/sessions/", "accounts/account/"):
        assert use(key, path)[0] == 403
    assert api.get("accounts/api-keys/current/")[0] == 403, "and people are no keys"


def test_the_principal_of_a_key_sees_one_site(api: Api, account: World, rf: Any) -> None:
    from igny8.accounts.services.principals import principal_of_key

    api.post("accounts/sites/", {"name": "Other"})
    principal = principal_of_key(new_key(api, account, scopes=["content:read"])["key"])
    assert principal.role is Role.API_KEY
    assert principal.scopes == {"content:read"}
    with tenant(principal.account_id, site_ids=principal.site_ids):
        assert [s.id for s in Site.objects.all()] == [account.site_id]


@pytest.mark.parametrize(
    "damage",
    [
        lambda k: k[:-1] + ("0" if k[-1] != "0" else "1"),
        lambda k: k.upper(),
        lambda k: k + " x",
        lambda k: "ig8_" + k,
        lambda k: k.rpartition("_")[0] + "_",
        lambda k: "x" * 10_000,
        lambda k: "ig8_%_x",
        lambda k: "ü",
    ],
)
def test_a_damaged_key_opens_nothing(api: Api, account: World, damage: Any) -> None:
    status, body = use(damage(new_key(api, account)["key"]))
    assert (status, body["error_code"]) == (401, "API_KEY_INVALID")


def test_revoked_expired_suspended_archived(api: Api, account: World) -> None:
    made = new_key(api, account)
    with tenant(account.account_id):
        SiteAPIKey.objects.update(expires_at="2020-01-01T00:00:00Z")
    assert use(made["key"])[0] == 401
    with tenant(account.account_id):
        SiteAPIKey.objects.update(expires_at=None)
        Site.objects.update(status="archived")
    assert use(made["key"])[0] == 401
    with tenant(account.account_id):
        Site.objects.update(status="active")
        Account.objects.update(status="suspended")
    assert use(made["key"])[0] == 403
    with tenant(account.account_id):
        Account.objects.update(status="active")
    assert use(made["key"])[0] == 200
    assert api.delete(f"accounts/api-keys/{made['id']}/")[0] == 204
    assert use(made["key"])[0] == 401
    assert api.delete(f"accounts/api-keys/{made['id']}/")[0] == 204


def test_rotation_keeps_two_alive(api: Api, account: World) -> None:
    first = new_key(api, account, scopes=["site:read"])
    status, second = api.post(f"accounts/api-keys/{first['id']}/rotate/")
    assert status == 201
    assert second["data"]["scopes"] == ["site:read"]
    assert use(first["key"])[0] == use(second["data"]["key"])[0] == 200
    assert api.post(f"accounts/api-keys/{second['data']['id']}/rotate/")[1]["error_code"] == "TOO_MANY_KEYS"
    api.delete(f"accounts/api-keys/{first['id']}/")
    assert use(first["key"])[0] == 401
    assert use(second["data"]["key"])[0] == 200
    assert api.post(f"accounts/api-keys/{first['id']}/rotate/")[0] == 404
    assert api.post(f"accounts/api-keys/{second['data']['id']}/rotate/")[0] == 201


@pytest.mark.django_db(transaction=True)
def test_rotations_at_once_leave_two_alive(account: World) -> None:
    made = new_key(Api(account), account)

    def rotate(_: int) -> None:
        with tenant(account.account_id):
            api_key_rotate(key_id=made["id"])

    results = race(8, rotate)
    assert sum(r is None for r in results) == 1
    assert all(r is None or isinstance(r, AppError) for r in results), results


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"scopes": ["everything"]}, "scopes.0"),
        ({"scopes": []}, "scopes"),
        ({"expires_at": "2020-01-01T00:00:00Z"}, "expires_at"),
        ({"name": ""}, "name"),
        ({"prefix": "mine"}, "prefix"),
    ],
)
def test_bad_key_input_names_the_field(api: Api, account: World, fields: Any, field: str) -> None:
    status, body = api.post("accounts/api-keys/", {"site_id": str(account.site_id), "name": "K", **fields})
    assert status == 400
    assert field in body["errors"]


def test_a_key_for_a_strangers_site_is_refused(api: Api, stranger: World) -> None:
    status, body = api.post("accounts/api-keys/", {"site_id": str(stranger.site_id), "name": "K"})
    assert (status, list(body["errors"])) == (400, ["site_id"])


def create_staff(email: str, password: str, monkeypatch: Any) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    call_command("create_staff", email, "--name", "Dev", "--password-stdin")


@pytest.fixture
def staff(db: Any, monkeypatch: Any) -> Api:
    create_staff("Dev@Example.com", STRONG, monkeypatch)
    client = Api()
    _, body = client.post("auth/login/", {"email": "dev@example.com", "password": STRONG})
    client.headers = {"authorization": f"Bearer {body['data']['access']}"}
    return client


def test_staff_enter_an_account_and_are_seen(staff: Api, account: World) -> None:
    assert staff.get("accounts/sites/")[1]["results"] == []
    enter = {"X-IGNY8-Account": str(account.account_id)}
    assert staff.get("accounts/sites/", **enter)[1]["results"][0]["id"] == str(account.site_id)
    assert staff.patch("accounts/account/", {"name": ""}, **enter)[0] == 400, "refused, and recorded all the same"
    developer = staff.get("auth/me/")[1]["data"]["id"]
    with tenant(account.account_id):
        seen = list(OutboxEvent.objects.filter(name="accounts.StaffEntered").values_list("payload", flat=True))
    assert [(p["method"], p["path"]) for p in seen] == [
        ("GET", "/api/v1/accounts/sites/"),
        ("PATCH", "/api/v1/accounts/account/"),
    ]
    assert {p["actor_id"] for p in seen} == {developer}


def test_staff_have_no_self_in_an_account_they_visit(staff: Api, account: World) -> None:
    enter = {"X-IGNY8-Account": str(account.account_id)}
    assert staff.get("auth/me/", **enter)[0] == 404
    assert staff.patch("auth/me/", {"name": "x"}, **enter)[0] == 404
    assert staff.post("auth/verify-email/resend/", **enter)[0] == 404
    body = {"current_password": STRONG, "new_password": STRONG + "x"}
    assert staff.post("auth/password/", body, **enter)[0] == 404
    assert staff.get("auth/sessions/", **enter)[1]["results"] == []


@pytest.mark.parametrize("other", ["00000000-0000-7000-8000-000000000000", "nonsense"])
def test_staff_cannot_enter_what_is_not_there(staff: Api, other: str) -> None:
    assert staff.get("accounts/sites/", **{"X-IGNY8-Account": other})[0] == 404


@pytest.mark.parametrize("role", ["viewer", "editor", "admin", "owner"])
def test_nobody_else_enters_another_account(account: World, stranger: World, role: str) -> None:
    status, body = Api(account, role).get("accounts/sites/", **{"X-IGNY8-Account": str(stranger.account_id)})
    assert status == 403
    absent = Api(account, role).get("accounts/sites/", **{"X-IGNY8-Account": str(account.site_id)})
    assert absent[1]["error"] == body["error"], "whether the account exists is not told"
    with tenant(stranger.account_id):
        assert not OutboxEvent.objects.exists()


def test_create_staff_says_what_is_wrong(staff: Api, monkeypatch: Any) -> None:
    with pytest.raises(CommandError, match="signed up"):
        create_staff("dev@example.com", STRONG, monkeypatch)
    with pytest.raises(CommandError, match="too short"):
        create_staff("dev2@example.com", "short", monkeypatch)
    with every_tenant("test"):
        assert User.objects.get(email="dev@example.com").account.is_system


def test_account_and_settings(api: Api, account: World) -> None:
    assert api.patch("accounts/account/", {"name": "New", "timezone": "Europe/Berlin"})[0] == 200
    assert api.get("accounts/account/")[1]["data"]["owner"]["id"] == str(account.users["owner"])
    body = {"language": "de", "notification_emails": ["A@Example.com"], "notify_low_credits": False}
    assert api.patch("accounts/settings/", body)[0] == 200
    assert api.get("accounts/settings/")[1]["data"] == {
        "language": "de",
        "notification_emails": ["a@example.com"],
        "notify_low_credits": False,
        "notify_failed_runs": True,
    }
    viewer = Api(account, "viewer")
    assert viewer.get("accounts/settings/")[0] == 200
    assert viewer.patch("accounts/settings/", {"language": "fr"})[0] == 403


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("account", {"status": "active"}, "status"),
        ("account", {"plan": "scale"}, "plan"),
        ("account", {"slug": "x"}, "slug"),
        ("account", {"timezone": "x"}, "timezone"),
        ("settings", {"language": "x!"}, "language"),
        ("settings", {"notification_emails": ["x"]}, "notification_emails.0"),
        ("settings", {"anything": 1}, "anything"),
    ],
)
def test_what_staff_alone_may_change(api: Api, path: str, body: Any, field: str) -> None:
    status, answer = api.patch(f"accounts/{path}/", body)
    assert status == 400
    assert field in answer["errors"], answer


def test_reference_data_is_there_without_invented_figures(api: Api) -> None:
    lines = list(industry_lines())
    assert len({industry for industry, _, _ in lines}) == 12
    assert all(len(keywords) == 8 for _, _, keywords in lines)
    assert SeedKeyword.objects.count() == 8 * len(lines)
    assert not SeedKeyword.objects.exclude(search_volume=None, difficulty=None).exists()
    assert [p["slug"] for p in api.get("accounts/plans/")[1]["results"]][:1] == ["trial"]
    industry = api.get("accounts/industries/?search=pets")[1]["results"][0]
    area = api.get(f"accounts/industries/{industry['id']}/sectors/")[1]["data"][0]
    found = api.get(f"accounts/seed-keywords/?industry_sector_id={area['id']}&intent=commercial,transactional")[1]
    assert 0 < found["count"] < 8
    assert {k["intent"] for k in found["results"]} == {"commercial", "transactional"}
    assert api.get("accounts/seed-keywords/?search=aquarium&industry_id=" + industry["id"])[1]["count"] >= 2


def test_a_plan_taken_off_the_list_is_not_offered(api: Api) -> None:
    Plan.objects.filter(slug="scale").update(is_active=False)
    assert "scale" not in {p["slug"] for p in api.get("accounts/plans/")[1]["results"]}


def test_certificates_are_got_for_active_sites_only(api: Api, account: World) -> None:
    from django.test import RequestFactory

    from igny8.accounts.api.urls_internal import tls_check

    def ask(domain: str) -> int:
        return tls_check(RequestFactory().get("/internal/tls-check", {"domain": domain})).status_code

    api.patch(f"accounts/sites/{account.site_id}/", {"domain": "shop.example.com"})
    assert ask("shop.example.com") == ask("SHOP.example.com.") == 200
    assert ask("other.example.com") == 404
    assert ask("") == ask("x y") == ask("127.0.0.1") == ask("a\x00.com") == 400
    api.patch(f"accounts/sites/{account.site_id}/", {"status": "paused"})
    assert ask("shop.example.com") == 404
    api.patch(f"accounts/sites/{account.site_id}/", {"status": "active"})
    with tenant(account.account_id):
        Account.objects.update(status="suspended")
    assert ask("shop.example.com") == 404
