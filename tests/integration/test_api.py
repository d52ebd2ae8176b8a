"""The addresses of ``/api/v1/integration/``: secrets go in and stay in, people of another site see nothing."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from igny8.accounts.services.api_keys import api_key_create
from igny8.core.tenancy import tenant
from igny8.integration.models import SiteIntegration
from tests.factories.accounts import World
from tests.factories.integration import make_conflict, make_integration, make_item
from tests.integration.standin import PASSWORD, USER, WordPressStandIn
from tests.support.client import Api

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = "integration/integrations/"


def facts(url: str, **changes: Any) -> dict[str, Any]:
    return {
        "site_url": url,
        "rest_url": f"{url}/wp-json/",
        "plugin_version": "1.1.0",
        "wordpress_version": "7.1",
        "php_version": "8.2",
        "site_name": "Kitchen",
        "locale": "de_DE",
        "timezone": "Europe/Berlin",
        **changes,
    }


def key_of(world: World, **options: Any) -> Api:
    """A client with an API key of the world's site."""
    with tenant(world.account_id):
        _, key = api_key_create(site_id=world.site_id, name=f"Plugin {len(options)}", **options)
    client = Api()
    client.headers = {"x-igny8-api-key": key}
    return client


def test_a_password_goes_in_and_never_comes_out(api: Api, account: Any, site: WordPressStandIn) -> None:
    body = {"site_id": str(account.site_id), "platform": "wordpress", "base_url": f"{site.url}/wp-admin/index.php",
            "username": USER, "app_password": "abcd EFGH 1234"}  # fmt: skip
    status, made = api.post(ROOT, body)
    assert (status, made["data"]["base_url"], made["data"]["has_app_password"]) == (201, site.url, True)
    shown = str([made, api.get(ROOT), api.get(f"{ROOT}{made['data']['id']}/"), api.get("system/audit-log/")])
    assert "EFGH" not in shown
    with tenant(account.account_id):
        assert "EFGH" not in SiteIntegration.objects.get().app_password
    assert api.post(ROOT, body)[1]["error_code"] == "INTEGRATION_EXISTS"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"base_url": "javascript:alert(1)"}, "base_url"),
        ({"base_url": "https://user:pass@example.com"}, "base_url"),
        ({"base_url": "http://exa mple.com"}, "base_url"),
        ({"username": ""}, "username"),
        ({"username": "a:b"}, "username"),
        ({"platform": "joomla"}, "platform"),
        ({"config": {"post_types": [""]}}, "config.post_types.0"),
        ({"config": {"other": 1}}, "config.other"),
        ({"secret": "x"}, "secret"),
    ],
)
def test_bad_input_by_field(api: Api, account: Any, changes: Any, field: str) -> None:
    body = {"site_id": str(account.site_id), "platform": "wordpress", "base_url": "https://example.com", "username": "a",
            "app_password": "secret"}  # fmt: skip
    status, answer = api.post(ROOT, body | changes)
    assert (status, list(answer["errors"])) == (400, [field])


def test_another_address_or_user_asks_for_the_password_again(api: Api, account: Any, by_password: Any) -> None:
    path = f"{ROOT}{by_password.id}/"
    assert api.patch(path, {"base_url": "https://other.example.com"})[0] == 400
    assert api.patch(path, {"username": "admin"})[0] == 400
    assert api.patch(path, {"name": "Blog", "sync_enabled": False})[0] == 200
    status, answer = api.patch(path, {"base_url": "https://other.example.com", "app_password": "new one"})
    assert (status, answer["data"]["rest_url"]) == (200, "")
    assert api.patch(path, {"app_password": ""})[1]["data"]["has_app_password"] is False
    assert api.delete(path)[0] == 204
    assert api.get(path)[0] == 404


def test_the_doctor_over_the_api(api: Api, account: Any, by_password: Any, site: WordPressStandIn) -> None:
    status, answer = api.post(f"{ROOT}{by_password.id}/test-connection/")
    assert (status, answer["data"]["ok"]) == (200, True)
    site.faults.add("authorization_stripped")
    status, answer = api.post(f"{ROOT}{by_password.id}/test-connection/")
    codes = [check["code"] for check in answer["data"]["checks"] if not check["ok"]]
    assert (status, answer["data"]["ok"], codes) == (200, False, ["AUTHORIZATION_STRIPPED"])
    shown = api.get(f"{ROOT}{by_password.id}/")[1]["data"]
    assert shown["checks"] == answer["data"]["checks"]
    assert shown["rest_url"] == f"{site.url}/wp-json/"


