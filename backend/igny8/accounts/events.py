"""What happened to accounts, people, sites and keys. ``actor_kind`` and ``actor_id`` say who did it."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from igny8.core.events import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsEvent(DomainEvent):
    """Base: ``actor_kind`` is user, api_key, rule or system."""

    actor_kind: str = "system"
    actor_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRegistered(AccountsEvent):
    """Billing grants the trial credits at once, in the same transaction."""

    name: ClassVar[str] = "accounts.AccountRegistered"
    account_id: UUID
    owner_id: UUID
    plan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountUpdated(AccountsEvent):
    name: ClassVar[str] = "accounts.AccountUpdated"
    account_id: UUID
    fields: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffEntered(AccountsEvent):
    """Somebody of our staff sent a request into a customer's account."""

    name: ClassVar[str] = "accounts.StaffEntered"
    user_id: UUID
    method: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(AccountsEvent):
    name: ClassVar[str] = "accounts.SignedIn"
    user_id: UUID
    session_id: UUID
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInFailed(AccountsEvent):
    """``user_id`` is None when nobody has the address; such failures are kept in the system's own account."""

    name: ClassVar[str] = "accounts.SignInFailed"
    user_id: UUID | None
    address: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsEnded(AccountsEvent):
    """``session_id`` is None when all were ended. ``why``: sign_out, reuse, password, deactivated, revoked."""

    name: ClassVar[str] = "accounts.SessionsEnded"
    user_id: UUID
    session_id: UUID | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChanged(AccountsEvent):
    name: ClassVar[str] = "accounts.PasswordChanged"
    user_id: UUID
    by_mail: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailVerified(AccountsEvent):
    name: ClassVar[str] = "accounts.EmailVerified"
    user_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class UserInvited(AccountsEvent):
    name: ClassVar[str] = "accounts.UserInvited"
    invitation_id: UUID
    email: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationRevoked(AccountsEvent):
    name: ClassVar[str] = "accounts.InvitationRevoked"
    invitation_id: UUID
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UserJoined(AccountsEvent):
    name: ClassVar[str] = "accounts.UserJoined"
    user_id: UUID
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UserRoleChanged(AccountsEvent):
    name: ClassVar[str] = "accounts.UserRoleChanged"
    user_id: UUID
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UserDeactivated(AccountsEvent):
    name: ClassVar[str] = "accounts.UserDeactivated"
    user_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class UserReactivated(AccountsEvent):
    name: ClassVar[str] = "accounts.UserReactivated"
    user_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCreated(AccountsEvent):
    name: ClassVar[str] = "accounts.SiteCreated"
    site_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteUpdated(AccountsEvent):
    name: ClassVar[str] = "accounts.SiteUpdated"
    site_id: UUID
    fields: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteArchived(AccountsEvent):
    name: ClassVar[str] = "accounts.SiteArchived"
    site_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteDeleted(AccountsEvent):
    name: ClassVar[str] = "accounts.SiteDeleted"
    site_id: UUID
    slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorCreated(AccountsEvent):
    name: ClassVar[str] = "accounts.SectorCreated"
    site_id: UUID
    sector_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorArchived(AccountsEvent):
    name: ClassVar[str] = "accounts.SectorArchived"
    site_id: UUID
    sector_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteAccessGranted(AccountsEvent):
    name: ClassVar[str] = "accounts.SiteAccessGranted"
    user_id: UUID
    site_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteAccessRevoked(AccountsEvent):
    name: ClassVar[str] = "accounts.SiteAccessRevoked"
    user_id: UUID
    site_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKeyCreated(AccountsEvent):
    """``replaces_id`` is the older key while one is rotated."""

    name: ClassVar[str] = "accounts.ApiKeyCreated"
    key_id: UUID
    site_id: UUID
    replaces_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKeyRevoked(AccountsEvent):
    name: ClassVar[str] = "accounts.ApiKeyRevoked"
    key_id: UUID
    site_id: UUID
