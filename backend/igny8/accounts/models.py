"""People, accounts, sites, sectors and the keys to them."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from igny8.accounts import constants as c
from igny8.core.ids import uuid7
from igny8.core.tenancy import (
    NoTenant,
    SiteManager,
    SiteModel,
    TenantForeignKey,
    TenantModel,
    current_scope,
)


class Plan(models.Model):
    """What an account pays for. Credits alone restrict use: there are no limits on keywords, clusters, tasks or words."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=100, unique=True)
    price = models.DecimalField(max_digits=10, decimal_places=2, default=0)
    billing_cycle = models.CharField(max_length=10, choices=c.BillingCycle.choices, default=c.BillingCycle.MONTHLY)
    monthly_credits = models.PositiveIntegerField(default=0)
    support_level = models.CharField(max_length=10, choices=c.SupportLevel.choices, default=c.SupportLevel.BASIC)
    features = models.JSONField(default=dict, blank=True)
    storage_quota_gb = models.PositiveIntegerField(default=10)
    max_concurrent_ai_runs_per_site = models.PositiveSmallIntegerField(
        default=5, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "igny8_plans"

    def __str__(self) -> str:
        return self.name


class AccountManager(models.Manager["Account"]):
    """Inside a tenant's scope the only account there is."""

    def get_queryset(self) -> models.QuerySet["Account"]:
        scope = current_scope()
        if scope is None:
            raise NoTenant("Account was queried outside a scope.")
        queryset = super().get_queryset()
        return queryset if scope.account_id is None else queryset.filter(pk=scope.account_id)


class Account(models.Model):
    """A customer: the tenant. Everything but reference data hangs below one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=120, unique=True)
    owner = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=c.AccountStatus.choices, default=c.AccountStatus.TRIAL)
    is_system = models.BooleanField(default=False)
    timezone = models.CharField(max_length=64, default="UTC")
    settings = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = AccountManager()

    class Meta:
        db_table = "igny8_accounts"
        base_manager_name = "objects"

    def __str__(self) -> str:
        return self.name


class User(AbstractBaseUser, TenantModel):
    """A person of one account. The e-mail address is the login and is kept in lower case."""

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=12, choices=c.RoleName.choices, default=c.RoleName.VIEWER)
    is_active = models.BooleanField(default=True)
    email_verified_at = models.DateTimeField(null=True)
    last_login = models.DateTimeField(null=True)
    preferences = models.JSONField(default=dict, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta(TenantModel.Meta):
        db_table = "igny8_users"
        indexes = (models.Index(fields=["account", "role"], name="user_account"),)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.email


class Industry(models.Model):
    """Shared reference data: offered when a site is set up."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    description = models.TextField(blank=True)

    class Meta:
        db_table = "igny8_industries"

    def __str__(self) -> str:
        return self.name


class IndustrySector(models.Model):
    """A topic area of an industry."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    industry = models.ForeignKey(Industry, on_delete=models.CASCADE, related_name="sectors")
    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=100)
    description = models.TextField(blank=True)

    class Meta:
        db_table = "igny8_industry_sectors"
        constraints = (models.UniqueConstraint(fields=["industry", "slug"], name="industry_sector_once"),)

    def __str__(self) -> str:
        return self.name


class SeedKeyword(models.Model):
    """A starting point for a topic area. Figures are unknown (null) unless the source is named."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    industry_sector = models.ForeignKey(IndustrySector, on_delete=models.CASCADE, related_name="+")
    keyword = models.CharField(max_length=255)
    intent = models.CharField(max_length=15, blank=True, choices=c.Intent.choices)
    search_volume = models.PositiveIntegerField(null=True)
    difficulty = models.FloatField(null=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "igny8_seed_keywords"
        constraints = (models.UniqueConstraint(fields=["industry_sector", "keyword"], name="seed_keyword_once"),)

    def __str__(self) -> str:
        return self.keyword


class SitesManager(SiteManager):
    """Filters sites themselves by what the actor may see."""

    site_column = "id"


class Site(TenantModel):
    """A website of the account."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=100)
    domain = models.CharField(max_length=253, blank=True)
    industry = models.ForeignKey(Industry, null=True, on_delete=models.SET_NULL, related_name="+")
    locale = models.CharField(max_length=35, default="en")
    timezone = models.CharField(max_length=64, default="UTC")
    site_type = models.CharField(max_length=10, choices=c.SiteType.choices, default=c.SiteType.NEW)
    hosting_type = models.CharField(max_length=15, choices=c.HostingType.choices, default=c.HostingType.IGNY8_SITES)
    status = models.CharField(max_length=10, choices=c.SiteStatus.choices, default=c.SiteStatus.ACTIVE)
    brand_voice = models.JSONField(default=dict, blank=True)
    publish_policy = models.CharField(max_length=10, choices=c.PublishPolicy.choices, default=c.PublishPolicy.REVIEW)
    seo = models.JSONField(default=dict, blank=True)

    objects: ClassVar[SitesManager] = SitesManager()

    class Meta(TenantModel.Meta):
        db_table = "igny8_sites"
        constraints = (
            # The slug is part of the public address /s/{slug}/, so it is unique over all accounts.
            models.UniqueConstraint(fields=["slug"], name="site_slug_once"),
            models.UniqueConstraint(Lower("domain"), name="site_domain_once", condition=~models.Q(domain="")),
        )

    def __str__(self) -> str:
        return self.name


class Sector(SiteModel):
    """A topic area of a site; 1 to 5 active ones a site."""

    name = models.CharField(max_length=100)
    industry_sector = models.ForeignKey(IndustrySector, null=True, on_delete=models.SET_NULL, related_name="+")
    status = models.CharField(max_length=10, choices=c.SectorStatus.choices, default=c.SectorStatus.ACTIVE)

    class Meta(SiteModel.Meta):
        db_table = "igny8_sectors"
        constraints = (models.UniqueConstraint("account", "site", Lower("name"), name="sector_name_once"),)

    def __str__(self) -> str:
        return self.name


class SiteUserAccess(TenantModel):
    """Lets an editor or viewer see a site. Owner and admin see all sites of the account."""

    user = TenantForeignKey(User, on_delete=models.CASCADE)
    site = TenantForeignKey(Site, on_delete=models.CASCADE)

    class Meta(TenantModel.Meta):
        db_table = "igny8_site_user_access"
        constraints = (models.UniqueConstraint(fields=["account", "user", "site"], name="site_access_once"),)


class SiteAPIKey(TenantModel):
    """A site's key for its plugin: shown once, kept as a hash."""

    site = TenantForeignKey(Site, on_delete=models.CASCADE)
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=12, unique=True)
    hash = models.CharField(max_length=64)  # SHA-256 of the whole key: 256 random bits need no slow hash
    scopes = models.JSONField(default=list)
    last_used_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        db_table = "igny8_site_api_keys"

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix})"


