"""Fixtures every domain's tests share."""

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture
def account(db: Any) -> Any:
    """The account under test: owner, admin, editor, viewer, one site, one sector."""
    from tests.factories.accounts import make_account

    return make_account(name="Account")


@pytest.fixture
def stranger(db: Any) -> Any:
    """Another account, whose rows must never be seen."""
    from tests.factories.accounts import make_account

    return make_account(name="Stranger")


@pytest.fixture
def scope(account: Any) -> Iterator[Any]:
    """The tenant scope of ``account``, open for the whole test."""
    from igny8.core.tenancy import tenant

    with tenant(account.account_id) as opened:
        yield opened


@pytest.fixture
def api(account: Any) -> Any:
    """A client of the API, signed in as the owner of ``account``."""
    from tests.support.client import Api

    return Api(account)


@pytest.fixture
def rich(account: Any) -> Any:
    """``account`` with 1,000 credits."""
    from igny8.billing.services.ledger import credits_grant
    from igny8.core.tenancy import tenant

    with tenant(account.account_id):
        credits_grant(amount_centi=100_000, kind="grant", key="test")
    return account
