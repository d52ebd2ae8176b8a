"""Monthly credits: the right period, once."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from igny8.billing.models import CreditBalance, CreditTransaction
from igny8.billing.services.renewals import anniversary, credits_renew, period_of
from igny8.core.tenancy import every_tenant, tenant
from tests.factories.accounts import make_account, make_plan

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 2, date(2026, 3, 31)),
        (date(2027, 12, 30), 2, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 11, 15), 2, date(2027, 1, 15)),
        (date(2026, 12, 31), 0, date(2026, 12, 31)),
    ],
)
def test_anniversaries_of_long_and_short_months(start: date, months: int, expected: date) -> None:
    assert anniversary(start, months) == expected


@pytest.mark.parametrize(
    ("created", "now", "start", "end"),
    [
        ("2026-11-20T10:00", "2026-11-20T12:00", "2026-11-20", "2026-12-20"),
        ("2026-01-31T00:00", "2026-02-27T23:59", "2026-01-31", "2026-02-28"),
        ("2026-01-31T00:00", "2026-02-28T00:00", "2026-02-28", "2026-03-31"),
        ("2026-01-31T00:00", "2026-03-30T00:00", "2026-02-28", "2026-03-31"),
        ("2024-02-29T00:00", "2026-02-28T00:00", "2026-02-28", "2026-03-29"),
        ("2025-12-15T00:00", "2026-01-14T00:00", "2025-12-15", "2026-01-15"),
        ("2026-11-20T10:00", "2026-11-19T00:00", "2026-11-20", "2026-12-20"),
    ],
)
def test_periods_count_from_the_day_of_the_account(created: str, now: str, start: str, end: str) -> None:
    moments = (datetime.fromisoformat(value).replace(tzinfo=UTC) for value in (created, now))
    found = period_of(**dict(zip(("created_at", "now"), moments, strict=True)))
    assert found == (date.fromisoformat(start), date.fromisoformat(end))


def customer(*, status: str = "active", monthly: int = 500, created: str = "2026-01-31", **fields: Any) -> Any:
    from igny8.accounts.models import Account

    world = make_account(roles=("owner",), status=status, **fields)
    plan = make_plan(monthly_credits=monthly)
    with every_tenant("test"):
        Account.objects.filter(pk=world.account_id).update(
            plan=plan, created_at=datetime.fromisoformat(created).replace(tzinfo=UTC)
        )
    return world


def available(world: Any) -> int:
    with tenant(world.account_id):
        row = CreditBalance.objects.first()
        return row.available_centi if row else 0


@pytest.mark.django_db
def test_three_runs_grant_once() -> None:
    world = customer()
    assert [credits_renew(now=NOW) for _ in range(3)] == [1, 0, 0]
    assert available(world) == 50_000
    with tenant(world.account_id):
        row = CreditTransaction.objects.get()
        assert (row.kind, row.key) == ("monthly", "grant:monthly:2026-10-31")


@pytest.mark.django_db
def test_the_next_period_grants_again_and_missed_ones_are_not_made_up() -> None:
    world = customer(created="2026-01-10")
    assert credits_renew(now=NOW) == 1
    assert credits_renew(now=datetime(2026, 12, 9, 23, tzinfo=UTC)) == 0
    assert credits_renew(now=datetime(2026, 12, 10, tzinfo=UTC)) == 1
    assert credits_renew(now=datetime(2027, 6, 1, tzinfo=UTC)) == 1
    assert available(world) == 150_000


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["trial", "suspended", "cancelled"])
def test_only_active_accounts_are_renewed(status: str) -> None:
    world = customer(status=status)
    assert credits_renew(now=NOW) == 0
    assert available(world) == 0


@pytest.mark.django_db
def test_plans_without_credits_and_the_systems_own_account_get_none() -> None:
    customer(monthly=0)
    customer(is_system=True)
    assert credits_renew(now=NOW) == 0


@pytest.mark.django_db
def test_one_broken_account_does_not_keep_the_others(monkeypatch: Any) -> None:
    from igny8.billing.services import renewals

    broken, healthy = customer(), customer()
    grant = renewals.credits_grant

    def fail(**kwargs: Any) -> bool:
        from igny8.core.tenancy import current_account_id

        if current_account_id() == broken.account_id:
            raise RuntimeError("planted")
        return grant(**kwargs)

    monkeypatch.setattr(renewals, "credits_grant", fail)
    assert credits_renew(now=NOW) == 1
    monkeypatch.undo()
    assert credits_renew(now=NOW) == 1
    assert (available(broken), available(healthy)) == (50_000, 50_000)
