"""Reserve, settle, release, grant and adjust, once, twice and in every order."""

from itertools import permutations, product
from typing import Any
from uuid import UUID, uuid4

import pytest

from igny8.billing.models import CreditBalance, CreditHold, CreditTransaction, CreditUsageLog
from igny8.billing.services.ledger import (
    AdjustmentTooLarge,
    CreditsExhausted,
    HoldClosed,
    credits_adjust,
    credits_grant,
    credits_release,
    credits_reserve,
    credits_settle,
)
from igny8.core.errors import InvalidInput
from igny8.core.tenancy import NoTenant

pytestmark = pytest.mark.django_db


def reserve(run_id: UUID, amount: int = 1000) -> None:
    credits_reserve(run_id=run_id, operation="generate_content", amount_centi=amount, site_id=None, user_id=None)


def settle(run_id: UUID, amount: int = 700) -> int:
    return credits_settle(run_id=run_id, amount_centi=amount, units=7)


def balance() -> tuple[int, int]:
    row = CreditBalance.objects.get()
    assert sum(CreditTransaction.objects.values_list("amount_centi", flat=True)) == row.available_centi
    return row.available_centi, row.held_centi


@pytest.fixture(autouse=True)
def _granted(scope: Any) -> None:
    assert credits_grant(amount_centi=10_000, kind="grant", key="start")


def test_a_run_from_reservation_to_charge() -> None:
    run, thing = uuid4(), uuid4()
    reserve(run)
    assert balance() == (9_000, 1_000)
    assert credits_settle(run_id=run, amount_centi=700, units=7, object_type="content", object_id=thing) == 700
    assert balance() == (9_300, 0)
    log = CreditUsageLog.objects.get()
    assert (log.run_id, log.credits_centi, log.units, log.object_type, log.object_id) == (run, 700, 7, "content", thing)
    assert list(CreditTransaction.objects.order_by("id").values_list("kind", "amount_centi", "moved_centi")) == [
        ("grant", 10_000, 10_000), ("reserve", -1_000, 1_000), ("settle", 0, 700), ("release", 300, 300),
    ]  # fmt: skip


def test_a_charge_is_never_more_than_the_hold() -> None:
    run = uuid4()
    reserve(run, 500)
    assert settle(run, 900) == 500
    assert balance() == (9_500, 0)


def test_a_run_that_cost_nothing_is_released_whole() -> None:
    run = uuid4()
    reserve(run)
    assert settle(run, 0) == 0
    assert balance() == (10_000, 0)
    assert CreditHold.objects.get().state == "released"
    assert not CreditUsageLog.objects.exists()


def test_nothing_to_reserve_makes_no_hold() -> None:
    run = uuid4()
    reserve(run, 0)
    assert not CreditHold.objects.exists()
    assert settle(run) == 0
    assert credits_release(run_id=run) == 0
    assert balance() == (10_000, 0)


def test_the_error_says_what_is_needed_and_what_is_there() -> None:
    with pytest.raises(CreditsExhausted, match=r"needs 100\.01 credits and 100\.00 are available") as caught:
        reserve(uuid4(), 10_001)
    assert (caught.value.status, caught.value.code) == (402, "CREDITS_EXHAUSTED")
    assert balance() == (10_000, 0)
    assert not CreditHold.objects.exists()


def test_the_last_hundredth_can_be_used_and_no_more() -> None:
    reserve(uuid4(), 10_000)
    with pytest.raises(CreditsExhausted):
        reserve(uuid4(), 1)
    assert balance() == (0, 10_000)


STEPS = {"reserve": lambda run: reserve(run), "settle": settle, "release": lambda run: credits_release(run_id=run)}


@pytest.mark.parametrize("twice", [False, True])
@pytest.mark.parametrize("order", list(permutations(STEPS)), ids="-".join)
def test_every_order_ends_consistent(order: tuple[str, ...], twice: bool) -> None:
    """A later step finds what the earlier ones left; doing each twice changes nothing."""
    run, refused = uuid4(), False
    for name in order:
        for _ in range(2 if twice else 1):
            try:
                STEPS[name](run)
            except HoldClosed:
                refused = True
    after = order[order.index("reserve") + 1 :]
    first = after[0] if after else None
    expected = {"settle": (9_300, 0), "release": (10_000, 0), None: (9_000, 1_000)}
    assert balance() == expected[first]
    assert not refused


