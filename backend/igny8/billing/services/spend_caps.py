"""The most an account may spend in a calendar month (UTC)."""

from django.db import connection, transaction

from igny8.billing.constants import MAX_CENTI
from igny8.billing.events import SpendCapChanged
from igny8.billing.selectors.balances import Balance, balance_get
from igny8.core.errors import InvalidInput
from igny8.core.events import emit
from igny8.core.ids import uuid7
from igny8.core.tenancy import current_account_id


@transaction.atomic
def spend_cap_set(*, cap_centi: int | None) -> Balance:
    """Set or lift the cap. It holds for reservations from now on; what runs hold counts as spent.

    :raises InvalidInput: for a cap below 0.
    """
    if cap_centi is not None and not 0 <= cap_centi <= MAX_CENTI:
        raise InvalidInput(errors={"spend_cap": ["Not below 0; null for no cap."]})
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO igny8_credit_balances AS b (id, account_id, created_at, updated_at, available_centi, held_centi,
                 last_grant_centi, spent_centi, spend_cap_centi) VALUES (%s, %s, now(), now(), 0, 0, 0, 0, %s)
               ON CONFLICT (account_id) DO UPDATE SET spend_cap_centi = excluded.spend_cap_centi, updated_at = now()
               WHERE b.spend_cap_centi IS DISTINCT FROM excluded.spend_cap_centi RETURNING 1""",
            [uuid7(), current_account_id(), cap_centi],
        )
        changed = cursor.fetchone() is not None
    if changed:
        emit(SpendCapChanged(cap_centi=cap_centi))
    return balance_get()