class RefreshFamily(TenantModel):
    """One sign-in and all refresh tokens that came of it."""

    user = TenantForeignKey(User, on_delete=models.CASCADE)
    generation = models.PositiveIntegerField(default=0)
    rotated_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_why = models.CharField(max_length=40, blank=True)
    user_agent = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=64, blank=True)

    class Meta(TenantModel.Meta):
        db_table = "igny8_refresh_families"
        indexes = (models.Index(fields=["account", "user", "-created_at"], name="family_user"),)


class MailToken(TenantModel):
    """A single-use link in a mail: verification, password reset, invitation. Only its hash is kept."""

    user = TenantForeignKey(User, null=True, on_delete=models.CASCADE)
    purpose = models.CharField(max_length=8, choices=c.TokenPurpose.choices)
    hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=12, choices=c.RoleName.choices, blank=True)
    site_ids = models.JSONField(default=list)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        db_table = "igny8_mail_tokens"
        indexes = (models.Index(fields=["account", "purpose", "email"], name="mail_token_account"),)


class Mail(models.Model):
    """A mail to be sent. It carries ids, never a link: tokens are made at the moment of sending.

    It hangs below no account because a password reset is asked for by people nobody knows. Its policy lets every scope post
    a mail and only the system's scope read one.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=8, choices=c.MailKind.choices)
    recipient = models.EmailField(max_length=254)
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=c.MailState.choices, default=c.MailState.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        db_table = "igny8_mails"
        indexes = (models.Index(fields=["not_before"], name="mail_due", condition=models.Q(state="pending")),)

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
