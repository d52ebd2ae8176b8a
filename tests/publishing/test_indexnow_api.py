"""/api/v1/publisher/indexnow/ from outside."""

from pathlib import Path
from typing import Any

import pytest

from igny8.core.tenancy import tenant
from igny8.publishing.models import PublishingRecord
from tests.factories.indexnow import PAGE, hosts_of, keys_of, line, lines, make_submission, tell, work
from tests.factories.publishing import published
from tests.support.client import Api
from tests.support.search_engines import SearchEngines

pytestmark = pytest.mark.django_db


def test_the_state_of_a_site(shop: Any, engines: SearchEngines) -> None:
    api, path = Api(shop, "viewer"), f"publisher/indexnow/sites/{shop.site_id}/"
    status, body = api.get(path)
    data, key = body["data"], keys_of(shop).key
    assert (status, data["is_enabled"], data["is_available"], data["key"]) == (200, True, True, key)
    assert (data["file_name"], data["key_state"], data["waiting"]) == (f"{key}.txt", "unchecked", 0)
    (hosted,) = data["hosts"]
    assert (hosted["destination_name"], hosted["how"], hosted["key_url"]) == ("IGNY8 Sites", "none", "")
    assert "nobody outside can open it" in hosted["problem"]
    tell(shop)
    data = api.get(path)[1]["data"]
    (found,) = [host for host in data["hosts"] if host["host"] == "tea.example.com"]
    assert (data["waiting"], found["how"], found["key_state"]) == (1, "file", "unchecked")
    assert found["key_url"] == f"http://tea.example.com/{key}.txt"


def test_off_for_the_installation(account: Any, api: Api) -> None:
    data = api.get(f"publisher/indexnow/sites/{account.site_id}/")[1]["data"]
    assert data["is_available"] is False
    status, body = api.post(f"publisher/indexnow/sites/{account.site_id}/submit-all/")
    assert (status, body["error_code"]) == (409, "INDEXNOW_OFF")


def test_checking_the_key_lets_what_waits_go_on(account: Any, api: Api, engines: SearchEngines) -> None:
    path, key = f"publisher/indexnow/sites/{account.site_id}/verify/", keys_of(account).key
    tell(account)
    status, body = api.post(path)
    assert (status, body["data"]["key_state"]) == (200, "missing")
    (found,) = [host for host in body["data"]["hosts"] if host["host"] == "tea.example.com"]
    assert found["key_error"].startswith(f"There is no file at http://tea.example.com/{key}.txt. Upload")
    engines.files[f"tea.example.com/{key}.txt"] = key
    status, body = api.post(path)
    assert [h["key_state"] for h in body["data"]["hosts"] if h["host"] == "tea.example.com"] == ["ok"]
    work(account)
    assert line(account).state == "sent"
    assert api.post(path, {"key": "mine"})[0] == 400


def test_switching_and_a_new_key(shop: Any, engines: SearchEngines) -> None:
    path, key = f"publisher/indexnow/sites/{shop.site_id}/", keys_of(shop).key
    admin = Api(shop, "admin")
    tell(shop)
    status, body = admin.patch(path, {"is_enabled": False})
    assert (status, body["data"]["is_enabled"], body["data"]["waiting"]) == (200, False, 0)
    assert admin.post(f"{path}submit-all/")[1]["error_code"] == "INDEXNOW_OFF"
    assert admin.patch(path, {"is_enabled": "perhaps"})[0] == 400
    assert admin.patch(path, {"key": "0" * 32})[0] == 400
    status, body = admin.post(f"{path}rotate/")
    assert status == 200
    assert body["data"]["key"] != key
    for call in (
        Api(shop, "editor").patch(path, {"is_enabled": True}),
        Api(shop, "editor").post(f"{path}rotate/"),
        Api(shop, "editor").post(f"{path}submit-all/"),
    ):
        assert call[0] == 403
    entries = admin.get("system/audit-log/")[1]["results"]
    assert {"indexnow.update", "indexnow.rotate"} <= {entry["action"] for entry in entries}


