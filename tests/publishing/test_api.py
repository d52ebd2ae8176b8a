"""/api/v1/publisher/ from outside."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from igny8.content.services.approval import content_approve
from igny8.content.services.contents import content_update
from igny8.core.ids import uuid7
from igny8.core.tenancy import tenant
from igny8.publishing.models import PublishingRecord
from igny8.publishing.services.publications import content_publish
from tests.factories.publishing import change_site, deployments, make_article, publish, published, record_of, work
from tests.support.client import Api

pytestmark = pytest.mark.django_db


def test_publishing_answers_at_once_and_goes_live_by_itself(account: Any, api: Any, sites_data: Path) -> None:
    ids = [str(make_article(account)) for _ in range(2)]
    status, body = api.post("publisher/publish/", {"content_ids": ids})
    assert status == 202
    assert {r["content_id"] for r in body["data"]["records"]} == set(ids)
    assert {r["status"] for r in body["data"]["records"]} == {"planned"}
    work(account)
    status, body = api.get(f"publisher/records/?site_id={account.site_id}&status=live,failed&destination=igny8_sites")
    assert (status, body["count"]) == (200, 2)
    assert {r["live_version"] for r in body["results"]} == {1}
    one = body["results"][0]
    assert api.get(f"publisher/records/{one['id']}/")[1]["data"] == one
    assert api.get("publisher/records/?status=failed")[1]["count"] == 0
    status, body = api.get(f"publisher/deployments/?site_id={account.site_id}")
    assert (status, [d["status"] for d in body["results"]]) == (200, ["live"])
    assert body["results"][0]["pages"] >= 3
    assert body["results"][0]["url"].endswith("/")


def test_taking_down_and_scheduling(account: Any, api: Any, sites_data: Path) -> None:
    content_id = published(account)
    status, body = api.post("publisher/unpublish/", {"content_ids": [str(content_id)]})
    assert (status, body["data"]["records"][0]["wanted"]) == (202, "unpublish")
    work(account)
    assert record_of(account, content_id).status == "unpublished"
    moment = (timezone.now() + timedelta(days=1)).isoformat()
    status, body = api.post("publisher/publish/", {"content_ids": [str(content_id)], "scheduled_at": moment})
    assert (status, body["data"]["records"][0]["status"]) == (202, "planned")
    assert work(account) == 0


def test_a_schedule_is_moved_and_called_off(account: Any, sites_data: Path) -> None:
    content_id = make_article(account)
    api, body = Api(account, "editor"), {"content_ids": [str(content_id)]}
    for days in (2, 5):
        moment = (timezone.now() + timedelta(days=days)).isoformat()
        status, answer = api.post("publisher/publish/", {**body, "scheduled_at": moment})
        assert status == 202, answer
    assert api.get(f"writer/content/{content_id}/")[1]["data"]["scheduled_at"][:10] == moment[:10]
    status, answer = api.post("publisher/unschedule/", body)
    assert (status, answer["data"]["records"][0]["status"]) == (200, "unpublished"), answer
    shown = api.get(f"writer/content/{content_id}/")[1]["data"]
    assert (shown["status"], shown["scheduled_at"]) == ("approved", None)
    status, answer = api.post("publisher/unschedule/", body)
    assert (status, answer["error_code"]) == (409, "NOT_SCHEDULED")


def test_calling_off_a_newer_version_leaves_the_live_one(account: Any, sites_data: Path) -> None:
    content_id = published(account)
    with tenant(account.account_id):
        content_update(content_id=content_id, changes={"html": "<p>Much better text about the same thing.</p>"})
        content_approve(content_id=content_id)
        content_publish(content_ids=[content_id], at=timezone.now() + timedelta(days=1))
    api = Api(account, "editor")
    (record,) = api.post("publisher/unschedule/", {"content_ids": [str(content_id)]})[1]["data"]["records"]
    assert (record["status"], record["wanted"], record["live_version"], record["content_version"]) == (
        "live",
        "publish",
        1,
        1,
    )
    assert work(account) == 0
    shown = api.get(f"writer/content/{content_id}/")[1]["data"]
    assert (shown["status"], shown["published_version"], shown["approved_version"]) == ("approved", 1, 2)


def test_the_same_key_publishes_once(transactional_db: Any, account: Any) -> None:
    api, body = Api(account), {"content_ids": [str(make_article(account))]}
    first = api.post("publisher/publish/", body, **{"Idempotency-Key": "abc"})
    again = api.post("publisher/publish/", body, **{"Idempotency-Key": "abc"})
    assert (first[0], again[0]) == (202, 202)
    assert first[1]["data"] == again[1]["data"]
    other = {"content_ids": [str(make_article(account))]}
    assert api.post("publisher/publish/", other, **{"Idempotency-Key": "abc"})[0] == 409


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "content_ids"),
        ({"content_ids": []}, "content_ids"),
        ({"content_ids": ["x"]}, "content_ids"),
        ({"content_ids": [str(uuid7())] * 201}, "content_ids"),
        ({"content_ids": [str(uuid7())], "scheduled_at": "tomorrow"}, "scheduled_at"),
        ({"content_ids": [str(uuid7())], "destination": "x"}, "destination"),
        ({"content_ids": [str(uuid7())], "destinations": "igny8_sites"}, "destinations"),
    ],
)
def test_bad_input_names_the_field(api: Any, body: Any, field: str) -> None:
    status, answer = api.post("publisher/publish/", body)
    assert (status, {name.partition(".")[0] for name in answer["errors"]}) == (400, {field})


def test_what_is_refused_and_why(account: Any, stranger: Any, api: Any) -> None:
    draft, good = make_article(account, is_approved=False), make_article(account)
    foreign, absent = make_article(stranger), uuid7()
    status, body = api.post("publisher/publish/", {"content_ids": [str(draft), str(good)]})
    assert (status, body["error_code"]) == (409, "NOT_PUBLISHABLE")
    assert "not approved" in body["errors"]["content_ids"][0]
    answers = [api.post("publisher/publish/", {"content_ids": [str(pk)]}) for pk in (foreign, absent)]
    assert [a[0] for a in answers] == [404, 404]
    assert answers[0][1]["error"] == answers[1][1]["error"]
    answers = [api.post("publisher/unpublish/", {"content_ids": [str(pk)]}) for pk in (foreign, absent)]
    assert [a[0] for a in answers] == [404, 404]
    status, body = api.post("publisher/publish/", {"content_ids": [str(good)], "destinations": ["shopify:9"]})
    assert (status, list(body["errors"])) == (400, ["destinations"])
    change_site(account, publish_policy="draft_only")
    assert api.post("publisher/publish/", {"content_ids": [str(good)]})[0] == 409


def test_who_may_what(account: Any, stranger: Any, sites_data: Path) -> None:
    content_id = make_article(account)
    body = {"content_ids": [str(content_id)]}
    assert Api().post("publisher/publish/", body)[0] == 401
    assert Api(account, "viewer").post("publisher/publish/", body)[0] == 403
    assert Api(stranger).post("publisher/publish/", body)[0] == 404
    assert Api(account, "editor").post("publisher/publish/", body)[0] == 202
    work(account)
    published(account)
    with tenant(account.account_id):
        row = record_of(account, content_id)
    _, listed = Api(account, "viewer").get("publisher/deployments/")
    old = next(d for d in listed["results"] if d["version"] == 1)
    assert Api(account, "editor").post(f"publisher/deployments/{old['id']}/rollback/")[0] == 403
    assert Api(stranger).post(f"publisher/deployments/{old['id']}/rollback/")[0] == 404
    assert Api(stranger).get(f"publisher/records/{row.id}/")[0] == 404
    assert Api(stranger).get("publisher/records/")[1]["count"] == 0
    assert Api(stranger).get("publisher/deployments/")[1]["count"] == 0
    status, body = Api(account, "admin").post(f"publisher/deployments/{old['id']}/rollback/")
    assert (status, body["data"]["status"], body["data"]["rolled_back_from"]) == (200, "live", 2)


def test_deploying_now(account: Any, stranger: Any, api: Any, sites_data: Path) -> None:
    status, body = api.post("publisher/deployments/", {"site_id": str(account.site_id)})
    assert (status, body["data"]["status"]) == (202, "pending")
    again = api.post("publisher/deployments/", {"site_id": str(account.site_id)})
    assert again[1]["data"]["id"] == body["data"]["id"]
    assert work(account) == 1
    assert deployments(account) == [(1, "live")]
    assert (sites_data / "clients" / str(account.site_id) / "current" / "index.html").exists()
    assert api.post("publisher/deployments/", {"site_id": str(stranger.site_id)})[0] == 404
    assert api.post("publisher/deployments/", {"site_id": str(uuid7())})[0] == 404
    change_site(account, hosting_type="wordpress")
    status, body = api.post("publisher/deployments/", {"site_id": str(account.site_id)})
    assert (status, body["error_code"]) == (409, "NOT_HOSTED")


def test_rolling_back_serves_before_the_answer(transactional_db: Any, account: Any, sites_data: Path) -> None:
    published(account)
    published(account)
    api = Api(account)
    old = next(d for d in api.get("publisher/deployments/")[1]["results"] if d["version"] == 1)
    assert api.post(f"publisher/deployments/{old['id']}/rollback/")[0] == 200
    assert (sites_data / "clients" / str(account.site_id) / "current").readlink() == Path("v1")


def test_destinations_say_what_they_take(account: Any, stranger: Any, api: Any, sites_data: Path) -> None:
    status, body = api.get(f"publisher/destinations/?site_id={account.site_id}")
    [own] = body["data"]["destinations"]
    assert (status, own["key"], own["check"]) == (200, "igny8_sites", {"ok": True, "problem": ""})
    assert own["capabilities"]["is_whole_site"]
    assert "post" in own["capabilities"]["content_types"]
    assert api.get(f"publisher/destinations/?site_id={stranger.site_id}")[0] == 404
    assert "site_id" in api.get("publisher/destinations/")[1]["errors"]
    assert "site_id" in api.get("publisher/destinations/?site_id=1")[1]["errors"]


def test_a_failed_one_is_tried_again(account: Any, stranger: Any, api: Any, sites_data: Path) -> None:
    content_id = make_article(account)
    record = publish(account, content_id)[0]
    assert api.post(f"publisher/records/{record.id}/retry/")[0] == 409
    with tenant(account.account_id):
        PublishingRecord.objects.update(status="failed", error_kind="permanent", error="It broke.", attempts=8)
    assert Api(stranger).post(f"publisher/records/{record.id}/retry/")[0] == 404
    status, body = api.post(f"publisher/records/{record.id}/retry/")
    assert (status, body["data"]["status"], body["data"]["attempts"], body["data"]["error"]) == (202, "planned", 0, "")
    work(account)
    assert record_of(account, content_id).status == "live"


def test_an_editor_without_the_site_does_not_see_it(account: Any, sites_data: Path) -> None:
    from igny8.accounts.models import SiteUserAccess

    content_id = published(account)
    with tenant(account.account_id):
        SiteUserAccess.objects.filter(user_id=account.users["editor"]).delete()
    editor = Api(account, "editor")
    assert editor.get("publisher/records/")[1]["count"] == 0
    assert editor.post("publisher/publish/", {"content_ids": [str(content_id)]})[0] == 404
    assert editor.post("publisher/deployments/", {"site_id": str(account.site_id)})[0] == 404


def test_the_list_costs_the_same_for_one_and_for_many(
    account: Any, api: Any, django_assert_max_num_queries: Any
) -> None:
    publish(account, *[make_article(account) for _ in range(20)])
    with django_assert_max_num_queries(14):
        assert api.get("publisher/records/")[1]["count"] == 20


def test_records_of_a_page_of_contents_in_one_request(account: Any, api: Any, sites_data: Path) -> None:
    first, second, third = (make_article(account) for _ in range(3))
    publish(account, first, second, third)
    status, body = api.get(f"publisher/records/?content_ids={first},{third}")
    assert status == 200, body
    assert {row["content_id"] for row in body["results"]} == {str(first), str(third)}
    assert {row["destination_name"] for row in body["results"]} == {"IGNY8 Sites"}
    assert {(row["content_version"], row["current_version"]) for row in body["results"]} == {(1, 1)}
    with tenant(account.account_id):
        content_update(content_id=first, changes={"html": "<p>Written anew, and not published yet.</p>"})
    _, body = api.get(f"publisher/records/?content_ids={first}")
    assert [(row["content_version"], row["current_version"]) for row in body["results"]] == [(1, 2)]
    many = ",".join(str(uuid7()) for _ in range(201))
    for bad in (many, "x"):
        status, body = api.get(f"publisher/records/?content_ids={bad}")
        assert (status, "content_ids" in body["errors"]) == (400, True), body


def test_a_destination_that_is_gone_goes_by_its_platform(account: Any) -> None:
    with tenant(account.account_id):
        PublishingRecord.objects.create(site_id=account.site_id, content_id=uuid7(), destination="word_press:12")
    (row,) = Api(account).get("publisher/records/")[1]["results"]
    assert (row["destination_name"], row["current_version"]) == ("Word press", None)