def test_without_the_operator_s_word_loopback_is_not_called(
    api: Api, by_password: Any, site: WordPressStandIn, settings: Any
) -> None:
    settings.PROVIDER_HOSTS = []
    checks = api.post(f"{ROOT}{by_password.id}/test-connection/")[1]["data"]["checks"]
    assert [check["code"] for check in checks] == ["PRIVATE_ADDRESS"]
    status, answer = api.post(f"{ROOT}{by_password.id}/update-structure/")
    assert (status, answer["error_code"]) == (409, "PRIVATE_ADDRESS")
    assert site.asked == {}


@pytest.mark.parametrize("way", ["by_password", "by_bridge"])
def test_the_structure_is_pulled_and_kept(api: Api, way: str, request: pytest.FixtureRequest) -> None:
    row = request.getfixturevalue(way)
    assert api.get(f"{ROOT}{row.id}/content-types/")[1]["data"]["post_types"] == []
    status, answer = api.post(f"{ROOT}{row.id}/update-structure/")
    assert status == 200
    assert "post" in [one["name"] for one in answer["data"]["post_types"]]
    assert [one["name"] for one in answer["data"]["taxonomies"]] == ["category"]
    assert answer["data"]["authors"][0]["slug"] == "eda"
    assert api.get(f"{ROOT}{row.id}/content-types/")[1]["data"] == answer["data"]


def test_sync_is_a_run_that_can_be_looked_at(api: Api, by_bridge: Any, site: WordPressStandIn, sync: Any) -> None:
    site.add_post("Milk", "<p>Froth it.</p>")
    status, answer = api.post(f"{ROOT}{by_bridge.id}/sync/", {"kind": "full"})
    assert (status, answer["data"]["status"]) == (202, "pending")
    assert api.post(f"{ROOT}{by_bridge.id}/sync/")[1]["data"]["id"] == answer["data"]["id"]
    sync(by_bridge)
    shown = api.get(f"integration/sync-runs/{answer['data']['id']}/")[1]["data"]
    assert (shown["status"], shown["created"], shown["total"]) == ("succeeded", 2, 2)
    log = api.get(f"integration/sync-log/?integration_id={by_bridge.id}&code=created&search=Milk")[1]["results"]
    assert [line["message"] for line in log] == ["Post “Milk”"]
    items = api.get("integration/items/?space=posts&state=in_sync")[1]["results"]
    assert [(item["title"], item["kind"], item["external_id"]) for item in items] == [("Milk", "post", "10")]
    assert api.post(f"integration/sync-runs/{answer['data']['id']}/cancel/")[1]["error_code"] == "SYNC_RUN_OVER"


def test_connecting_the_plugin(account: Any, site: WordPressStandIn, settings: Any) -> None:
    settings.PUBLIC_URL = "https://app.example.com"
    plugin = key_of(account)
    status, answer = plugin.post("integration/bridge/connect/", facts(site.url))
    data = answer["data"]
    assert (status, data["secret"][:6], data["site"]["id"]) == (200, "whsec_", str(account.site_id))
    assert data["webhook_url"] == (
        f"https://app.example.com/api/v1/integration/webhooks/wordpress/{data['integration_id']}/"
    )
    assert [check["code"] for check in data["checks"]] == ["API_KEY", "PLUGIN", "INSECURE_HTTP"]
    again = plugin.post("integration/bridge/connect/", facts(site.url))[1]["data"]
    assert again["integration_id"] == data["integration_id"]
    assert again["secret"] != data["secret"]
    status, answer = plugin.post("integration/bridge/connect/", facts("https://www.other.example.com"))
    assert (status, answer["error_code"]) == (409, "CONNECTED_TO_ANOTHER")
    assert site.url in answer["error"]
    shown = plugin.get("integration/bridge/status/")[1]["data"]
    assert (shown["connected"], shown["pending_conflicts"], shown["last_sync_at"]) == (True, 0, None)
    assert shown["minimum_plugin_version"] == "1.1.0"
    assert plugin.post("integration/bridge/disconnect/", {"site_url": site.url})[1]["data"] == {"was_connected": True}
    assert plugin.post("integration/bridge/disconnect/")[1]["data"] == {"was_connected": False}
    assert plugin.get("integration/bridge/status/")[1]["data"]["connected"] is False
    assert plugin.post("integration/bridge/connect/", facts("https://www.other.example.com"))[0] == 200


