"""What staff do by hand: grants and corrections, each once for its key."""

from typing import ClassVar

from django.db import transaction

from igny8.billing.constants import TransactionKind
from igny8.billing.models import CreditTransaction
from igny8.billing.services.ledger import credits_adjust, credits_grant, transaction_key
from igny8.core.errors import Conflict


class GrantKeyReused(Conflict):
    code: ClassVar[str] = "GRANT_KEY_REUSED"
    default: ClassVar[str] = "This key was used for another amount or kind. Send a new key."


@transaction.atomic
def staff_grant(*, amount_centi: int, kind: str, key: str, reason: str) -> tuple[CreditTransaction, bool]:
    """Add credits by hand.

    :returns: the transaction, and whether it was made now.
    :raises GrantKeyReused: the key stands for another grant.
    """
    done = credits_grant(amount_centi=amount_centi, kind=kind, key=f"staff:{key}", reason=reason)
    return _found(kind=kind, key=key, amount_centi=amount_centi), done


@transaction.atomic
def staff_adjust(*, amount_centi: int, key: str, reason: str) -> tuple[CreditTransaction, bool]:
    """Correct a balance by hand; see ``credits_adjust``.

    :returns: the transaction, and whether it was made now. :raises GrantKeyReused: the key stands for another correction.
    """
    done = credits_adjust(amount_centi=amount_centi, key=f"staff:{key}", reason=reason)
    return _found(kind=TransactionKind.ADJUST, key=key, amount_centi=amount_centi), done


def _found(*, kind: str, key: str, amount_centi: int) -> CreditTransaction:
    row: CreditTransaction = CreditTransaction.objects.get(key=transaction_key(kind=kind, key=f"staff:{key}"))
    if (row.kind, row.amount_centi) != (kind, amount_centi):
        raise GrantKeyReused
    return row
