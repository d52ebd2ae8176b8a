"""The figures of the front page: right, in few queries, and of nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from igny8.accounts.models import Site
from igny8.ai.models import AIRun
from igny8.ai.selectors import runs_summary
from igny8.content.constants import ContentStatus
from igny8.content.models import Content, Task
from igny8.content.selectors import writer_summary
from igny8.core.tenancy import tenant
from igny8.planning.selectors import planner_summary
from igny8.publishing.models import DeploymentRecord, PublishingRecord
from igny8.publishing.selectors import publisher_summary
from tests.factories.content import make_comment, make_content, make_image, make_task
from tests.factories.planning import make_cluster, make_idea, make_import, make_keyword
from tests.support.client import Api

pytestmark = pytest.mark.django_db
ABSENT = "01990000-0000-7000-8000-000000000000"
OF_A_SITE = ["planner/summary/", "writer/summary/", "publisher/summary/"]


@pytest.mark.parametrize("path", OF_A_SITE)
def test_the_site_has_to_be_named(path: str, api: Api) -> None:
    status, body = api.get(path)
    assert (status, list(body["errors"])) == (400, ["site_id"])
    assert api.get(f"{path}?site_id=nonsense")[0] == 400


@pytest.mark.parametrize("path", [*OF_A_SITE, "ai/runs/summary/"])
def test_other_sites_do_not_exist(path: str, api: Api, account: Any, stranger: Any) -> None:
    assert api.get(f"{path}?site_id={stranger.site_id}")[0] == 404
    assert api.get(f"{path}?site_id={ABSENT}")[0] == 404
    with tenant(account.account_id):
        hidden = Site.objects.create(name="Hidden", slug="hidden-from-editors").id
    assert api.get(f"{path}?site_id={hidden}")[0] == 200
    assert Api(account, "viewer").get(f"{path}?site_id={hidden}")[0] == 404
    assert Api(account, "viewer").get(f"{path}?site_id={account.site_id}")[0] == 200


@pytest.mark.parametrize("path", OF_A_SITE)
def test_a_sector_belongs_to_the_site(path: str, api: Api, account: Any, stranger: Any) -> None:
    site = f"{path}?site_id={account.site_id}&sector_id="
    assert api.get(site + str(account.sector_id))[0] == 200
    assert api.get(site + str(stranger.sector_id))[0] == 404


def test_planning_in_figures(api: Api, account: Any) -> None:
    with tenant(account.account_id):
        make_keyword(account, search_volume=100)
        make_keyword(account)
        make_keyword(account, status="archived", search_volume=5000)
        with_idea = make_cluster(account, keywords=["coffee grinder"], is_locked=True)
        make_idea(account, with_idea, status="approved")
        make_cluster(account)
        make_cluster(account, status="archived")
        newest = make_import(account, filename="newest.csv")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            planner_summary(site_id=account.site_id)
    assert len(queries) <= 2
    data = api.get(f"planner/summary/?site_id={account.site_id}")[1]["data"]
    assert data["keywords"] == {"total": 4, "new": 2, "clustered": 1, "used": 0, "archived": 1}
    assert data["clusters"] == {"active": 2, "archived": 1, "locked": 1, "without_ideas": 1}
    assert (data["ideas"]["approved"], data["ideas"]["total"], data["ideas"]["draft"]) == (1, 1, 0)
    assert data["total_volume"] == 100
    assert (data["last_import"]["id"], data["last_import"]["filename"]) == (str(newest.id), "newest.csv")


def test_writing_in_figures(api: Api, account: Any) -> None:
    now = timezone.now()
    with tenant(account.account_id):
        late = make_task(account)
        Task.objects.filter(pk=late.id).update(planned_date=now.date() - timedelta(days=2))
        finished = make_task(account)
        Task.objects.filter(pk=finished.id).update(planned_date=now.date() - timedelta(days=2), status="completed")
        make_comment(account)
        make_image(account)
        for status, at in (
            (ContentStatus.APPROVED, None),
            (ContentStatus.SCHEDULED, now + timedelta(days=2)),
            (ContentStatus.SCHEDULED, now + timedelta(days=20)),
        ):
            Content.objects.filter(pk=make_content(account).id).update(status=status, scheduled_at=at)
        with CaptureQueriesContext(connection) as queries:
            writer_summary(site_id=account.site_id)
    assert len(queries) <= 2
    data = api.get(f"writer/summary/?site_id={account.site_id}")[1]["data"]
    assert (data["tasks"]["queued"], data["tasks"]["completed"], data["tasks"]["overdue"]) == (1, 1, 1)
    content = data["content"]
    assert (content["total"], content["draft"], content["scheduled"], content["with_open_comments"]) == (5, 2, 2, 1)
    assert data["images"] == {"total": 1, "planned": 1, "queued": 0, "ready": 0, "failed": 0}
    assert (data["approved_unscheduled"], data["scheduled_next_7_days"]) == (1, 1)


def test_publishing_in_figures(api: Api, account: Any) -> None:
    with tenant(account.account_id):
        for number, fields in enumerate(({"status": "live"}, {"status": "failed", "error_kind": "action_required"})):
            content_id = make_content(account, title=f"Grinders {number}").id
            PublishingRecord.objects.create(
                site_id=account.site_id, content_id=content_id, destination="igny8_sites", **fields
            )
        served = "http://127.0.0.1:8002/s/coffee/"
        DeploymentRecord.objects.create(site_id=account.site_id, version=1, status="live", url=served)
        DeploymentRecord.objects.create(site_id=account.site_id, version=2, status="failed")
        with CaptureQueriesContext(connection) as queries:
            publisher_summary(site_id=account.site_id)
    assert len(queries) <= 2
    data = api.get(f"publisher/summary/?site_id={account.site_id}")[1]["data"]
    assert (data["records"]["live"], data["failed"], data["needs_action"]) == (1, 1, 1)
    assert (data["last_deployment"]["version"], data["last_deployment"]["status"]) == (2, "failed")
    assert data["site_url"] == served


def test_runs_in_figures(api: Api, account: Any, stranger: Any) -> None:
    now = timezone.now()
    for world, status, ended in (
        (account, "running", None),
        (account, "succeeded", now),
        (account, "succeeded", now - timedelta(days=3)),
        (account, "failed", now),
        (stranger, "failed", now),
    ):
        with tenant(world.account_id):
            AIRun.objects.create(
                function="planning.auto_cluster",
                operation="clustering",
                site_id=world.site_id,
                lane=world.site_id,
                deadline_at=now + timedelta(hours=1),
                status=status,
                finished_at=ended,
                settled_centi=250 if status == "succeeded" else 0,
            )
    with tenant(account.account_id), CaptureQueriesContext(connection) as queries:
        runs_summary()
    assert len(queries) == 1
    figures = {"active": 1, "failed_24h": 1, "succeeded_24h": 1, "credits_24h": 2.5}
    assert api.get("ai/runs/summary/")[1]["data"] == figures
    assert api.get(f"ai/runs/summary/?site_id={account.site_id}")[1]["data"] == figures
