"""Words and limits of billing. Amounts are whole hundredths of a credit ("centi") everywhere inside."""

from django.db import models

CENTI = 100  # hundredths in a credit
MAX_CENTI = 10**13  # a hundred thousand million credits: far above any balance, far below what a bigint sum holds
LOW_CREDIT_PERCENT = 10  # warn when less than this share of the last grant is left
UNIT_MAX = 10_000_000
MAX_USAGE_DAYS = 366  # of one usage query


class TransactionKind(models.TextChoices):
    GRANT = "grant"
    PURCHASE = "purchase"
    MONTHLY = "monthly"
    RESERVE = "reserve"
    SETTLE = "settle"
    RELEASE = "release"
    ADJUST = "adjust"
    REFUND = "refund"


class StaffGrantKind(models.TextChoices):
    """What staff may give by hand; monthly credits come by themselves."""

    GRANT = "grant"
    PURCHASE = "purchase"
    REFUND = "refund"


GRANT_KINDS = (TransactionKind.GRANT, TransactionKind.PURCHASE, TransactionKind.MONTHLY, TransactionKind.REFUND)


class Bucket(models.TextChoices):
    """Where credits are. ``source`` is what the account was given (it goes negative), ``revenue`` what it used up."""

    AVAILABLE = "available"
    HELD = "held"
    REVENUE = "revenue"
    SOURCE = "source"


class HoldState(models.TextChoices):
    HELD = "held"
    SETTLED = "settled"
    RELEASED = "released"
