"""Inputs and outputs of /api/v1/billing/."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from rest_framework import serializers

from igny8.accounts.selectors import actor_names, site_names, user_names
from igny8.billing import constants as c
from igny8.billing.api.fields import CreditsIn, CreditsOut
from igny8.core.api.lookups import LookedUp
from igny8.core.api.serializers import Input, Output

CENT = Decimal("0.01")


class BalanceOut(Output):
    available = CreditsOut(source="available_centi")
    held = CreditsOut(source="held_centi", help_text="Set aside for runs in progress.")
    last_grant = CreditsOut(source="last_grant_centi")
    is_low = serializers.BooleanField(help_text="Less than a tenth of the last grant is left.")
    low_since = serializers.DateTimeField(allow_null=True)


class SpendCapOut(Output):
    spend_cap = CreditsOut(source="spend_cap_centi", allow_null=True, help_text="A calendar month, UTC; null: none.")
    spent = CreditsOut(source="spent_centi", help_text="Charged in this calendar month.")
    held = CreditsOut(source="held_centi")


class SpendCapIn(Input):
    spend_cap = CreditsIn(min_value=Decimal(0), allow_null=True)


class TransactionOut(Output):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=c.TransactionKind.choices)
    amount = CreditsOut(source="amount_centi", help_text="Effect on what is available; these sum to the balance.")
    moved = CreditsOut(source="moved_centi", help_text="Size of the movement.")
    operation = serializers.CharField()
    run_id = serializers.UUIDField(allow_null=True)
    site_id = serializers.UUIDField(allow_null=True)
    site_name = LookedUp(site_names, by="site_id")
    user_id = serializers.UUIDField(allow_null=True)
    user_name = LookedUp(user_names, by="user_id")
    actor_kind = serializers.CharField()
    actor_id = serializers.UUIDField(allow_null=True)
    actor_name = LookedUp(actor_names, by=("actor_kind", "actor_id"))
    reason = serializers.CharField()
    created_at = serializers.DateTimeField()


class EntryOut(Output):
    bucket = serializers.ChoiceField(choices=c.Bucket.choices)
    amount = CreditsOut(source="amount_centi")


class TransactionDetailOut(TransactionOut):
    entries = EntryOut(many=True, source="entry_list", help_text="Both sides of the movement; they sum to 0.")


class UsageRowOut(Output):
    key = serializers.CharField(allow_null=True, help_text="Operation, site id, user id or day; null: none of them.")
    label = serializers.CharField(  # type: ignore[assignment]  # a declared field leaves the base's own attribute alone
        help_text="What people call it: the site's or person's name, the operation in words."
    )
    credits = CreditsOut(source="credits_centi")
    units = serializers.IntegerField()
    runs = serializers.IntegerField()


class UsageOut(Output):
    group_by = serializers.ChoiceField(choices=("operation", "site", "user", "day"))
    date_from = serializers.DateField()
    date_to = serializers.DateField()
    total = CreditsOut(source="total_centi")
    rows = UsageRowOut(many=True)


class UsageQuery(Input):
    """Query of the usage sums; 30 days up to today when no day is given."""

    group_by = serializers.ChoiceField(choices=("operation", "site", "user", "day"), default="operation")
    date_from = serializers.DateField(required=False)
    date_to = serializers.DateField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        end = attrs.setdefault("date_to", datetime.now(UTC).date())
        start = attrs.setdefault("date_from", end - min(timedelta(days=29), end - date.min))
        if start > end:
            raise serializers.ValidationError({"date_from": ["Not after date_to."]})
        if end - start > timedelta(days=c.MAX_USAGE_DAYS):
            raise serializers.ValidationError({"date_from": [f"At most {c.MAX_USAGE_DAYS} days before date_to."]})
        return attrs


class UsageLogOut(Output):
    id = serializers.UUIDField()
    run_id = serializers.UUIDField()
    operation = serializers.CharField()
    units = serializers.IntegerField()
    credits = CreditsOut(source="credits_centi")
    site_id = serializers.UUIDField(allow_null=True)
    user_id = serializers.UUIDField(allow_null=True)
    object_type = serializers.CharField()
    object_id = serializers.UUIDField(allow_null=True)
    created_at = serializers.DateTimeField()


class EstimateItemIn(Input):
    operation = serializers.CharField(max_length=60)
    units = serializers.IntegerField(min_value=0, max_value=c.UNIT_MAX)


class EstimateIn(Input):
    """Either one ``operation`` with its ``units``, or ``items``."""

    operation = serializers.CharField(max_length=60, required=False)
    units = serializers.IntegerField(min_value=0, max_value=c.UNIT_MAX, required=False)
    items = serializers.ListField(child=EstimateItemIn(), required=False, min_length=1, max_length=100)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        single = {"operation", "units"} & set(attrs)
        if "items" in attrs and single:
            raise serializers.ValidationError({"items": ["Either items, or operation and units."]})
        missing = {"operation", "units"} - set(attrs)
        if "items" not in attrs and missing:
            raise serializers.ValidationError({name: ["This field is required."] for name in sorted(missing)})
        return attrs


class EstimateLineOut(Output):
    operation = serializers.CharField(source="price.operation")
    units = serializers.IntegerField()
    unit_name = serializers.CharField(source="price.unit_name")
    credits = CreditsOut(source="cost_centi")


class EstimateOut(Output):
    credits = CreditsOut(source="cost_centi")
    available = CreditsOut(source="available_centi")
    spend_cap_left = CreditsOut(source="cap_left_centi", allow_null=True)
    enough = serializers.BooleanField(source="is_enough")
    items = EstimateLineOut(many=True, source="lines")


class PriceOut(Output):
    id = serializers.UUIDField()
    operation = serializers.CharField()
    credits = CreditsOut(source="credits_centi")
    per_units = serializers.IntegerField()
    unit_name = serializers.CharField()
    description = serializers.CharField()
    updated_at = serializers.DateTimeField()


class PriceIn(Input):
    credits = CreditsIn(source="credits_centi", min_value=Decimal(0), required=False)
    per_units = serializers.IntegerField(min_value=1, max_value=c.UNIT_MAX, required=False)
    description = serializers.CharField(max_length=300, allow_blank=True, required=False)


class PriceTermsOut(Output):
    credits = CreditsOut(source="credits_centi")
    per_units = serializers.IntegerField()
    description = serializers.CharField()


class PriceChangeOut(Output):
    id = serializers.UUIDField()
    operation = serializers.CharField(source="price.operation")
    before = PriceTermsOut()
    after = PriceTermsOut()
    actor_kind = serializers.CharField()
    actor_id = serializers.UUIDField(allow_null=True)
    created_at = serializers.DateTimeField()


class GrantIn(Input):
    credits = CreditsIn(source="amount_centi", min_value=CENT)
    kind = serializers.ChoiceField(choices=c.StaffGrantKind.choices, default=c.StaffGrantKind.GRANT)
    key = serializers.CharField(max_length=150, help_text="The same key grants once.")
    reason = serializers.CharField(max_length=500)


class AdjustmentIn(Input):
    credits = CreditsIn(source="amount_centi", help_text="Signed: below 0 takes credits away.")
    key = serializers.CharField(max_length=150, help_text="The same key adjusts once.")
    reason = serializers.CharField(max_length=500)


class FindingOut(Output):
    code = serializers.CharField()
    subject = serializers.CharField(help_text="Id of the transaction or run at fault, if it is one.")
    sentence = serializers.CharField()


class AuditOut(Output):
    ok = serializers.BooleanField()
    granted = CreditsOut()
    adjusted = CreditsOut()
    refunded = CreditsOut()
    reserved = CreditsOut()
    settled = CreditsOut()
    released = CreditsOut()
    held = CreditsOut()
    available = CreditsOut()
    open_holds = serializers.IntegerField()
    findings = FindingOut(many=True)


class SummaryPlanOut(Output):
    name = serializers.CharField(source="plan")
    monthly_credits = serializers.IntegerField()
    price = serializers.FloatField()
    billing_cycle = serializers.CharField()


class SummaryOut(Output):
    balance = BalanceOut()
    spend_cap = SpendCapOut(source="balance")
    plan = SummaryPlanOut(source="payer")
    account_status = serializers.CharField(source="payer.status")
    period_start = serializers.DateField()
    next_renewal = serializers.DateField()
    spent_in_period = CreditsOut(source="spent_centi")
    usage = UsageRowOut(many=True, help_text="By operation, since the period began.")
