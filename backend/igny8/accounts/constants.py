"""Words and limits of accounts."""

from django.db import models

MAX_SECTORS = 5
ACCESS_MINUTES = 15
REFRESH_DAYS = 7  # a token nobody uses ends after this
SESSION_DAYS = 90  # a sign-in ends after this, however busy
REFRESH_GRACE_SECONDS = 10
REFRESH_COOKIE = "igny8_refresh"
REFRESH_COOKIE_PATH = "/api/v1/auth/"
LOCK_AFTER = 10  # failures
LOCK_SECONDS = 15 * 60
SYSTEM_SLUG = "system"
TRIAL_PLAN = "trial"
MAX_LIVE_KEYS = 2  # of one name on one site: the old and the new one while a key is rotated
KEY_SCOPES = ("site:read", "site:write", "content:read", "content:write")
MAX_PASSWORD = 256  # characters; hashing unbounded input is a way to keep us busy
MAX_MAIL_ATTEMPTS = 8
INVITATION_DAYS = 7
VERIFICATION_DAYS = 3
RESET_HOURS = 1
SENT_MAIL_DAYS = 30  # how long the record of a sent mail is kept


class AccountStatus(models.TextChoices):
    ACTIVE = "active"
    TRIAL = "trial"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


class RoleName(models.TextChoices):
    DEVELOPER = "developer"
    OWNER = "owner"
    ADMIN = "admin"
    EDITOR = "editor"
    VIEWER = "viewer"
    SYSTEM_BOT = "system_bot"


class BillingCycle(models.TextChoices):
    MONTHLY = "monthly"
    ANNUAL = "annual"


class SupportLevel(models.TextChoices):
    BASIC = "basic"
    PRIORITY = "priority"
    ENTERPRISE = "enterprise"


class SiteType(models.TextChoices):
    NEW = "new"
    EXISTING = "existing"
    HYBRID = "hybrid"


class HostingType(models.TextChoices):
    IGNY8_SITES = "igny8_sites"
    WORDPRESS = "wordpress"
    SHOPIFY = "shopify"
    CUSTOM = "custom"
    MULTI = "multi"


class SiteStatus(models.TextChoices):
    ACTIVE = "active"
    PAUSED = "paused"
    ARCHIVED = "archived"


class PublishPolicy(models.TextChoices):
    AUTO = "auto"
    REVIEW = "review"
    DRAFT_ONLY = "draft_only"


class SectorStatus(models.TextChoices):
    ACTIVE = "active"
    ARCHIVED = "archived"


class TokenPurpose(models.TextChoices):
    VERIFY = "verify"
    RESET = "reset"
    INVITE = "invite"


class MailKind(models.TextChoices):
    VERIFY = "verify"
    RESET = "reset"
    INVITE = "invite"
    NOTICE = "notice"


class MailState(models.TextChoices):
    PENDING = "pending"
    SENT = "sent"
    DROPPED = "dropped"  # nobody to send it to any more
    FAILED = "failed"


class Intent(models.TextChoices):
    INFORMATIONAL = "informational"
    COMMERCIAL = "commercial"
    TRANSACTIONAL = "transactional"
    NAVIGATIONAL = "navigational"
