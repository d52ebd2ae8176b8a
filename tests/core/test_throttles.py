"""Buckets: their arithmetic on Redis' own clock, and what happens without Redis."""

import math
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client, RequestFactory

from igny8.core.api import throttles
from igny8.core.api.throttles import Bucket, address_bucket, client_address, take, take_all
from igny8.core.errors import Throttled, Unavailable
from tests.support.racing import race


@pytest.fixture
def redis() -> Any:
    return caches["default"]._cache.get_client(None, write=True)  # type: ignore[attr-defined]


def rewind(redis: Any, key: str, seconds: float) -> None:
    """Make the bucket believe it was last used ``seconds`` earlier."""
    name = f"igny8:bucket:{key}"
    redis.hset(name, "t", float(redis.hget(name, "t")) - seconds)


def test_a_burst_then_one_at_a_time(redis: Any) -> None:
    for _ in range(5):
        take("burst", capacity=5, per_second=0.01)
    with pytest.raises(Throttled) as caught:
        take("burst", capacity=5, per_second=0.01)
    assert caught.value.retry_after == pytest.approx(100, abs=1)
    rewind(redis, "burst", 99)
    with pytest.raises(Throttled):
        take("burst", capacity=5, per_second=0.01)
    rewind(redis, "burst", 2)
    take("burst", capacity=5, per_second=0.01)


def test_it_never_holds_more_than_its_capacity(redis: Any) -> None:
    take("full", capacity=3, per_second=0.01)
    rewind(redis, "full", 1e6)
    for _ in range(3):
        take("full", capacity=3, per_second=0.01)
    with pytest.raises(Throttled):
        take("full", capacity=3, per_second=0.01)


def test_a_clock_that_goes_back_takes_nothing(redis: Any) -> None:
    take("back", capacity=3, per_second=1)
    rewind(redis, "back", -1000)
    take("back", capacity=3, per_second=1)


def test_a_refusal_costs_nothing(redis: Any) -> None:
    take("cost", capacity=10, per_second=0.001, cost=8)
    for _ in range(3):
        with pytest.raises(Throttled):
            take("cost", capacity=10, per_second=0.001, cost=5)
    take("cost", capacity=10, per_second=0.001, cost=2)


def test_several_buckets_give_all_or_none() -> None:
    mine, ours = Bucket("mine", 5, 0.01), Bucket("ours", 3, 0.1)
    for _ in range(3):
        take_all([mine, ours])
    for _ in range(4):
        with pytest.raises(Throttled) as caught:
            take_all([mine, ours])
        assert caught.value.retry_after == pytest.approx(10, abs=1)
    for _ in range(2):
        take_all([mine])
    with pytest.raises(Throttled) as caught:
        take_all([ours, mine])
    assert caught.value.retry_after == pytest.approx(100, abs=1)


@pytest.mark.django_db
def test_one_request_is_one_journey_to_redis(monkeypatch: pytest.MonkeyPatch, web: Client, account: Any) -> None:
    journeys = []
    usual = throttles._take
    monkeypatch.setattr(throttles, "_take", lambda buckets: journeys.append(len(buckets)) or usual(buckets))
    web.get(f"/api/v1/rows/?site_id={account.site_id}", headers=account.auth())
    assert journeys == [2]


def test_buckets_are_forgotten_when_full_again(redis: Any) -> None:
    take("gone", capacity=10, per_second=2)
    assert 0 < redis.ttl("igny8:bucket:gone") <= 6


def test_forty_at_once_get_ten() -> None:
    results = race(40, lambda _: take("race", capacity=10, per_second=0.001))
    assert sum(r is None for r in results) == 10
    assert sum(isinstance(r, Throttled) for r in results) == 30


def test_a_flushed_script_is_loaded_again(redis: Any) -> None:
    take("flush", capacity=2, per_second=1)
    redis.script_flush()
    take("flush", capacity=2, per_second=1)


@pytest.fixture
def redis_down(monkeypatch: pytest.MonkeyPatch) -> None:
    from redis.exceptions import ConnectionError as Down

    def down(*_: Any) -> float:
        raise Down("refused")

    monkeypatch.setattr(throttles, "_take", down)


def test_without_redis_reads_pass_and_sign_in_waits(redis_down: None) -> None:
    take("any", capacity=1, per_second=1)
    with pytest.raises(Unavailable) as caught:
        take("any", capacity=1, per_second=1, closed=True)
    assert caught.value.retry_after


@pytest.mark.django_db
def test_the_api_answers_without_redis(redis_down: None, web: Client, account: Any) -> None:
    assert web.get("/api/v1/scoped/", headers=account.auth()).status_code == 200


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [(0, "6.6.6.6", "9.9.9.9"), (1, "6.6.6.6", "6.6.6.6"), (1, "1.1.1.1, 6.6.6.6", "6.6.6.6"), (2, "1.1.1.1, 6.6.6.6", "1.1.1.1"),
     (2, "6.6.6.6", "9.9.9.9"), (1, "", "9.9.9.9")],
)  # fmt: skip
def test_the_callers_address(settings: Any, proxies: int, forwarded: str, address: str) -> None:
    settings.NUM_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="9.9.9.9", headers={"X-Forwarded-For": forwarded})
    assert client_address(request) == address


def test_an_ipv6_subscriber_has_one_bucket() -> None:
    assert (
        address_bucket("2001:db8:1:2::1") == address_bucket("2001:db8:1:2:ffff::9") != address_bucket("2001:db8:1:3::1")
    )
    assert address_bucket("::ffff:1.2.3.4") == address_bucket("1.2.3.4")
    assert address_bucket("nonsense" * 50).startswith("ip:nonsense")


def drain(web: Client, path: str, headers: dict[str, str], tries: int = 700) -> tuple[int, Any]:
    for number in range(tries):
        response = web.get(path, headers=headers)
        if response.status_code == 429:
            return number, response
    raise AssertionError("never throttled")


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer x.y.z"}, {"X-IGNY8-API-Key": "ig8_nobody_secret"}])
def test_refused_requests_are_counted_by_address(headers: dict[str, str], web: Client, account: Any) -> None:
    number, response = drain(web, "/api/v1/scoped/", headers)
    assert 60 <= number <= 70
    assert math.ceil(int(response["Retry-After"])) >= 1
    assert web.get("/api/v1/scoped/", headers=account.auth()).status_code == 200, "a person has a bucket of their own"


@pytest.mark.django_db
def test_what_a_role_may_not_is_counted_too(
    web: Client, account: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from igny8.core.roles import Role
    from tests.core.probe import Scoped

    monkeypatch.setattr(Scoped, "roles", {"get": Role.OWNER})
    number, _ = drain(web, "/api/v1/scoped/", account.auth("viewer"))
    assert number >= 200


@pytest.mark.django_db
def test_the_keys_of_one_site_share_its_bucket(
    web: Client, account: Any, stranger: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[str] = []
    monkeypatch.setattr(throttles, "take_all", lambda buckets: taken.extend(bucket.key for bucket in buckets))
    web.get(f"/api/v1/rows/?site_id={account.site_id}", headers=account.auth())
    web.get(f"/api/v1/rows/?site_id={account.site_id}", headers=stranger.auth())
    web.get("/api/v1/rows/?site_id=zebra", headers=account.auth())
    web.get("/api/v1/rows/", headers=account.auth("viewer"))
    sites = [key for key in taken if key.startswith("site:")]
    own = f"site:{account.account_id}:{account.site_id}"
    assert sites == [own, f"site:{stranger.account_id}:{account.site_id}", own], (
        "a stranger drains a bucket of their own"
    )