def test_the_plugin_s_addresses_fit_together(account: Any) -> None:
    plugin = key_of(account)
    body = facts("https://a.example.com", rest_url="https://b.example.com/wp-json/")
    assert list(plugin.post("integration/bridge/connect/", body)[1]["errors"]) == ["rest_url"]
    assert plugin.post("integration/bridge/connect/", facts("ftp://a.example.com"))[0] == 400


def test_keys_do_what_their_scopes_allow(account: Any, api: Api) -> None:
    reader = key_of(account, scopes=["site:read"])
    assert reader.get("integration/bridge/status/")[0] == 200
    status, answer = reader.post("integration/bridge/connect/", facts("https://a.example.com"))
    assert (status, "content:write" in answer["error"]) == (403, True)
    assert key_of(account, scopes=["content:write"], expires_at=None).get("integration/bridge/status/")[0] == 403
    assert Api().post("integration/bridge/connect/", facts("https://a.example.com"))[0] == 401
    assert api.post("integration/bridge/connect/", facts("https://a.example.com"))[0] == 403, "a person is no plugin"


@pytest.fixture
def conflict(account: Any) -> Any:
    with tenant(account.account_id):
        return make_conflict(account)


def resolve(api: Api, conflict: Any, **body: Any) -> tuple[int, Any]:
    return api.post(f"integration/conflicts/{conflict.id}/resolve/", body)


def text_of(api: Api, conflict: Any) -> tuple[str, int]:
    found = api.get(f"writer/content/{conflict.content_id}/")[1]["data"]
    return found["html"], found["current_version"]


def test_a_conflict_is_shown_with_all_three_texts(api: Api, conflict: Any) -> None:
    shown = api.get(f"integration/conflicts/{conflict.id}/")[1]["data"]
    assert {shown[side]["html"] for side in ("base", "ours")} == {"<p>Pour the water a little below boiling.</p>"}
    assert shown["theirs"]["html"] == "<p>Pour boiling water.</p>"
    row = api.get("integration/conflicts/?status=open")[1]["results"][0]
    assert (row["id"], "theirs" in row) == (str(conflict.id), False)
    assert api.get(f"{ROOT}{conflict.integration_id}/")[1]["data"]["waiting"] == {"conflicts": 1, "deletions": 0}


@pytest.mark.parametrize(
    ("body", "html", "version", "state"),
    [
        ({"resolution": "keep_ours"}, "<p>Pour the water a little below boiling.</p>", 1, "local_changed"),
        ({"resolution": "take_theirs"}, "<p>Pour boiling water.</p>", 2, "in_sync"),
        ({"resolution": "merged", "html": "<p>Both.</p>", "title": "Tea"}, "<p>Both.</p>", 2, "local_changed"),
    ],
)
def test_a_conflict_is_settled(api: Api, conflict: Any, body: Any, html: str, version: int, state: str) -> None:
    status, answer = resolve(api, conflict, **body)
    assert (status, answer["data"]["status"], answer["data"]["resolution"]) == (200, "resolved", body["resolution"])
    assert text_of(api, conflict) == (html, version)
    assert api.get(f"integration/items/{conflict.item_id}/")[1]["data"]["state"] == state
    assert resolve(api, conflict, **body)[1]["error_code"] == "CONFLICT_RESOLVED"


def test_a_merge_needs_its_text_and_the_version_it_was_made_on(api: Api, conflict: Any) -> None:
    assert resolve(api, conflict, resolution="merged")[0] == 400
    assert resolve(api, conflict, resolution="keep_ours", html="<p>x</p>")[0] == 400
    answer = resolve(api, conflict, resolution="merged", html="<p>x</p>", expected_version=7)[1]
    assert answer["error_code"] == "CONTENT_CHANGED"


