"""Which sites editors and viewers see."""

from uuid import UUID

from django.db import transaction

from igny8.accounts.events import SiteAccessGranted, SiteAccessRevoked
from igny8.accounts.models import Site, SiteUserAccess, User
from igny8.accounts.services.audit import announce
from igny8.core.errors import InvalidInput, NotFound


@transaction.atomic
def site_access_grant(*, user_id: UUID, site_id: UUID) -> SiteUserAccess:
    """Let a person see a site; granted before: the same row.

    :raises InvalidInput: naming the person or site that is not of this account.
    """
    if not User.objects.filter(pk=user_id).exists():
        raise InvalidInput(errors={"user_id": ["No such person in this account."]})
    if Site.locked(site_id) is None:
        raise InvalidInput(errors={"site_id": ["No such site in this account."]})
    access, created = SiteUserAccess.objects.get_or_create(user_id=user_id, site_id=site_id)
    if created:
        announce(SiteAccessGranted(user_id=user_id, site_id=site_id))
    return access


@transaction.atomic
def site_access_revoke(*, access_id: UUID) -> None:
    """Take a site from a person. :raises NotFound: no such grant."""
    access = SiteUserAccess.locked(access_id)
    if access is None:
        raise NotFound
    user_id, site_id = access.user_id, access.site_id
    access.delete()
    announce(SiteAccessRevoked(user_id=user_id, site_id=site_id))
