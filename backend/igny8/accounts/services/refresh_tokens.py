"""Refresh tokens in families: ``<family>.<generation>.<HMAC>``, rotated by compare-and-swap.

The immediate predecessor within ten seconds gets the same successor (two tabs, a lost answer); anything older is reuse and
revokes the family (RFC 9700, section 4.14.2).
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db.models import F
from django.db.models.functions import Least
from django.utils import timezone

from igny8.accounts.constants import REFRESH_DAYS, REFRESH_GRACE_SECONDS, SESSION_DAYS
from igny8.accounts.events import SessionsEnded
from igny8.accounts.models import RefreshFamily
from igny8.accounts.services.audit import announce
from igny8.core.errors import NotAuthenticated
from igny8.core.tenancy import Actor, every_tenant, tenant

log = structlog.get_logger(__name__)


class RefreshInvalid(NotAuthenticated):
    code = "REFRESH_INVALID"
    default = "Your sign-in has ended. Sign in again."


class RefreshReused(RefreshInvalid):
    code = "REFRESH_REUSED"
    default = "This sign-in was used from two places and has been ended for safety. Sign in again."


@dataclass(frozen=True, slots=True)
class Rotation:
    """The successor token and whose it is."""

    token: str
    user_id: UUID
    account_id: UUID
    family_id: UUID


def _sign(family_id: UUID, generation: int, key: str) -> str:
    message = f"{family_id}.{generation}"
    digest = hmac.new(f"refresh:{key}".encode(), message.encode(), hashlib.sha256).digest()
    return f"{message}.{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"


def _read(token: str) -> tuple[UUID, int]:
    try:
        family, generation, _ = token.split(".")
        if not (generation.isascii() and generation.isdigit() and len(generation) < 10):
            raise ValueError
        family_id, number = UUID(family), int(generation)
    except (ValueError, AttributeError) as exc:
        raise RefreshInvalid from exc
    given = token.encode("utf-8", "replace")
    if not any(hmac.compare_digest(given, _sign(family_id, number, k).encode()) for k in settings.JWT_KEYS):
        raise RefreshInvalid
    return family_id, number


def refresh_family_start(*, user_id: UUID, user_agent: str = "", address: str = "") -> tuple[UUID, str]:
    """Begin a sign-in inside the person's tenant scope. :returns: the family's id and its first token."""
    family = RefreshFamily(
        user_id=user_id,
        expires_at=timezone.now() + timedelta(days=REFRESH_DAYS),
        user_agent=user_agent[:200],
        address=address[:64],
    )
    family.save(force_insert=True)
    return family.id, _sign(family.id, 0, settings.JWT_KEYS[0])


def refresh_rotate(*, token: str) -> Rotation:
    """Exchange a refresh token for its successor.

    :raises RefreshInvalid: forged, expired or revoked. :raises RefreshReused: an old one came back; the family is revoked.
    """
    family_id, generation = _read(token)
    now = timezone.now()
    with every_tenant("refresh token"):
        swapped = RefreshFamily.objects.filter(
            pk=family_id, generation=generation, revoked_at=None, expires_at__gt=now
        ).update(
            generation=F("generation") + 1,
            rotated_at=now,
            # A token nobody uses ends after seven days; the sign-in as a whole after ninety.
            expires_at=Least(now + timedelta(days=REFRESH_DAYS), F("created_at") + timedelta(days=SESSION_DAYS)),
        )
        family = RefreshFamily.objects.filter(pk=family_id).first()
        if family is None or family.revoked_at or family.expires_at <= now:
            raise RefreshInvalid
        recent = family.rotated_at and family.rotated_at > now - timedelta(seconds=REFRESH_GRACE_SECONDS)
        reused = not swapped and not (generation == family.generation - 1 and recent)
        if reused:
            family.revoked_at, family.revoked_why = now, "reuse"
            family.save(update_fields=["revoked_at", "revoked_why", "updated_at"])
            with tenant(family.account_id, actor=Actor("user", family.user_id)):
                announce(SessionsEnded(user_id=family.user_id, session_id=family.id, why="reuse"))
    if reused:  # raised after the commit, or the revocation would be undone
        log.warning("refresh_reused", family_id=str(family_id), account_id=str(family.account_id))
        raise RefreshReused
    successor = _sign(family.id, family.generation, settings.JWT_KEYS[0])
    return Rotation(successor, family.user_id, family.account_id, family.id)


def refresh_revoke(*, token: str) -> None:
    """End a sign-in; an unknown or ended one is fine."""
    try:
        family_id, _ = _read(token)
    except RefreshInvalid:
        return
    with every_tenant("sign-out"):
        family = RefreshFamily.objects.filter(pk=family_id, revoked_at=None).first()
        if family is not None:
            with tenant(family.account_id, actor=Actor("user", family.user_id)):
                refresh_end(family_id=family.id, user_id=family.user_id, why="sign_out")


def refresh_end(*, family_id: UUID, user_id: UUID, why: str) -> bool:
    """End one sign-in of a person, inside their tenant scope. :returns: whether it was open until now."""
    ended = RefreshFamily.objects.filter(pk=family_id, user_id=user_id, revoked_at=None).update(
        revoked_at=timezone.now(), revoked_why=why[:40]
    )
    if ended:
        announce(SessionsEnded(user_id=user_id, session_id=family_id, why=why))
    return bool(ended)


def refresh_revoke_all(*, user_id: UUID, why: str, but: UUID | None = None) -> int:
    """End every sign-in of a person, inside their tenant scope.

    :param but: the one that may stay, when people change their own password.
    :returns: how many were open until now.
    """
    families = RefreshFamily.objects.filter(user_id=user_id, revoked_at=None)
    if but is not None:
        families = families.exclude(pk=but)
    ended = families.update(revoked_at=timezone.now(), revoked_why=why[:40])
    if ended:
        announce(SessionsEnded(user_id=user_id, session_id=None, why=why))
    return ended
