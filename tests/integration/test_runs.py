"""Runs survive workers, networks and impatience: every page once, and everything said that a person must know."""

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from igny8.content.models import Content, ContentVersion
from igny8.core.tenancy import tenant
from igny8.integration.engine.claims import claim
from igny8.integration.engine.run import drive
from igny8.integration.models import SiteIntegration, SyncedItem, SyncLogEntry, SyncRun
from igny8.integration.services import work
from igny8.integration.services.sync_runs import NotSynchronised, SyncRunOver, sync_cancel, sync_start
from igny8.system.models import Notification
from tests.integration.standin import WordPressStandIn
from tests.support.racing import race

pytestmark = pytest.mark.django_db(transaction=True)


def start(world: Any, row: Any, kind: str = "full") -> Any:
    with tenant(world.account_id):
        return sync_start(integration_id=row.id, kind=kind).id


def state(world: Any, run_id: Any) -> SyncRun:
    with tenant(world.account_id):
        found: SyncRun = SyncRun.objects.get(pk=run_id)
        return found


def lapse(world: Any) -> None:
    with tenant(world.account_id):
        SyncRun.objects.filter(status="running").update(lease_until=timezone.now() - timedelta(seconds=1))


@pytest.mark.parametrize("way", ["by_bridge", "by_password"])
def test_killed_in_the_middle_it_goes_on_and_nothing_comes_twice(
    way: str, request: pytest.FixtureRequest, account: Any, site: WordPressStandIn
) -> None:
    row = request.getfixturevalue(way)
    for n in range(450):
        site.add_post(f"Post {n}", f"<p>Text {n}</p>")
    hanging, gate, pages = threading.Event(), threading.Event(), []

    def hook(path: str, query: dict[str, str]) -> None:
        is_page = query.get("per_page") != "1"
        if is_page and (query.get("kind") == "posts" or path.endswith("/posts")):
            pages.append(query.get("cursor", query.get("offset")))
            if len(pages) == 3:
                hanging.set()
                gate.wait(30)

    site.hook = hook
    run_id = start(account, row)
    root = Path(__file__).resolve().parents[2]
    code = (
        "import sys; sys.path[:0] = sys.argv[3:5]\nimport django; django.setup()\nfrom django.conf import settings\n"
        "settings.PROVIDER_HOSTS = ['127.0.0.1']\nfrom uuid import UUID\n"
        "from igny8.integration.engine.run import drive\ndrive(account_id=UUID(sys.argv[1]), run_id=UUID(sys.argv[2]))"
    )
    command = [sys.executable, "-c", code, str(account.account_id), str(run_id), str(root), str(root / "backend")]
    process = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
    assert hanging.wait(60)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    gate.set()
    half = state(account, run_id)
    assert (half.status, half.pages > 0) == ("running", True)
    assert drive(account_id=account.account_id, run_id=run_id) is False, "the lease of the lost worker still runs"
    assert state(account, run_id).pages == half.pages
    lapse(account)
    assert work.sweep()["hints"] == 1
    drive(account_id=account.account_id, run_id=run_id)
    run = state(account, run_id)
    assert (run.status, run.failed) == ("succeeded", 0)
    assert run.created == 451, "450 posts and a term, each counted once"
    with tenant(account.account_id):
        assert (Content.objects.count(), ContentVersion.objects.count()) == (450, 450)
        assert SyncedItem.objects.count() == 451
        assert SyncLogEntry.objects.filter(code="created").count() == 451
    assert len(pages) == 6, "five pages, of which one was asked for twice"


def test_a_worker_that_was_replaced_changes_nothing(by_bridge: Any, account: Any, site: WordPressStandIn) -> None:
    site.add_post("Once", "<p>Once.</p>")
    run_id = start(account, by_bridge)

    def hook(path: str, query: dict[str, str]) -> None:
        if query.get("kind") == "posts":
            site.hook = lambda path, query: None
            lapse(account)
            assert claim(account_id=account.account_id, run_id=run_id) is not None

    site.hook = hook
    drive(account_id=account.account_id, run_id=run_id)
    with tenant(account.account_id):
        assert Content.objects.count() == 0
    lapse(account)
    drive(account_id=account.account_id, run_id=run_id)
    assert state(account, run_id).status == "succeeded"


