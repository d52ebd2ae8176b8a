"""Reserve, settle, release, grant, adjust: the only five ways credits move.

Amounts are whole hundredths of a credit. Each service is one round trip to a database function (``migrations/_ledger.py``)
that locks the account's balance, checks, moves, and writes both sides of the movement; it must run inside the tenant scope of
the account and counts only when that scope commits.
"""

from typing import Any, ClassVar
from uuid import UUID

from django.db import connection

from igny8.billing.constants import GRANT_KINDS, LOW_CREDIT_PERCENT, MAX_CENTI, UNIT_MAX, Bucket, TransactionKind
from igny8.billing.events import CreditsAdjusted, CreditsGranted, CreditsLow
from igny8.core.errors import AppError, Conflict, InvalidInput
from igny8.core.events import emit
from igny8.core.ids import uuid7
from igny8.core.tenancy import current_account_id, current_actor


class CreditsExhausted(AppError):
    code: ClassVar[str] = "CREDITS_EXHAUSTED"
    status: ClassVar[int] = 402
    default: ClassVar[str] = "There are not enough credits for this."


class SpendCapReached(AppError):
    code: ClassVar[str] = "SPEND_CAP_REACHED"
    status: ClassVar[int] = 402
    default: ClassVar[str] = "This would exceed the account's spend cap of the month."


class HoldClosed(Conflict):
    code: ClassVar[str] = "HOLD_CLOSED"
    default: ClassVar[str] = "The credits of this run were released already. Start a new run."


class AdjustmentTooLarge(Conflict):
    code: ClassVar[str] = "ADJUSTMENT_TOO_LARGE"
    default: ClassVar[str] = "This would take more credits than the account has available."


def credits_text(centi: int) -> str:
    """Hundredths as credits for a sentence: 1250 -> ``12.50``."""
    return f"{'-' if centi < 0 else ''}{abs(centi) // 100:,}.{abs(centi) % 100:02d}"


def transaction_key(*, kind: str, key: str) -> str:
    """The key of a grant's or adjustment's transaction row: grants of all kinds share one space of keys."""
    return f"{'adjust' if kind == TransactionKind.ADJUST else 'grant'}:{key}"


def _row(function: str, *values: Any) -> tuple[Any, ...]:
    marks = ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {function}({marks})", values)
        row: tuple[Any, ...] | None = cursor.fetchone()
    assert row is not None  # every one of these functions answers exactly one row
    return row


def _checked(amount_centi: int, *, low: int) -> int:
    """:raises InvalidInput: for an amount outside what the ledger holds."""
    if not low <= amount_centi <= MAX_CENTI:
        raise InvalidInput(errors={"credits": [f"From {credits_text(low)} to {credits_text(MAX_CENTI)} credits."]})
    return amount_centi


def credits_reserve(
    *, run_id: UUID, operation: str, amount_centi: int, site_id: UUID | None, user_id: UUID | None
) -> None:
    """Set the most a run may cost aside. An amount of 0 makes no hold.

    The first reservation of a run stands: reserving again while it is held or after it was settled changes nothing.

    :raises CreditsExhausted: not enough is available. :raises SpendCapReached: the month's cap does not allow it.
    :raises HoldClosed: the run's credits were released, so its work would go unpaid.
    """
    if _checked(amount_centi, low=0) == 0:
        return
    actor = current_actor()
    outcome, left = _row(
        "igny8_credits_reserve", uuid7(), uuid7(), current_account_id(), run_id, operation, amount_centi, site_id, user_id,
        actor.kind, actor.id,
    )  # fmt: skip
    if outcome == "exhausted":
        raise CreditsExhausted(
            f"This needs {credits_text(amount_centi)} credits and {credits_text(left)} are available."
            " Buy credits or wait for the next monthly grant."
        )
    if outcome == "capped":
        raise SpendCapReached(
            f"This needs {credits_text(amount_centi)} credits and the spend cap of this month leaves {credits_text(left)}."
            " An owner or admin can raise the cap."
        )
    if outcome == "released":
        raise HoldClosed


