"""Answers are lost after WordPress did what was asked: nothing is there twice, and nothing is missing."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from igny8.core.tenancy import tenant
from igny8.integration.models import SiteIntegration
from igny8.publishing.models import PublishingRecord
from igny8.publishing.services.work import sweep
from tests.factories.accounts import World
from tests.factories.publishing import publish
from tests.publishing.test_killed_workers import expire, kill, start
from tests.wordpress.breaking import BreakingProxy
from tests.wordpress.harness.site import WordPress
from tests.wordpress.publisher import Publisher, publisher_with_bridge, publisher_with_password

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.heavy]
BOTH = pytest.mark.parametrize("way", ["by_bridge", "by_password"])
TEXT = "<p>Coffee number {} wants its own water, its own grind and its own patience.</p>"


@pytest.fixture
def proxy(wordpress: WordPress, way: str) -> Iterator[BreakingProxy]:
    where = "/igny8/v1/post" if way == "by_bridge" else "/wp/v2/posts"
    with BreakingProxy(wordpress.url, where=where) as running:
        yield running


@pytest.fixture
def publisher(way: str, account: World, wordpress: WordPress, proxy: BreakingProxy, reachable: None) -> Publisher:
    """Our site, connected to WordPress by way of the proxy."""
    if way == "by_password":
        return publisher_with_password(account, wordpress, url=proxy.url)
    found = publisher_with_bridge(account, wordpress)
    with tenant(account.account_id):
        SiteIntegration.objects.update(rest_url=f"{proxy.url}/wp-json/")
    return found


def contents(publisher: Publisher, count: int) -> list[Any]:
    """Half of them have the same title, so that WordPress numbers their slugs."""
    titles = [f"Coffee {n}" if n % 2 else "Coffee" for n in range(count)]
    return [publisher.make(title=titles[n], html=TEXT.format(n)) for n in range(count)]


def assert_each_once(publisher: Publisher, ids: list[Any]) -> None:
    posts = publisher.posts()
    with tenant(publisher.world.account_id):
        rows = list(PublishingRecord.objects.filter(content_id__in=ids))
    assert Counter(row.status for row in rows) == {"live": len(ids)}, [row.error for row in rows if row.error]
    assert sorted(row.external_id for row in rows) == sorted(str(post["id"]) for post in posts)
    assert len(posts) == len(ids)
    assert {post["status"] for post in posts} == {"publish"}
    for n in range(len(ids)):
        assert sum(f"number {n} wants" in post["content"] for post in posts) == 1


@pytest.mark.parametrize(("way", "count"), [("by_bridge", 200), ("by_password", 12)])
def test_two_hundred_lost_answers_no_double_and_none_lost(
    publisher: Publisher, proxy: BreakingProxy, count: int
) -> None:
    ids = contents(publisher, count)
    publish(publisher.world, *ids, destinations=[publisher.destination])
    proxy.script.extend(["drop_after"] * count)
    publisher.work()
    assert_each_once(publisher, ids)


@BOTH
@pytest.mark.parametrize(
    ("script", "looks"),
    [
        (["drop_before"], []),
        (["500", "429", "drop_before", "drop_after"], []),
        (["drop_after"], ["500", "drop_before", "drop_after", "429"]),
    ],
    ids=str,
)
def test_whatever_was_lost_there_is_one_post(
    publisher: Publisher, proxy: BreakingProxy, script: list[str], looks: list[str]
) -> None:
    ids = contents(publisher, 1)
    proxy.script.extend(script)
    proxy.looks.extend(looks)
    publisher.publish(*ids)
    assert_each_once(publisher, ids)


@BOTH
def test_an_update_and_a_taking_down_whose_answers_were_lost(publisher: Publisher, proxy: BreakingProxy) -> None:
    [content_id] = contents(publisher, 1)
    publisher.publish(content_id)
    publisher.edit(content_id, html=TEXT.format(0) + "<p>And a second cup of it.</p>")
    proxy.script.extend(["drop_after"])
    record = publisher.publish(content_id)
    assert (record.status, record.live_version, publisher.post()["status"]) == ("live", 2, "publish"), record.error
    assert publisher.post()["content"].count("second cup") == 1
    assert publisher.item(content_id).state == "in_sync"
    proxy.script.extend(["drop_after"])
    assert publisher.unpublish(content_id).status == "unpublished"
    assert publisher.post()["status"] == "draft"


@BOTH
def test_a_worker_that_is_killed_in_the_call_makes_no_second_post(
    publisher: Publisher, proxy: BreakingProxy, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IGNY8_PROVIDER_HOSTS", "127.0.0.1")
    ids = contents(publisher, 2)
    publish(publisher.world, *ids, destinations=[publisher.destination])
    proxy.script.append("hang_after")
    process = start(publisher.world, settings, publisher.destination)
    assert proxy.reached.wait(60)
    kill(process)
    expire(publisher.world)
    assert sweep()["expired"] >= 1
    publisher.work()
    assert_each_once(publisher, ids)
