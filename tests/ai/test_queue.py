"""The queue under many accounts, many workers and bad moments."""

import time
from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.utils import timezone

from igny8.accounts.models import User
from igny8.ai.engine.queue import next_run, promote
from igny8.ai.engine.runner import AIEngine
from igny8.ai.models import AIRun
from igny8.ai.services.runs import run_cancel, runs_submit
from igny8.ai.services.work import sweep, work
from igny8.billing.services.ledger import credits_grant
from igny8.core.tenancy import every_tenant, tenant
from tests.support.probe import Probe
from tests.support.racing import race
from tests.support.runs import PRICE, balance, change, effects, ledger_is_sound, run_of, submit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probe")]
QUEUED = """
    INSERT INTO igny8_ai_runs (id, account_id, created_at, updated_at, function, operation, payload, lane, lane_cap, priority,
      status, phase, progress_done, progress_total, message, counts, attempt, max_attempts, fence, deadline_at, checkpoint,
      reserved_centi, settled_centi, tokens_in, tokens_out, provider_cost_usd, provider, model, prompt_version, request_id,
      error_code, error, result, title, subject_title)
    SELECT gen_random_uuid(), a.id, now(), now(), 'tests.probe', 'generate_images', '{"units": 1}', a.id, 5, 5, 'pending',
      'INIT', 0, 0, '', '{}', 0, 5, 0, now() + interval '1 day', '{}', 0, 0, 0, 0, 0, '', '', '', '', '', '', '{}', '', ''
      FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, %s)) a, generate_series(1, %s)
"""


@pytest.mark.heavy
@pytest.mark.django_db(transaction=True)
def test_a_hundred_thousand_queued_runs_cost_nobody_time(account: Any, superuser: psycopg.Connection) -> None:
    superuser.execute("SET session_replication_role = replica")
    superuser.execute(QUEUED, [1, 5_000])
    superuser.execute(QUEUED, [1_000, 100])
    superuser.execute("ANALYZE igny8_ai_runs")
    promote()
    seconds = []
    for _ in range(9):
        started = time.perf_counter()
        assert promote() == 8
        seconds.append(time.perf_counter() - started)
    assert sorted(seconds)[4] < 0.05, "10 ms on a quiet machine"
    with every_tenant("test"):
        turns = AIRun.objects.filter(promoted_at__isnull=False).values_list("account_id", flat=True)
        assert len(set(turns)) == len(turns) == 80, "nobody has a second turn before all had one"
    started = time.perf_counter()
    sweep()
    assert time.perf_counter() - started < 0.5


@pytest.mark.django_db(transaction=True)
def test_caps_hold_under_eight_promoters(account: Any) -> None:
    with tenant(account.account_id):
        credits_grant(amount_centi=100 * PRICE, kind="grant", key="test")
    submit(account, count=60)

    def worker(_: int) -> list[UUID]:
        claimed = []
        for _ in range(5):
            promote()
            if run := next_run():
                claimed.append(run.id)
        return claimed

    claimed = [run_id for found in race(8, worker) for run_id in found]
    assert len(claimed) == len(set(claimed)) == 5, "a site's five places, each taken once"
    with tenant(account.account_id):
        assert AIRun.objects.filter(status="running").count() == 5
        assert not AIRun.objects.filter(promoted_at__isnull=False).exists()


@pytest.mark.django_db(transaction=True)
def test_eight_workers_carry_out_each_run_once(account: Any) -> None:
    with tenant(account.account_id):
        credits_grant(amount_centi=100 * PRICE, kind="grant", key="test")
    runs = submit(account, count=40)
    done = race(8, lambda _: work(seconds=30))
    while work():
        pass
    assert all(isinstance(n, int) for n in done), done
    assert [effects(account, run_id) for run_id in runs] == [1] * 40
    assert balance(account) == (60 * PRICE, 0)
    assert ledger_is_sound()


def test_an_account_cannot_take_every_place(rich: Any, settings: Any) -> None:
    settings.ACCOUNT_RUN_CAP = 3
    submit(rich, count=10)
    assert promote(batch=50) == 3


def test_the_urgent_goes_first(rich: Any) -> None:
    submit(rich, count=3)
    (urgent,) = submit(rich, priority=1)
    run = next_run()
    assert run is not None
    assert run.id == urgent


def test_five_thousand_runs_in_one_request(rich: Any) -> None:
    with tenant(rich.account_id):
        credits_grant(amount_centi=5_000 * PRICE, kind="grant", key="many")
        started = time.perf_counter()
        runs = runs_submit(function="tests.probe", payloads=[{"site_id": str(rich.site_id)}] * 5_000)
        seconds = time.perf_counter() - started
        assert AIRun.objects.count() == len(runs) == 5_000
        assert [run.id for run in runs] == sorted(run.id for run in runs)
    assert len({run.batch_id for run in runs}) == 1
    assert balance(rich) == (100_000, 5_000 * PRICE)
    assert seconds < 20, "about 3 s on a quiet machine"


def test_waiting_runs_come_back_when_it_is_time(rich: Any) -> None:
    early, late = submit(rich, count=2)
    change(rich, early, status="waiting", not_before=timezone.now() - timedelta(seconds=1))
    change(rich, late, status="waiting", not_before=timezone.now() + timedelta(hours=1))
    assert work() == 1
    assert run_of(rich, early).status == "succeeded"
    assert run_of(rich, late).status == "waiting"


