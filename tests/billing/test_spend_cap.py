"""The monthly cap is enforced where credits are reserved."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from igny8.billing.models import CreditBalance
from igny8.billing.selectors import balance_get, estimate
from igny8.billing.services.ledger import SpendCapReached, credits_grant
from igny8.billing.services.spend_caps import spend_cap_set
from igny8.core.errors import InvalidInput
from igny8.core.models import OutboxEvent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _granted(scope: Any) -> None:
    credits_grant(amount_centi=10_000, kind="grant", key="start")


def test_spent_and_held_count_against_the_cap(spend: Any) -> None:
    spend_cap_set(cap_centi=2_000)
    spend(reserve=1_000, settle=600)
    spend(reserve=1_000, settle=None)
    with pytest.raises(
        SpendCapReached, match=r"needs 4\.01 credits and the spend cap of this month leaves 4\.00"
    ) as caught:
        spend(reserve=401)
    assert (caught.value.status, caught.value.code) == (402, "SPEND_CAP_REACHED")
    spend(reserve=400)


def test_a_lifted_cap_stops_nothing(spend: Any) -> None:
    spend_cap_set(cap_centi=0)
    with pytest.raises(SpendCapReached):
        spend(reserve=1)
    assert spend_cap_set(cap_centi=None).spend_cap_centi is None
    spend(reserve=9_000)


def test_a_new_month_starts_at_zero(spend: Any) -> None:
    spend_cap_set(cap_centi=1_000)
    spend(reserve=1_000, settle=1_000)
    with pytest.raises(SpendCapReached):
        spend(reserve=1)
    CreditBalance.objects.update(spent_month=date(2020, 1, 1))
    assert balance_get().spent_centi == 0
    spend(reserve=1_000, settle=300)
    assert balance_get().spent_centi == 300


def test_a_cap_can_be_set_before_any_grant_and_says_so_once() -> None:
    CreditBalance.objects.update(spend_cap_centi=None)
    for _ in range(3):
        spend_cap_set(cap_centi=700)
    events = OutboxEvent.objects.filter(name="billing.SpendCapChanged")
    assert [event.payload for event in events] == [{"cap_centi": 700}]
    with pytest.raises(InvalidInput):
        spend_cap_set(cap_centi=-1)


def test_the_estimate_knows_the_cap() -> None:
    assert estimate([("generate_images", 6)]).is_enough
    spend_cap_set(cap_centi=2_999)
    found = estimate([("generate_images", 6)])
    assert (found.cost_centi, found.cap_left_centi, found.is_enough) == (3_000, 2_999, False)


def test_without_a_balance_the_cap_makes_one(account: Any) -> None:
    from igny8.core import tenancy
    from tests.factories.accounts import make_account

    token = tenancy._scope.set(None)
    try:
        other = make_account(roles=("owner",))
        with tenancy.tenant(other.account_id):
            assert spend_cap_set(cap_centi=100).spend_cap_centi == 100
            assert credits_grant(amount_centi=uuid4().int % 100 + 1, kind="grant", key="k")
            assert balance_get().spend_cap_centi == 100
    finally:
        tenancy._scope.reset(token)
