"""What happened, in sentences, for those who may see the site."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from igny8.accounts.models import Site
from igny8.content.services.approval import content_approve, content_request_changes, content_submit_review
from igny8.core.events import relay
from igny8.core.tenancy import Actor, acting, tenant
from igny8.publishing.models import PublishingRecord
from igny8.system.services.activity import activity_record, quoted, some
from tests.factories.content import make_content
from tests.support.client import Api

pytestmark = pytest.mark.django_db


def told(api: Api, **params: str) -> list[dict[str, Any]]:
    query = "&".join(f"{name}={value}" for name, value in params.items())
    status, body = api.get(f"system/activity/?{query}")
    assert status == 200, body
    return list(body["results"])


def test_who_did_what_newest_first(api: Api, account: Any) -> None:
    editor = Actor("user", account.users["editor"])
    with tenant(account.account_id), acting(site_ids=None, actor=editor):
        row = make_content(account, title="Best grinders")
        content_submit_review(content_id=row.id)
        content_request_changes(content_id=row.id, comment="Shorter, please.")
        content_submit_review(content_id=row.id)
        content_submit_review(content_id=row.id)  # nothing changes, nothing is told
    with tenant(account.account_id):
        content_approve(content_id=row.id)
    found = [one for one in told(api, site_id=account.site_id) if one["kind"] != "content.edited"]
    assert [one["sentence"] for one in found] == [
        "IGNY8 approved “Best grinders”.",
        "Editor handed “Best grinders” in for review.",
        "Editor asked for changes to “Best grinders”.",
        "Editor handed “Best grinders” in for review.",
    ]
    assert found[1]["actor"] == {"id": str(editor.id), "name": "Editor", "kind": "user"}
    assert found[0]["object"] == {"type": "content", "id": str(row.id), "title": "Best grinders"}
    assert found[0]["kind"] == "content.approved"
    assert [one["kind"] for one in told(api, kind="content.approved")] == ["content.approved"]


def test_sites_nobody_granted_stay_hidden(account: Any, stranger: Any) -> None:
    with tenant(account.account_id):
        hidden = Site.objects.create(name="Hidden", slug="hidden-activity").id
        for site_id in (account.site_id, hidden, None):
            activity_record(kind="a.b", did=f"did it at {site_id}", site_id=site_id)
    with tenant(stranger.account_id):
        activity_record(kind="a.b", did="did it elsewhere", site_id=stranger.site_id)
    assert len(told(Api(account))) == 3
    seen = {one["site_id"] for one in told(Api(account, "viewer"))}
    assert seen == {str(account.site_id), None}
    assert told(Api(account, "viewer"), site_id=str(hidden)) == []
    assert Api().get("system/activity/")[0] == 401


def test_a_page_asks_for_names_once(api: Api, account: Any) -> None:
    with tenant(account.account_id):
        for role in account.users:
            with acting(site_ids=None, actor=Actor("user", account.users[role])):
                activity_record(kind="a.b", did="did it", site_id=account.site_id)
    few = len(told(api, page_size="1"))
    with CaptureQueriesContext(connection) as one:
        told(api, page_size="1")
    with CaptureQueriesContext(connection) as four:
        assert len(told(api, page_size="4")) == 4
    assert few == 1
    assert len(four) <= len(one)


def test_pages_go_on_by_cursor(api: Api, account: Any) -> None:
    with tenant(account.account_id):
        for number in range(5):
            activity_record(kind="a.b", did=f"did {number}", site_id=account.site_id)
    _, first = api.get("system/activity/?page_size=3")
    _, second = api.get(first["next"].partition("/api/v1/")[2])
    assert [one["sentence"][-2] for one in (*first["results"], *second["results"])] == list("43210")


def test_new_sites_are_told(api: Api) -> None:
    status, body = api.post("accounts/sites/", {"name": "Home Coffee", "sectors": [{"name": "Brewing"}]})
    assert status == 201, body
    relay()
    assert told(api, kind="site.created")[0]["sentence"] == "Owner set up the site “Home Coffee”."


def test_a_publication_is_told(api: Api, account: Any) -> None:
    from igny8.publishing.engine.outcomes import announce_failure

    with tenant(account.account_id):
        content = make_content(account)
        record = PublishingRecord.objects.create(
            site_id=account.site_id,
            content_id=content.id,
            destination="igny8_sites",
            title="Beans",
            error="It is down.",
        )
        announce_failure(record)
    (notice,) = api.get("system/notifications/")[1]["results"]
    assert notice["link"] == f"/sites/{account.site_id}/writer/published?record={record.id}"
    assert told(api, kind="publication.failed")[0]["sentence"] == "IGNY8 could not get “Beans” published: It is down."


def test_words() -> None:
    assert (some(1, "keyword"), some(1204, "keyword"), some(2, "story", "stories")) == (
        "1 keyword",
        "1,204 keywords",
        "2 stories",
    )
    assert len(quoted("x" * 500)) == 82
