"""Every Celery task of billing, run three times, has one effect."""

from typing import Any

import pytest
from django.conf import settings

from igny8.billing import tasks
from igny8.billing.models import CreditTransaction
from igny8.billing.services import renewals
from igny8.core.tenancy import tenant
from tests.billing.test_renewals import available, customer


@pytest.mark.django_db
def test_renewing_three_times_grants_once() -> None:
    world = customer()
    assert [tasks.renew_credits() for _ in range(3)] == [1, 0, 0]
    assert available(world) == 50_000


@pytest.mark.django_db(transaction=True)
def test_auditing_three_times_changes_nothing(funded: Any, spend: Any, superuser: Any) -> None:
    with tenant(funded.account_id):
        spend()
    assert [tasks.audit_ledger() for _ in range(3)] == [0, 0, 0]
    superuser.execute("UPDATE igny8_credit_balances SET available_centi = available_centi + 1")
    assert [tasks.audit_ledger() for _ in range(3)] == [2, 2, 2], "it reports and does not mend"
    with tenant(funded.account_id):
        assert CreditTransaction.objects.count() == 4


def test_an_old_worker_may_be_called_with_newer_arguments(monkeypatch: Any) -> None:
    monkeypatch.setattr(tasks, "credits_renew", lambda now: 0)
    assert tasks.renew_credits(something="new") == 0
    assert renewals.credits_renew is not tasks.credits_renew


def test_beat_runs_both() -> None:
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {task.name for task in (tasks.renew_credits, tasks.audit_ledger)} <= scheduled
