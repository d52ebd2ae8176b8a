"""Inputs and outputs under ``auth/``."""

from rest_framework import serializers

from igny8.accounts.api.fields import AddressField, NameField, PasswordField
from igny8.accounts.constants import AccountStatus, RoleName
from igny8.core.api.serializers import Input, Output


class RegisterIn(Input):
    email = AddressField()
    password = PasswordField()
    name = NameField(max_length=150)
    account_name = NameField(max_length=200)
    timezone = serializers.CharField(max_length=64, required=False)
    language = serializers.CharField(max_length=35, required=False)
    cookie = serializers.BooleanField(default=False, help_text="Keep the refresh token in an HttpOnly cookie.")


class LoginIn(Input):
    email = AddressField()
    password = PasswordField()
    cookie = serializers.BooleanField(default=False, help_text="Keep the refresh token in an HttpOnly cookie.")


class RefreshIn(Input):
    refresh = serializers.CharField(max_length=300, required=False, help_text="Absent: taken from the cookie.")


class TokenIn(Input):
    token = serializers.CharField(max_length=200)


class MailIn(Input):
    email = AddressField()


class ResetIn(Input):
    token = serializers.CharField(max_length=200)
    password = PasswordField()


class AcceptIn(Input):
    token = serializers.CharField(max_length=200)
    name = NameField(max_length=150)
    password = PasswordField()
    cookie = serializers.BooleanField(default=False, help_text="Keep the refresh token in an HttpOnly cookie.")


class PasswordIn(Input):
    current_password = PasswordField()
    new_password = PasswordField()


class MeIn(Input):
    name = NameField(max_length=150, required=False)
    preferences = serializers.DictField(required=False, help_text="Merged as `PATCH /auth/preferences/` does.")


class MeAccountOut(Output):
    id = serializers.UUIDField()
    name = serializers.CharField()
    slug = serializers.CharField()
    status = serializers.ChoiceField(choices=AccountStatus.choices)
    timezone = serializers.CharField()


class MeOut(Output):
    id = serializers.UUIDField()
    email = serializers.EmailField()
    name = serializers.CharField()
    role = serializers.ChoiceField(choices=RoleName.choices)
    email_verified_at = serializers.DateTimeField(allow_null=True)
    preferences = serializers.DictField()
    account = MeAccountOut()


class SignInOut(Output):
    access = serializers.CharField(help_text="Bearer token.")
    expires_in = serializers.IntegerField(help_text="Seconds the access token is good for.")
    refresh = serializers.CharField(allow_null=True, help_text="Null when it was put into the cookie.")
    user = MeOut()


class SessionOut(Output):
    id = serializers.UUIDField()
    created_at = serializers.DateTimeField()
    rotated_at = serializers.DateTimeField(allow_null=True)
    expires_at = serializers.DateTimeField()
    user_agent = serializers.CharField()
    address = serializers.CharField()
    is_current = serializers.SerializerMethodField()

    def get_is_current(self, row: object) -> bool:
        return bool(self.context["request"].user.session_id == getattr(row, "id", None))


class DoneOut(Output):
    done = serializers.BooleanField()