def test_a_released_run_cannot_reserve_again() -> None:
    run = uuid4()
    reserve(run)
    assert credits_release(run_id=run, reason="failed") == 1_000
    assert credits_release(run_id=run) == 0
    with pytest.raises(HoldClosed):
        reserve(run)
    assert balance() == (10_000, 0)


def test_the_first_reservation_stands() -> None:
    run = uuid4()
    reserve(run, 1_000)
    reserve(run, 5_000)
    assert balance() == (9_000, 1_000)
    assert settle(run, 600) == 600
    assert settle(run, 999) == 600
    reserve(run, 1_000)
    assert balance() == (9_400, 0)


def test_a_grant_counts_once_for_its_key() -> None:
    assert credits_grant(amount_centi=500, kind="purchase", key="evt_1", reason="top-up")
    assert not credits_grant(amount_centi=500, kind="purchase", key="evt_1")
    assert not credits_grant(amount_centi=900, kind="grant", key="evt_1")
    assert balance() == (10_500, 0)


def test_an_adjustment_reverses_with_actor_and_reason() -> None:
    assert credits_adjust(amount_centi=-2_500, key="ticket-7", reason="granted twice by mistake")
    assert not credits_adjust(amount_centi=-2_500, key="ticket-7", reason="granted twice by mistake")
    assert balance() == (7_500, 0)
    row = CreditTransaction.objects.get(kind="adjust")
    assert (row.amount_centi, row.actor_kind, row.reason) == (-2_500, "system", "granted twice by mistake")


def test_an_adjustment_takes_only_what_is_available() -> None:
    run = uuid4()
    reserve(run, 4_000)
    with pytest.raises(AdjustmentTooLarge, match=r"takes 60\.01 credits and only 60\.00"):
        credits_adjust(amount_centi=-6_001, key="k", reason="r")
    assert credits_adjust(amount_centi=-6_000, key="k", reason="r")
    assert settle(run, 4_000) == 4_000
    assert balance() == (0, 0)


def test_a_refund_gives_back_what_was_charged() -> None:
    run = uuid4()
    reserve(run)
    settle(run, 1_000)
    assert credits_grant(amount_centi=1_000, kind="refund", key=f"refund:{run}", reason="poor result")
    assert balance() == (10_000, 0)


@pytest.mark.parametrize(
    ("call", "field"),
    [
        (lambda: reserve(uuid4(), -1), "credits"),
        (lambda: settle(uuid4(), -1), "credits"),
        (lambda: credits_settle(run_id=uuid4(), amount_centi=1, units=-1), "units"),
        (lambda: credits_grant(amount_centi=0, kind="grant", key="k"), "credits"),
        (lambda: credits_grant(amount_centi=-5, kind="grant", key="k"), "credits"),
        (lambda: credits_grant(amount_centi=10**14, kind="grant", key="k"), "credits"),
        (lambda: credits_grant(amount_centi=5, kind="settle", key="k"), "kind"),
        (lambda: credits_grant(amount_centi=5, kind="grant", key=""), "key"),
        (lambda: credits_adjust(amount_centi=0, key="k", reason="r"), "credits"),
        (lambda: credits_adjust(amount_centi=5, key="k", reason=" "), "reason"),
    ],
)
def test_senseless_amounts_are_refused(call: Any, field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        call()
    assert list(caught.value.errors) == [field]
    assert balance() == (10_000, 0)


@pytest.mark.parametrize(("first", "second"), list(product([0, 1, 500, 1000], repeat=2)))
def test_two_runs_do_not_disturb_each_other(first: int, second: int) -> None:
    one, two = uuid4(), uuid4()
    reserve(one)
    reserve(two)
    assert settle(two, second) == second
    assert balance() == (9_000 - second, 1_000)
    assert settle(one, first) == first
    assert balance() == (10_000 - first - second, 0)


def test_outside_a_scope_nothing_moves(monkeypatch: Any) -> None:
    from igny8.core import tenancy

    token = tenancy._scope.set(None)
    try:
        with pytest.raises(NoTenant):
            reserve(uuid4())
    finally:
        tenancy._scope.reset(token)
