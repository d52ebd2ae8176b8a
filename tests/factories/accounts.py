"""Accounts, people and sites for tests."""

from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import UUID

from igny8.accounts.models import Account, Plan, Sector, Site, SiteUserAccess, User
from igny8.accounts.services.access_tokens import access_token_make
from igny8.accounts.services.refresh_tokens import refresh_family_start
from igny8.core.ids import uuid7
from igny8.core.tenancy import every_tenant, tenant

_number = count(1)
PASSWORD = "correct-horse-battery"


@dataclass(frozen=True)
class World:
    """One account with its people, a site and a sector; ``tokens`` are access tokens by role."""

    account_id: UUID
    site_id: UUID
    sector_id: UUID
    users: dict[str, UUID]
    tokens: dict[str, str]

    def auth(self, role: str = "owner") -> dict[str, str]:
        """Request headers of a person with this role."""
        return {"authorization": f"Bearer {self.tokens[role]}"}


def make_plan(**fields: Any) -> Plan:
    """A plan."""
    number = next(_number)
    return Plan.objects.create(**{"name": f"Plan {number}", "slug": f"plan-{number}-{uuid7().hex[-6:]}", **fields})


def make_account(
    *, name: str = "", roles: tuple[str, ...] = ("owner", "admin", "editor", "viewer"), **fields: Any
) -> World:
    """An account with one person a role, a site and a sector; editor and viewer may see the site."""
    number = next(_number)
    plan = Plan.objects.filter(is_active=True).order_by("id").first() or make_plan()
    account_id = uuid7()
    with every_tenant("factory"):
        Account.objects.create(
            id=account_id,
            name=name or f"Account {number}",
            slug=f"account-{number}-{account_id.hex[-8:]}",
            plan=plan,
            **fields,
        )
    users, tokens = {}, {}
    with tenant(account_id):
        site = Site.objects.create(name=f"Site {number}", slug=f"site-{number}-{account_id.hex[-8:]}")
        sector = Sector.objects.create(site_id=site.id, name="Main")
        for role in roles:
            user = User(email=f"{role}-{account_id.hex}@example.com", name=role.title(), role=role)
            user.set_password(PASSWORD)
            user.save()
            users[role] = user.id
            if role in {"editor", "viewer"}:
                SiteUserAccess.objects.create(user_id=user.id, site_id=site.id)
            family_id, _ = refresh_family_start(user_id=user.id)
            tokens[role] = access_token_make(user_id=user.id, account_id=account_id, family_id=family_id)
        if "owner" in users:
            Account.objects.update(owner_id=users["owner"])
    return World(account_id, site.id, sector.id, users, tokens)
