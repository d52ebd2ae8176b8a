"""Random sequences of ledger calls against a model in plain Python."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from igny8.billing.models import CreditBalance, CreditTransaction, CreditUsageLog
from igny8.billing.services import ledger
from igny8.billing.services.audit import ledger_audit

RUNS = [uuid4() for _ in range(5)]
KEYS = ["a", "b", "c"]
runs, keys, amounts = st.sampled_from(RUNS), st.sampled_from(KEYS), st.integers(0, 2_000)


class LedgerMachine(RuleBasedStateMachine):
    """``holds`` maps a run to [state, held, settled]."""

    @initialize()
    def start(self) -> None:
        self.savepoint = transaction.savepoint()
        self.available = 0
        self.holds: dict[UUID, list[Any]] = {}
        self.granted: set[str] = set()
        self.adjusted: set[str] = set()

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            assert ledger_audit().findings == []
            transaction.savepoint_rollback(self.savepoint)

    @rule(key=keys, amount=st.integers(1, 3_000), kind=st.sampled_from(["grant", "purchase", "monthly"]))
    def grant(self, key: str, amount: int, kind: str) -> None:
        done = ledger.credits_grant(amount_centi=amount, kind=kind, key=key)
        assert done is (key not in self.granted)
        if done:
            self.granted.add(key)
            self.available += amount

    @rule(key=keys, amount=st.integers(-2_000, 500).filter(bool))
    def adjust(self, key: str, amount: int) -> None:
        try:
            done = ledger.credits_adjust(amount_centi=amount, key=key, reason="test")
        except ledger.AdjustmentTooLarge:
            assert key not in self.adjusted
            assert self.available + amount < 0
            return
        assert done is (key not in self.adjusted)
        if done:
            self.adjusted.add(key)
            self.available += amount

    @rule(run=runs, amount=amounts)
    def reserve(self, run: UUID, amount: int) -> None:
        state = self.holds.get(run, [None])[0]
        try:
            ledger.credits_reserve(run_id=run, operation="x", amount_centi=amount, site_id=None, user_id=None)
        except ledger.CreditsExhausted:
            assert state is None
            assert amount > self.available
        except ledger.HoldClosed:
            assert state == "released"
        else:
            assert amount == 0 or state != "released"
            if amount and state is None:
                assert amount <= self.available
                self.available -= amount
                self.holds[run] = ["held", amount, 0]

    @rule(run=runs, amount=amounts)
    def settle(self, run: UUID, amount: int) -> None:
        settled = ledger.credits_settle(run_id=run, amount_centi=amount, units=1)
        hold = self.holds.get(run)
        if hold and hold[0] == "held":
            hold[2] = min(amount, hold[1])
            hold[0] = "settled" if hold[2] else "released"
            self.available += hold[1] - hold[2]
        assert settled == (hold[2] if hold else 0)

    @rule(run=runs)
    def release(self, run: UUID) -> None:
        hold = self.holds.get(run)
        expected = hold[1] if hold and hold[0] == "held" else 0
        assert ledger.credits_release(run_id=run) == expected
        if hold and expected:
            hold[0] = "released"
            self.available += expected

    @invariant()
    def agrees(self) -> None:
        if not hasattr(self, "holds"):
            return
        row = CreditBalance.objects.first()
        held = sum(hold[1] for hold in self.holds.values() if hold[0] == "held")
        settled = sum(hold[2] for hold in self.holds.values())
        assert (row.available_centi, row.held_centi) == (self.available, held) if row else not self.available
        assert sum(CreditTransaction.objects.values_list("amount_centi", flat=True)) == self.available
        assert sum(CreditUsageLog.objects.values_list("credits_centi", flat=True)) == settled


@pytest.mark.django_db
def test_random_interleavings_agree_with_the_model(scope: Any) -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        LedgerMachine,
        settings=settings(
            max_examples=60, stateful_step_count=25, deadline=None, database=None,
            suppress_health_check=list(HealthCheck), derandomize=True,
        ),
    )  # fmt: skip
