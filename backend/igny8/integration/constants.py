"""Words and limits of integrations."""

from datetime import timedelta

from django.db import models

LEASE_SECONDS = 90  # renewed with every page; no page takes longer than the wire's total
WORK_SECONDS = 600  # of one task; what is left is hinted at again
MAX_ATTEMPTS = 8  # without any progress between them
BACKOFF_BASE_S = 5.0
BACKOFF_CAP_S = 900.0
SYNC_EVERY = timedelta(minutes=15)
SYNC_EVERY_AT_MOST = timedelta(hours=12)  # of a connection that keeps failing
SECRET_OVERLAP = timedelta(hours=24)  # the previous secret of a bridge stays valid this long
WEBHOOK_TOLERANCE_S = 300
WATERMARK_OVERLAP = timedelta(seconds=5)  # what was saved while the first page was made is asked for again
PAGE_SIZE = 100
LOG_DAYS = 30
RECEIPT_DAYS = 14
MAX_HINTS = 50
PLUGIN_KEY = "WordPress of "  # how the name of an API key begins that the dashboard makes for a plugin


class Platform(models.TextChoices):
    WORDPRESS = "wordpress"
    SHOPIFY = "shopify"
    CUSTOM_API = "custom_api"
    IGNY8_SITES = "igny8_sites"


class SyncStatus(models.TextChoices):
    """What became of the last synchronisation of an integration."""

    NEVER = "never"
    RUNNING = "running"
    OK = "ok"
    FAILED = "failed"  # tried again by itself
    BROKEN = "broken"  # a person has to do something


class SyncKind(models.TextChoices):
    FULL = "full"
    INCREMENTAL = "incremental"


class SyncTrigger(models.TextChoices):
    MANUAL = "manual"
    SCHEDULE = "schedule"
    WEBHOOK = "webhook"


class SyncRunStatus(models.TextChoices):
    PENDING = "pending"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


class LogLevel(models.TextChoices):
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class ItemSpace(models.TextChoices):
    """Ids of the platform are unique within one of these."""

    POSTS = "posts"
    TERMS = "terms"


class ItemKind(models.TextChoices):
    POST = "post"
    PAGE = "page"
    CPT = "cpt"
    TERM = "term"
    PRODUCT = "product"


class ItemState(models.TextChoices):
    IN_SYNC = "in_sync"
    REMOTE_CHANGED = "remote_changed"
    LOCAL_CHANGED = "local_changed"
    CONFLICT = "conflict"
    REMOTE_DELETED = "remote_deleted"
    IGNORED = "ignored"


class ConflictStatus(models.TextChoices):
    OPEN = "open"
    RESOLVED = "resolved"


class Resolution(models.TextChoices):
    KEEP_OURS = "keep_ours"
    TAKE_THEIRS = "take_theirs"
    MERGED = "merged"


class DeletionChoice(models.TextChoices):
    ARCHIVE = "archive"
    KEEP = "keep"
    REPUBLISH = "republish"


ACTIVE_RUNS = (SyncRunStatus.PENDING, SyncRunStatus.RUNNING)
COUNTS = ("created", "updated", "unchanged", "conflicts", "tombstones", "failed")
