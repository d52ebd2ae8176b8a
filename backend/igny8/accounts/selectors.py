"""Reads of accounts. Those of tenant rows answer for the open scope only."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from igny8.accounts.constants import AccountStatus, SiteStatus, TokenPurpose
from igny8.accounts.models import (
    Account,
    Industry,
    IndustrySector,
    MailToken,
    Plan,
    RefreshFamily,
    Sector,
    SeedKeyword,
    Site,
    SiteAPIKey,
    SiteUserAccess,
    User,
)
from igny8.core.tenancy import every_tenant

OPEN_ACCOUNTS = (AccountStatus.ACTIVE, AccountStatus.TRIAL)


@dataclass(frozen=True, slots=True)
class PlanTerms:
    """What the scope's account may use beside credits."""

    slug: str
    monthly_credits: int
    storage_quota_gb: int
    max_concurrent_ai_runs_per_site: int


def account_get() -> Account | None:
    """The scope's account with its plan and owner."""
    return Account.objects.select_related("plan", "owner").first()


def account_plan() -> PlanTerms | None:
    """The terms of the scope's account."""
    values = Account.objects.values_list(
        "plan__slug",
        "plan__monthly_credits",
        "plan__storage_quota_gb",
        "plan__max_concurrent_ai_runs_per_site",
    ).first()
    return PlanTerms(*values) if values else None


def account_mail_addresses() -> list[str]:
    """Who gets the account's notices: the addresses in its settings, else its owner."""
    account = account_get()
    if account is None:
        return []
    chosen = account.settings.get("notification_emails") or []
    return list(chosen) or ([account.owner.email] if account.owner else [])


def user_list() -> QuerySet[User]:
    """The people of the account."""
    return User.objects.all()


def user_get(user_id: UUID | None) -> User | None:
    """A person of the account."""
    return User.objects.filter(id=user_id).first() if user_id else None


def user_names(user_ids: Collection[UUID]) -> dict[UUID, str]:
    """Names of people of the account by id, or their mail addresses where they have none; others are left out."""
    known = User.objects.filter(pk__in=user_ids).values_list("id", "name", "email")
    return {user_id: name or email for user_id, name, email in known}


def actor_names(actors: Collection[tuple[str, UUID | None]]) -> dict[tuple[str, UUID | None], str]:
    """What to call actors, given as kind and id: people and API keys by name, machines by what they are."""
    people = {id_ for kind, id_ in actors if kind == "user" and id_}
    keys = {id_ for kind, id_ in actors if kind == "api_key" and id_}
    known: dict[tuple[str, UUID | None], str] = {}
    if people:
        known |= {("user", id_): name for id_, name in user_names(people).items()}
    if keys:
        known |= {("api_key", id_): f"API key {name}" for id_, name in api_key_names(keys).items()}
    machines = {"rule": "Automation", "system": "System"}
    return known | {actor: machines[actor[0]] for actor in actors if actor[0] in machines}


def session_list(*, user_id: UUID) -> QuerySet[RefreshFamily]:
    """A person's open sign-ins."""
    return RefreshFamily.objects.filter(user_id=user_id, revoked_at=None, expires_at__gt=timezone.now())


def invitation_list() -> QuerySet[MailToken]:
    """Invitations of the account, open and closed."""
    return MailToken.objects.filter(purpose=TokenPurpose.INVITE)


def site_list() -> QuerySet[Site]:
    """The sites the actor may see."""
    return Site.objects.all()


def site_get(site_id: UUID) -> Site | None:
    """A site the actor may see."""
    return Site.objects.filter(pk=site_id).first()


def sector_list() -> QuerySet[Sector]:
    """The sectors of the sites the actor may see."""
    return Sector.objects.all()


def sector_get(sector_id: UUID) -> Sector | None:
    """A sector of a site the actor may see."""
    return Sector.objects.filter(pk=sector_id).first()


def site_names(site_ids: Collection[UUID]) -> dict[UUID, str]:
    """Names of sites the actor may see by id; others are left out."""
    return dict(Site.objects.filter(pk__in=site_ids).values_list("id", "name"))


def sector_names(sector_ids: Collection[UUID]) -> dict[UUID, str]:
    """Names of sectors of sites the actor may see."""
    return dict(Sector.objects.filter(pk__in=sector_ids).values_list("id", "name"))


def site_access_list() -> QuerySet[SiteUserAccess]:
    """Which person sees which site."""
    return SiteUserAccess.objects.all()


def api_key_list() -> QuerySet[SiteAPIKey]:
    """Keys of the account's sites, live and dead."""
    return SiteAPIKey.objects.all()


def api_key_get(key_id: UUID | None) -> SiteAPIKey | None:
    """A key with its site."""
    return SiteAPIKey.objects.select_related("site").filter(id=key_id).first() if key_id else None


def api_key_names(key_ids: Collection[UUID]) -> dict[UUID, str]:
    """Names of keys by id; others are left out."""
    return dict(SiteAPIKey.objects.filter(pk__in=key_ids).values_list("id", "name"))


def plan_list() -> QuerySet[Plan]:
    """Plans on offer."""
    return Plan.objects.filter(is_active=True)


def industry_list() -> QuerySet[Industry]:
    """Reference data: all industries."""
    return Industry.objects.all()


def industry_sector_list(*, industry_id: UUID | None = None) -> QuerySet[IndustrySector]:
    """Reference data: topic areas, of one industry or all."""
    every = IndustrySector.objects.select_related("industry")
    return every if industry_id is None else every.filter(industry_id=industry_id)


def seed_keyword_list() -> QuerySet[SeedKeyword]:
    """Reference data: starting points. Volume and difficulty are null unless a source is named."""
    return SeedKeyword.objects.select_related("industry_sector")


def domain_is_served(domain: str) -> bool:
    """Whether an active site of an open account has this domain. Asked by the web server before it gets a certificate."""
    with every_tenant("certificate check"):
        return Site.objects.filter(
            Q(domain__iexact=domain), status=SiteStatus.ACTIVE, account__status__in=OPEN_ACCOUNTS
        ).exists()


def site_facts(site_id: UUID) -> dict[str, Any] | None:
    """Plain values of a site for domains above: language, time zone, voice, policy."""
    values = (
        Site.objects.filter(pk=site_id)
        .values(
            "id",
            "name",
            "slug",
            "domain",
            "locale",
            "timezone",
            "site_type",
            "hosting_type",
            "status",
            "brand_voice",
            "publish_policy",
            "seo",
            "industry__name",
        )
        .first()
    )
    return dict(values) if values else None
