"""From a token or a key to who is asking: read fresh on every request."""

import hashlib
import hmac
from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from igny8.accounts.constants import AccountStatus, SiteStatus
from igny8.accounts.events import StaffEntered
from igny8.accounts.models import Account, RefreshFamily, SiteAPIKey, SiteUserAccess
from igny8.accounts.services.access_tokens import AccessClaims, TokenInvalid, access_token_read
from igny8.accounts.services.audit import announce
from igny8.core.errors import NotAllowed, NotAuthenticated, NotFound
from igny8.core.principal import Principal
from igny8.core.roles import Role
from igny8.core.tenancy import Actor, every_tenant, tenant

KEY_SEEN_EVERY = timedelta(minutes=1)
CLOSED = frozenset({AccountStatus.SUSPENDED, AccountStatus.CANCELLED})


class AccountSuspended(NotAllowed):
    code = "ACCOUNT_SUSPENDED"
    default = "This account is suspended. Contact support."


class KeyInvalid(NotAuthenticated):
    code = "API_KEY_INVALID"
    default = "The API key is unknown, expired or revoked."


def principal_of_token(token: str, *, account_override: UUID | None = None) -> Principal:
    """The person behind an access token.

    :param account_override: another account staff want to look at; refused for all but staff.
    :raises NotAuthenticated: a bad token, an ended sign-in, an inactive person.
    :raises AccountSuspended: the account may not be used. :raises NotAllowed: not staff.
    """
    return principal_of_claims(access_token_read(token), account_override=account_override)


def principal_of_claims(claims: AccessClaims, *, account_override: UUID | None = None) -> Principal:
    """The person a valid token names; see ``principal_of_token``. May be called inside the scope of the token's account."""
    with tenant(claims.account_id):
        # One question for the person, the account and the sign-in: it is asked on every request.
        found = RefreshFamily.objects.filter(
            pk=claims.family_id,
            user_id=claims.user_id,
            user__is_active=True,
            revoked_at=None,
            expires_at__gt=timezone.now(),
        ).values_list("user__role", "account__status")[:1]
        if not found:
            raise TokenInvalid("This sign-in has ended. Sign in again.")
        user_id, (role_label, account_status) = claims.user_id, found[0]
        role = Role.of(role_label)
        if account_status in CLOSED and role < Role.DEVELOPER:
            raise AccountSuspended
        site_ids = None
        if role < Role.ADMIN:
            site_ids = frozenset(SiteUserAccess.objects.filter(user_id=user_id).values_list("site_id", flat=True))
    account_id = claims.account_id
    if account_override is not None and account_override != account_id:
        if role is not Role.DEVELOPER:
            raise NotAllowed("Only staff may open another account.")
        account_id = account_override
    return Principal(
        account_id=account_id,
        role=role,
        actor=Actor("user", user_id),
        user_id=user_id,
        site_ids=site_ids,
        home_account_id=claims.account_id,
        session_id=claims.family_id,
    )


def principal_of_key(key: str) -> Principal:
    """The site behind an API key ``ig8_<prefix>_<secret>``.

    :raises KeyInvalid: unknown, expired and revoked keys alike, and keys of an archived site.
    :raises AccountSuspended: the account may not be used.
    """
    parts = key.split("_")
    if len(key) > 200 or len(parts) != 3 or parts[0] != "ig8" or not parts[1].isalnum():
        raise KeyInvalid
    digest = key_digest(key)
    now = timezone.now()
    with every_tenant("API key"):
        found = (
            SiteAPIKey.objects.select_related("account", "site")
            .filter(Q(expires_at=None) | Q(expires_at__gt=now), prefix=parts[1], revoked_at=None)
            .exclude(site__status=SiteStatus.ARCHIVED)
            .first()
        )
        if found is None or not hmac.compare_digest(found.hash, digest):
            raise KeyInvalid
        if found.account.status in CLOSED:
            raise AccountSuspended
        SiteAPIKey.objects.filter(Q(last_used_at=None) | Q(last_used_at__lt=now - KEY_SEEN_EVERY), pk=found.pk).update(
            last_used_at=now
        )
    return Principal(
        account_id=found.account_id,
        role=Role.API_KEY,
        actor=Actor("api_key", found.id),
        site_ids=frozenset({found.site_id}),
        home_account_id=found.account_id,
        scopes=frozenset(found.scopes),
    )


def key_digest(key: str) -> str:
    """What is kept of a key: SHA-256 of all of it. Its secret holds 256 random bits, so no slow hash is needed."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def staff_enter(*, principal: Principal, method: str, path: str) -> None:
    """Let staff into a customer's account and write it into that account's history, in a transaction of its own: the record
    stays although the request fails.

    :raises NotFound: there is no such account.
    """
    with tenant(principal.account_id, actor=principal.actor):
        if not Account.objects.exists():
            raise NotFound("No such account.")
        if principal.user_id is not None:
            announce(StaffEntered(user_id=principal.user_id, method=method, path=path[:300]))
