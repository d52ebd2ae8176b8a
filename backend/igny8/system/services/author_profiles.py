"""Author profiles: one default for the account and one for each site."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from igny8.core.errors import Conflict, NotFound
from igny8.system.models import AuthorProfile
from igny8.system.selectors import site_require
from igny8.system.services.audit import audit_record

FIELDS = ("name", "slug", "byline", "bio", "credentials", "same_as", "tone", "is_default")


class AuthorSlugTaken(Conflict):
    code = "AUTHOR_SLUG_TAKEN"
    default = "Another author profile has this slug. Choose a different one."


@transaction.atomic
def author_profile_create(*, name: str, slug: str, site_id: UUID | None = None, **fields: Any) -> AuthorProfile:
    """A new profile for the account, or for one site.

    :raises NotFound: unknown site. :raises AuthorSlugTaken: the account has one with this slug.
    """
    site_require(site_id)
    _free(slug, None)
    if fields.get("is_default"):
        _undefault(site_id)
    row = AuthorProfile.objects.create(name=name, slug=slug, site_id=site_id, **fields)
    _audit("author_profile.create", row, {"name": row.name})
    return row


@transaction.atomic
def author_profile_update(*, profile_id: UUID, **changes: Any) -> AuthorProfile:
    """Change the named fields.

    :raises NotFound: no such profile. :raises AuthorSlugTaken: the account has one with this slug.
    """
    row = _require(profile_id)
    differing = {name: value for name, value in changes.items() if name in FIELDS and getattr(row, name) != value}
    if not differing:
        return row
    if "slug" in differing:
        _free(differing["slug"], row.id)
    if differing.get("is_default"):
        _undefault(row.site_id)
    before = {name: getattr(row, name) for name in differing}
    for name, value in differing.items():
        setattr(row, name, value)
    row.save()
    _audit("author_profile.update", row, {name: [before[name], value] for name, value in differing.items()})
    return row


@transaction.atomic
def author_profile_delete(*, profile_id: UUID) -> None:
    """Delete a profile. Texts keep their byline where it was copied.

    :raises NotFound: no such profile.
    """
    row = _require(profile_id)
    _audit("author_profile.delete", row, {"name": row.name})
    row.delete()


def _require(profile_id: UUID) -> AuthorProfile:
    row = AuthorProfile.locked(profile_id)
    if row is None:
        raise NotFound
    return row


def _free(slug: str, own_id: UUID | None) -> None:
    if AuthorProfile.objects.filter(slug=slug).exclude(Q(pk=own_id)).exists():
        raise AuthorSlugTaken(errors={"slug": ["Taken."]})


def _undefault(site_id: UUID | None) -> None:
    AuthorProfile.objects.filter(Q(site_id=site_id), is_default=True).update(is_default=False)


def _audit(action: str, row: AuthorProfile, changes: dict[str, Any]) -> None:
    verb = action.partition(".")[2]
    audit_record(
        action=action,
        object_type="author_profile",
        object_id=row.id,
        summary=f"Author profile {row.name}: {verb}",
        changes=changes,
    )
