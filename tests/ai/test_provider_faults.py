"""Every way a provider can fail, through the whole engine, for text, structured text, embeddings and images."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from igny8.ai.engine.breaker import THRESHOLD
from igny8.ai.services.work import work
from igny8.core.tenancy import tenant
from igny8.system.services.provider_settings import provider_settings_set
from tests.support.runs import (
    PRICE,
    balance,
    change,
    effects,
    ledger_is_sound,
    run_of,
    submit,
    work_until_over,
)
from tests.support.standin import StandIn
from tests.support.standin.backlog import full_backlog

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probe")]
KINDS = ("chat", "json", "embed", "image")
LASTING = {
    "read_timeout": "READ_TIMEOUT",
    "slow_drip": "READ_TIMEOUT",
    "reset": "CONNECTION_RESET",
    "reset_in_body": "CONNECTION_RESET",
    "rate_limited": "RATE_LIMITED",
    "rate_limited_seconds": "RATE_LIMITED",
    "rate_limited_date": "RATE_LIMITED",
    "insufficient_quota": "QUOTA_EXHAUSTED",
    "http_500": "PROVIDER_DOWN",
    "html": "NOT_JSON",
    "empty_body": "EMPTY_ANSWER",
    "truncated_json": "TRUNCATED_ANSWER",
    "wrong_types": "MALFORMED_ANSWER",
    "ten_megabytes": "ANSWER_TOO_LARGE",
    "bad_key": "BAD_KEY",
    "forbidden": "FORBIDDEN",
    "unknown_model": "UNKNOWN_MODEL",
    "content_filter": "CONTENT_POLICY",
}
AT_ONCE = {"QUOTA_EXHAUSTED", "BAD_KEY", "FORBIDDEN", "UNKNOWN_MODEL", "CONTENT_POLICY"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("fault", "code"), LASTING.items())
def test_a_lasting_fault_ends_in_a_named_failure(
    rich: Any, provider: StandIn, kind: str, fault: str, code: str
) -> None:
    if fault == "content_filter" and kind == "embed":
        fault, code = "no_content", "EMPTY_ANSWER"  # embeddings refuse nothing, but can come empty
    if fault == "ten_megabytes" and kind in {"embed", "image"}:
        code = "MALFORMED_ANSWER"  # as large as these may be, and still no vectors or image
    if fault == "slow_drip":
        provider.hang_s = 5.0
    provider.default = fault
    (run_id,) = submit(rich, calls=1, kind=kind)
    change(rich, run_id, max_attempts=2, deadline_at=timezone.now() + timedelta(seconds=20))
    if fault == "slow_drip":
        change(rich, run_id, deadline_at=timezone.now() + timedelta(seconds=1))
        code = "DEADLINE"  # no single read is slow: the run's own end stops it
    run = work_until_over(rich, run_id)
    assert (run.status, run.error_code) == ("failed", code)
    assert run.attempt == (1 if code in AT_ONCE | {"DEADLINE"} else 2) or fault.startswith("rate_limited_")
    assert len(run.error) > 20
    assert "sk-test" not in run.error
    assert (run.provider, run.prompt_version) == ("openai_compatible", "default-1")
    assert run.model
    assert balance(rich) == (100_000, 0)
    assert effects(rich, run_id) == 0
    assert ledger_is_sound()


PASSING = ["read_timeout", "reset", "rate_limited", "http_500", "html", "empty_body", "truncated_json", "wrong_types"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("fault", PASSING)
def test_a_passing_fault_ends_in_success_charged_once(rich: Any, provider: StandIn, kind: str, fault: str) -> None:
    provider.script(fault, fault, "ok")
    (run_id,) = submit(rich, calls=1, kind=kind)
    work(limit=1)
    assert run_of(rich, run_id).status == "waiting"
    assert balance(rich) == (100_000 - PRICE, PRICE), "the hold stays while it waits"
    run = work_until_over(rich, run_id)
    assert (run.status, run.attempt, run.error_code) == ("succeeded", 3, "")
    assert balance(rich) == (100_000 - PRICE, 0)
    assert effects(rich, run_id) == 1
    assert ledger_is_sound()


def test_a_connection_that_is_never_accepted(rich: Any, settings: Any) -> None:
    settings.PROVIDER_CONNECT_TIMEOUT_S = 0.3
    with full_backlog() as (host, port):
        settings.OPENAI_BASE_URL = f"http://{host}:{port}/v1"
        (run_id,) = submit(rich, calls=1)
        change(rich, run_id, max_attempts=2)
        run = work_until_over(rich, run_id)
    assert (run.status, run.error_code, run.attempt) == ("failed", "CONNECT_TIMEOUT", 2)
    assert balance(rich) == (100_000, 0)


@pytest.mark.parametrize(
    ("fault", "low", "high"),
    [("rate_limited_seconds", 7, 8.5), ("rate_limited_date", 27, 31.5), ("rate_limited_for_a_day", 600, 602)],
)
def test_retry_after_decides_when(rich: Any, provider: StandIn, fault: str, low: float, high: float) -> None:
    provider.default = fault
    (run_id,) = submit(rich, calls=1)
    before = timezone.now()
    work()
    run = run_of(rich, run_id)
    assert run.status == "waiting"
    assert low <= (run.not_before - before).total_seconds() <= high
    assert work() == 0, "nothing starts before its time"
    assert len(provider.requests) == 1


def test_a_wait_beyond_the_deadline_fails_at_once(rich: Any, provider: StandIn) -> None:
    provider.default = "rate_limited_for_a_day"
    (run_id,) = submit(rich, calls=1)
    change(rich, run_id, deadline_at=timezone.now() + timedelta(seconds=60))
    work()
    assert run_of(rich, run_id).error_code == "RATE_LIMITED"
    assert balance(rich) == (100_000, 0)


def test_ids_nobody_asked_for_are_dropped(rich: Any, provider: StandIn) -> None:
    provider.default = "extra_ids"
    (run_id,) = submit(rich, calls=1, kind="json")
    work()
    run = run_of(rich, run_id)
    assert (run.status, run.result["text"]) == ("succeeded", "1")
    (embed_id,) = submit(rich, calls=1, kind="embed")
    change(rich, embed_id, max_attempts=1)
    assert work_until_over(rich, embed_id).error_code == "MALFORMED_ANSWER", "vectors without a text fit nothing"


def test_what_a_failed_run_cost_us_stays_on_its_row(rich: Any, provider: StandIn) -> None:
    (run_id,) = submit(rich, calls=1, kind="chat", expect="a word no answer has")
    work()
    run = run_of(rich, run_id)
    assert (run.status, run.error_code) == ("failed", "INVALID_ANSWER")
    assert run.tokens_in > 0
    assert run.tokens_out > 0
    assert float(run.provider_cost_usd) > 0, "gpt-4.1-mini has a known price"
    assert run.model == "gpt-4.1-mini"
    assert balance(rich) == (100_000, 0), "we bear it"


def test_tokens_of_all_attempts_add_up(rich: Any, provider: StandIn) -> None:
    provider.script("ok", "http_500", "ok", "ok")
    (run_id,) = submit(rich, calls=2)
    work(limit=1)
    first = run_of(rich, run_id).tokens_in
    assert first > 0
    assert work_until_over(rich, run_id).tokens_in == 3 * first


def test_the_circuit_opens_waits_and_closes(rich: Any, provider: StandIn, monkeypatch: Any) -> None:
    provider.default = "http_500"
    runs = submit(rich, count=THRESHOLD, calls=1)
    work(limit=THRESHOLD)
    assert len(provider.requests) == THRESHOLD
    (late,) = submit(rich, calls=1)
    work()
    assert len(provider.requests) == THRESHOLD, "nobody is asked while the circuit is open"
    run = run_of(rich, late)
    assert (run.status, run.error_code, run.attempt) == ("waiting", "CIRCUIT_OPEN", 0)
    assert run.not_before > timezone.now() + timedelta(seconds=10)

    from django.core.cache import cache

    cache.delete_many([key.decode().split(":", 2)[2] for key in cache._cache.get_client().keys("*breaker:*:open")])
    change(rich, late, not_before=timezone.now())
    work(limit=1)
    assert len(provider.requests) == THRESHOLD + 1, "one call tries"
    assert run_of(rich, late).error_code == "PROVIDER_DOWN"
    change(rich, late, not_before=timezone.now())
    work(limit=1)
    assert len(provider.requests) == THRESHOLD + 1, "and its failure opens the circuit again"

    cache.delete_many([key.decode().split(":", 2)[2] for key in cache._cache.get_client().keys("*breaker:*:open")])
    provider.default = "ok"
    for run_id in (*runs, late):
        change(rich, run_id, not_before=timezone.now() - timedelta(seconds=1))
    work()
    assert {run_of(rich, run_id).status for run_id in (*runs, late)} == {"succeeded"}
    assert ledger_is_sound()


def test_other_providers_keep_working_beside_an_open_circuit(rich: Any, provider: StandIn, settings: Any) -> None:
    provider.default = "http_500"
    submit(rich, count=THRESHOLD, calls=1)
    work(limit=THRESHOLD)
    settings.PROVIDER_HOSTS = ["127.0.0.1"]
    with StandIn() as other:
        with tenant(rich.account_id):
            provider_settings_set(
                kind="chat", provider="openai_compatible", base_url=other.openai_url, model="m", api_key="k" * 20
            )
        (run_id,) = submit(rich, calls=1)
        work()
        assert run_of(rich, run_id).status == "succeeded"


def test_without_redis_there_is_no_breaker_and_work_goes_on(rich: Any, provider: StandIn, monkeypatch: Any) -> None:
    class Gone:
        def __getattr__(self, name: str) -> Any:
            raise ConnectionError("Redis is away")

    monkeypatch.setattr("igny8.ai.engine.breaker.cache", Gone())
    provider.default = "http_500"
    submit(rich, count=THRESHOLD + 1, calls=1)
    work(limit=THRESHOLD + 1)
    assert len(provider.requests) == THRESHOLD + 1
    provider.default = "ok"
    (run_id,) = submit(rich, calls=1)
    work()
    assert run_of(rich, run_id).status == "succeeded"
