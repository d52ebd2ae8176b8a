"""The audit finds each kind of corruption, and nothing in a healthy ledger."""

from collections.abc import Sequence
from io import StringIO
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.core.management import CommandError, call_command

from igny8.billing import registry
from igny8.billing.services.audit import LedgerAudit, ledger_audit, ledgers_audit
from igny8.billing.services.audit_sql import AUDIT, SENTENCES
from igny8.billing.services.ledger import credits_adjust, credits_grant, credits_release
from igny8.core.tenancy import tenant

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def busy(funded: Any, spend: Any) -> Any:
    """A ledger with every kind of movement; one run is still open."""
    with tenant(funded.account_id):
        run = spend()
        spend(settle=1_000)
        credits_release(run_id=spend(settle=None), reason="failed")
        spend(settle=None)
        credits_grant(amount_centi=2_000, kind="monthly", key="monthly:2026-11-01")
        credits_grant(amount_centi=700, kind="refund", key=f"refund:{run}")
        credits_adjust(amount_centi=-300, key="ticket", reason="mistake")
    return funded


def audit(world: Any) -> LedgerAudit:
    with tenant(world.account_id):
        return ledger_audit()


def test_a_healthy_ledger_reconciles(busy: Any) -> None:
    found = audit(busy)
    assert found.findings == []
    assert found.ok
    assert (found.granted, found.adjusted, found.refunded) == (12_000, -300, 700)
    assert (found.settled, found.released, found.held) == (1_700, 1_300, 1_000)
    assert found.granted + found.adjusted + found.refunded == found.settled + found.held + found.available


def test_an_account_without_movements_is_fine(account: Any) -> None:
    assert audit(account).ok


