"""Destinations that take one content at a time, over real HTTP, misbehaving."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import chain, repeat
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from igny8.core.errors import InvalidInput
from igny8.core.models import OutboxEvent
from igny8.core.tenancy import tenant
from igny8.publishing import registry
from igny8.publishing.base import Permanent
from igny8.publishing.engine import send
from igny8.publishing.engine.claims import Claim, claims_take
from igny8.publishing.engine.lanes import Replaced, lane_open
from igny8.publishing.models import DestinationLane, PublishingRecord
from igny8.publishing.services.publications import NotFailed, content_unpublish, record_retry
from igny8.publishing.services.work import sweep
from igny8.publishing.tasks import send as send_task
from tests.factories.publishing import make_article, publish, record_of, work
from tests.publishing.blog import Blog, BlogAdapter, targets_at
from tests.publishing.test_site import edit
from tests.support.racing import race

pytestmark = pytest.mark.django_db
BLOG = "blog:1"


@pytest.fixture
def blog() -> Iterator[Blog]:
    with Blog() as running:
        registry.register(BlogAdapter(), targets=targets_at(running.url))
        yield running
        registry.remove("blog")


def send_out(world: Any, *ids: Any) -> None:
    publish(world, *ids, destinations=[BLOG])
    work(world, BLOG)


def test_two_hundred_lost_answers_no_double_and_none_lost(account: Any, blog: Blog) -> None:
    ids = [make_article(account, title=f"Coffee {n}") for n in range(200)]
    blog.behaviours.extend(["drop_after"] * 200)
    blog.look_ups.extend(["drop_before", "ok", "ok", "500"] * 30)
    publish(account, *ids, destinations=[BLOG])
    work(account, BLOG)
    assert set(blog.keys) == {str(pk) for pk in ids}
    assert set(blog.keys.values()) == {1}
    with tenant(account.account_id):
        rows = list(PublishingRecord.objects.all())
        assert {row.status for row in rows} == {"live"}
        assert {row.external_id for row in rows} == set(blog.posts)
        assert OutboxEvent.objects.filter(name="publishing.ContentPublished").count() == 200
    assert blog.asked["POST"] == 200


@pytest.mark.parametrize(
    ("behaviours", "posts"),
    [
        (["drop_before"], 2),
        (["500", "429", "drop_before", "drop_after"], 4),
        (["drop_before", "drop_before", "500", "drop_after"], 4),
    ],
    ids=str,
)
def test_whatever_was_lost_there_is_one_post(account: Any, blog: Blog, behaviours: list[str], posts: int) -> None:
    content_id = make_article(account)
    blog.behaviours.extend(behaviours)
    send_out(account, content_id)
    assert (record_of(account, content_id, BLOG).status, len(blog.posts), blog.asked["POST"]) == ("live", 1, posts)


def test_an_update_whose_answer_was_lost_is_the_same_post(account: Any, blog: Blog) -> None:
    content_id = make_article(account)
    send_out(account, content_id)
    edit(account, content_id, html="<p>The second version says more about grinding, water and patience.</p>")
    blog.behaviours.append("drop_before")
    send_out(account, content_id)
    [post] = blog.posts.values()
    assert "second version" in post["html"]
    assert record_of(account, content_id, BLOG).live_version == 2


@pytest.mark.parametrize(
    ("status", "kind", "code"),
    [("401", "action_required", "BLOG_REFUSED"), ("422", "permanent", "BLOG_REJECTED")],
)
def test_what_no_retry_mends_fails_at_once_and_can_be_tried_again(
    account: Any, blog: Blog, status: str, kind: str, code: str
) -> None:
    content_id = make_article(account)
    blog.behaviours.append(status)
    send_out(account, content_id)
    record = record_of(account, content_id, BLOG)
    assert (record.status, record.error_kind, record.error_code, record.attempts) == ("failed", kind, code, 1)
    with tenant(account.account_id):
        record_retry(record_id=record.id)
    work(account, BLOG)
    record = record_of(account, content_id, BLOG)
    assert (record.status, record.error, len(blog.posts)) == ("live", "", 1)
    with tenant(account.account_id), pytest.raises(NotFailed):
        record_retry(record_id=record.id)


def test_given_up_while_unknown_is_looked_up_when_tried_again(account: Any, blog: Blog) -> None:
    content_id = make_article(account)
    blog.behaviours.append("drop_after")
    blog.look_ups.extend(["500"] * 20)
    send_out(account, content_id)
    record = record_of(account, content_id, BLOG)
    assert (record.status, record.error_kind, record.attempts) == ("failed", "unknown", 8)
    blog.look_ups.clear()
    publish(account, content_id, destinations=[BLOG])
    assert record_of(account, content_id, BLOG).status == "unknown"
    work(account, BLOG)
    assert (record_of(account, content_id, BLOG).status, len(blog.posts), blog.asked["POST"]) == ("live", 1, 1)


def test_a_destination_that_is_always_busy_is_given_up(account: Any, blog: Blog) -> None:
    content_id = make_article(account)
    blog.behaviours.extend(["500"] * 20)
    send_out(account, content_id)
    record = record_of(account, content_id, BLOG)
    assert (record.status, record.error_kind, record.attempts) == ("failed", "retry", 8)
    assert blog.asked["POST"] == 8


def test_backoff_waits_longer_each_time(settings: Any) -> None:
    from igny8.publishing.engine.outcomes import backoff_s

    settings.RUN_BACKOFF_SCALE = 1.0
    longest = [max(backoff_s(n) for _ in range(300)) for n in (1, 4, 20)]
    assert longest[0] <= 10 < longest[1] <= 80 < longest[2] <= 1800
    assert backoff_s(1, 7.0) == 7.0


def test_a_record_waits_for_its_back_off(account: Any, blog: Blog, settings: Any) -> None:
    settings.RUN_BACKOFF_SCALE = 1.0
    content_id = make_article(account)
    blog.behaviours.append("500")
    send_out(account, content_id)
    record = record_of(account, content_id, BLOG)
    assert (record.status, blog.asked["POST"]) == ("planned", 1)
    assert record.not_before > timezone.now()


def test_one_content_to_many_destinations_each_alone(account: Any, blog: Blog, sites_data: Any) -> None:
    content_id = make_article(account)
    blog.behaviours.append("422")
    assert {r.destination for r in publish(account, content_id)} == {BLOG, "igny8_sites"}
    work(account)
    work(account, BLOG)
    assert record_of(account, content_id).status == "live"
    assert record_of(account, content_id, BLOG).status == "failed"


def test_a_type_the_destination_does_not_take(account: Any, blog: Blog) -> None:
    content_id = make_article(account, content_type="product")
    with pytest.raises(InvalidInput) as caught:
        publish(account, content_id, destinations=[BLOG])
    assert caught.value.errors == {"destinations": ["Blog does not take content of type product."]}
    assert {row.destination for row in publish(account, content_id)} == {"igny8_sites"}


def test_unpublishing_survives_lost_answers_and_what_is_gone_is_done(account: Any, blog: Blog) -> None:
    content_id, other = make_article(account), make_article(account)
    send_out(account, content_id, other)
    blog.behaviours.append("drop_after")
    del blog.posts[record_of(account, other, BLOG).external_id]
    with tenant(account.account_id):
        content_unpublish(content_ids=[content_id, other])
    work(account, BLOG)
    assert blog.posts == {}
    assert record_of(account, content_id, BLOG).status == "unpublished"
    assert record_of(account, other, BLOG).status == "unpublished"


def test_what_is_asked_while_sending_is_done_afterwards(account: Any, blog: Blog, monkeypatch: Any) -> None:
    """Somebody takes the content down at the very moment it is being sent."""
    content_id = make_article(account)
    real = BlogAdapter.publish

    def meanwhile(self: Any, payload: Any, target: Any) -> Any:
        result = real(self, payload, target)
        with tenant(account.account_id):
            content_unpublish(content_ids=[content_id])
        return result

    monkeypatch.setattr(BlogAdapter, "publish", meanwhile)
    send_out(account, content_id)
    assert (blog.posts, record_of(account, content_id, BLOG).status) == ({}, "unpublished")


def test_a_failure_of_what_nobody_wants_any_more_ends_nothing(account: Any, blog: Blog, monkeypatch: Any) -> None:
    content_id = make_article(account)
    real = BlogAdapter.publish

    def edited(self: Any, payload: Any, target: Any) -> Any:
        if payload.version > 1:
            return real(self, payload, target)
        edit(account, content_id, html="<p>The second version says more about grinding, water and patience.</p>")
        publish(account, content_id, destinations=[BLOG])
        raise Permanent("NO", "Not this version.")

    monkeypatch.setattr(BlogAdapter, "publish", edited)
    send_out(account, content_id)
    assert record_of(account, content_id, BLOG).live_version == 2
    assert record_of(account, content_id, BLOG).status == "live"


def test_a_fault_in_an_adapter_is_an_unknown_outcome(account: Any, blog: Blog, monkeypatch: Any) -> None:
    content_id = make_article(account)
    real, fault = BlogAdapter.publish, chain([True], repeat(False))

    def faulty(self: Any, payload: Any, target: Any) -> Any:
        result = real(self, payload, target)
        if next(fault):
            raise KeyError("link")
        return result

    monkeypatch.setattr(BlogAdapter, "publish", faulty)
    send_out(account, content_id)
    assert (record_of(account, content_id, BLOG).status, blog.asked["POST"], len(blog.posts)) == ("live", 1, 1)


def test_a_destination_that_was_disconnected_says_so(account: Any, blog: Blog) -> None:
    content_id, other = make_article(account), make_article(account)
    publish(account, content_id, other, destinations=[BLOG])
    registry.remove("blog")
    registry.register(BlogAdapter(), targets=lambda _: [])
    work(account, BLOG)
    assert record_of(account, content_id, BLOG).error_code == "DESTINATION_GONE"
    with tenant(account.account_id):
        record_retry(record_id=record_of(account, other, BLOG).id)
    registry.remove("blog")
    work(account, BLOG)
    assert record_of(account, other, BLOG).error_code == "DESTINATION_GONE"
    with pytest.raises(Permanent, match="not installed"):
        registry.adapter_for("blog:1")


def test_a_task_run_three_times_has_one_effect(account: Any, blog: Blog, sites_data: Any) -> None:
    content_id = make_article(account)
    publish(account, content_id)
    for destination in (BLOG, "igny8_sites"):
        for _ in range(3):
            send_task(account_id=str(account.account_id), site_id=str(account.site_id), destination=destination)
    assert (blog.asked["POST"], len(blog.posts)) == (1, 1)
    with tenant(account.account_id):
        assert OutboxEvent.objects.filter(name="publishing.ContentPublished").count() == 2
        assert OutboxEvent.objects.filter(name="publishing.SiteDeployed").count() == 1


def test_no_transaction_is_open_while_the_network_is_used(
    transactional_db: Any, account: Any, blog: Blog, monkeypatch: Any
) -> None:
    seen: list[bool] = []
    real = BlogAdapter._call

    def spy(self: Any, *args: Any) -> Any:
        seen.append(connection.in_atomic_block)
        return real(self, *args)

    monkeypatch.setattr(BlogAdapter, "_call", spy)
    blog.behaviours.append("drop_before")
    send_out(account, make_article(account))
    assert seen == [False, False, False]


def test_eight_workers_at_one_destination_are_one_at_a_time(transactional_db: Any, account: Any, blog: Blog) -> None:
    ids = [make_article(account) for _ in range(12)]
    publish(account, *ids, destinations=[BLOG])
    done = race(8, lambda _: work(account, BLOG))
    assert sum(done) == 12
    assert (set(blog.keys.values()), len(blog.posts), blog.most_busy) == ({1}, 12, 1)


def test_many_workers_at_one_site_are_one_deployment(transactional_db: Any, account: Any, sites_data: Any) -> None:
    ids = [make_article(account) for _ in range(5)]
    publish(account, *ids)
    done = race(6, lambda _: work(account))
    assert sum(done) == 1
    assert {record_of(account, pk).status for pk in ids} == {"live"}


def test_many_people_publishing_the_same_make_one_record(transactional_db: Any, account: Any, blog: Blog) -> None:
    ids = [make_article(account) for _ in range(4)]
    answers = race(6, lambda n: publish(account, *(ids if n % 2 else ids[::-1]), destinations=[BLOG]))
    assert all(isinstance(answer, list) for answer in answers), answers
    work(account, BLOG)
    assert set(blog.keys.values()) == {1}
    with tenant(account.account_id):
        assert PublishingRecord.objects.count() == 4


def test_a_worker_that_slept_through_its_lease_changes_nothing(account: Any, blog: Blog) -> None:
    content_id = make_article(account)
    publish(account, content_id, destinations=[BLOG])
    lane = lane_open(account_id=account.account_id, site_id=account.site_id, destination=BLOG)
    assert lane is not None
    assert work(account, BLOG) == 0, "nobody else calls meanwhile"
    (sleeper,) = claims_take(lane, 5)
    with tenant(account.account_id):
        for model in (PublishingRecord, DestinationLane):
            model.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert sweep()["expired"] == 1
    assert record_of(account, content_id, BLOG).status == "unknown"
    blog.behaviours.append("422")
    work(account, BLOG)
    assert record_of(account, content_id, BLOG).status == "failed"
    blog.behaviours.append("401")
    send.record(sleeper, send.call(sleeper))
    assert record_of(account, content_id, BLOG).error_code == "BLOG_REJECTED"


def test_a_claim_too_old_to_call_is_left_to_the_next(account: Any, blog: Blog, monkeypatch: Any) -> None:
    ids = [make_article(account) for _ in range(3)]
    publish(account, *ids, destinations=[BLOG])
    checks = iter([False, True])
    monkeypatch.setattr(Claim, "is_stale", property(lambda _: next(checks, False)))
    assert work(account, BLOG) == 3, "the one that was given back was taken again"
    assert {record_of(account, pk, BLOG).status for pk in ids} == {"live"}
    assert (len(blog.posts), blog.asked["POST"], blog.asked["GET"]) == (3, 3, 0)


def test_a_record_somebody_took_over_does_not_stop_the_others(account: Any, blog: Blog, monkeypatch: Any) -> None:
    ids = [make_article(account) for _ in range(3)]
    publish(account, *ids, destinations=[BLOG])
    with tenant(account.account_id):
        PublishingRecord.objects.update(status="unknown")
    real, taken = send._known_again, iter([True])

    def known_again(claim: Claim, found: Any) -> None:
        if next(taken, False):
            raise Replaced
        real(claim, found)

    monkeypatch.setattr(send, "_known_again", known_again)
    assert work(account, BLOG) == 2
    statuses = sorted(record_of(account, pk, BLOG).status for pk in ids)
    assert (statuses.count("live"), len(blog.posts)) == (2, 2)


def test_the_sweeper_finds_what_a_lost_hint_left(account: Any, blog: Blog, monkeypatch: Any) -> None:
    from igny8.publishing.services import work as module

    kicks: list[dict[str, str]] = []
    monkeypatch.setattr(module, "kick", lambda name, **kwargs: kicks.append({"name": name, **kwargs}))
    publish(account, make_article(account))
    assert sweep()["hints"] == 2
    assert {kick["destination"] for kick in kicks} == {BLOG, "igny8_sites"}
    assert {kick["name"] for kick in kicks} == {"publishing.send"}
    assert {kick["account_id"] for kick in kicks} == {str(account.account_id)}