def test_many_workers_at_once_do_it_once(by_bridge: Any, account: Any, site: WordPressStandIn) -> None:
    for n in range(30):
        site.add_post(f"Post {n}", "<p>Text.</p>")
    run_id = start(account, by_bridge)
    race(4, lambda _: drive(account_id=account.account_id, run_id=run_id))
    assert (state(account, run_id).status, state(account, run_id).created) == ("succeeded", 31)
    with tenant(account.account_id):
        assert Content.objects.count() == 30


def test_asking_at_once_makes_one_run(by_bridge: Any, account: Any) -> None:
    found = race(4, lambda _: start(account, by_bridge))
    assert len(set(found)) == 1


def test_a_site_that_breaks_off_is_asked_again(by_bridge: Any, account: Any, site: WordPressStandIn) -> None:
    for n in range(3):
        site.add_post(f"Post {n}", "<p>Text.</p>")
    broken = ["drop", (503, {"code": "busy"}), (500, "<html>Fatal error</html>")]
    site.hook = lambda path, query: broken.pop() if broken and query.get("kind") == "posts" else None
    run_id = start(account, by_bridge)
    for _ in range(4):
        drive(account_id=account.account_id, run_id=run_id)
        with tenant(account.account_id):
            SyncRun.objects.update(not_before=timezone.now())
    run = state(account, run_id)
    assert (run.status, run.created, run.error) == ("succeeded", 4, "")


def test_it_gives_up_after_eight_attempts_and_waits_longer_each_time(
    by_bridge: Any, account: Any, site: WordPressStandIn
) -> None:
    site.hook = lambda path, query: (500, {"code": "internal"})
    run_id = start(account, by_bridge)
    for _ in range(9):
        drive(account_id=account.account_id, run_id=run_id)
        with tenant(account.account_id):
            SyncRun.objects.update(not_before=timezone.now())
    run = state(account, run_id)
    assert (run.status, run.error_kind, run.error_code, run.attempts) == ("failed", "retry", "SERVER_ERROR", 8)
    with tenant(account.account_id):
        row = SiteIntegration.objects.get()
        assert (row.sync_status, row.failures) == ("failed", 1)
        assert row.next_sync_at > timezone.now() + timedelta(minutes=20)
        assert Notification.objects.get().kind == "integration.sync_failed"


def test_a_broken_connection_is_told_once(by_bridge: Any, account: Any, site: WordPressStandIn, sync: Any) -> None:
    site.faults.add("bridge_unconnected")
    for _ in range(2):
        assert sync(by_bridge).error_code == "BRIDGE_NOT_CONNECTED"
    with tenant(account.account_id):
        assert SiteIntegration.objects.get().sync_status == "broken"
        assert [n.kind for n in Notification.objects.all()] == ["integration.broken"]
    site.faults.clear()
    assert sync(by_bridge).status == "succeeded"
    with tenant(account.account_id):
        assert SiteIntegration.objects.get().sync_error == ""


def test_deletions_while_pages_are_read_hide_nothing(by_password: Any, account: Any, site: WordPressStandIn) -> None:
    for n in range(250):
        site.add_post(f"Post {n}", f"<p>{n}</p>")

    def hook(path: str, query: dict[str, str]) -> None:
        if path.endswith("/posts") and query.get("offset") == "99" and site.posts.pop(15, None):
            site.posts.pop(20)

    site.hook = hook
    run_id = start(account, by_password)
    drive(account_id=account.account_id, run_id=run_id)
    run = state(account, run_id)
    assert run.status == "succeeded"
    with tenant(account.account_id):
        here = set(SyncedItem.objects.filter(space="posts", state="in_sync").values_list("external_id", flat=True))
    assert here >= {str(number) for number in site.posts}


