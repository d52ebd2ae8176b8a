"""What billing reads of accounts: their plan, and which of them are due monthly credits."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings

from igny8.accounts.selectors import account_get
from igny8.core.errors import NotFound


@dataclass(frozen=True, slots=True)
class Payer:
    """An account and what its plan brings it every month, in whole credits."""

    account_id: UUID
    created_at: datetime
    status: str
    plan: str
    monthly_credits: int
    price: Decimal
    billing_cycle: str


def _payer(account: Any) -> Payer:
    plan = account.plan
    return Payer(
        account.id, account.created_at, account.status, plan.name, plan.monthly_credits, plan.price, plan.billing_cycle
    )


def payer_get() -> Payer:
    """The account in scope.

    :raises NotFound: when it was removed meanwhile.
    """
    account = account_get()
    if account is None:
        raise NotFound("No such account.")
    return _payer(account)


def payer_list_due() -> list[Payer]:
    """Every active account whose plan brings credits. Only inside the system's scope does this see more than one."""
    model: Any = apps.get_model(settings.TENANT_MODEL)
    due = model.objects.filter(status="active", is_system=False, plan__monthly_credits__gt=0)
    return [_payer(account) for account in due.select_related("plan").order_by("id").iterator()]
