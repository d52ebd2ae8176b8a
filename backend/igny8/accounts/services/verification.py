"""Proof that a mail address is the person's own."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from igny8.accounts.constants import TokenPurpose
from igny8.accounts.events import EmailVerified
from igny8.accounts.models import User
from igny8.accounts.services.accounts import verification_queue
from igny8.accounts.services.audit import announce
from igny8.accounts.services.mail_tokens import LinkInvalid, token_find, token_use
from igny8.accounts.services.sign_in_limits import mailbox_allow
from igny8.core.errors import NotFound
from igny8.core.tenancy import Actor, tenant


def email_verify(*, secret: str) -> User:
    """Mark the address verified with the secret from the mail. Opens the person's scope itself.

    :raises LinkInvalid: used, replaced or too old, or the address has changed since.
    """
    token = token_find(secret=secret, purpose=TokenPurpose.VERIFY)
    if token.user is None:
        raise LinkInvalid
    with tenant(token.account_id, actor=Actor("user", token.user.id)):
        token_use(token)
        user = User.locked(token.user.id)
        if user is None or not user.is_active or user.email != token.email:
            raise LinkInvalid
        user.email_verified_at = timezone.now()
        user.save(update_fields=["email_verified_at", "updated_at"])
        announce(EmailVerified(user_id=user.id))
    return user


@transaction.atomic
def verification_resend(*, user_id: UUID) -> User:
    """Post another verification mail; a verified address needs none. :raises NotFound: no such person here."""
    user = User.objects.filter(pk=user_id).first()
    if user is None:
        raise NotFound
    if user.email_verified_at is None:
        mailbox_allow(email=user.email)
        verification_queue(user)
    return user
