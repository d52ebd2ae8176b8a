"""Sign-in, its renewal, and its end."""

from dataclasses import dataclass
from uuid import UUID

import structlog
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from igny8.accounts.constants import RoleName
from igny8.accounts.events import SignedIn, SignInFailed
from igny8.accounts.models import Account, RefreshFamily, User
from igny8.accounts.services.access_tokens import access_token_make
from igny8.accounts.services.accounts import system_account_ensure
from igny8.accounts.services.audit import announce
from igny8.accounts.services.passwords import password_matches
from igny8.accounts.services.principals import CLOSED, AccountSuspended
from igny8.accounts.services.refresh_tokens import (
    RefreshInvalid,
    refresh_end,
    refresh_family_start,
    refresh_rotate,
)
from igny8.accounts.services.sign_in_limits import attempt_begin, attempt_succeeded, sign_in_allow
from igny8.core.errors import NotAuthenticated, NotFound
from igny8.core.tenancy import Actor, every_tenant, tenant

log = structlog.get_logger(__name__)


class CredentialsWrong(NotAuthenticated):
    code = "CREDENTIALS_WRONG"
    default = "E-mail address or password is wrong."


@dataclass(frozen=True, slots=True)
class SignIn:
    """Both tokens of a sign-in and whose it is."""

    access: str
    refresh: str
    user: User


def sign_in(*, email: str, password: str, address: str, user_agent: str = "") -> SignIn:
    """Check a password and begin a sign-in. An unknown address, a wrong password and an inactive person look alike and take
    the same time: one look-up, one hash, one event.

    :param email: normal form. :param address: the caller's network address.
    :raises CredentialsWrong: in all three cases. :raises AccountSuspended: right password, closed account.
    :raises Throttled: too many attempts. :raises Unavailable: Redis is down, so attempts cannot be counted.
    """
    sign_in_allow(email=email, address=address)
    attempt_begin(email)
    with every_tenant("sign-in"):
        user = User.objects.select_related("account").filter(email=email).first()
        nowhere = system_account_ensure()
    right, older = password_matches(password, user.password if user else None)
    if user is None or not right or not user.is_active or user.role == RoleName.SYSTEM_BOT:
        reason = "unknown" if user is None else "password" if not right else "inactive"
        _failed(account_id=user.account_id if user else nowhere, user=user, address=address, reason=reason)
        raise CredentialsWrong
    attempt_succeeded(email)
    if user.account.status in CLOSED and user.role != RoleName.DEVELOPER:
        raise AccountSuspended
    with tenant(user.account_id, actor=Actor("user", user.id)):
        if older:
            User.objects.filter(pk=user.pk, password=user.password).update(password=make_password(password))
        return session_start(user, address=address, user_agent=user_agent)


def session_start(user: User, *, address: str, user_agent: str = "") -> SignIn:
    """Begin a sign-in for a person who has just proved who they are, inside their scope."""
    user.account = Account.objects.get()
    user.last_login = timezone.now()
    User.objects.filter(pk=user.pk).update(last_login=user.last_login)
    family_id, refresh = refresh_family_start(user_id=user.id, user_agent=user_agent, address=address)
    announce(SignedIn(actor_kind="user", actor_id=user.id, user_id=user.id, session_id=family_id, address=address[:64]))
    access = access_token_make(user_id=user.id, account_id=user.account_id, family_id=family_id)
    return SignIn(access, refresh, user)


def session_begin(*, user: User, address: str, user_agent: str = "") -> SignIn:
    """``session_start`` in a scope of its own: right after registration or an accepted invitation."""
    with tenant(user.account_id, actor=Actor("user", user.id)):
        return session_start(user, address=address, user_agent=user_agent)


def session_refresh(*, token: str) -> SignIn:
    """Exchange a refresh token for its successor and a new access token.

    :raises RefreshInvalid: forged, expired, revoked or reused, or the person may no longer sign in.
    :raises AccountSuspended: the account is closed.
    """
    rotation = refresh_rotate(token=token)
    with tenant(rotation.account_id):
        user = User.objects.select_related("account").filter(pk=rotation.user_id, is_active=True).first()
    if user is None:
        raise RefreshInvalid
    if user.account.status in CLOSED and user.role != RoleName.DEVELOPER:
        raise AccountSuspended
    access = access_token_make(user_id=user.id, account_id=user.account_id, family_id=rotation.family_id)
    return SignIn(access, rotation.token, user)


def session_revoke(*, session_id: UUID, user_id: UUID) -> None:
    """End one of a person's own sign-ins. Already ended: fine.

    :raises NotFound: not one of theirs.
    """
    if not RefreshFamily.objects.filter(pk=session_id, user_id=user_id).exists():
        raise NotFound
    refresh_end(family_id=session_id, user_id=user_id, why="revoked")


def _failed(*, account_id: UUID, user: User | None, address: str, reason: str) -> None:
    log.warning("sign_in_failed", reason=reason, account_id=str(account_id))
    with tenant(account_id):
        announce(SignInFailed(user_id=user.id if user else None, address=address[:64], reason=reason))