@pytest.mark.parametrize(
    "change_to",
    [
        {"status": "pending"},
        {"settled_centi": 1},
        {"result": {"text": "better"}},
        {"tokens_in": 7},
        {"payload": {}},
        {"error": "x"},
    ],
)
@pytest.mark.parametrize("end", ["succeeded", "failed", "cancelled"])
def test_a_run_that_is_over_never_changes(rich: Any, end: str, change_to: dict[str, Any]) -> None:
    (run_id,) = submit(rich, crash="save" if end == "failed" else "")
    if end == "cancelled":
        with tenant(rich.account_id):
            run_cancel(run_id=run_id)
    work()
    assert run_of(rich, run_id).status == end
    with pytest.raises(Exception, match="is over"), tenant(rich.account_id):
        AIRun.objects.filter(pk=run_id).update(**change_to)


@pytest.mark.parametrize("where", ["prepare", "call", "parse", "save"])
def test_cancel_in_every_phase(rich: Any, monkeypatch: Any, where: str) -> None:
    (run_id,) = submit(rich)
    real = getattr(Probe, where)

    def cancelled(self: Probe, **given: Any) -> Any:
        if where == "save":  # too late: this transaction holds the row, a person's cancel waits and finds the run over
            return real(self, **given)
        change(rich, run_id, cancel_requested_at=timezone.now())
        return real(self, **given)

    monkeypatch.setattr(Probe, where, cancelled)
    work()
    run = run_of(rich, run_id)
    if where == "save":
        assert (run.status, effects(rich, run_id)) == ("succeeded", 1)
        return
    assert (run.status, run.error_code, effects(rich, run_id)) == ("cancelled", "CANCELLED", 0)
    assert balance(rich) == (100_000, 0)


def test_the_time_a_function_allows_ends_an_attempt(rich: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(Probe, "deadline_s", 1)
    (run_id,) = submit(rich, seconds=30)
    started = time.monotonic()
    work()
    assert time.monotonic() - started < 5
    assert run_of(rich, run_id).error_code == "DEADLINE"
    assert balance(rich) == (100_000, 0)


def test_celerys_time_limit_ends_a_run_like_a_deadline(rich: Any, monkeypatch: Any) -> None:
    from billiard.exceptions import SoftTimeLimitExceeded

    def call(self: Probe, **_: Any) -> Any:
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(Probe, "call", call)
    (run_id,) = submit(rich)
    work()
    assert run_of(rich, run_id).error_code == "DEADLINE"
    assert balance(rich) == (100_000, 0)


def test_a_lost_heartbeat_makes_the_worker_let_go(rich: Any, monkeypatch: Any) -> None:
    (run_id,) = submit(rich)
    run = next_run()
    assert run is not None
    engine = AIEngine(run)
    engine.lease.lost = True
    assert engine.execute() == "discarded"
    assert run_of(rich, run_id).status == "running", "the row is another's to end"
    change(rich, run_id, lease_until=timezone.now() - timedelta(seconds=1))
    sweep()
    assert work() == 1
    assert effects(rich, run_id) == 1


def test_the_sweeper_leaves_alone_what_was_renewed(rich: Any) -> None:
    from igny8.ai.services.work import _fail

    (run_id,) = submit(rich)
    assert next_run() is not None
    assert _fail(run_id, rich.account_id, lost=True, cancelled=False) == 0
    (queued,) = submit(rich)
    assert _fail(queued, rich.account_id, lost=False, cancelled=False) == 0
    assert run_of(rich, queued).status == "pending"


def test_a_function_that_is_gone_fails_the_run(rich: Any) -> None:
    (run_id,) = submit(rich)
    change(rich, run_id, function="tests.gone")
    work()
    assert run_of(rich, run_id).error_code == "UNKNOWN_FUNCTION"
    assert balance(rich) == (100_000, 0)


def test_a_payload_of_an_older_version_fails_the_run(rich: Any) -> None:
    (run_id,) = submit(rich)
    change(rich, run_id, payload={"units": "many"})
    work()
    run = run_of(rich, run_id)
    assert (run.status, run.error_code) == ("failed", "PAYLOAD_OUTDATED")
    assert balance(rich) == (100_000, 0)


def test_the_person_who_asked_may_go(rich: Any) -> None:
    from igny8.core.tenancy import Actor

    with tenant(rich.account_id, actor=Actor("user", rich.users["editor"])):
        done, queued = (
            r.id for r in runs_submit(function="tests.probe", payloads=[{"site_id": str(rich.site_id)}] * 2)
        )
    work(limit=1)
    with tenant(rich.account_id):
        User.objects.filter(pk=rich.users["editor"]).delete()
    work()
    for run_id in (done, queued):
        assert (run_of(rich, run_id).status, run_of(rich, run_id).user_id) == ("succeeded", None)


def test_every_task_three_times_has_one_effect(rich: Any) -> None:
    from igny8.ai import tasks

    runs = submit(rich, count=3)
    change(rich, runs[0], deadline_at=timezone.now() - timedelta(seconds=1))
    for _ in range(3):
        tasks.sweep.run()
        tasks.work.run()
    assert [run_of(rich, r).status for r in runs] == ["failed", "succeeded", "succeeded"]
    assert [effects(rich, r) for r in runs] == [0, 1, 1]
    assert balance(rich) == (100_000 - 2 * PRICE, 0)
    assert ledger_is_sound()
