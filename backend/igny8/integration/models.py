"""Connections of sites to their platforms, and what was synchronised over them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from igny8.core.tenancy import SiteModel, TenantForeignKey
from igny8.integration import constants as c


class SiteIntegration(SiteModel):
    """A site's connection to a platform. Secrets are sealed for this account and row (core.field_secrets)."""

    platform = models.CharField(max_length=20, choices=c.Platform.choices)
    platform_type = models.CharField(max_length=40, blank=True)  # woocommerce, multisite, ...
    name = models.CharField(max_length=120)
    base_url = models.CharField(max_length=500)
    rest_url = models.CharField(max_length=500, blank=True)  # found by the doctor or told by the bridge
    config = models.JSONField(default=dict)
    username = models.CharField(max_length=200, blank=True)
    app_password = models.TextField(blank=True)
    bridge_secret = models.TextField(blank=True)
    bridge_previous = models.TextField(blank=True)
    bridge_previous_until = models.DateTimeField(null=True)
    connected_at = models.DateTimeField(null=True)
    is_active = models.BooleanField(default=True)
    sync_enabled = models.BooleanField(default=True)
    sync_status = models.CharField(max_length=10, choices=c.SyncStatus.choices, default=c.SyncStatus.NEVER)
    sync_error = models.CharField(max_length=600, blank=True)
    last_sync_at = models.DateTimeField(null=True)
    next_sync_at = models.DateTimeField(default=timezone.now)
    watermark_at = models.DateTimeField(null=True)  # by the platform's clock: everything before it has come in
    failures = models.PositiveSmallIntegerField(default=0)  # synchronisations in a row
    structure = models.JSONField(default=dict)  # post types, taxonomies, authors, SEO plugin, counts
    structure_at = models.DateTimeField(null=True)
    plugin = models.JSONField(default=dict)  # versions of plugin, WordPress and PHP, as last heard
    checks = models.JSONField(default=list)  # of the last look of the doctor
    checked_at = models.DateTimeField(null=True)

    class Meta(SiteModel.Meta):
        db_table = "igny8_site_integrations"
        constraints = (
            models.UniqueConstraint(
                fields=["account", "site", "platform"],
                name="integration_once",
                condition=~Q(platform=c.Platform.CUSTOM_API),
            ),
        )
        indexes = (
            models.Index(fields=["account", "site", "-id"], name="integration_list"),
            models.Index(
                fields=["next_sync_at"], name="integration_due", condition=Q(is_active=True, sync_enabled=True)
            ),
        )

    def __str__(self) -> str:
        return self.name

    def secret_field(self, name: str) -> str:
        """What a secret of this row is sealed for."""
        return f"site_integration.{name}:{self.id}"

    @property
    def destination(self) -> str:
        """The key of the platform as a place contents are published to."""
        return f"{self.platform}:{self.id}"


