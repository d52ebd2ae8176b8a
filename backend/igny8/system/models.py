"""Prompts, voices, providers, the audit log and notices of an account."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models

from igny8.core.roles import Role
from igny8.core.tenancy import TenantForeignKey, TenantManager, TenantMismatch, TenantModel, current_scope
from igny8.system.constants import ProviderKind, ProviderName


class OptionalSiteManager(TenantManager):
    """Rows of the whole account, and those of the sites the actor may see."""

    def get_queryset(self) -> models.QuerySet[Any]:
        queryset = super().get_queryset()
        scope = current_scope()
        if scope is None or scope.site_ids is None:
            return queryset
        return queryset.filter(models.Q(site_id=None) | models.Q(site_id__in=scope.site_ids))


class OptionalSiteModel(TenantModel):
    """A row of the whole account (``site`` is null) or of one of its sites."""

    site = TenantForeignKey(settings.SITE_MODEL, null=True, on_delete=models.CASCADE, db_index=False)

    objects = OptionalSiteManager()  # type: ignore[misc]

    class Meta(TenantModel.Meta):
        abstract = True

    def stamp_account(self) -> None:
        super().stamp_account()
        scope = current_scope()
        if self.site_id and scope and scope.site_ids is not None and self.site_id not in scope.site_ids:
            raise TenantMismatch(f"{type(self).__name__} belongs to a site outside the scope.")


class AIPrompt(OptionalSiteModel):
    """One version of an account's or site's own prompt for an AI function. Versions are never changed, only chosen."""

    function = models.CharField(max_length=100)
    version = models.PositiveIntegerField()
    body = models.TextField()
    note = models.CharField(max_length=300, blank=True)
    is_active = models.BooleanField(default=False)
    author = TenantForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, db_index=False)

    class Meta(OptionalSiteModel.Meta):
        db_table = "igny8_ai_prompts"
        constraints = (
            models.UniqueConstraint(
                fields=["account", "function", "site", "version"], name="prompt_version_once", nulls_distinct=False
            ),
            models.UniqueConstraint(
                fields=["account", "function", "site"],
                name="prompt_active_once",
                condition=models.Q(is_active=True),
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        return f"{self.function} v{self.version}"


class AuthorProfile(OptionalSiteModel):
    """Who a text is by: byline, credentials and the tone it is written in."""

    name = models.CharField(max_length=150)
    slug = models.SlugField(max_length=100)
    byline = models.CharField(max_length=200, blank=True)
    bio = models.TextField(blank=True)
    credentials = models.TextField(blank=True)
    same_as = models.JSONField(default=list, blank=True)  # addresses of profiles, schema.org sameAs
    tone = models.CharField(max_length=500, blank=True)
    is_default = models.BooleanField(default=False)

    class Meta(OptionalSiteModel.Meta):
        db_table = "igny8_author_profiles"
        constraints = (
            models.UniqueConstraint(fields=["account", "slug"], name="author_slug_once"),
            models.UniqueConstraint(
                fields=["account", "site"],
                name="author_default_once",
                condition=models.Q(is_default=True),
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        return self.name


class IntegrationSettings(TenantModel):
    """Which provider and model an account uses for a kind of AI work, for one function or (blank) for all."""

    kind = models.CharField(max_length=10, choices=ProviderKind.choices)
    function = models.CharField(max_length=100, blank=True)
    provider = models.CharField(max_length=20, choices=ProviderName.choices)
    base_url = models.CharField(max_length=300, blank=True)
    model = models.CharField(max_length=150, blank=True)
    temperature = models.FloatField(null=True)
    max_tokens = models.PositiveIntegerField(null=True)
    extra = models.JSONField(default=dict, blank=True)
    api_key = models.TextField(blank=True)  # sealed for this account and row (core.field_secrets)
    key_hint = models.CharField(max_length=10, blank=True)
    is_active = models.BooleanField(default=True)
    tested_at = models.DateTimeField(null=True)
    test_ok = models.BooleanField(null=True)
    test_message = models.CharField(max_length=300, blank=True)

    class Meta(TenantModel.Meta):
        db_table = "igny8_integration_settings"
        constraints = (models.UniqueConstraint(fields=["account", "kind", "function"], name="provider_once"),)

    @property
    def secret_field(self) -> str:
        """The place the key is sealed for."""
        return f"integration_settings.api_key:{self.id}"

    def __str__(self) -> str:
        return f"{self.kind} {self.function or '*'}: {self.provider}"


class AuditEntry(TenantModel):
    """Who did what to which object. Only ever added: triggers and rights forbid changes, as with the ledger."""

    actor_kind = models.CharField(max_length=10)
    actor_id = models.UUIDField(null=True)
    action = models.CharField(max_length=80)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=64, blank=True)
    summary = models.CharField(max_length=300)
    changes = models.JSONField(default=dict)
    request_id = models.CharField(max_length=128, blank=True)
    address = models.CharField(max_length=64, blank=True)

    class Meta(TenantModel.Meta):
        db_table = "igny8_audit_entries"
        indexes = (
            models.Index(fields=["account", "object_type", "object_id", "-id"], name="audit_object"),
            models.Index(fields=["account", "actor_id", "-id"], name="audit_actor"),
            models.Index(fields=["account", "action", "-id"], name="audit_action"),
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("Audit entries are never deleted.")

    def __str__(self) -> str:
        return f"{self.action} {self.object_type} {self.object_id}"


class Activity(OptionalSiteModel):
    """Something people did or had done, told in one sentence that begins with the actor: ``did`` is the rest of it."""

    kind = models.CharField(max_length=60)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.UUIDField(null=True)
    object_type = models.CharField(max_length=40, blank=True)
    object_id = models.UUIDField(null=True)
    title = models.CharField(max_length=300, blank=True)  # of the object, as it was then
    did = models.CharField(max_length=300)

    class Meta(OptionalSiteModel.Meta):
        db_table = "igny8_activities"
        indexes = (
            models.Index(fields=["account", "site", "-id"], name="activity_site"),
            models.Index(fields=["account", "-id"], name="activity_account"),
        )

    def __str__(self) -> str:
        return f"{self.kind}: {self.did}"


class Notification(OptionalSiteModel):
    """Something a person should know: to one user, or to everybody of the account from ``min_role`` up."""

    user = TenantForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE)
    min_role = models.PositiveSmallIntegerField(default=Role.VIEWER)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    link = models.CharField(max_length=300, blank=True)
    dedupe_key = models.CharField(max_length=120, blank=True)

    class Meta(OptionalSiteModel.Meta):
        db_table = "igny8_notifications"
        constraints = (
            models.UniqueConstraint(
                fields=["account", "dedupe_key"], name="notification_once", condition=~models.Q(dedupe_key="")
            ),
        )

    def __str__(self) -> str:
        return self.title


class NotificationRead(TenantModel):
    """That one user has read a notification: what goes to everybody is read by each alone."""

    notification = TenantForeignKey(Notification, on_delete=models.CASCADE, db_index=False)
    user = TenantForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)

    class Meta(TenantModel.Meta):
        db_table = "igny8_notification_reads"
        constraints = (
            models.UniqueConstraint(fields=["account", "notification", "user"], name="notification_read_once"),
        )
