"""What the database itself refuses: changing the past, unbalanced movements, balances below zero, strangers."""

from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from igny8.billing.models import CreditBalance, CreditEntry, CreditHold, CreditTransaction, CreditUsageLog
from igny8.billing.services.ledger import (
    CreditsExhausted,
    credits_grant,
    credits_release,
    credits_reserve,
    credits_settle,
)
from igny8.core.ids import uuid7
from igny8.core.tenancy import tenant

TABLES = ("igny8_credit_transactions", "igny8_credit_entries", "igny8_credit_usage_logs")
CHANGES = ("UPDATE {} SET account_id = account_id", "DELETE FROM {}", "TRUNCATE {} CASCADE")
INSERT_TRANSACTION = """INSERT INTO igny8_credit_transactions
  (id, account_id, created_at, kind, key, amount_centi, moved_centi, operation, actor_kind, reason)
  VALUES (%s, %s, now(), 'grant', %s, %s, %s, '', 'system', '')"""
INSERT_ENTRY = (
    "INSERT INTO igny8_credit_entries (account_id, transaction_id, bucket, amount_centi) VALUES (%s, %s, %s, %s)"
)


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", CHANGES, ids=["update", "delete", "truncate"])
def test_the_application_may_not_change_the_past(table: str, change: str, funded: Any) -> None:
    with tenant(funded.account_id), connection.cursor() as cursor:
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute(change.format(table))


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", CHANGES, ids=["update", "delete", "truncate"])
@pytest.mark.parametrize("role", ["igny8_owner", None], ids=["owner", "superuser"])
def test_nor_may_anybody_else(table: str, change: str, role: str | None, superuser: psycopg.Connection) -> None:
    with superuser.transaction(force_rollback=True):
        if role:
            superuser.execute(f"SET LOCAL ROLE {role}")
        with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
            superuser.execute(change.format(table))


@pytest.mark.django_db
def test_the_orm_has_no_way_around_it(funded: Any) -> None:
    with tenant(funded.account_id):
        row = CreditTransaction.objects.get()
        for change in (row.delete, lambda: CreditTransaction.objects.update(amount_centi=1)):
            with pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic():
                change()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("amount", "moved", "entries", "message"),
    [
        (500, 500, [("source", -500), ("available", 400)], "entries sum to -100"),
        (500, 500, [("available", 500)], "entries sum to 500"),
        (500, 500, [], "is not balanced"),
        (900, 500, [("source", -500), ("available", 500)], "says 900 and its entries say 500"),
        (0, 500, [("source", -500), ("available", 500)], "says 0 and its entries say 500"),
    ],
)
def test_an_unbalanced_movement_cannot_be_committed(
    amount: int, moved: int, entries: list[tuple[str, int]], message: str, account: Any
) -> None:
    written = uuid7()

    def write() -> None:
        with tenant(account.account_id), connection.cursor() as cursor:
            cursor.execute(INSERT_TRANSACTION, [written, account.account_id, "k", amount, moved])
            for bucket, value in entries:
                cursor.execute(INSERT_ENTRY, [account.account_id, written, bucket, value])

    with pytest.raises(IntegrityError, match=message):
        write()
    with tenant(account.account_id):
        assert not CreditTransaction.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_old_movement_gets_no_further_entries(funded: Any) -> None:
    def write() -> None:
        with tenant(funded.account_id), connection.cursor() as cursor:
            row = CreditTransaction.objects.get()
            cursor.execute(INSERT_ENTRY, [funded.account_id, row.id, "available", 100])

    with pytest.raises(IntegrityError, match="not balanced"):
        write()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE igny8_credit_balances SET available_centi = -1",
        "UPDATE igny8_credit_balances SET held_centi = -1",
        "UPDATE igny8_credit_holds SET state = 'settled', settled_centi = amount_centi + 1",
        "UPDATE igny8_credit_holds SET settled_centi = 1",
        "UPDATE igny8_credit_holds SET amount_centi = 0",
    ],
)
def test_constraints_hold_without_the_services(sql: str, funded: Any, spend: Any) -> None:
    with tenant(funded.account_id), connection.cursor() as cursor:
        spend(settle=None)
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(sql)


@pytest.mark.django_db
def test_a_strangers_ledger_is_invisible(funded: Any, stranger: Any, spend: Any) -> None:
    with tenant(funded.account_id):
        run, held = spend(), spend(settle=None)
    with tenant(stranger.account_id):
        for model in (CreditBalance, CreditTransaction, CreditEntry, CreditHold, CreditUsageLog):
            assert not model.objects.exists()
        assert credits_settle(run_id=held, amount_centi=100, units=1) == 0
        assert credits_release(run_id=held) == 0
        with pytest.raises(CreditsExhausted):
            credits_reserve(run_id=run, operation="x", amount_centi=1, site_id=None, user_id=None)
        assert credits_grant(amount_centi=500, kind="grant", key="start"), "keys belong to the account"
    with tenant(funded.account_id):
        assert credits_settle(run_id=run, amount_centi=1, units=1) == 700
        assert credits_settle(run_id=held, amount_centi=100, units=1) == 100


@pytest.mark.django_db
def test_the_functions_respect_row_level_security(funded: Any, stranger: Any) -> None:
    """Naming another account in the call itself reaches nothing."""
    with tenant(stranger.account_id), connection.cursor() as cursor:
        cursor.execute(
            "SELECT outcome, left_centi FROM igny8_credits_reserve(%s, %s, %s, %s, 'x', 100, NULL, NULL, 'system', NULL)",
            [uuid4(), uuid4(), funded.account_id, uuid4()],
        )
        assert cursor.fetchone() == ("exhausted", 0)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            cursor.execute(
                "SELECT * FROM igny8_credits_change(%s, %s, %s, 'grant', 'k', 100, 'source', '', 10, 'system', NULL)",
                [uuid4(), uuid4(), funded.account_id],
            )


@pytest.mark.django_db
def test_every_function_runs_as_its_caller(superuser: psycopg.Connection) -> None:
    rows = superuser.execute("SELECT proname, prosecdef FROM pg_proc WHERE proname LIKE 'igny8_credits%'").fetchall()
    assert len(rows) == 7
    assert not [name for name, definer in rows if definer]
