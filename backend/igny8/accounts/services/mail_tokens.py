"""Single-use links: made when the mail is sent, kept as a hash, used once."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from igny8.accounts.constants import TokenPurpose
from igny8.accounts.models import MailToken
from igny8.core.errors import InvalidInput
from igny8.core.tenancy import every_tenant


class LinkInvalid(InvalidInput):
    code = "LINK_INVALID"
    default = "This link has been used, has expired or was replaced by a newer one. Ask for another."


def token_issue(
    *,
    purpose: TokenPurpose,
    email: str,
    lifetime: timedelta,
    user_id: UUID | None = None,
    role: str = "",
    site_ids: Sequence[UUID] = (),
) -> MailToken:
    """A link nobody knows yet: its secret is made by ``token_renew`` when the mail goes out."""
    token = MailToken(
        purpose=purpose,
        email=email,
        user_id=user_id,
        role=role,
        site_ids=[str(i) for i in site_ids],
        hash=secrets.token_hex(32),  # of no known secret
        expires_at=timezone.now() + lifetime,
    )
    token.save(force_insert=True)
    return token


def token_renew(token: MailToken) -> str:
    """Give the link a new secret; an earlier one stops working. :returns: the secret, kept nowhere else."""
    secret = secrets.token_urlsafe(32)
    token.hash = _digest(secret)
    token.save(update_fields=["hash", "updated_at"])
    return secret


def token_find(*, secret: str, purpose: TokenPurpose) -> MailToken:
    """The open link with this secret, in whatever account.

    :raises LinkInvalid: unknown, used, revoked and expired ones alike.
    """
    with every_tenant("mail link"):
        token = (
            MailToken.objects.select_related("user", "account")
            .filter(hash=_digest(secret), purpose=purpose, used_at=None, revoked_at=None, expires_at__gt=timezone.now())
            .first()
        )
    if token is None:
        raise LinkInvalid
    return token


def token_use(token: MailToken) -> None:
    """Use the link up, in its account's scope; of two at once one succeeds.

    :raises LinkInvalid: it was used or revoked meanwhile.
    """
    open_ones = MailToken.objects.filter(pk=token.pk, hash=token.hash, used_at=None, revoked_at=None)
    if not open_ones.update(used_at=timezone.now()):
        raise LinkInvalid


def tokens_revoke(*, purpose: TokenPurpose, email: str) -> int:
    """Close all open links of this purpose for an address. :returns: how many."""
    return MailToken.objects.filter(purpose=purpose, email=email, used_at=None, revoked_at=None).update(
        revoked_at=timezone.now()
    )


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
