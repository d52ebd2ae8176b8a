"""Trial credits at registration, and one warning a crossing."""

from typing import Any
from uuid import uuid4

import pytest

from igny8.accounts.events import AccountRegistered
from igny8.accounts.models import Mail
from igny8.billing.models import CreditTransaction
from igny8.billing.selectors import balance_get
from igny8.billing.services.ledger import credits_adjust, credits_grant
from igny8.core.events import emit, relay
from igny8.core.models import OutboxEvent
from igny8.core.tenancy import every_tenant, tenant

pytestmark = pytest.mark.django_db


def register(world: Any) -> None:
    emit(AccountRegistered(account_id=world.account_id, owner_id=world.users["owner"], plan="trial"))


def test_registration_brings_the_trial_credits_at_once(account: Any, settings: Any) -> None:
    settings.TRIAL_CREDITS = 250
    with tenant(account.account_id):
        register(account)
        assert balance_get().available_centi == 25_000
        register(account)
        assert balance_get().available_centi == 25_000
        assert CreditTransaction.objects.get().reason == "Trial credits"


def test_no_trial_no_grant(account: Any, settings: Any) -> None:
    settings.TRIAL_CREDITS = 0
    with tenant(account.account_id):
        register(account)
        assert not CreditTransaction.objects.exists()


def mails() -> list[str]:
    while relay():
        pass
    with every_tenant("test"):
        return list(Mail.objects.order_by("recipient").values_list("recipient", flat=True))


def warnings() -> int:
    return OutboxEvent.objects.filter(name="billing.CreditsLow").count()


def test_owners_are_warned_once_for_a_crossing(account: Any, spend: Any) -> None:
    with tenant(account.account_id):
        credits_grant(amount_centi=10_000, kind="grant", key="start")
        spend(reserve=9_000, settle=9_000)
        assert balance_get().low_since is None, "a tenth is left: not below it"
        spend(reserve=1, settle=1)
        assert balance_get().is_low
        for _ in range(3):
            spend(reserve=10, settle=10)
        assert warnings() == 1
    assert mails() == [f"owner-{account.account_id.hex}@example.com"]
    with every_tenant("test"):
        content = Mail.objects.get().payload
    assert "9.99 credits are left, less than 10 % of the 100.00" in content["text"]


def test_the_account_chooses_who_is_warned(account: Any, spend: Any) -> None:
    from igny8.accounts.models import Account

    with tenant(account.account_id):
        Account.objects.update(settings={"notification_emails": ["books@example.com", "boss@example.com"]})
        credits_grant(amount_centi=100, kind="grant", key="start")
        spend(reserve=100, settle=100)
    assert mails() == ["books@example.com", "boss@example.com"]


def test_a_grant_ends_the_warning_and_the_next_crossing_warns_again(account: Any, spend: Any) -> None:
    with tenant(account.account_id):
        credits_grant(amount_centi=10_000, kind="grant", key="start")
        spend(reserve=9_500, settle=9_500)
        credits_grant(amount_centi=4_500, kind="purchase", key="top-up")
        assert not balance_get().is_low
        spend(reserve=4_600, settle=4_600)
        assert balance_get().is_low
        assert warnings() == 2
    assert len(mails()) == 2


def test_credits_held_are_not_spent_yet(account: Any, spend: Any) -> None:
    with tenant(account.account_id):
        credits_grant(amount_centi=10_000, kind="grant", key="start")
        spend(reserve=9_900, settle=None)
        spend(reserve=100, settle=1)
        assert not balance_get().is_low


def test_a_correction_can_cross_the_line_too(account: Any) -> None:
    with tenant(account.account_id):
        credits_grant(amount_centi=10_000, kind="grant", key="start")
        credits_adjust(amount_centi=-9_500, key=str(uuid4()), reason="test")
        assert warnings() == 1


def test_whoever_signs_up_can_spend_at_once(db: Any, settings: Any) -> None:
    from tests.support.client import Api

    settings.TRIAL_CREDITS = 1_000
    address = f"new-{uuid4().hex}@example.com"
    body = {"email": address, "password": "correct-horse-battery", "name": "New", "account_name": "New customer"}
    status, answer = Api().post("auth/register/", body)
    assert status == 201, answer
    token = {"authorization": f"Bearer {answer['data']['access']}"}
    assert Api().get("billing/balance/", **token)[1]["data"]["available"] == 1_000
    assert Api().get("billing/audit/", **token)[1]["data"]["ok"] is True
