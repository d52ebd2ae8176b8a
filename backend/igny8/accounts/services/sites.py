"""Sites of the account."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils.text import slugify

from igny8.accounts.base.addresses import domain_normalise
from igny8.accounts.base.locales import locale_normalise, timezone_check
from igny8.accounts.base.slugs import slug_candidates
from igny8.accounts.constants import SiteStatus
from igny8.accounts.events import SiteArchived, SiteCreated, SiteDeleted, SiteUpdated
from igny8.accounts.models import Industry, Sector, Site, SiteAPIKey, SiteUserAccess
from igny8.accounts.services.accounts import SlugTaken
from igny8.accounts.services.audit import announce
from igny8.accounts.services.clashes import clash
from igny8.accounts.services.sectors import sector_create
from igny8.core.errors import Conflict, InvalidInput, NotFound

SAVED = {"site_slug_once": SlugTaken}
OWN_ROWS = (SiteUserAccess, SiteAPIKey, Sector)  # go with an empty site; everything else keeps it


class DomainTaken(Conflict):
    code = "DOMAIN_TAKEN"
    default = "Another site uses this domain already."


@transaction.atomic
def site_create(*, name: str, slug: str = "", sectors: Sequence[dict[str, Any]] = (), **fields: Any) -> Site:
    """Add a site; its public slug comes from ``slug`` or the name and gets an ending when it is taken.

    :param sectors: topic areas to begin with: ``name`` and, if wanted, ``industry_sector_id``.
    :param fields: domain, industry_id, locale, timezone, site_type, hosting_type, brand_voice, publish_policy, seo.
    :raises DomainTaken: by any site of any account. :raises InvalidInput: naming the field.
    """
    site = Site(name=name, **_checked(fields))
    for candidate in slug_candidates(slug or name, fallback="site"):
        site.slug = candidate
        try:
            with clash({"site_domain_once": DomainTaken, **SAVED}):
                site.save(force_insert=True)
        except SlugTaken:
            continue
        break
    announce(SiteCreated(site_id=site.id))
    for sector in sectors:
        sector_create(site_id=site.id, **sector)
    return site


@transaction.atomic
def site_update(*, site_id: UUID, changes: dict[str, Any]) -> Site:
    """Change a site. The slug is part of its public address: taken ones are refused, not altered.

    :raises NotFound: no such site in the scope. :raises SlugTaken: :raises DomainTaken: by any account.
    """
    site = Site.locked(site_id)
    if site is None:
        raise NotFound
    before = site.status
    for field, value in _checked(changes).items():
        setattr(site, field, value)
    with clash({"site_domain_once": DomainTaken, **SAVED}):
        site.save()
    announce(SiteUpdated(site_id=site.id, fields=sorted(changes)))
    if site.status == SiteStatus.ARCHIVED != before:
        announce(SiteArchived(site_id=site.id))
    return site


@transaction.atomic
def site_remove(*, site_id: UUID) -> Site:
    """Delete an empty site; archive one that anything of any domain hangs from.

    The database knows what hangs from a site, whatever domain it belongs to: the keys are checked at once instead of at the
    end, and a key in use turns the deletion into archiving.

    :returns: the site; its ``status`` is archived, or its ``pk`` is gone from the table.
    """
    site = Site.locked(site_id)
    if site is None:
        raise NotFound
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for model in OWN_ROWS:
                model.objects.filter(site_id=site.id)._raw_delete("default")
            Site.objects.filter(pk=site.id)._raw_delete("default")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError:
        site.status = SiteStatus.ARCHIVED
        site.domain = ""  # free for the site that comes after it
        site.save(update_fields=["status", "domain", "updated_at"])
        announce(SiteArchived(site_id=site.id))
    else:
        site.status = "deleted"
        announce(SiteDeleted(site_id=site.id, slug=site.slug))
    return site


def own_hosts() -> frozenset[str]:
    """The product's own hosts, which no customer may claim."""
    return frozenset(urlsplit(url).hostname or "" for url in (settings.PUBLIC_URL, settings.SITES_URL))


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    out = dict(fields)
    if "domain" in out:
        out["domain"] = domain_normalise(out["domain"], own_hosts=own_hosts())
    if "slug" in out:
        out["slug"] = slugify(out["slug"]).strip("-_")
        if not out["slug"]:
            raise InvalidInput(errors={"slug": ["Use letters, digits and hyphens."]})
    if "locale" in out:
        out["locale"] = locale_normalise(out["locale"])
    if "timezone" in out:
        timezone_check(out["timezone"])
    industry_id = out.get("industry_id")
    if industry_id is not None and not Industry.objects.filter(pk=industry_id).exists():
        raise InvalidInput(errors={"industry_id": ["No such industry."]})
    return out
