"""Billing's periodic work; both tasks may run any number of times, at once."""

from datetime import UTC, datetime
from typing import Any

from celery import shared_task

from igny8.billing.services.audit import ledgers_audit
from igny8.billing.services.renewals import credits_renew


@shared_task(name="billing.renew_credits")
def renew_credits(**_: Any) -> int:
    """Hourly: the monthly credits of accounts whose period began. :returns: how many were granted."""
    return credits_renew(now=datetime.now(UTC))


@shared_task(name="billing.audit_ledger")
def audit_ledger(**_: Any) -> int:
    """Nightly: every ledger; what does not add up is in the log as ``ledger_finding``. :returns: how many findings."""
    return sum(len(audit.findings) for audit in ledgers_audit())
