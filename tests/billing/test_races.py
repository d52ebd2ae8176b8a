"""Many connections at once on one account."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from igny8.billing.models import CreditBalance, CreditTransaction
from igny8.billing.services.audit import ledger_audit
from igny8.billing.services.ledger import (
    CreditsExhausted,
    credits_grant,
    credits_release,
    credits_reserve,
    credits_settle,
)
from igny8.core.tenancy import tenant

pytestmark = pytest.mark.django_db(transaction=True)


def together(account_id: UUID, jobs: list[Callable[[], Any]]) -> list[Any]:
    """Run every job in its own thread, connection and scope, all starting at once; answers results or exceptions in order."""
    barrier, results = Barrier(len(jobs)), [None] * len(jobs)

    def work(index: int) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(30)
            with tenant(account_id):
                results[index] = jobs[index]()
        except Exception as exc:
            results[index] = exc
        finally:
            connection.close()

    threads = [Thread(target=work, args=(index,)) for index in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def state(account_id: UUID) -> tuple[int, int]:
    with tenant(account_id):
        audit = ledger_audit()
        assert audit.ok, [finding.sentence for finding in audit.findings]
        row = CreditBalance.objects.get()
        return row.available_centi, row.held_centi


def reserve(run_id: UUID, amount: int) -> bool:
    try:
        credits_reserve(run_id=run_id, operation="auto_cluster", amount_centi=amount, site_id=None, user_id=None)
    except CreditsExhausted:
        return False
    return True


def test_64_concurrent_reserves_never_go_below_zero(funded: Any) -> None:
    results = together(funded.account_id, [lambda: reserve(uuid4(), 700) for _ in range(64)])
    assert (results.count(True), results.count(False)) == (14, 50), results
    assert state(funded.account_id) == (200, 9_800)


def test_one_run_reserved_64_times_holds_once(funded: Any) -> None:
    run = uuid4()
    assert together(funded.account_id, [lambda: reserve(run, 700)] * 64) == [True] * 64
    assert state(funded.account_id) == (9_300, 700)


def test_settle_against_release_has_one_winner(funded: Any) -> None:
    runs = [uuid4() for _ in range(8)]
    with tenant(funded.account_id):
        for run in runs:
            reserve(run, 1_000)
    jobs: list[Callable[[], Any]] = []
    for run in runs:
        jobs += [
            lambda run=run: ("settled", credits_settle(run_id=run, amount_centi=600, units=6)),
            lambda run=run: ("released", credits_release(run_id=run)),
        ] * 2
    results = together(funded.account_id, jobs)
    charged = 0
    for index, _ in enumerate(runs):
        four = results[index * 4 : index * 4 + 4]
        assert all(isinstance(result, tuple) for result in four), four
        settled = {amount for kind, amount in four if kind == "settled"}
        released = sum(amount for kind, amount in four if kind == "released")
        assert (settled, released) in [({600}, 0), ({0}, 1_000)], four
        charged += settled.pop()
    assert state(funded.account_id) == (10_000 - charged, 0)


def test_a_grant_is_given_once_under_a_race(account: Any) -> None:
    jobs = [lambda: credits_grant(amount_centi=5_000, kind="monthly", key="monthly:2026-11-20")] * 32
    results = together(account.account_id, jobs)
    assert (results.count(True), results.count(False)) == (1, 31), results
    assert state(account.account_id) == (5_000, 0)


def test_everything_at_once_neither_deadlocks_nor_drifts(funded: Any) -> None:
    def whole(number: int) -> Callable[[], int]:
        def job() -> int:
            used = 0
            for step in range(6):
                run = uuid4()
                if not reserve(run, 300 + number):
                    continue
                if (number + step) % 3:
                    used += credits_settle(run_id=run, amount_centi=100 + step, units=1)
                else:
                    credits_release(run_id=run)
            return used

        return job

    jobs = [whole(number) for number in range(24)]
    jobs += [lambda: 0 * credits_grant(amount_centi=100, kind="grant", key="same") for _ in range(8)]
    results = together(funded.account_id, jobs)
    assert all(isinstance(result, int) for result in results), results
    assert state(funded.account_id) == (10_000 + 100 - sum(results), 0)
    with tenant(funded.account_id):
        assert CreditTransaction.objects.filter(kind="grant").count() == 2
