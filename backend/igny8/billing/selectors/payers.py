"""What billing reads of accounts: who owns them, what their plan brings. The models are found through Django's settings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model


@dataclass(frozen=True, slots=True)
class Payer:
    """An account and what its plan brings it every month, in whole credits."""

    account_id: UUID
    created_at: datetime
    status: str
    plan: str
    monthly_credits: int
    monthly_price: Any
    billing_cycle: str


def _accounts() -> Any:
    model: Any = apps.get_model(settings.TENANT_MODEL)
    return model.objects


def _payers(queryset: Any) -> Iterator[Payer]:
    columns = (
        "id", "created_at", "status", "plan__name", "plan__monthly_credits", "plan__price", "plan__billing_cycle",
    )  # fmt: skip
    return (Payer(*row) for row in queryset.values_list(*columns).order_by("id"))


def payer_get() -> Payer:
    """The account in scope."""
    return next(_payers(_accounts()))


def payer_list_due() -> list[Payer]:
    """Every active account whose plan brings credits. Only inside the system's scope does this see more than one."""
    return list(_payers(_accounts().filter(status="active", is_system=False, plan__monthly_credits__gt=0)))


def owner_addresses() -> list[str]:
    """E-mail addresses of the active owners of the account in scope."""
    people: Any = get_user_model()._default_manager
    return list(people.filter(role="owner", is_active=True).order_by("email").values_list("email", flat=True))
