"""The writer's lists: names beside ids, what a table and a calendar need, and filters."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from igny8.accounts.services.sites import site_update
from igny8.content.models import Content
from igny8.content.services.approval import comment_resolve, content_approve, content_comment
from igny8.content.services.tasks import task_update
from igny8.core.tenancy import Actor, tenant
from tests.factories.content import make_content, make_image, make_ready_image, make_task
from tests.factories.planning import make_cluster, make_idea
from tests.factories.system import make_author
from tests.support.client import Api

pytestmark = pytest.mark.django_db


def editor_of(world: Any) -> Actor:
    return Actor("user", world.users["editor"])


def test_a_content_row_says_everything_by_name(account: Any) -> None:
    with tenant(account.account_id, actor=editor_of(account)):
        author = make_author(name="Dr. Ann Smith")
        cluster = make_cluster(account, "Cold brew")
        row = make_content(account, cluster_id=cluster.id, author_profile_id=author.id)
        content_comment(content_id=row.id, body="Shorter, please.")
        done = content_comment(content_id=row.id, body="A typo.")
        comment_resolve(content_id=row.id, comment_id=done.id)
        picture = make_ready_image(account, content=row)
        make_image(account, content=row, role="in_article")
        bare = make_content(account)
    with tenant(account.account_id, actor=Actor("user", account.users["admin"])):
        content_approve(content_id=row.id)
    api = Api(account, "viewer")
    rows = {item["id"]: item for item in api.get("writer/content/")[1]["results"]}
    shown = rows[str(row.id)]
    assert (shown["cluster_name"], shown["author_profile_name"]) == ("Cold brew", "Dr. Ann Smith")
    assert (shown["open_comments"], shown["featured_image_id"]) == (1, str(picture.id))
    assert shown["sector_name"]
    assert (rows[str(bare.id)]["open_comments"], rows[str(bare.id)]["featured_image_id"]) == (0, None)
    assert api.get(f"writer/content/{row.id}/")[1]["data"]["approved_by_name"] == "Admin"
    assert {c["user_name"] for c in api.get(f"writer/content/{row.id}/comments/")[1]["data"]} == {"Editor"}
    assert [v["actor_name"] for v in api.get(f"writer/content/{row.id}/versions/")[1]["data"]] == ["Editor"]
    assert {i["content_title"] for i in api.get("writer/images/")[1]["results"]} == {row.title}


def test_versions_of_machines_are_the_systems(account: Any) -> None:
    with tenant(account.account_id):
        row = make_content(account)
    assert Api(account).get(f"writer/content/{row.id}/versions/")[1]["data"][0]["actor_name"] == "System"


def test_a_task_row_says_everything_by_name(account: Any) -> None:
    with tenant(account.account_id):
        cluster = make_cluster(account, "Cold brew")
        idea = make_idea(account, cluster, title="Cold brew at home")
        task = make_task(account, cluster_id=cluster.id, assignee_id=account.users["editor"])
        type(task).objects.filter(pk=task.id).update(idea_id=idea.id)
        row = make_content(account)
        Content.objects.filter(pk=row.id).update(task_id=task.id)
    shown = Api(account, "viewer").get(f"writer/tasks/{task.id}/")[1]["data"]
    assert (shown["cluster_name"], shown["idea_title"]) == ("Cold brew", "Cold brew at home")
    assert shown["content_status"] == "draft"
    assert (shown["assignee_name"], shown["sector_name"]) == ("Editor", "Main")
    assert Api(account, "viewer").get("writer/tasks/")[1]["results"] == [shown]


@pytest.mark.parametrize("path", ["writer/content/", "writer/tasks/", "writer/images/"])
def test_a_longer_page_asks_no_more_often(path: str, account: Any) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert api.get(path)[0] == 200
        return len(captured)

    def another() -> None:
        with tenant(account.account_id, actor=editor_of(account)):
            cluster = make_cluster(account)
            task = make_task(account, cluster_id=cluster.id, assignee_id=account.users["editor"])
            row = make_content(account, cluster_id=cluster.id, task_id=task.id)
            content_comment(content_id=row.id, body="Hm.")
            make_ready_image(account, content=row)

    api = Api(account)
    another()
    few = queries()
    for _ in range(4):
        another()
    assert queries() == few


def test_calendar_entries_are_chips(account: Any) -> None:
    with tenant(account.account_id):
        assignee = account.users["editor"]
        task = make_task(account, planned_date=date(2026, 11, 5), assignee_id=assignee)
        written = make_task(account, assignee_id=assignee)
        row = make_content(account, task_id=written.id)
        Content.objects.filter(pk=row.id).update(scheduled_at=datetime(2026, 11, 6, 22, 30, tzinfo=UTC))
        site_update(site_id=account.site_id, changes={"timezone": "Asia/Kolkata"})
    path = f"writer/calendar/?site_id={account.site_id}&month=2026-11"
    planned, scheduled = Api(account, "viewer").get(path)[1]["data"]
    assert (planned["kind"], planned["date"], planned["time"]) == ("planned_task", "2026-11-05", None)
    assert (planned["task_id"], planned["content_id"]) == (str(task.id), None)
    assert (scheduled["kind"], scheduled["date"], scheduled["time"]) == ("scheduled", "2026-11-07", "04:00")
    assert (scheduled["task_id"], scheduled["content_id"]) == (str(written.id), str(row.id))
    assert scheduled["at"] == "2026-11-06T22:30:00.000000Z"
    assert planned["assignee_name"] == scheduled["assignee_name"] is not None


def test_contents_are_filtered_as_a_table_asks(account: Any) -> None:
    with tenant(account.account_id):
        author = make_author()
        assigned = make_content(account, task_id=make_task(account, assignee_id=account.users["editor"]).id)
        signed = make_content(account, author_profile_id=author.id)
        old = make_content(account)
        Content.objects.filter(pk=old.id).update(status="in_review", updated_at=datetime(2020, 1, 1, tzinfo=UTC))
        task_update(task_id=make_task(account).id, changes={"author_profile_id": author.id})
    api = Api(account)

    def ids(query: str, path: str = "content") -> set[str]:
        status, body = api.get(f"writer/{path}/?{query}")
        assert status == 200, body
        return {item["id"] for item in body["results"]}

    assert ids(f"assignee_id={account.users['editor']}") == {str(assigned.id)}
    assert ids(f"author_profile_id={author.id}") == {str(signed.id)}
    assert ids("updated_after=2021-01-01T00:00:00Z") == {str(assigned.id), str(signed.id)}
    assert ids("status=draft,in_review") == {str(assigned.id), str(signed.id), str(old.id)}
    assert len(ids(f"author_profile_id={author.id}", "tasks")) == 1
    assert api.get("writer/content/?updated_after=soon")[0] == 400
    for ordering in ("content_type", "-scheduled_at", "planned_date", "primary_keyword", "-first_published_at"):
        assert len(ids(f"ordering={ordering}")) == 3
