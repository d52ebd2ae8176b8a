"""Words and limits of accounts."""

from django.db import models

MAX_SECTORS = 5
ACCESS_MINUTES = 15
REFRESH_DAYS = 7
REFRESH_GRACE_SECONDS = 10
INVITATION_DAYS = 7
VERIFICATION_DAYS = 3
RESET_HOURS = 1


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
