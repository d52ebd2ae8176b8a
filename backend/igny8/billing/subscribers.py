"""What billing does when something happened."""

from typing import Any

from django.conf import settings

from igny8.accounts.events import AccountRegistered
from igny8.billing.constants import CENTI
from igny8.billing.events import CreditsLow
from igny8.billing.services.ledger import credits_grant
from igny8.billing.services.warnings import low_credit_warn
from igny8.core.events import subscribe


@subscribe(AccountRegistered, name="billing.grant_trial", immediate=True)
def grant_trial(payload: dict[str, Any]) -> None:
    """A new account starts with its trial credits, or not at all."""
    if settings.TRIAL_CREDITS:
        credits_grant(amount_centi=settings.TRIAL_CREDITS * CENTI, kind="grant", key="trial", reason="Trial credits")


@subscribe(CreditsLow, name="billing.warn_low_credit")
def warn_low_credit(payload: dict[str, Any]) -> None:
    """One mail an address and crossing: an event is delivered once."""
    low_credit_warn(left_centi=payload["left_centi"], last_grant_centi=payload["last_grant_centi"])
