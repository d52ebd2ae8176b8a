"""Passwords: checked, changed, reset by mail."""

from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from igny8.accounts.constants import MAX_PASSWORD, MailKind, TokenPurpose
from igny8.accounts.events import PasswordChanged
from igny8.accounts.models import User
from igny8.accounts.services.audit import announce
from igny8.accounts.services.mail_queue import mail_queue
from igny8.accounts.services.mail_tokens import LinkInvalid, token_find, token_use, tokens_revoke
from igny8.accounts.services.refresh_tokens import refresh_revoke_all
from igny8.accounts.services.sign_in_limits import attempt_begin, attempt_succeeded
from igny8.core.errors import InvalidInput, NotFound
from igny8.core.tenancy import Actor, tenant


class PasswordWrong(InvalidInput):
    code = "PASSWORD_WRONG"
    default = "The current password is not right."


def password_check(password: str, *, user: Any = None, field: str = "password") -> None:
    """Hold a new password against the validators.

    :param user: who it is for; it may not resemble their name or address.
    :raises InvalidInput: naming ``field`` and everything that is wrong.
    """
    if len(password) > MAX_PASSWORD:
        raise InvalidInput(errors={field: [f"Use at most {MAX_PASSWORD} characters."]})
    try:
        validate_password(password, user)
    except ValidationError as exc:
        raise InvalidInput(f"{field}: {exc.messages[0]}", errors={field: exc.messages}) from exc


def password_matches(password: str, stored: str | None) -> tuple[bool, bool]:
    """Compare in the time one hash takes, also when there is nobody to compare with.

    :param stored: the stored hash, or None for an unknown person.
    :returns: whether it matches, and whether the stored hash is of an older kind and should be replaced.
    """
    if stored is None or len(password) > MAX_PASSWORD:
        make_password(password[:MAX_PASSWORD])
        return False, False
    older: list[str] = []
    return check_password(password, stored, setter=older.append), bool(older)


@transaction.atomic
def password_change(*, user_id: UUID, current: str, new: str, keep_session_id: UUID | None = None) -> User:
    """Change one's own password; every other sign-in ends.

    :raises PasswordWrong: the current one does not match. :raises InvalidInput: the new one is too weak.
    :raises SignInLocked: after ten wrong ones.
    """
    user = User.locked(user_id)
    if user is None:
        raise NotFound
    attempt_begin(str(user_id))
    if not password_matches(current, user.password)[0]:
        raise PasswordWrong(errors={"current_password": [PasswordWrong.default]})
    attempt_succeeded(str(user_id))
    password_check(new, user=user, field="new_password")
    _store(user, new)
    refresh_revoke_all(user_id=user.id, why="password", but=keep_session_id)
    announce(PasswordChanged(user_id=user.id, by_mail=False))
    return user


def password_reset_request(*, email: str) -> None:
    """Ask for a reset mail. Known and unknown addresses cost the same: whether anybody has it is found out by the task."""
    mail_queue(kind=MailKind.RESET, recipient=email)


def password_reset_confirm(*, secret: str, password: str) -> User:
    """Set a new password with the secret from the mail; all sign-ins end and the address counts as verified.

    :raises LinkInvalid: the link is used up or too old. :raises InvalidInput: the password is too weak; the link stays good.
    """
    token = token_find(secret=secret, purpose=TokenPurpose.RESET)
    if token.user is None or not token.user.is_active:
        raise LinkInvalid
    password_check(password, user=token.user)
    with tenant(token.account_id, actor=Actor("user", token.user.id)):
        token_use(token)
        user = User.locked(token.user.id)
        if user is None or not user.is_active:
            raise LinkInvalid
        user.email_verified_at = user.email_verified_at or timezone.now()
        _store(user, password, "email_verified_at")
        tokens_revoke(purpose=TokenPurpose.RESET, email=user.email)
        refresh_revoke_all(user_id=user.id, why="password")
        announce(PasswordChanged(user_id=user.id, by_mail=True))
    attempt_succeeded(user.email)
    return user


def _store(user: User, password: str, *fields: str) -> None:
    user.set_password(password)
    user.save(update_fields=["password", "updated_at", *fields])
