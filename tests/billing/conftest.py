"""Accounts with credits, committed for tests that use several connections, or inside the test's own scope."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

Spend = Callable[..., UUID]


@pytest.fixture(autouse=True)
def no_checkers(monkeypatch: Any) -> None:
    """Runs here are ids of nothing: whoever knows real runs is not asked."""
    from igny8.billing import registry

    monkeypatch.setattr(registry, "_checkers", [])


@pytest.fixture
def funded(account: Any) -> Any:
    """``account`` with 100 credits; its scope is closed again."""
    from igny8.billing.services.ledger import credits_grant
    from igny8.core.tenancy import tenant

    with tenant(account.account_id):
        credits_grant(amount_centi=10_000, kind="grant", key="start", reason="For the test")
    return account


@pytest.fixture
def spend() -> Spend:
    """Carries a run out in the open scope: reserve, then settle (``settle`` None leaves it open). Answers its id."""
    from uuid import uuid4

    from igny8.billing.services.ledger import credits_reserve, credits_settle

    def run(*, reserve: int = 1_000, settle: int | None = 700, units: int = 7, **who: Any) -> UUID:
        run_id = uuid4()
        operation = who.pop("operation", "generate_content")
        object_id = who.pop("object_id", None)
        credits_reserve(
            run_id=run_id, operation=operation, amount_centi=reserve,
            site_id=who.get("site_id"), user_id=who.get("user_id"),
        )  # fmt: skip
        if settle is not None:
            credits_settle(run_id=run_id, amount_centi=settle, units=units, object_type="content", object_id=object_id)
        return run_id

    return run