def test_all_live_pages_at_once(shop: Any, api: Api, engines: SearchEngines, sites_data: Path) -> None:
    live, gone, private = (published(shop) for _ in range(3))
    with tenant(shop.account_id):
        rows = PublishingRecord.objects
        rows.filter(content_id=live).update(external_url=PAGE)
        rows.filter(content_id=gone).update(live_hash="", external_url="http://tea.example.com/gone/")
    path = f"publisher/indexnow/sites/{shop.site_id}/submit-all/"
    for _ in range(2):
        status, body = api.post(path)
        assert (status, body["data"]) == (202, {"waiting": 1, "skipped": 1})
    with tenant(shop.account_id):
        skipped = PublishingRecord.objects.get(content_id=private).external_url
    assert sorted(lines(shop)) == sorted([(PAGE, "waiting", ""), (skipped, "skipped", "NOT_PUBLIC")])
    work(shop)
    assert (line(shop).state, line(shop).reason) == ("sent", "asked")


def test_the_log_is_listed_and_filtered(shop: Any, stranger: Any, engines: SearchEngines) -> None:
    content_id = tell(shop)
    work(shop)
    tell(shop, "http://127.0.0.1/here/")
    tell(stranger)
    api = Api(shop, "viewer")
    status, body = api.get(f"publisher/indexnow/submissions/?site_id={shop.site_id}")
    assert (status, [row["state"] for row in body["results"]]) == (200, ["skipped", "sent"])
    (row,) = api.get(f"publisher/indexnow/submissions/?state=sent,failed&content_id={content_id}")[1]["results"]
    assert (row["url"], row["status_code"], row["error"]) == (PAGE, 200, "")
    assert api.get(f"publisher/indexnow/submissions/{row['id']}/")[1]["data"] == row
    assert api.get("publisher/indexnow/submissions/?search=green&state=sent")[1]["count"] == 1
    assert api.get(f"publisher/indexnow/submissions/?site_id={stranger.site_id}")[1]["count"] == 0


def test_trying_again(shop: Any, engines: SearchEngines) -> None:
    editor = Api(shop, "editor")
    engines.behaviours.append("422")
    tell(shop)
    work(shop)
    failed = line(shop)
    assert (failed.state, failed.error_code) == ("failed", "INDEXNOW_REFUSED")
    status, body = editor.post(f"publisher/indexnow/submissions/{failed.id}/retry/")
    assert (status, body["data"]["state"], body["data"]["reason"]) == (202, "waiting", "asked")
    again = editor.post(f"publisher/indexnow/submissions/{failed.id}/retry/")[1]["data"]
    assert again["id"] == body["data"]["id"], "asked twice, it waits once"
    assert editor.post(f"publisher/indexnow/submissions/{again['id']}/retry/")[1]["error_code"] == "NOT_TO_RETRY"
    work(shop)
    assert line(shop).state == "sent"
    assert Api(shop, "viewer").post(f"publisher/indexnow/submissions/{failed.id}/retry/")[0] == 403


def test_strangers_see_and_touch_nothing(shop: Any, stranger: Any, engines: SearchEngines) -> None:
    tell(shop)
    with tenant(shop.account_id):
        pk = make_submission(shop)
    api = Api(stranger)
    assert api.get(f"publisher/indexnow/submissions/{pk}/")[0] == 404
    assert api.post(f"publisher/indexnow/submissions/{pk}/retry/")[0] == 404
    for method, rest in (("GET", ""), ("POST", "rotate/"), ("POST", "verify/"), ("POST", "submit-all/")):
        assert api.call(method, f"publisher/indexnow/sites/{shop.site_id}/{rest}", {} if rest else None)[0] == 404
    assert hosts_of(stranger) == []