class SyncRun(SiteModel):
    """One synchronisation. ``cursor`` moves in the transaction that applies a page, so a lost worker costs no page twice."""

    integration = TenantForeignKey(SiteIntegration, on_delete=models.CASCADE)
    kind = models.CharField(max_length=12, choices=c.SyncKind.choices)
    trigger = models.CharField(max_length=10, choices=c.SyncTrigger.choices, default=c.SyncTrigger.MANUAL)
    status = models.CharField(max_length=10, choices=c.SyncRunStatus.choices, default=c.SyncRunStatus.PENDING)
    cursor = models.JSONField(default=dict)  # {"parts": [...], "part": 0, "cursor": "...", "counted": 0}
    modified_after = models.DateTimeField(null=True)
    watermark_at = models.DateTimeField(null=True)  # the platform's clock when the first page was made
    total = models.PositiveIntegerField(null=True)  # of all parts
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    conflicts = models.PositiveIntegerField(default=0)
    tombstones = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)  # since the last page that came through
    fence = models.BigIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    not_before = models.DateTimeField(default=timezone.now)
    is_cancelled = models.BooleanField(default=False)  # asked for; the worker sees it before its next page
    error_kind = models.CharField(max_length=20, blank=True)
    error_code = models.CharField(max_length=60, blank=True)
    error = models.CharField(max_length=600, blank=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta(SiteModel.Meta):
        db_table = "igny8_sync_runs"
        constraints = (
            models.UniqueConstraint(
                fields=["account", "integration"],
                name="sync_run_one_at_a_time",
                condition=Q(status__in=["pending", "running"]),
            ),
        )
        indexes = (
            models.Index(fields=["account", "integration", "-id"], name="sync_run_list"),
            models.Index(fields=["not_before"], name="sync_run_due", condition=Q(status__in=["pending", "running"])),
        )


class SyncedItem(SiteModel):
    """An object of the platform and what it is here. ``base`` is the state both sides last agreed on."""

    integration = TenantForeignKey(SiteIntegration, on_delete=models.CASCADE)
    space = models.CharField(max_length=5, choices=c.ItemSpace.choices)
    kind = models.CharField(max_length=7, choices=c.ItemKind.choices)
    remote_type = models.CharField(max_length=60)  # post type or taxonomy
    external_id = models.CharField(max_length=100)
    content_id = models.UUIDField(null=True)
    taxonomy_id = models.UUIDField(null=True)
    title = models.CharField(max_length=255, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    remote_status = models.CharField(max_length=20, blank=True)
    remote_hash = models.CharField(max_length=64, blank=True)
    remote_modified_at = models.DateTimeField(null=True)
    base_hash = models.CharField(max_length=64, blank=True)
    base = models.JSONField(default=dict)  # {"title", "raw", "html", "meta_title", "meta_description", ...}
    base_version = models.PositiveIntegerField(default=0)  # of the content
    state = models.CharField(max_length=14, choices=c.ItemState.choices, default=c.ItemState.IN_SYNC)
    seen_run_id = models.UUIDField(null=True)  # the last full synchronisation that met it
    error = models.CharField(max_length=300, blank=True)

    class Meta(SiteModel.Meta):
        db_table = "igny8_synced_items"
        constraints = (
            models.UniqueConstraint(fields=["account", "integration", "space", "external_id"], name="synced_item_once"),
        )
        indexes = (
            models.Index(fields=["account", "integration", "state", "-id"], name="synced_item_list"),
            models.Index(fields=["account", "content_id"], name="synced_item_content"),
        )

    def __str__(self) -> str:
        return self.title


class SyncConflict(SiteModel):
    """A text that was changed here and there since both agreed on ``base``."""

    integration = TenantForeignKey(SiteIntegration, on_delete=models.CASCADE)
    item = TenantForeignKey(SyncedItem, on_delete=models.CASCADE)
    content_id = models.UUIDField()
    title = models.CharField(max_length=255, blank=True)
    base = models.JSONField(default=dict)
    ours = models.JSONField(default=dict)
    ours_version = models.PositiveIntegerField(default=0)
    theirs = models.JSONField(default=dict)
    theirs_hash = models.CharField(max_length=64)
    status = models.CharField(max_length=8, choices=c.ConflictStatus.choices, default=c.ConflictStatus.OPEN)
    resolution = models.CharField(max_length=12, choices=c.Resolution.choices, blank=True)
    resolved_by_id = models.UUIDField(null=True)
    resolved_at = models.DateTimeField(null=True)

    class Meta(SiteModel.Meta):
        db_table = "igny8_sync_conflicts"
        constraints = (
            models.UniqueConstraint(
                fields=["account", "item"], name="conflict_one_open", condition=Q(status=c.ConflictStatus.OPEN)
            ),
        )
        indexes = (models.Index(fields=["account", "integration", "status", "-id"], name="conflict_list"),)


class SyncLogEntry(SiteModel):
    """What happened on a connection, for people."""

    integration = TenantForeignKey(SiteIntegration, on_delete=models.CASCADE)
    run_id = models.UUIDField(null=True)
    item_id = models.UUIDField(null=True)
    content_id = models.UUIDField(null=True)
    level = models.CharField(max_length=7, choices=c.LogLevel.choices, default=c.LogLevel.INFO)
    code = models.CharField(max_length=60)  # created, updated, conflict, ... or the code of an error
    message = models.CharField(max_length=600)

    class Meta(SiteModel.Meta):
        db_table = "igny8_sync_log"
        indexes = (models.Index(fields=["account", "integration", "-id"], name="sync_log_list"),)


class WebhookReceipt(SiteModel):
    """A webhook that was taken. It is a nudge: what it tells is fetched anew."""

    integration = TenantForeignKey(SiteIntegration, on_delete=models.CASCADE)
    source = models.CharField(max_length=60)  # the integration's key: ids are unique within it
    webhook_id = models.CharField(max_length=100)
    type = models.CharField(max_length=40)
    sequence = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    received_at = models.DateTimeField(default=timezone.now)
    processed_at = models.DateTimeField(null=True)

    class Meta(SiteModel.Meta):
        db_table = "igny8_webhook_receipts"
        constraints = (
            models.UniqueConstraint(fields=["account", "source", "webhook_id"], name="webhook_receipt_once"),
        )
        indexes = (models.Index(fields=["received_at"], name="webhook_open", condition=Q(processed_at__isnull=True)),)