def credits_settle(
    *, run_id: UUID, amount_centi: int, units: int, object_type: str = "", object_id: UUID | None = None
) -> int:
    """Charge what a run truly cost, never more than it holds; release the rest; write the usage log.

    :param amount_centi: true cost. :param units: what was made, in the price's units (words, images, requests).
    :returns: hundredths charged. Called again: what was charged then. Without a hold: 0.
    """
    _checked(amount_centi, low=0)
    if not 0 <= units <= UNIT_MAX:
        raise InvalidInput(errors={"units": [f"From 0 to {UNIT_MAX}."]})
    actor = current_actor()
    settled, crossed, left, last_grant = _row(
        "igny8_credits_settle", uuid7(), uuid7(), uuid7(), current_account_id(), run_id, amount_centi, units,
        object_type[:60], object_id, LOW_CREDIT_PERCENT, actor.kind, actor.id,
    )  # fmt: skip
    if crossed:
        emit(CreditsLow(left_centi=left, last_grant_centi=last_grant))
    return int(settled)


def credits_release(*, run_id: UUID, reason: str = "") -> int:
    """Give back what a run holds.

    :returns: hundredths released; 0 when nothing is held any more.
    """
    actor = current_actor()
    (released,) = _row(
        "igny8_credits_release", uuid7(), current_account_id(), run_id, reason[:500], actor.kind, actor.id
    )
    return int(released)


def credits_grant(*, amount_centi: int, kind: str, key: str, reason: str = "") -> bool:
    """Add credits, once for every ``key`` of the account.

    :param kind: grant, purchase, monthly or refund (which gives back what was charged).
    :param key: what makes the grant unique: ``trial``, ``monthly:2026-11-20``, the id of a payment's event.
    :returns: False when the key was used before, whatever the amount; nothing changes then.
    """
    if kind not in GRANT_KINDS:
        raise InvalidInput(errors={"kind": [f"One of {', '.join(GRANT_KINDS)}."]})
    source = Bucket.REVENUE if kind == TransactionKind.REFUND else Bucket.SOURCE
    if not _change(amount_centi=_checked(amount_centi, low=1), kind=kind, key=key, source=source, reason=reason):
        return False
    emit(CreditsGranted(kind=kind, amount_centi=amount_centi))
    return True


def credits_adjust(*, amount_centi: int, key: str, reason: str) -> bool:
    """Correct a balance by a reversing movement that names its actor and reason; the past stays as it was written.

    :param amount_centi: signed; taking credits away uses what is available only, never what runs hold.
    :returns: False when the key was used before.
    :raises AdjustmentTooLarge: when less than that is available. :raises InvalidInput: no amount, or no reason.
    """
    if not reason.strip():
        raise InvalidInput(errors={"reason": ["Say why: corrections are kept for ever."]})
    if amount_centi == 0:
        raise InvalidInput(errors={"credits": ["An adjustment of 0 changes nothing."]})
    _checked(abs(amount_centi), low=1)
    kind, source = TransactionKind.ADJUST, Bucket.SOURCE
    if not _change(amount_centi=amount_centi, kind=kind, key=key, source=source, reason=reason):
        return False
    emit(CreditsAdjusted(amount_centi=amount_centi, reason=reason[:500]))
    return True


def _change(*, amount_centi: int, kind: str, key: str, source: str, reason: str) -> bool:
    if not 0 < len(key) <= 180:
        raise InvalidInput(errors={"key": ["From 1 to 180 characters."]})
    actor = current_actor()
    row_key = transaction_key(kind=kind, key=key)
    outcome, crossed, left, last_grant = _row(
        "igny8_credits_change", uuid7(), uuid7(), current_account_id(), str(kind), row_key, amount_centi,
        str(source), reason[:500], LOW_CREDIT_PERCENT, actor.kind, actor.id,
    )  # fmt: skip
    if outcome == "short":
        raise AdjustmentTooLarge(
            f"This takes {credits_text(-amount_centi)} credits and only {credits_text(left)} are available."
        )
    if crossed:
        emit(CreditsLow(left_centi=left, last_grant_centi=last_grant))
    return bool(outcome == "done")