TRANSACTION = "(SELECT id FROM igny8_credit_transactions WHERE kind = '{}' ORDER BY id LIMIT 1)"
CORRUPTIONS: dict[str, tuple[str, set[str]]] = {
    "more available": (
        "UPDATE igny8_credit_balances SET available_centi = available_centi + 1",
        {"available_not_transactions", "available_not_entries"},
    ),
    "less held": (
        "UPDATE igny8_credit_balances SET held_centi = held_centi - 1",
        {"held_not_entries", "held_not_holds"},
    ),
    "no balance": ("DELETE FROM igny8_credit_balances", {"balance_missing"}),
    "below zero": (
        "ALTER TABLE igny8_credit_balances DROP CONSTRAINT credit_held_not_negative;"
        "UPDATE igny8_credit_balances SET held_centi = -5",
        {"balance_negative", "held_not_entries", "held_not_holds"},
    ),
    "month's counter": (
        "UPDATE igny8_credit_balances SET spent_centi = spent_centi + 1", {"month_not_settlements"},
    ),
    "changed entry": (
        f"UPDATE igny8_credit_entries SET amount_centi = amount_centi + 1 WHERE bucket = 'source'"
        f" AND transaction_id = {TRANSACTION.format('grant')}",
        {"transaction_unbalanced"},
    ),
    "lost entries": (
        f"DELETE FROM igny8_credit_entries WHERE transaction_id = {TRANSACTION.format('settle')}",
        {"transaction_without_entries", "held_not_entries"},
    ),
    "lost transaction": (
        f"DELETE FROM igny8_credit_transactions WHERE id = {TRANSACTION.format('monthly')}",
        {"entries_without_transaction", "available_not_transactions"},
    ),
    "changed amount": (
        f"UPDATE igny8_credit_transactions SET amount_centi = amount_centi + 1 WHERE id = {TRANSACTION.format('monthly')}",
        {"header_not_entries", "available_not_transactions"},
    ),
    "lost reservation": (
        f"DELETE FROM igny8_credit_entries WHERE transaction_id = {TRANSACTION.format('reserve')};"
        f"DELETE FROM igny8_credit_transactions WHERE id = {TRANSACTION.format('reserve')}",
        {"hold_without_reserve", "available_not_transactions", "available_not_entries", "held_not_entries"},
    ),
    "lost hold": ("DELETE FROM igny8_credit_holds WHERE state = 'settled' AND settled_centi = 700", {"reserve_without_hold"}),
    "hold settled less": (
        "UPDATE igny8_credit_holds SET settled_centi = 699 WHERE settled_centi = 700", {"hold_not_settlement"},
    ),
    "hold reopened": (
        "UPDATE igny8_credit_holds SET state = 'held', settled_centi = 0 WHERE settled_centi = 700",
        {"held_not_holds", "hold_not_settlement", "hold_not_closed_whole"},
    ),
    "hold closed by hand": (
        "UPDATE igny8_credit_holds SET state = 'released' WHERE state = 'held'",
        {"held_not_holds", "hold_not_closed_whole"},
    ),
    "lost usage": ("DELETE FROM igny8_credit_usage_logs WHERE credits_centi = 700", {"usage_not_settlement"}),
    "changed usage": (
        "UPDATE igny8_credit_usage_logs SET credits_centi = 701 WHERE credits_centi = 700", {"usage_not_settlement"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_every_corruption_is_found(name: str, busy: Any, stranger: Any, superuser: psycopg.Connection) -> None:
    sql, codes = CORRUPTIONS[name]
    superuser.execute("SET session_replication_role = replica")  # triggers and foreign keys off
    superuser.execute(sql)
    try:
        found = audit(busy)
        assert {finding.code for finding in found.findings} == codes, [f.sentence for f in found.findings]
        assert not found.ok
        assert all(finding.sentence for finding in found.findings)
        assert audit(stranger).ok, "a stranger's ledger is not blamed"
    finally:
        if "DROP CONSTRAINT" in sql:
            superuser.execute("DELETE FROM igny8_credit_balances")
            superuser.execute(
                "ALTER TABLE igny8_credit_balances ADD CONSTRAINT credit_held_not_negative CHECK (held_centi >= 0)"
            )


def test_every_finding_has_a_corruption_that_shows_it() -> None:
    in_sql = {line.split("'")[3] for line in AUDIT.splitlines() if "SELECT 'finding'" in line}
    assert in_sql == {code for _, codes in CORRUPTIONS.values() for code in codes}
    assert in_sql | {"hold_of_unknown_run", "hold_of_ended_run"} == set(SENTENCES)


def test_holds_of_ended_and_unknown_runs_are_found(busy: Any, spend: Any) -> None:
    with tenant(busy.account_id):
        ended, going = spend(settle=None), spend(settle=None)

    def check(run_ids: Sequence[UUID]) -> dict[UUID, bool]:
        return {run: run == ended for run in run_ids if run in {ended, going}}

    assert audit(busy).ok, "without anybody who knows runs nothing is said about them"
    registry.register_run_checker(check)
    registry.register_run_checker(check)
    found = audit(busy).findings
    assert [finding.code for finding in found] == ["hold_of_ended_run", "hold_of_unknown_run"]
    assert found[0].subject == str(ended)
    assert found[0].sentence == f"run {ended} has ended and still holds 10.00"


def test_a_run_that_ends_meanwhile_is_no_finding(funded: Any, spend: Any) -> None:
    with tenant(funded.account_id):
        spend(settle=None)

        def check(run_ids: Sequence[UUID]) -> dict[UUID, bool]:
            for run in run_ids:
                credits_release(run_id=run)
            return dict.fromkeys(run_ids, True)

        registry.register_run_checker(check)
        assert ledger_audit().ok


def test_the_command_exits_with_findings(busy: Any, stranger: Any, superuser: psycopg.Connection) -> None:
    out = StringIO()
    call_command("audit_ledger", stdout=out)
    assert f"{busy.account_id} ok: granted 120.00" in out.getvalue()
    assert "1 ledgers reconcile" in out.getvalue()
    superuser.execute("UPDATE igny8_credit_balances SET available_centi = available_centi + 5")
    out = StringIO()
    with pytest.raises(CommandError, match="2 findings in 1 ledgers"):
        call_command("audit_ledger", stdout=out)
    assert "available_not_entries" in out.getvalue()
    with pytest.raises(CommandError):
        call_command("audit_ledger", f"--account={busy.account_id}", stdout=StringIO())
    call_command("audit_ledger", f"--account={stranger.account_id}", stdout=StringIO())


def test_all_ledgers_are_audited_even_without_a_balance(
    busy: Any, stranger: Any, superuser: psycopg.Connection
) -> None:
    with tenant(stranger.account_id):
        credits_grant(amount_centi=5, kind="grant", key="k")
    superuser.execute("DELETE FROM igny8_credit_balances WHERE account_id = %s", [stranger.account_id])
    states = {found.account_id: found.ok for found in ledgers_audit()}
    assert states == {busy.account_id: True, stranger.account_id: False}


def test_runs_are_unknown_by_default() -> None:
    assert registry.runs_ended([uuid4()]) is None