def test_after_keeping_ours_their_next_change_is_a_conflict_again(
    api: Api, account: Any, by_bridge: Any, site: WordPressStandIn, sync: Any
) -> None:
    from igny8.content.models import Content
    from igny8.content.services.contents import content_update
    from igny8.integration.models import SyncConflict

    number = site.add_post("Filter", "<p>Base.</p>")
    sync(by_bridge)
    with tenant(account.account_id):
        content_update(content_id=Content.objects.get().id, changes={"html": "<p>Ours.</p>"})
    site.edit(number, content="<p>Theirs.</p>")
    sync(by_bridge)
    with tenant(account.account_id):
        first = SyncConflict.objects.get()
    assert resolve(api, first, resolution="keep_ours")[0] == 200
    assert sync(by_bridge, "full").conflicts == 0, "what was decided stays decided"
    site.edit(number, content="<p>Theirs again.</p>")
    assert sync(by_bridge).conflicts == 1
    with tenant(account.account_id):
        assert Content.objects.get().html == "<p>Ours.</p>"


@pytest.mark.parametrize(("choice", "status"), [("archive", "archived"), ("keep", "draft"), ("republish", "draft")])
def test_a_deletion_is_decided_once(api: Api, account: Any, choice: str, status: str) -> None:
    from igny8.content.services.publication import content_mark_published
    from igny8.core.models import OutboxEvent

    with tenant(account.account_id):
        item = make_item(account, state="remote_deleted")
        content_mark_published(content_id=item.content_id, url=item.url)
    path = f"integration/items/{item.id}/resolve-deletion/"
    assert api.post(path, {"choice": "forget"})[0] == 400
    assert api.post(path, {"choice": choice})[1]["data"]["state"] == "ignored"
    assert api.get(f"writer/content/{item.content_id}/")[1]["data"]["status"] == status
    assert api.post(path, {"choice": choice})[1]["error_code"] == "NOT_DELETED_THERE"
    with tenant(account.account_id):
        event = OutboxEvent.objects.get(name="integration.DeletionDecided")
        assert (event.payload["choice"], event.payload["content_id"]) == (choice, str(item.content_id))


def test_lists_show_the_account_s_own(account: Any, stranger: Any, api: Api) -> None:
    for world in (account, stranger):
        with tenant(world.account_id):
            make_conflict(world)
    for path in ("integrations", "items", "conflicts"):
        rows = api.get(f"integration/{path}/?count=exact")[1]["results"]
        assert [row["site_id"] for row in rows] == [str(account.site_id)], path


def test_who_sees_another_site_only_sees_nothing(account: Any) -> None:
    from igny8.accounts.models import SiteUserAccess

    with tenant(account.account_id):
        make_integration(account)
        SiteUserAccess.objects.filter(user_id=account.users["editor"]).delete()
    assert Api(account, "editor").get(ROOT)[1]["results"] == []


def test_a_list_takes_few_queries(account: Any, api: Api, django_assert_max_num_queries: Any) -> None:
    with tenant(account.account_id):
        make_conflict(account)
    with django_assert_max_num_queries(12):
        assert api.get(ROOT)[0] == 200


def test_the_password_in_use_is_the_one_given(by_password: Any, account: Any) -> None:
    from igny8.integration.engine.reach import connection_of

    with tenant(account.account_id):
        connection = connection_of(by_password)
    assert (connection.app_password, PASSWORD in repr(connection)) == (PASSWORD, False)


def test_the_plugin_is_downloaded_as_it_is_built(account: World, settings: Any, tmp_path: Path) -> None:
    status, data, name = Api(account, "viewer").download("integration/bridge/plugin/")
    assert (status, "igny8-bridge-" in name) == (200, True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
    assert "igny8-bridge/igny8-bridge.php" in names
    assert not [name for name in names if "/tests/" in name]
    settings.ROOT = tmp_path
    status, answer = Api(account, "viewer").get("integration/bridge/plugin/")
    assert (status, "make plugin" in answer["error"]) == (404, True)
