"""Author profiles, providers, audit, notifications and status in and out."""

from urllib.parse import urlsplit

from rest_framework import serializers

from igny8.accounts.selectors import actor_names
from igny8.core.api.lookups import LookedUp
from igny8.core.api.serializers import Input, Output
from igny8.system.constants import ProviderKind, ProviderName


def _web_address(value: str) -> None:
    parts = urlsplit(value)
    if parts.scheme not in {"https", "http"} or not parts.hostname:
        raise serializers.ValidationError("Enter a web address that begins with https://.")


class AuthorProfileFields(Input):
    """What can be changed later."""

    name = serializers.CharField(max_length=150, required=False)
    slug = serializers.SlugField(max_length=100, required=False)
    byline = serializers.CharField(max_length=200, required=False, allow_blank=True)
    bio = serializers.CharField(max_length=5000, required=False, allow_blank=True)
    credentials = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    same_as = serializers.ListField(
        child=serializers.URLField(max_length=300, validators=[_web_address]), required=False, max_length=20
    )
    tone = serializers.CharField(max_length=500, required=False, allow_blank=True)
    is_default = serializers.BooleanField(required=False)


class AuthorProfilePatch(AuthorProfileFields):
    pass


class AuthorProfileIn(AuthorProfileFields):
    name = serializers.CharField(max_length=150)
    slug = serializers.SlugField(max_length=100)
    site_id = serializers.UUIDField(required=False, allow_null=True)


class AuthorProfileOut(Output):
    id = serializers.UUIDField()
    site_id = serializers.UUIDField(allow_null=True)
    name = serializers.CharField()
    slug = serializers.CharField()
    byline = serializers.CharField()
    bio = serializers.CharField()
    credentials = serializers.CharField()
    same_as = serializers.ListField(child=serializers.CharField())
    tone = serializers.CharField()
    is_default = serializers.BooleanField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class ProviderSettingsFields(Input):
    """``api_key`` is write-only; an empty one removes the stored key."""

    base_url = serializers.CharField(max_length=300, required=False, allow_blank=True)
    model = serializers.CharField(max_length=150, required=False, allow_blank=True)
    temperature = serializers.FloatField(required=False, allow_null=True, min_value=0, max_value=2)
    max_tokens = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=1_000_000)
    extra = serializers.DictField(required=False)
    api_key = serializers.CharField(max_length=512, required=False, allow_blank=True)
    is_active = serializers.BooleanField(required=False)


class ProviderSettingsPatch(ProviderSettingsFields):
    provider = serializers.ChoiceField(choices=ProviderName.choices, required=False)


class ProviderSettingsIn(ProviderSettingsFields):
    kind = serializers.ChoiceField(choices=ProviderKind.choices)
    function = serializers.RegexField(
        r"^([a-z_]+\.[a-z_]+)?$",
        max_length=100,
        required=False,
        allow_blank=True,
        error_messages={"invalid": "Use <domain>.<function>, for instance planning.auto_cluster, or leave it empty."},
    )
    provider = serializers.ChoiceField(choices=ProviderName.choices)


class ProviderSettingsOut(Output):
    """Without the key: ``has_key`` and its last four characters."""

    id = serializers.UUIDField()
    kind = serializers.CharField()
    function = serializers.CharField()
    provider = serializers.CharField()
    base_url = serializers.CharField()
    model = serializers.CharField()
    temperature = serializers.FloatField(allow_null=True)
    max_tokens = serializers.IntegerField(allow_null=True)
    extra = serializers.DictField()
    has_key = serializers.SerializerMethodField()
    key_hint = serializers.CharField()
    is_active = serializers.BooleanField()
    tested_at = serializers.DateTimeField(allow_null=True)
    test_ok = serializers.BooleanField(allow_null=True)
    test_message = serializers.CharField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()

    def get_has_key(self, row: object) -> bool:
        return bool(getattr(row, "api_key", ""))


class AuditEntryOut(Output):
    id = serializers.UUIDField()
    created_at = serializers.DateTimeField()
    actor_kind = serializers.CharField()
    actor_id = serializers.UUIDField(allow_null=True)
    actor_name = LookedUp(actor_names, by=("actor_kind", "actor_id"))
    action = serializers.CharField()
    object_type = serializers.CharField()
    object_id = serializers.CharField()
    summary = serializers.CharField()
    changes = serializers.DictField()
    request_id = serializers.CharField()
    address = serializers.CharField()


class NotificationOut(Output):
    id = serializers.UUIDField()
    created_at = serializers.DateTimeField()
    site_id = serializers.UUIDField(allow_null=True)
    kind = serializers.CharField()
    title = serializers.CharField()
    body = serializers.CharField()
    link = serializers.CharField()
    is_personal = serializers.SerializerMethodField()
    read_at = serializers.DateTimeField(allow_null=True)

    def get_is_personal(self, row: object) -> bool:
        return getattr(row, "user_id", None) is not None


class WorkerStateOut(Output):
    is_alive = serializers.BooleanField()
    seconds_since_seen = serializers.FloatField(allow_null=True)


class SystemStatusOut(Output):
    """``services`` are ``ok`` or a sentence; ``probes`` are what each domain tells of itself."""

    is_healthy = serializers.BooleanField()
    versions = serializers.DictField(child=serializers.CharField())
    services = serializers.DictField(child=serializers.CharField())
    worker = WorkerStateOut()
    probes = serializers.DictField(child=serializers.DictField())
