"""Proof that the ledger reconciles to the hundredth of a credit; it reads and never mends."""

from dataclasses import dataclass, field
from uuid import UUID

import structlog
from django.db import connection

from igny8.billing.constants import HoldState
from igny8.billing.models import CreditBalance, CreditHold, CreditTransaction
from igny8.billing.registry import runs_ended
from igny8.billing.services.audit_sql import AUDIT, SENTENCES
from igny8.billing.services.ledger import credits_text
from igny8.core.tenancy import current_account_id, every_tenant, tenant

log = structlog.get_logger(__name__)
_COUNTS = {"balance_missing"}  # findings whose figures are counts, not credits


@dataclass(frozen=True, slots=True)
class Finding:
    """``subject`` is the id of the transaction or run at fault; empty for the balance as a whole. Figures in hundredths."""

    code: str
    subject: str
    expected: int
    found: int

    @property
    def sentence(self) -> str:
        show = str if self.code in _COUNTS else credits_text
        return SENTENCES[self.code].format(subject=self.subject, expected=show(self.expected), found=show(self.found))


@dataclass(frozen=True, slots=True)
class LedgerAudit:
    """Totals of an account since its start, in hundredths of a credit, and what does not add up.

    ``granted`` counts grants, purchases and monthly credits; ``adjusted`` is signed. When ``ok``,
    granted + refunded + adjusted = settled + held + available.
    """

    account_id: UUID
    granted: int = 0
    adjusted: int = 0
    refunded: int = 0
    reserved: int = 0
    settled: int = 0
    released: int = 0
    held: int = 0
    available: int = 0
    open_holds: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.findings


def ledger_audit() -> LedgerAudit:
    """Fold the ledger of the account in scope and compare it with its balance, holds, usage log and runs."""
    account_id = current_account_id()
    with connection.cursor() as cursor:
        cursor.execute(AUDIT, {"account": account_id})
        rows = cursor.fetchall()
    totals = {code: int(found) for part, code, _, _, found in rows if part == "total"}
    findings = [Finding(code, subject, int(e), int(f)) for part, code, subject, e, f in rows if part == "finding"]
    return LedgerAudit(
        account_id=account_id,
        granted=sum(totals.get(kind, 0) for kind in ("grant", "purchase", "monthly")),
        adjusted=totals.get("adjust", 0),
        refunded=totals.get("refund", 0),
        reserved=totals.get("reserve", 0),
        settled=totals.get("settle", 0),
        released=totals.get("release", 0),
        held=totals.get("held", 0),
        available=totals.get("available", 0),
        open_holds=totals["open_holds"],
        findings=sorted(findings + _stale_holds(), key=lambda f: (f.code, f.subject)),
    )


def _stale_holds() -> list[Finding]:
    """Open holds of runs that ended or do not exist. Asked twice, since a run may end between the two questions."""
    held = dict(CreditHold.objects.filter(state=HoldState.HELD).values_list("run_id", "amount_centi"))
    ended = runs_ended(list(held)) if held else None
    if ended is None:
        return []
    suspects = [run for run in held if ended.get(run, True)]
    still = set(CreditHold.objects.filter(state=HoldState.HELD, run_id__in=suspects).values_list("run_id", flat=True))
    return [
        Finding("hold_of_ended_run" if run in ended else "hold_of_unknown_run", str(run), 0, held[run])
        for run in suspects
        if run in still
    ]


def ledgers_audit(*, account_id: UUID | None = None) -> list[LedgerAudit]:
    """Audit one account, or every account that has a balance or a movement, each in a transaction of its own.

    Every finding is also logged as an error. :returns: one audit an account, by id.
    """
    audits = []
    for each in [account_id] if account_id else _accounts():
        with tenant(each):
            audit = ledger_audit()
        for finding in audit.findings:
            log.error("ledger_finding", account_id=str(each), code=finding.code, finding=finding.sentence)
        audits.append(audit)
    return audits


def _accounts() -> list[UUID]:
    with every_tenant("nightly audit of all ledgers"):
        ids = set(CreditBalance.objects.values_list("account_id", flat=True))
        ids |= set(CreditTransaction.objects.order_by().values_list("account_id", flat=True).distinct())
    return sorted(ids)
