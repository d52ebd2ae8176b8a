"""A destination that can wait gets its contents ahead of their time; the moment itself does not depend on it."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from igny8.content.selectors import content_get
from igny8.content.services.approval import content_approve
from igny8.content.services.contents import content_update
from igny8.core.tenancy import tenant
from igny8.publishing import constants, registry
from igny8.publishing.base import Capabilities, PublishPayload, PublishResult, Target
from igny8.publishing.services.publications import content_unpublish, content_unschedule
from tests.factories.publishing import make_article, publish, record_of, work
from tests.publishing.blog import Blog, BlogAdapter

pytestmark = pytest.mark.django_db
CLOCK = "clockblog:1"
HEARD: list[tuple[str, str, bool]] = []


class ClockBlogAdapter(BlogAdapter):
    """The blog with a clock of its own: it shows a post from ``shows_from`` on."""

    platform = "clockblog"
    capabilities = Capabilities(content_types=frozenset({"post", "page"}), has_schedule=True)

    def publish(self, payload: PublishPayload, target: Target) -> PublishResult:
        moment = payload.scheduled_for and datetime.fromisoformat(payload.scheduled_for)
        is_ahead = bool(moment and moment > timezone.now())
        body = {"key": payload.key, "slug": payload.slug, "title": payload.title, "hash": payload.hash}
        body |= {"html": payload.html, "shows_from": payload.scheduled_for if is_ahead else "", "is_draft": False}
        id_ = payload.external_id or (payload.remote.external_id if payload.remote else "")
        found = self._call("PUT", f"/posts/{id_}", target, body) if id_ else self._call("POST", "/posts", target, body)
        return PublishResult(external_id=found["id"], url=found["url"], state="scheduled" if is_ahead else "live")

    def unpublish(self, payload: PublishPayload, target: Target) -> PublishResult | None:
        found = self.look_up(payload, target)
        if found is not None:
            self._call("PUT", f"/posts/{found.external_id}", target, {"is_draft": True, "shows_from": ""})
        return found and replace(found, status="draft")


@pytest.fixture
def blog(monkeypatch: Any) -> Iterator[Blog]:
    monkeypatch.setattr(constants, "SCHEDULE_GRACE_S", 0.0)
    HEARD.clear()

    def landed(payload: PublishPayload, target: Target, result: PublishResult | None, *, is_down: bool) -> None:
        HEARD.append((payload.content_id, result.state if result else "", is_down))

    with Blog() as running:

        def targets(site_id: Any) -> list[Target]:
            return [
                Target(
                    key=CLOCK,
                    platform="clockblog",
                    name="Clock blog",
                    site_id=str(site_id),
                    config={"url": running.url},
                    content_types=TAKEN[0],
                )
            ]

        TAKEN[0] = frozenset({"post"})
        registry.register(ClockBlogAdapter(), targets=targets, landed=landed)
        yield running
        registry.remove("clockblog")


TAKEN = [frozenset({"post"})]


def ask(world: Any, content_id: Any, *, seconds: float) -> Any:
    at = timezone.now() + timedelta(seconds=seconds)
    publish(world, content_id, destinations=[CLOCK], at=at)
    work(world, CLOCK)
    return record_of(world, content_id, CLOCK)


def status_of(world: Any, content_id: Any) -> str:
    with tenant(world.account_id):
        row = content_get(content_id)
        assert row is not None
        return str(row.status)


def test_it_is_sent_ahead_and_made_sure_of_when_its_moment_has_come(account: Any, blog: Blog) -> None:
    content_id = make_article(account)
    record = ask(account, content_id, seconds=1.2)
    assert (record.status, record.live_hash, record.external_id) == ("scheduled", "", "1")
    assert status_of(account, content_id) == "scheduled"
    assert blog.posts["1"]["shows_from"]
    assert work(account, CLOCK) == 0
    time.sleep(1.3)
    assert work(account, CLOCK) == 1
    record = record_of(account, content_id, CLOCK)
    assert (record.status, record.scheduled_for) == ("live", None)
    assert status_of(account, content_id) == "published"
    assert (len(blog.posts), blog.posts["1"]["shows_from"]) == (1, "")
    assert [(str(content_id), "scheduled", False), (str(content_id), "live", False)] == HEARD


def test_another_moment_is_sent_and_the_same_one_is_not(account: Any, blog: Blog) -> None:
    content_id = make_article(account)
    at = timezone.now() + timedelta(hours=1)
    for _ in range(2):
        publish(account, content_id, destinations=[CLOCK], at=at)
        work(account, CLOCK)
    assert blog.asked["PUT"] == 0
    record = ask(account, content_id, seconds=7200)
    assert (record.status, blog.asked["PUT"]) == ("scheduled", 1)
    assert datetime.fromisoformat(blog.posts["1"]["shows_from"]) == record.scheduled_for
    publish(account, content_id, destinations=[CLOCK])
    work(account, CLOCK)
    assert record_of(account, content_id, CLOCK).status == "live"
    assert len(blog.posts) == 1


def test_a_newer_text_replaces_the_waiting_one(account: Any, blog: Blog) -> None:
    content_id = make_article(account)
    ask(account, content_id, seconds=3600)
    with tenant(account.account_id):
        content_update(content_id=content_id, changes={"html": "<p>Better words about freshly ground beans.</p>"})
        content_approve(content_id=content_id)
    record = ask(account, content_id, seconds=3600)
    assert (record.status, len(blog.posts)) == ("scheduled", 1)
    assert "Better words" in blog.posts["1"]["html"]


def test_calling_off_takes_back_what_was_sent_ahead(account: Any, blog: Blog) -> None:
    content_id = make_article(account)
    ask(account, content_id, seconds=3600)
    with tenant(account.account_id):
        content_unschedule(content_ids=[content_id])
    work(account, CLOCK)
    record = record_of(account, content_id, CLOCK)
    assert (record.status, record.scheduled_for) == ("unpublished", None)
    assert (blog.posts["1"]["is_draft"], status_of(account, content_id)) == (True, "approved")
    assert HEARD[-1][2]


def test_taking_down_what_only_waits_there(account: Any, blog: Blog) -> None:
    content_id = make_article(account)
    ask(account, content_id, seconds=3600)
    with tenant(account.account_id):
        content_unpublish(content_ids=[content_id])
    work(account, CLOCK)
    assert blog.posts["1"]["is_draft"]
    assert record_of(account, content_id, CLOCK).status == "unpublished"


def test_a_lost_answer_to_sending_ahead_makes_no_second_post(account: Any, blog: Blog) -> None:
    content_id = make_article(account)
    blog.behaviours.append("drop_after")
    record = ask(account, content_id, seconds=3600)
    for _ in range(40):
        if record.status == "scheduled":
            break
        time.sleep(0.3)
        work(account, CLOCK)
        record = record_of(account, content_id, CLOCK)
    assert (record.status, len(blog.posts)) == ("scheduled", 1)


def test_an_update_of_a_live_post_waits_here(account: Any, blog: Blog) -> None:
    content_id = make_article(account)
    publish(account, content_id, destinations=[CLOCK])
    work(account, CLOCK)
    with tenant(account.account_id):
        content_update(content_id=content_id, changes={"html": "<p>Better words about freshly ground beans.</p>"})
        content_approve(content_id=content_id)
    record = ask(account, content_id, seconds=3600)
    assert (record.status, bool(record.live_hash), blog.asked["PUT"]) == ("planned", True, 0)
    assert "Better" not in blog.posts["1"]["html"]


def test_a_destination_says_itself_which_types_it_takes(account: Any, blog: Blog) -> None:
    page = make_article(account, content_type="page")
    assert {row.destination for row in publish(account, page)} == {"igny8_sites"}
    TAKEN[0] = frozenset({"post", "page"})
    publish(account, page, destinations=[CLOCK])
    TAKEN[0] = frozenset({"post"})
    work(account, CLOCK)
    assert record_of(account, page, CLOCK).error_code == "TYPE_NOT_TAKEN"