def test_what_is_due_is_begun_and_what_is_off_is_not(by_bridge: Any, account: Any) -> None:
    assert work.sweep()["begun"] == 1
    assert work.sweep()["begun"] == 0, "one is on its way"
    with tenant(account.account_id):
        sync_cancel(run_id=SyncRun.objects.get().id)
    assert work.sweep()["begun"] == 0, "not due"
    with tenant(account.account_id):
        SiteIntegration.objects.update(next_sync_at=timezone.now(), sync_enabled=False)
    assert work.sweep()["begun"] == 0


@pytest.mark.parametrize("way", ["by_bridge", "by_password"])
def test_the_total_is_of_all_parts_from_the_start(
    way: str, request: pytest.FixtureRequest, account: Any, site: WordPressStandIn
) -> None:
    row = request.getfixturevalue(way)
    for n in range(120):
        site.add_post(f"Post {n}", "<p>Text.</p>")
    site.add_post("About", "<p>Us.</p>", type="page")
    run_id, totals = start(account, row), []

    def hook(path: str, query: dict[str, str]) -> None:
        if query.get("per_page") == "100" and not path.endswith("/users"):
            totals.append(state(account, run_id).total)

    site.hook = hook
    drive(account_id=account.account_id, run_id=run_id)
    run = state(account, run_id)
    assert (run.status, run.created) == ("succeeded", 122)
    assert totals == [122] * len(totals)
    assert len(totals) > 2


def test_a_total_is_not_known_before_it_is_known_for_all(by_bridge: Any, account: Any, site: WordPressStandIn) -> None:
    for n in range(120):
        site.add_post(f"Post {n}", "<p>Text.</p>")
    run_id, totals = start(account, by_bridge), []

    def hook(path: str, query: dict[str, str]) -> Any:
        if query.get("per_page") == "1":
            return 500, {"code": "internal"}
        if query.get("per_page") == "100":
            totals.append((query["kind"], state(account, run_id).total))
        return None

    site.hook = hook
    drive(account_id=account.account_id, run_id=run_id)
    assert state(account, run_id).status == "succeeded", "not being told is no fault"
    assert totals == [("terms", None), ("posts", None), ("posts", 121)]


def test_stopping_one(by_bridge: Any, account: Any, site: WordPressStandIn) -> None:
    for n in range(250):
        site.add_post(f"Post {n}", "<p>Text.</p>")
    run_id = start(account, by_bridge)

    def hook(path: str, query: dict[str, str]) -> None:
        if query.get("kind") == "posts" and query.get("cursor"):
            site.hook = lambda path, query: None
            with tenant(account.account_id):
                assert sync_cancel(run_id=run_id).status == "running", "before the next page"

    site.hook = hook
    drive(account_id=account.account_id, run_id=run_id)
    assert (state(account, run_id).status, state(account, run_id).created) == ("cancelled", 101)
    with tenant(account.account_id), pytest.raises(SyncRunOver):
        sync_cancel(run_id=run_id)


def test_a_budget_that_is_used_up_is_continued(by_bridge: Any, account: Any, site: WordPressStandIn) -> None:
    site.add_post("One", "<p>1</p>")
    run_id = start(account, by_bridge)
    assert drive(account_id=account.account_id, run_id=run_id, budget_s=-1) is True
    assert state(account, run_id).status == "pending"
    assert drive(account_id=account.account_id, run_id=run_id) is False
    assert state(account, run_id).status == "succeeded"


def test_other_platforms_are_not_synchronised(account: Any) -> None:
    from igny8.integration.services.integrations import integration_create

    with tenant(account.account_id):
        row = integration_create(site_id=account.site_id, platform="shopify", base_url="https://shop.example.com")
        with pytest.raises(NotSynchronised):
            sync_start(integration_id=row.id)
