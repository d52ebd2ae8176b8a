"""Every address of /api/v1/system/: who may, whose rows, and what is refused by name."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from igny8.core.tenancy import tenant
from igny8.system.models import AIPrompt, AuthorProfile, IntegrationSettings
from igny8.system.services.audit import audit_record
from igny8.system.services.author_profiles import author_profile_create
from igny8.system.services.notifications import notification_create
from igny8.system.services.prompts import prompt_set
from igny8.system.services.provider_settings import provider_settings_create
from igny8.system.services.status import heartbeat_record
from tests.support.client import Api
from tests.system.conftest import FUNCTION

pytestmark = pytest.mark.django_db
OWN = "Own: {{keywords}} at {{site_name}}"
KEY = "sk-test-0123456789abcdef"
PROFILE = {"name": "Ann", "slug": "ann"}
PROVIDER = {"kind": "chat", "provider": "openai", "api_key": KEY}
ADMINS = ("owner", "admin")
EDITORS = (*ADMINS, "editor")
ALL = (*EDITORS, "viewer")

# method, path, body, roles that may
CALLS: list[tuple[str, str, Any, tuple[str, ...]]] = [
    ("GET", "system/prompts/", None, ALL),
    ("GET", f"system/prompts/{FUNCTION}/", None, ALL),
    ("GET", f"system/prompts/{FUNCTION}/diff/", None, ALL),
    ("POST", f"system/prompts/{FUNCTION}/preview/", {"body": OWN}, ALL),
    ("POST", f"system/prompts/{FUNCTION}/rollback/", {"to_version": 1}, ADMINS),
    ("POST", f"system/prompts/{FUNCTION}/reset/", {}, ADMINS),
    ("GET", "system/prompt-versions/", None, ALL),
    ("GET", "system/prompt-versions/{prompt}/", None, ALL),
    ("POST", "system/prompt-versions/", {"function": FUNCTION, "body": OWN + "!"}, ADMINS),
    ("GET", "system/author-profiles/", None, ALL),
    ("GET", "system/author-profiles/{author}/", None, ALL),
    ("POST", "system/author-profiles/", {"name": "Bob", "slug": "bob"}, EDITORS),
    ("PATCH", "system/author-profiles/{author}/", {"name": "Anna"}, EDITORS),
    ("DELETE", "system/author-profiles/{author}/", None, EDITORS),
    ("GET", "system/provider-settings/", None, ADMINS),
    ("GET", "system/provider-settings/{provider}/", None, ADMINS),
    ("POST", "system/provider-settings/", {**PROVIDER, "kind": "images"}, ADMINS),
    ("PATCH", "system/provider-settings/{provider}/", {"model": "x"}, ADMINS),
    ("DELETE", "system/provider-settings/{provider}/", None, ADMINS),
    ("GET", "system/audit-log/", None, ADMINS),
    ("GET", "system/audit-log/{audit}/", None, ADMINS),
    ("GET", "system/notifications/", None, ALL),
    ("GET", "system/notifications/{notification}/", None, ALL),
    ("POST", "system/notifications/{notification}/read/", {}, ALL),
    ("POST", "system/notifications/read-all/", {}, ALL),
    ("GET", "system/status/", None, ALL),
]


def rows_of(world: Any) -> dict[str, UUID]:
    """One row of each kind in the account."""
    with tenant(world.account_id):
        return {
            "prompt": prompt_set(function=FUNCTION, body=OWN).id,
            "author": author_profile_create(**PROFILE).id,
            "provider": provider_settings_create(**PROVIDER).id,
            "audit": audit_record(action="a.b", object_type="a", object_id="1", summary="s").id,
            "notification": notification_create(kind="a.b", title="t").id,
        }


@pytest.mark.parametrize(("method", "path", "body", "roles"), CALLS)
def test_each_role_may_what_it_should(account: Any, method: str, path: str, body: Any, roles: tuple[str, ...]) -> None:
    path = path.format(**rows_of(account))
    assert Api().call(method, path, body)[0] == 401
    for role in ALL:
        if role not in roles:
            status, answer = Api(account, role).call(method, path, body)
            assert (status, answer["error_code"]) == (403, "NOT_ALLOWED")
    status, answer = Api(account, roles[-1]).call(method, path, body)
    assert status in {200, 201, 204}, answer


@pytest.mark.parametrize(("method", "path", "body", "roles"), [call for call in CALLS if "}/" in call[1]])
def test_a_stranger_s_row_is_not_there(
    account: Any, stranger: Any, method: str, path: str, body: Any, roles: tuple[str, ...]
) -> None:
    foreign = path.format(**rows_of(stranger))
    assert Api(account).call(method, foreign, body)[0] == 404
    assert Api(stranger).call(method, foreign, body)[0] in {200, 201, 204}, "and it stayed as it was"
    assert Api(account).call(method, path.format(**dict.fromkeys(rows_of(account), uuid4())), body)[0] == 404


@pytest.mark.parametrize(
    "name", ["prompt-versions", "author-profiles", "provider-settings", "audit-log", "notifications"]
)
def test_a_list_shows_the_account_s_own(account: Any, stranger: Any, name: str) -> None:
    own, foreign = rows_of(account), rows_of(stranger)
    status, answer = Api(account).get(f"system/{name}/")
    ids = {row["id"] for row in answer["results"]}
    assert (status, answer["count"]) == (200, len(ids))
    assert ids & set(map(str, own.values()))
    assert not ids & set(map(str, foreign.values()))


@pytest.mark.parametrize(
    ("method", "path", "body", "field"),
    [
        ("POST", "system/prompt-versions/", {"function": FUNCTION}, "body"),
        ("POST", "system/prompt-versions/", {"function": FUNCTION, "body": "{{keywords}}"}, "body"),
        ("POST", "system/prompt-versions/", {"function": FUNCTION, "body": OWN, "site_id": "x"}, "site_id"),
        ("POST", "system/prompt-versions/", {"function": FUNCTION, "body": OWN, "is_active": True}, "is_active"),
        ("POST", f"system/prompts/{FUNCTION}/preview/", {"body": "{{ 7*7 }}"}, "body"),
        ("POST", f"system/prompts/{FUNCTION}/preview/", {"body": OWN, "variables": {"x": "1"}}, "variables.x"),
        ("POST", f"system/prompts/{FUNCTION}/rollback/", {"to_version": 0}, "to_version"),
        ("POST", f"system/prompts/{FUNCTION}/reset/", {"version": 1}, "version"),
        ("GET", f"system/prompts/{FUNCTION}/?site_id=x", None, "site_id"),
        ("GET", "system/prompts/?page=2", None, "page"),
        ("GET", f"system/prompts/{FUNCTION}/diff/?from_version=-1", None, "from_version"),
        ("POST", "system/author-profiles/", {"name": "Ann"}, "slug"),
        ("POST", "system/author-profiles/", {"name": "Ann", "slug": "a b"}, "slug"),
        ("POST", "system/author-profiles/", {**PROFILE, "same_as": ["javascript:alert(1)"]}, "same_as.0"),
        ("POST", "system/author-profiles/", {**PROFILE, "same_as": ["ftp://example.com/a"]}, "same_as.0"),
        ("PATCH", "system/author-profiles/{author}/", {"site_id": None}, "site_id"),
        ("POST", "system/provider-settings/", {"kind": "chat"}, "provider"),
        ("POST", "system/provider-settings/", {**PROVIDER, "temperature": 3}, "temperature"),
        ("POST", "system/provider-settings/", {**PROVIDER, "function": "x"}, "function"),
        (
            "POST",
            "system/provider-settings/",
            {**PROVIDER, "kind": "images", "extra": {"password": "x"}},
            "extra.password",
        ),
        (
            "PATCH",
            "system/provider-settings/{provider}/",
            {"provider": "openai_compatible", "model": "m", "base_url": "https://127.0.0.1/"},
            "base_url",
        ),
        ("GET", "system/audit-log/?actor_id=x", None, "actor_id"),
        ("GET", "system/audit-log/?created_after=yesterday", None, "created_after"),
        ("GET", "system/audit-log/?who=x", None, "who"),
        ("GET", "system/notifications/?is_read=perhaps", None, "is_read"),
        ("GET", "system/provider-settings/?is_active=maybe", None, "is_active"),
        ("POST", "system/notifications/read-all/", {"ids": []}, "ids"),
        ("GET", "system/status/?x=1", None, "x"),
    ],
)
def test_bad_input_is_refused_by_field(account: Any, method: str, path: str, body: Any, field: str) -> None:
    status, answer = Api(account).call(method, path.format(**rows_of(account)), body)
    assert (status, list(answer["errors"])) == (400, [field]), answer


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "system/prompt-versions/", lambda site: {"function": FUNCTION, "body": OWN, "site_id": site}),
        ("POST", f"system/prompts/{FUNCTION}/reset/", lambda site: {"site_id": site}),
        ("POST", "system/author-profiles/", lambda site: {"name": "B", "slug": "b", "site_id": site}),
        ("GET", f"system/prompts/{FUNCTION}/?site_id={{site}}", lambda site: None),
    ],
)
def test_a_stranger_s_site_in_the_input_is_not_there(
    account: Any, stranger: Any, method: str, path: str, body: Callable[[str], Any]
) -> None:
    site = str(stranger.site_id)
    assert Api(account).call(method, path.format(site=site), body(site))[0] == 404


def test_unknown_functions_are_not_there(api: Any) -> None:
    for path in ("system/prompts/nope.nope/", "system/prompts/nope.nope/diff/"):
        assert api.get(path)[0] == 404
    assert api.post("system/prompt-versions/", {"function": "nope.nope", "body": "x"})[0] == 404


def test_a_prompt_from_its_first_version_to_its_reset(api: Any, account: Any) -> None:
    site = str(account.site_id)
    status, made = api.post(
        "system/prompt-versions/", {"function": FUNCTION, "body": OWN, "site_id": site, "note": "n"}
    )
    assert (status, made["data"]["version"], made["data"]["author_id"]) == (201, 1, str(account.users["owner"]))
    api.post("system/prompt-versions/", {"function": FUNCTION, "body": OWN + " {{tone}}", "site_id": site})
    shown = api.get(f"system/prompts/{FUNCTION}/?site_id={site}")[1]["data"]
    assert (shown["active_version"], shown["default_version"], shown["problems"]) == ("site-v2", "3", [])
    assert shown["variables"] == ["keywords", "site_name", "tone"]
    assert shown["required_variables"] == ["keywords", "site_name"]
    assert shown["account_override"] is None
    assert api.get(f"system/prompts/{FUNCTION}/")[1]["data"]["active_version"] == "default-3"
    lines = api.get(f"system/prompts/{FUNCTION}/diff/?site_id={site}&from_version=1&to_version=2")[1]["data"]["lines"]
    assert [line["op"] for line in lines] == ["delete", "insert"]
    back = api.post(f"system/prompts/{FUNCTION}/rollback/", {"site_id": site, "to_version": 1})[1]["data"]
    assert (back["version"], back["is_active"]) == (1, True)
    listed = api.get(f"system/prompt-versions/?site_id={site}&function={FUNCTION}&ordering=-version")[1]["results"]
    assert [(row["version"], row["is_active"]) for row in listed] == [(2, False), (1, True)]
    assert api.get("system/prompt-versions/?scope=account")[1]["count"] == 0
    reset = api.post(f"system/prompts/{FUNCTION}/reset/", {"site_id": site})[1]["data"]
    assert reset["active_version"] == "default-3"
    catalog = api.get("system/prompts/")[1]["data"]["prompts"]
    assert [row["function"] for row in catalog] == [FUNCTION]
    assert api.get("system/prompts/")[1]["success"] is True


def test_the_same_idempotency_key_makes_one_version(api: Any, scope: Any) -> None:
    body = {"function": FUNCTION, "body": OWN}
    first, second = (
        api.post("system/prompt-versions/", body, **{"Idempotency-Key": "one-two"})[1]["data"] for _ in "ab"
    )
    assert first == second
    assert AIPrompt.objects.count() == 1


def test_a_key_goes_in_and_never_comes_out(api: Any, scope: Any) -> None:
    status, made = api.post("system/provider-settings/", PROVIDER)
    assert status == 201
    row = made["data"]
    assert (row["has_key"], row["key_hint"]) == (True, "...cdef")
    answers = [
        made,
        api.get("system/provider-settings/")[1],
        api.patch(f"system/provider-settings/{row['id']}/", {"temperature": 0.3})[1],
        api.get("system/audit-log/")[1],
        api.post("system/provider-settings/", PROVIDER)[1],
    ]
    assert KEY not in str(answers)
    assert answers[-1]["error_code"] == "PROVIDER_ALREADY_SET"
    assert "api_key" not in row
    assert api.delete(f"system/provider-settings/{row['id']}/")[0] == 204
    assert not IntegrationSettings.objects.exists()


def test_an_author_profile_lives_and_goes(api: Any, scope: Any) -> None:
    same_as = ["https://example.com/@ann"]
    made = api.post("system/author-profiles/", {**PROFILE, "same_as": same_as, "is_default": True})[1]["data"]
    assert made["same_as"] == same_as
    assert api.patch(f"system/author-profiles/{made['id']}/", {"bio": "b", "slug": "anna"})[1]["data"]["slug"] == "anna"
    assert api.post("system/author-profiles/", {**PROFILE, "slug": "anna"})[1]["error_code"] == "AUTHOR_SLUG_TAKEN"
    assert api.get("system/author-profiles/?search=ann")[1]["count"] == 1
    assert api.delete(f"system/author-profiles/{made['id']}/")[0] == 204
    assert not AuthorProfile.objects.exists()


def test_the_audit_log_is_filtered_and_knows_the_request(account: Any, settings: Any) -> None:
    line = "igny8.core.api.request_address.RequestAddressMiddleware"
    if line not in settings.MIDDLEWARE:
        settings.MIDDLEWARE = [*settings.MIDDLEWARE, line]
    admin = Api(account, "admin")
    admin.post("system/author-profiles/", PROFILE, **{"X-Request-ID": "request-of-test"})
    Api(account).post("system/prompt-versions/", {"function": FUNCTION, "body": OWN})
    rows = admin.get("system/audit-log/")[1]["results"]
    assert [row["action"] for row in rows] == ["prompt.set", "author_profile.create"]
    made = rows[1]
    assert (made["request_id"], made["address"]) == ("request-of-test", "127.0.0.1")
    assert (made["actor_kind"], made["actor_id"]) == ("user", str(account.users["admin"]))
    for query, count in {
        f"actor_id={account.users['admin']}": 1,
        "actor_kind=user": 2,
        "action=prompt.set": 1,
        "action=author_profile.": 1,
        "object_type=prompt": 1,
        f"object_id={made['object_id']}": 1,
        f"created_before={made['created_at']}": 0,
        f"created_after={made['created_at']}": 2,
        "search=Ann": 1,
    }.items():
        assert admin.get(f"system/audit-log/?{query}")[1]["count"] == count, query
    for method in ("POST", "PATCH", "PUT", "DELETE"):
        assert admin.call(method, f"system/audit-log/{made['id']}/")[0] in {403, 405}


def test_notifications_are_read_one_by_one_and_together(account: Any) -> None:
    with tenant(account.account_id):
        ids = [str(notification_create(kind="a.b", title=f"t{n}", link="/billing").id) for n in range(3)]
        notification_create(kind="a.c", title="for the owner", user_id=account.users["owner"])
    viewer = Api(account, "viewer")
    assert viewer.post(f"system/notifications/{ids[0]}/read/")[1]["data"]["read_at"]
    assert viewer.get("system/notifications/?is_read=false")[1]["count"] == 2
    assert viewer.get("system/notifications/?is_read=true")[1]["results"][0]["id"] == ids[0]
    assert viewer.post("system/notifications/read-all/")[1]["data"] == {"count": 2}
    owner = Api(account).get("system/notifications/?is_read=false&ordering=created_at")[1]["results"]
    assert [row["is_personal"] for row in owner] == [False, False, False, True]


def test_the_status_page(account: Any) -> None:
    heartbeat_record()
    status, answer = Api(account, "viewer").get("system/status/")
    assert status == 200
    assert answer["data"]["services"] == {"database": "ok", "migrations": "ok", "redis": "ok"}
    assert answer["data"]["worker"]["is_alive"] is True


@pytest.mark.parametrize("path", ["prompts", "prompt-versions", "notifications", "author-profiles", "audit-log"])
def test_a_list_costs_as_many_queries_for_twenty_rows_as_for_one(account: Any, path: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert Api(account).get(f"system/{path}/")[0] == 200
        return len(captured)

    rows_of(account)
    few = queries()
    with tenant(account.account_id):
        for number in range(20):
            prompt_set(function=FUNCTION, body=f"{OWN} {number}")
            notification_create(kind="a.b", title="t")
            author_profile_create(name="A", slug=f"a-{number}")
    assert queries() == few
