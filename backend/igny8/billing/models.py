"""The ledger: balances, holds, append-only double entry, usage, and the price list.

Sites, people and runs are named by plain ids without foreign keys: the ledger may never change, so it outlives what it names.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from igny8.billing import constants as c
from igny8.core.ids import uuid7
from igny8.core.tenancy import TenantForeignKey, TenantModel


def _account(**kwargs: Any) -> Any:
    """The key to the account. PROTECT: an account whose credits moved is closed, not deleted."""
    return models.ForeignKey(
        settings.TENANT_MODEL, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False, **kwargs
    )


class CreditBalance(TenantModel):
    """What an account has now. Only the database functions of the ledger move it; the audit proves it equals the entries."""

    account = models.OneToOneField(settings.TENANT_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    available_centi = models.BigIntegerField(default=0)
    held_centi = models.BigIntegerField(default=0)
    last_grant_centi = models.BigIntegerField(default=0)
    low_since = models.DateTimeField(null=True)  # since when less than a tenth of the last grant is left
    spend_cap_centi = models.BigIntegerField(null=True)  # a calendar month, UTC; null: none
    spent_month = models.DateField(null=True)  # first day of the month that spent_centi counts
    spent_centi = models.BigIntegerField(default=0)

    class Meta(TenantModel.Meta):
        db_table = "igny8_credit_balances"
        constraints = (
            models.CheckConstraint(condition=Q(available_centi__gte=0), name="credit_available_not_negative"),
            models.CheckConstraint(condition=Q(held_centi__gte=0), name="credit_held_not_negative"),
        )


class CreditHold(TenantModel):
    """Credits set aside for a run, at most once a run."""

    account = _account()
    run_id = models.UUIDField()
    operation = models.CharField(max_length=60)
    amount_centi = models.BigIntegerField()
    settled_centi = models.BigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=c.HoldState.choices, default=c.HoldState.HELD)
    site_id = models.UUIDField(null=True)
    user_id = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        db_table = "igny8_credit_holds"
        constraints = (
            models.UniqueConstraint(fields=["account", "run_id"], name="credit_hold_once"),
            models.CheckConstraint(condition=Q(amount_centi__gt=0), name="credit_hold_positive"),
            models.CheckConstraint(
                condition=Q(settled_centi__gte=0) & Q(settled_centi__lte=F("amount_centi")), name="credit_hold_not_over"
            ),
            models.CheckConstraint(
                condition=Q(state=c.HoldState.SETTLED) | Q(settled_centi=0), name="credit_hold_settled_state"
            ),
        )


class CreditTransaction(TenantModel):
    """One movement of credits. The sum of ``amount_centi`` over an account is what it has available.

    ``moved_centi`` is the size of the movement; ``amount_centi`` its signed effect on what is available (0 for a settlement,
    which moves held credits to revenue).
    """

    account = _account()
    updated_at = None  # type: ignore[assignment]  # append-only
    kind = models.CharField(max_length=10, choices=c.TransactionKind.choices)
    key = models.CharField(max_length=200)
    amount_centi = models.BigIntegerField()
    moved_centi = models.BigIntegerField()
    operation = models.CharField(max_length=60, blank=True)
    run_id = models.UUIDField(null=True)
    hold = TenantForeignKey(CreditHold, null=True, on_delete=models.PROTECT, db_index=False)
    site_id = models.UUIDField(null=True)
    user_id = models.UUIDField(null=True)
    actor_kind = models.CharField(max_length=20)
    actor_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta(TenantModel.Meta):
        db_table = "igny8_credit_transactions"
        constraints = (
            models.UniqueConstraint(fields=["account", "key"], name="credit_transaction_once"),
            models.CheckConstraint(condition=Q(moved_centi__gt=0), name="credit_transaction_moves"),
        )
        indexes = (models.Index(fields=["account", "created_at"], name="credit_transaction_time"),)

    def entry_list(self) -> list["CreditEntry"]:
        """Both sides of the movement."""
        return list(CreditEntry.objects.filter(transaction=self).order_by("number"))


class CreditEntry(TenantModel):
    """One side of a movement; the entries of a transaction sum to 0."""

    id = None  # type: ignore[assignment]
    number = models.BigAutoField(primary_key=True)
    account = _account()
    created_at = updated_at = None  # type: ignore[assignment]
    transaction = TenantForeignKey(CreditTransaction, on_delete=models.PROTECT)
    bucket = models.CharField(max_length=10, choices=c.Bucket.choices)
    amount_centi = models.BigIntegerField()

    class Meta(TenantModel.Meta):
        db_table = "igny8_credit_entries"
        constraints = (
            models.CheckConstraint(condition=~Q(amount_centi=0), name="credit_entry_not_zero"),
            models.CheckConstraint(condition=Q(bucket__in=c.Bucket.values), name="credit_entry_bucket"),
        )


class CreditUsageLog(TenantModel):
    """What a run was charged, for whom and for what."""

    account = _account()
    updated_at = None  # type: ignore[assignment]  # append-only
    run_id = models.UUIDField()
    operation = models.CharField(max_length=60)
    site_id = models.UUIDField(null=True)
    user_id = models.UUIDField(null=True)
    units = models.BigIntegerField()
    credits_centi = models.BigIntegerField()
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        db_table = "igny8_credit_usage_logs"
        constraints = (models.UniqueConstraint(fields=["account", "run_id"], name="credit_usage_once"),)
        indexes = (models.Index(fields=["account", "created_at"], name="credit_usage_time"),)


class Price(models.Model):
    """What an operation costs: ``credits_centi`` for ``per_units`` units. Reference data of the whole product."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    operation = models.CharField(max_length=60, unique=True)
    credits_centi = models.BigIntegerField()
    per_units = models.PositiveIntegerField(default=1)
    unit_name = models.CharField(max_length=30)
    description = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "igny8_prices"
        constraints = (
            models.CheckConstraint(condition=Q(credits_centi__gte=0), name="price_not_negative"),
            models.CheckConstraint(condition=Q(per_units__gte=1), name="price_per_units_positive"),
        )

    def __str__(self) -> str:
        return self.operation


class PriceChange(models.Model):
    """What a price was before and after somebody changed it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    price = models.ForeignKey(Price, on_delete=models.PROTECT, related_name="+")
    before = models.JSONField()
    after = models.JSONField()
    actor_kind = models.CharField(max_length=20)
    actor_id = models.UUIDField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "igny8_price_changes"

    def __str__(self) -> str:
        return f"{self.price_id} {self.created_at:%Y-%m-%d}"
