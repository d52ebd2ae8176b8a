"""The engine with a real database, a real HTTP provider that can misbehave, and the real ledger."""

import threading
import time
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from igny8.ai.constants import RunStatus
from igny8.ai.engine.queue import next_run, promote
from igny8.ai.engine.runner import AIEngine
from igny8.ai.models import AIRun
from igny8.ai.services.runs import run_cancel, run_retry
from igny8.ai.services.work import sweep, work
from igny8.billing.services.ledger import CreditsExhausted, credits_grant
from igny8.core.errors import InvalidInput
from igny8.core.tenancy import every_tenant, tenant
from tests.support.runs import PRICE, balance, change, effects, run_of, submit
from tests.support.standin import StandIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probe")]


def test_a_run_is_saved_and_charged_at_its_true_cost(rich: Any) -> None:
    (run_id,) = submit(rich, units=4, charge=3)
    assert balance(rich) == (100_000 - 4 * PRICE, 4 * PRICE)
    assert work() == 1
    run = run_of(rich, run_id)
    assert (run.status, run.phase, run.attempt) == ("succeeded", "DONE", 1)
    assert (run.reserved_centi, run.settled_centi) == (4 * PRICE, 3 * PRICE)
    assert effects(rich, run_id) == 1
    assert balance(rich) == (100_000 - 3 * PRICE, 0)


def test_the_same_hint_three_times_has_one_effect(rich: Any) -> None:
    from igny8.ai.tasks import sweep as sweep_task
    from igny8.ai.tasks import work as work_task

    (run_id,) = submit(rich)
    for _ in range(3):
        work_task.run()
        sweep_task.run()
    assert effects(rich, run_id) == 1
    assert balance(rich) == (100_000 - PRICE, 0)


def test_without_credits_nothing_is_enqueued(account: Any) -> None:
    with tenant(account.account_id):
        credits_grant(amount_centi=PRICE, kind="grant", key="test")
    with pytest.raises(CreditsExhausted):
        submit(account, count=2)
    with tenant(account.account_id):
        assert not AIRun.objects.exists()
    assert balance(account) == (PRICE, 0)


def test_a_bad_payload_names_the_field(rich: Any) -> None:
    with pytest.raises(InvalidInput) as caught:
        submit(rich, units=-1, nonsense=1)
    assert set(caught.value.errors) == {"units", "nonsense"}


@pytest.mark.parametrize("where", ["prepare", "save"])
def test_a_crash_fails_the_run_and_gives_credits_back(rich: Any, where: str) -> None:
    (run_id,) = submit(rich, crash=where)
    work()
    run = run_of(rich, run_id)
    assert (run.status, run.error_code, effects(rich, run_id)) == ("failed", "INTERNAL", 0)
    assert balance(rich) == (100_000, 0)


def test_a_chat_counts_tokens(rich: Any, provider: StandIn) -> None:
    (run_id,) = submit(rich, calls=2)
    work()
    run = run_of(rich, run_id)
    assert run.status == "succeeded", run.error
    assert run.tokens_in > 0
    assert run.tokens_out > 0
    assert len(provider.requests) == 2


def test_an_invalid_answer_is_repaired_once_then_fails(rich: Any, provider: StandIn) -> None:
    (run_id,) = submit(rich, calls=1, expect="a word no answer has: xyzzy")
    work()
    run = run_of(rich, run_id)
    assert (run.status, run.error_code) == ("failed", "INVALID_ANSWER")
    assert len(provider.requests) == 2
    assert balance(rich) == (100_000, 0)


def test_a_replaced_worker_discards_its_result(rich: Any) -> None:
    (run_id,) = submit(rich)
    slow = next_run()
    assert slow is not None
    change(rich, run_id, lease_until=timezone.now() - timedelta(seconds=1))
    sweep()
    fast = next_run()
    assert fast is not None
    assert fast.fence > slow.fence
    assert AIEngine(fast).execute() == "succeeded"
    assert AIEngine(slow).execute() == "discarded"
    assert effects(rich, run_id) == 1
    assert balance(rich) == (100_000 - PRICE, 0)


