"""People of the account: their role, whether they are active, their own profile."""

from typing import Any
from uuid import UUID

from django.db import transaction

from igny8.accounts.constants import RoleName
from igny8.accounts.events import UserDeactivated, UserReactivated, UserRoleChanged
from igny8.accounts.models import Account, User
from igny8.accounts.services.audit import announce
from igny8.accounts.services.preferences import preferences_merged
from igny8.accounts.services.refresh_tokens import refresh_revoke_all
from igny8.accounts.services.roles import RoleTooHigh, role_may_grant
from igny8.core.errors import Conflict, NotFound
from igny8.core.roles import Role


class OwnRole(Conflict):
    code = "OWN_ROLE"
    default = "Nobody changes their own role or activity: ask another owner or admin."


class LastOwner(Conflict):
    code = "LAST_OWNER"
    default = "An account needs an active owner. Make somebody else owner first."


@transaction.atomic
def user_update(
    *, user_id: UUID, by: Role, by_user_id: UUID | None, role: str | None = None, is_active: bool | None = None
) -> User:
    """Change a person's role or activity. Deactivating ends all their sign-ins.

    :param by: role of who changes it: nobody edits people above themselves or lifts anybody above themselves.
    :raises RoleTooHigh: above ``by``. :raises OwnRole: one's own. :raises LastOwner: nobody would own the account.
    """
    account = Account.objects.select_for_update(of=("self",)).first()  # two owners demoting each other: one wins
    user = User.locked(user_id)
    if account is None or user is None:
        raise NotFound
    if Role.of(user.role) > by:
        raise RoleTooHigh("This person's role is above your own.")
    after = role if role is not None else user.role
    active = is_active if is_active is not None else user.is_active
    if (after, active) == (user.role, user.is_active):
        return user
    if user.id == by_user_id:
        raise OwnRole
    if after != user.role:
        role_may_grant(by=by, role=Role.of(after))
    if user.role == RoleName.OWNER and user.is_active and not (after == RoleName.OWNER and active):
        _hand_over(account, leaving=user)
    _apply(user, role=after, is_active=active)
    return user


@transaction.atomic
def profile_update(*, user_id: UUID, changes: dict[str, Any]) -> User:
    """Change one's own name or preferences, merged as ``preferences_merge`` does. :raises NotFound: no such person here."""
    user = User.locked(user_id)
    if user is None:
        raise NotFound
    if "name" in changes:
        user.name = changes["name"]
    if "preferences" in changes:
        user.preferences = preferences_merged(user.preferences, changes["preferences"])
    user.save(update_fields=["name", "preferences", "updated_at"])
    return user


def _hand_over(account: Account, *, leaving: User) -> None:
    """Make another owner the account's owner of record. :raises LastOwner: there is none."""
    heir = User.objects.filter(role=RoleName.OWNER, is_active=True).exclude(pk=leaving.pk).order_by("id").first()
    if heir is None:
        raise LastOwner
    if account.owner_id == leaving.pk:
        account.owner = heir
        account.save(update_fields=["owner", "updated_at"])


def _apply(user: User, *, role: str, is_active: bool) -> None:
    before, was_active = user.role, user.is_active
    user.role, user.is_active = role, is_active
    user.save(update_fields=["role", "is_active", "updated_at"])
    if role != before:
        announce(UserRoleChanged(user_id=user.id, before=before, after=role))
    if was_active and not is_active:
        refresh_revoke_all(user_id=user.id, why="deactivated")
        announce(UserDeactivated(user_id=user.id))
    elif is_active and not was_active:
        announce(UserReactivated(user_id=user.id))
