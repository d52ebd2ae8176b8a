"""Publishing hears of changed sites and archived contents, once each."""

from pathlib import Path
from typing import Any

import pytest

from igny8.content.events import ContentArchived
from igny8.core.events import emit, relay
from igny8.core.tenancy import tenant
from igny8.publishing.services.work import sweep
from igny8.publishing.tasks import sweep as sweep_task
from tests.factories.publishing import change_site, deployments, make_article, publish, published, record_of, work

pytestmark = pytest.mark.django_db


def test_a_site_that_is_served_shows_its_new_name(account: Any, sites_data: Path) -> None:
    published(account, title="Moka pot")
    change_site(account, name="Coffee by hand")
    relay()
    relay()
    assert deployments(account) == [(1, "live"), (2, "pending")]
    assert work(account) == 1
    page = sites_data / "clients" / str(account.site_id) / "current" / "moka-pot" / "index.html"
    assert "Coffee by hand" in page.read_text()


@pytest.mark.parametrize("changes", [{"brand_voice": {"tone": "dry"}}, {"publish_policy": "auto"}], ids=str)
def test_what_pages_do_not_show_needs_no_deployment(account: Any, changes: dict[str, Any], sites_data: Path) -> None:
    published(account)
    change_site(account, **changes)
    relay()
    assert deployments(account) == [(1, "live")]


def test_a_site_nobody_serves_is_not_deployed(account: Any) -> None:
    change_site(account, name="Coffee by hand")
    relay()
    assert deployments(account) == []


def test_a_site_that_moved_away_is_left_alone(account: Any, sites_data: Path) -> None:
    published(account)
    change_site(account, hosting_type="wordpress")
    relay()
    assert deployments(account) == [(1, "live")]


def test_archived_content_is_taken_down(account: Any, sites_data: Path) -> None:
    live, planned, never = published(account), make_article(account), make_article(account)
    publish(account, planned)
    with tenant(account.account_id):
        for content_id in (live, planned, never):
            emit(ContentArchived(content_id=content_id, site_id=account.site_id))
    relay()
    assert record_of(account, planned).status == "unpublished"
    work(account)
    assert record_of(account, live).status == "unpublished"


def test_sweeping_three_times_is_sweeping_once(account: Any, sites_data: Path) -> None:
    content_id = published(account)
    (sites_data / "clients" / str(account.site_id) / "current").unlink()
    sweep_task(is_full=True)
    for _ in range(2):
        sweep_task()
    assert sweep() == {"expired": 0, "hints": 0, "mended": 0}
    assert record_of(account, content_id).status == "live"
    assert (sites_data / "clients" / str(account.site_id) / "current").exists()


def test_a_moved_sites_server_is_noticed_at_the_next_start(account: Any, sites_data: Path, settings: Any) -> None:
    content_id = published(account)
    settings.SITES_URL = "http://127.0.0.1:8099"
    assert sweep()["mended"] == 0
    sweep_task(is_full=True)
    assert deployments(account) == [(1, "live"), (2, "pending")]
    work(account)
    assert record_of(account, content_id).external_url.startswith("http://127.0.0.1:8099/s/")
    sweep_task(is_full=True)
    assert len(deployments(account)) == 2
