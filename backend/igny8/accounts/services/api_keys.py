"""Keys of a site for its plugin: shown once, kept as a hash, rotated with two alive."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from igny8.accounts.constants import KEY_SCOPES, MAX_LIVE_KEYS, SiteStatus
from igny8.accounts.events import ApiKeyCreated, ApiKeyRevoked
from igny8.accounts.models import Site, SiteAPIKey
from igny8.accounts.services.audit import announce
from igny8.accounts.services.principals import key_digest
from igny8.accounts.services.sectors import SiteClosed
from igny8.core.errors import Conflict, InvalidInput, NotFound

MAX_NAMES = 20  # live keys of one site, over all names


class KeyNameTaken(Conflict):
    code = "KEY_NAME_TAKEN"
    default = "The site has a live key of this name. Rotate it, or choose another name."


class TooManyKeys(Conflict):
    code = "TOO_MANY_KEYS"
    default = "Too many live keys. Revoke the ones nobody uses."


@transaction.atomic
def api_key_create(
    *, site_id: UUID, name: str, scopes: Sequence[str] = KEY_SCOPES, expires_at: datetime | None = None
) -> tuple[SiteAPIKey, str]:
    """Make a key. :returns: its row and the key itself, which nobody can show again.

    :raises InvalidInput: no such site, or an end in the past. :raises KeyNameTaken: a live key has this name.
    """
    site = Site.locked(site_id)
    if site is None:
        raise InvalidInput(errors={"site_id": ["No such site in this account."]})
    if site.status == SiteStatus.ARCHIVED:
        raise SiteClosed
    if expires_at is not None and expires_at <= timezone.now():
        raise InvalidInput(errors={"expires_at": ["This is in the past."]})
    live = _live(site_id)
    if live.filter(name=name).exists():
        raise KeyNameTaken(errors={"name": [KeyNameTaken.default]})
    if live.count() >= MAX_NAMES:
        raise TooManyKeys
    return _make(site_id=site_id, name=name, scopes=scopes, expires_at=expires_at)


@transaction.atomic
def api_key_rotate(*, key_id: UUID) -> tuple[SiteAPIKey, str]:
    """Make a successor with the same name and scopes; the older key works until it is revoked.

    :raises NotFound: no such live key. :raises TooManyKeys: two are alive: revoke the older one first.
    """
    key = _locked(key_id)
    if not _live(key.site_id).filter(pk=key.pk).exists():
        raise NotFound("This key has expired or was revoked.")
    if _live(key.site_id).filter(name=key.name).count() >= MAX_LIVE_KEYS:
        raise TooManyKeys("Two keys of this name are alive. Revoke the older one first.")
    return _make(site_id=key.site_id, name=key.name, scopes=key.scopes, expires_at=key.expires_at, replaces_id=key.id)


@transaction.atomic
def api_key_revoke(*, key_id: UUID) -> SiteAPIKey:
    """End a key at once. Revoked before: the row as it is. :raises NotFound: no such key."""
    key = _locked(key_id)
    if key.revoked_at is None:
        key.revoked_at = timezone.now()
        key.save(update_fields=["revoked_at", "updated_at"])
        announce(ApiKeyRevoked(key_id=key.id, site_id=key.site_id))
    return key


def _live(site_id: UUID) -> QuerySet[SiteAPIKey]:
    return SiteAPIKey.objects.filter(
        Q(expires_at=None) | Q(expires_at__gt=timezone.now()), site_id=site_id, revoked_at=None
    )


def _locked(key_id: UUID) -> SiteAPIKey:
    """The key, with its site locked before it: rotations of one site wait for each other."""
    site_id = SiteAPIKey.objects.filter(pk=key_id).values_list("site_id", flat=True).first()
    if site_id is None or Site.locked(site_id) is None:
        raise NotFound
    key = SiteAPIKey.locked(key_id)
    if key is None:
        raise NotFound
    return key


def _make(
    *,
    site_id: UUID,
    name: str,
    scopes: Sequence[str],
    expires_at: datetime | None,
    replaces_id: UUID | None = None,
) -> tuple[SiteAPIKey, str]:
    prefix = secrets.token_hex(5)
    secret = f"ig8_{prefix}_{secrets.token_hex(32)}"
    key = SiteAPIKey(
        site_id=site_id,
        name=name,
        prefix=prefix,
        hash=key_digest(secret),
        scopes=sorted(set(scopes)),
        expires_at=expires_at,
    )
    key.save(force_insert=True)
    announce(ApiKeyCreated(key_id=key.id, site_id=site_id, replaces_id=replaces_id))
    return key, secret
