"""Inputs and outputs of people, invitations and the account."""

from rest_framework import serializers

from igny8.accounts.api.fields import AddressField, NameField
from igny8.accounts.constants import AccountStatus, BillingCycle, RoleName, SupportLevel
from igny8.core.api.serializers import Input, Output

GIVEN_ROLES = [(r.value, r.label) for r in (RoleName.OWNER, RoleName.ADMIN, RoleName.EDITOR, RoleName.VIEWER)]


class AccountPlanOut(Output):
    id = serializers.UUIDField()
    name = serializers.CharField()
    slug = serializers.CharField()
    price = serializers.DecimalField(max_digits=10, decimal_places=2, help_text="US dollars a billing cycle.")
    billing_cycle = serializers.ChoiceField(choices=BillingCycle.choices)
    monthly_credits = serializers.IntegerField()
    support_level = serializers.ChoiceField(choices=SupportLevel.choices)
    features = serializers.DictField()
    storage_quota_gb = serializers.IntegerField()
    max_concurrent_ai_runs_per_site = serializers.IntegerField()


class AccountOwnerOut(Output):
    id = serializers.UUIDField()
    name = serializers.CharField()
    email = serializers.EmailField()


class AccountOut(Output):
    id = serializers.UUIDField()
    name = serializers.CharField()
    slug = serializers.CharField()
    status = serializers.ChoiceField(choices=AccountStatus.choices)
    timezone = serializers.CharField()
    plan = AccountPlanOut()
    owner = AccountOwnerOut(allow_null=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class AccountIn(Input):
    name = NameField(max_length=200, required=False)
    timezone = serializers.CharField(max_length=64, required=False)


class SettingsIn(Input):
    language = serializers.CharField(max_length=35, required=False)
    notification_emails = serializers.ListField(child=AddressField(), max_length=10, required=False)
    notify_low_credits = serializers.BooleanField(required=False)
    notify_failed_runs = serializers.BooleanField(required=False)


class SettingsOut(Output):
    language = serializers.CharField()
    notification_emails = serializers.ListField(child=serializers.EmailField())
    notify_low_credits = serializers.BooleanField()
    notify_failed_runs = serializers.BooleanField()


class UserOut(Output):
    id = serializers.UUIDField()
    email = serializers.EmailField()
    name = serializers.CharField()
    role = serializers.ChoiceField(choices=RoleName.choices)
    is_active = serializers.BooleanField()
    email_verified_at = serializers.DateTimeField(allow_null=True)
    last_login = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()


class UserIn(Input):
    role = serializers.ChoiceField(choices=GIVEN_ROLES, required=False)
    is_active = serializers.BooleanField(required=False)


class InvitationIn(Input):
    email = AddressField()
    role = serializers.ChoiceField(choices=GIVEN_ROLES)
    site_ids = serializers.ListField(child=serializers.UUIDField(), max_length=200, required=False)


class InvitationOut(Output):
    id = serializers.UUIDField()
    email = serializers.EmailField()
    role = serializers.ChoiceField(choices=GIVEN_ROLES)
    site_ids = serializers.ListField(child=serializers.UUIDField())
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    used_at = serializers.DateTimeField(allow_null=True)
    revoked_at = serializers.DateTimeField(allow_null=True)