def test_a_poisonous_run_fails_after_its_attempts(rich: Any) -> None:
    (run_id,) = submit(rich)
    change(rich, run_id, max_attempts=3)
    for _ in range(3):
        assert next_run() is not None  # claimed, and the worker dies
        change(rich, run_id, lease_until=timezone.now() - timedelta(seconds=1))
        sweep()
    run = run_of(rich, run_id)
    assert (run.status, run.error_code) == ("failed", "WORKER_LOST")
    assert balance(rich) == (100_000, 0)


def test_a_run_past_its_deadline_fails(rich: Any) -> None:
    (run_id,) = submit(rich)
    change(rich, run_id, deadline_at=timezone.now() - timedelta(seconds=1))
    sweep()
    assert run_of(rich, run_id).error_code == "DEADLINE"
    assert balance(rich) == (100_000, 0)


def test_cancel_before_the_start_and_in_the_middle(rich: Any) -> None:
    first, second = submit(rich, count=2)
    with tenant(rich.account_id):
        assert run_cancel(run_id=first).status == RunStatus.CANCELLED
        assert run_cancel(run_id=first).status == RunStatus.CANCELLED
    running = next_run()
    assert running is not None
    with tenant(rich.account_id):
        assert run_cancel(run_id=second).status == RunStatus.RUNNING
    assert AIEngine(running).execute() == "cancelled"
    assert balance(rich) == (100_000, 0)


def test_retry_makes_a_new_run_with_a_new_hold(rich: Any) -> None:
    (run_id,) = submit(rich, crash="save")
    work()
    with tenant(rich.account_id):
        again = run_retry(run_id=run_id)
    assert again.id != run_id
    assert balance(rich) == (100_000 - PRICE, PRICE)


def test_terminal_rows_do_not_change(rich: Any) -> None:
    (run_id,) = submit(rich)
    work()
    with pytest.raises(Exception, match="is over"), tenant(rich.account_id):
        AIRun.objects.filter(pk=run_id).update(status="pending")


def test_the_cap_of_a_site_holds(rich: Any) -> None:
    submit(rich, count=12)
    while promote():
        pass
    with tenant(rich.account_id):
        assert AIRun.objects.filter(promoted_at__isnull=False).count() == 5
    assert next_run() is not None
    assert promote() == 0, "a running one counts"


def test_fair_turns_between_accounts(rich: Any, stranger: Any) -> None:
    with tenant(stranger.account_id):
        credits_grant(amount_centi=100_000, kind="grant", key="test")
    submit(rich, count=40)
    submit(stranger, count=2)
    promote(batch=4)
    with every_tenant("test"):
        first = list(
            AIRun.objects.filter(promoted_at__isnull=False).order_by("promoted_at").values_list("account_id", flat=True)
        )
    assert first == [rich.account_id, stranger.account_id, rich.account_id, stranger.account_id]


def test_a_lost_hint_is_found_by_the_sweeper(rich: Any, monkeypatch: Any) -> None:
    hints: list[str] = []
    monkeypatch.setattr("igny8.ai.services.work.kick", lambda name, **_: hints.append(name))
    submit(rich, count=3)
    assert sweep()["hints"] == 3
    assert hints == ["ai.work"] * 3


@pytest.mark.django_db(transaction=True)
def test_the_keeper_writes_progress_extends_the_lease_and_sees_a_cancel(
    account: Any, settings: Any, monkeypatch: Any
) -> None:
    from igny8.ai.engine import lease

    monkeypatch.setattr("igny8.ai.engine.runner.keeper", lease.keeper)
    settings.RUN_LEASE_SECONDS = 2
    with tenant(account.account_id):
        credits_grant(amount_centi=PRICE, kind="grant", key="test")
    (run_id,) = submit(account, seconds=20)
    run = next_run()
    assert run is not None
    thread = threading.Thread(target=lambda: (AIEngine(run).execute(), connection.close()))
    thread.start()
    deadline = time.monotonic() + 10
    while run_of(account, run_id).phase != "AI_CALL" and time.monotonic() < deadline:
        time.sleep(0.05)
    first = run_of(account, run_id).lease_until
    time.sleep(1.5)
    assert run_of(account, run_id).lease_until > first
    with tenant(account.account_id):
        run_cancel(run_id=run_id)
    thread.join(10)
    assert not thread.is_alive()
    assert run_of(account, run_id).status == "cancelled"
    assert balance(account) == (PRICE, 0)
