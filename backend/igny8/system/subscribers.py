"""The audit log and the activity hear what happens to accounts, people, sites and keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from igny8.accounts import events as accounts
from igny8.accounts.selectors import site_names, user_names
from igny8.core.events import DomainEvent, subscribe
from igny8.core.roles import Role
from igny8.core.tenancy import Actor
from igny8.system.services.activity import activity_record, quoted
from igny8.system.services.audit import audit_record
from igny8.system.services.notifications import notification_create

_ABOUT_THE_ACTOR = frozenset({"actor_kind", "actor_id", "address"})


@dataclass(frozen=True, slots=True)
class Entry:
    """How an event reads in the log: its action, the payload's key of the object, and a sentence with payload fields."""

    action: str
    object_key: str
    sentence: str

    @property
    def object_type(self) -> str:
        return self.action.partition(".")[0]


ENTRIES: dict[type[DomainEvent], Entry] = {
    accounts.AccountRegistered: Entry("account.register", "account_id", "Account registered on the plan {plan}"),
    accounts.AccountUpdated: Entry("account.update", "account_id", "Account settings changed"),
    accounts.StaffEntered: Entry("staff.enter", "user_id", "Staff looked into the account: {method} {path}"),
    accounts.SignedIn: Entry("user.sign_in", "user_id", "Signed in"),
    accounts.SignInFailed: Entry("user.sign_in_failed", "user_id", "Sign-in failed: {reason}"),
    accounts.SessionsEnded: Entry("user.sessions_end", "user_id", "Sign-ins ended: {why}"),
    accounts.PasswordChanged: Entry("user.password_change", "user_id", "Password changed"),
    accounts.EmailVerified: Entry("user.email_verify", "user_id", "E-mail address verified"),
    accounts.UserInvited: Entry("invitation.create", "invitation_id", "{email} invited as {role}"),
    accounts.InvitationRevoked: Entry("invitation.revoke", "invitation_id", "Invitation of {email} revoked"),
    accounts.UserJoined: Entry("user.join", "user_id", "Joined the account as {role}"),
    accounts.UserRoleChanged: Entry("user.role_change", "user_id", "Role changed from {before} to {after}"),
    accounts.UserDeactivated: Entry("user.deactivate", "user_id", "User deactivated"),
    accounts.UserReactivated: Entry("user.reactivate", "user_id", "User reactivated"),
    accounts.SiteCreated: Entry("site.create", "site_id", "Site created"),
    accounts.SiteUpdated: Entry("site.update", "site_id", "Site settings changed"),
    accounts.SiteArchived: Entry("site.archive", "site_id", "Site archived"),
    accounts.SiteDeleted: Entry("site.delete", "site_id", "Site {slug} deleted"),
    accounts.SectorCreated: Entry("sector.create", "sector_id", "Sector created"),
    accounts.SectorArchived: Entry("sector.archive", "sector_id", "Sector archived"),
    accounts.SiteAccessGranted: Entry("site_access.grant", "user_id", "Access to a site granted"),
    accounts.SiteAccessRevoked: Entry("site_access.revoke", "user_id", "Access to a site revoked"),
    accounts.ApiKeyCreated: Entry("api_key.create", "key_id", "API key created"),
    accounts.ApiKeyRevoked: Entry("api_key.revoke", "key_id", "API key revoked"),
}


def write_entry(entry: Entry, payload: Mapping[str, Any]) -> None:
    """Put one event into the audit log, in the name of whoever caused it."""
    audit_record(
        action=entry.action,
        object_type=entry.object_type,
        object_id=payload.get(entry.object_key),
        summary=entry.sentence.format_map(payload),
        changes={k: v for k, v in payload.items() if k not in _ABOUT_THE_ACTOR and k != entry.object_key},
        actor=_actor(payload),
        address=str(payload.get("address", "")),
    )


@subscribe(accounts.SiteCreated, name="system.activity_site")
def tell_site_created(payload: dict[str, Any]) -> None:
    site_id = UUID(payload["site_id"])
    name = site_names([site_id]).get(site_id)
    if name is not None:
        activity_record(
            kind="site.created",
            did=f"set up the site {quoted(name)}",
            site_id=site_id,
            object_type="site",
            object_id=site_id,
            title=name,
            actor=_actor(payload),
        )


@subscribe(accounts.UserJoined, name="system.activity_user")
def tell_user_joined(payload: dict[str, Any]) -> None:
    user_id = UUID(payload["user_id"])
    activity_record(
        kind="user.joined",
        did=f"joined the account as {payload['role']}",
        site_id=None,
        object_type="user",
        object_id=user_id,
        actor=Actor("user", user_id),
    )
    name = user_names([user_id]).get(user_id, "Somebody")
    notification_create(
        kind="accounts.user_joined",
        title=f"{name} joined as {payload['role']}"[:200],
        link="/settings/users",
        min_role=Role.ADMIN,
        dedupe_key=f"accounts.user_joined:{user_id}",
    )


def _actor(payload: Mapping[str, Any]) -> Actor:
    actor_id = payload.get("actor_id")
    return Actor(str(payload.get("actor_kind", "system")), UUID(str(actor_id)) if actor_id else None)


def _listen(event: type[DomainEvent], entry: Entry) -> None:
    @subscribe(event, name="system.audit")
    def record(payload: dict[str, Any]) -> None:
        write_entry(entry, payload)


for _event, _entry in ENTRIES.items():
    _listen(_event, _entry)
