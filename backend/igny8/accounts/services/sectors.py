"""Topic areas of a site: one to five active ones."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from igny8.accounts.constants import MAX_SECTORS, SectorStatus, SiteStatus
from igny8.accounts.events import SectorArchived, SectorCreated
from igny8.accounts.models import IndustrySector, Sector, Site
from igny8.accounts.services.audit import announce
from igny8.accounts.services.clashes import clash
from igny8.core.errors import Conflict, InvalidInput, NotFound


class SectorLimit(Conflict):
    code = "SECTOR_LIMIT"
    default = f"A site has at most {MAX_SECTORS} active sectors. Archive one first."


class LastSector(Conflict):
    code = "LAST_SECTOR"
    default = "A site keeps at least one active sector. Add another first."


class SectorExists(Conflict):
    code = "SECTOR_EXISTS"
    default = "The site has a sector of this name already."


class SiteClosed(Conflict):
    code = "SITE_ARCHIVED"
    default = "The site is archived."


@transaction.atomic
def sector_create(*, site_id: UUID, name: str, industry_sector_id: UUID | None = None) -> Sector:
    """Add a sector. The site is locked meanwhile, so that six at once leave five.

    :raises NotFound: no such site. :raises SectorLimit: five are active. :raises SectorExists: same name in any case.
    """
    site = _locked_site(site_id)
    if site.status == SiteStatus.ARCHIVED:
        raise SiteClosed
    if _active(site_id) >= MAX_SECTORS:
        raise SectorLimit
    sector = Sector(site_id=site.id, name=name, industry_sector_id=_known(industry_sector_id))
    with clash({"sector_name_once": SectorExists}):
        sector.save(force_insert=True)
    announce(SectorCreated(site_id=site.id, sector_id=sector.id))
    return sector


@transaction.atomic
def sector_update(*, sector_id: UUID, changes: dict[str, Any]) -> Sector:
    """Change name, kind or status of a sector.

    :raises SectorLimit: bringing back a sixth. :raises LastSector: archiving the last. :raises SectorExists: taken name.
    """
    sector = _locked(sector_id)
    before = sector.status
    if "industry_sector_id" in changes:
        _known(changes["industry_sector_id"])
    for field, value in changes.items():
        setattr(sector, field, value)
    if sector.status != before:
        active = _active(sector.site_id)
        if sector.status == SectorStatus.ACTIVE and active >= MAX_SECTORS:
            raise SectorLimit
        if sector.status == SectorStatus.ARCHIVED and active <= 1:
            raise LastSector
    with clash({"sector_name_once": SectorExists}):
        sector.save()
    if sector.status == SectorStatus.ARCHIVED != before:
        announce(SectorArchived(site_id=sector.site_id, sector_id=sector.id))
    return sector


@transaction.atomic
def sector_remove(*, sector_id: UUID) -> Sector:
    """Delete an empty sector; archive one that anything of any domain hangs from. :raises LastSector: the last active one.

    :returns: the sector; its ``status`` is archived or ``deleted``.
    """
    sector = _locked(sector_id)
    if sector.status == SectorStatus.ACTIVE and _active(sector.site_id) <= 1:
        raise LastSector
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            Sector.objects.filter(pk=sector.id)._raw_delete("default")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError:
        sector.status = SectorStatus.ARCHIVED
        sector.save(update_fields=["status", "updated_at"])
    else:
        sector.status = "deleted"
    announce(SectorArchived(site_id=sector.site_id, sector_id=sector.id))
    return sector


def _locked_site(site_id: UUID) -> Site:
    site = Site.locked(site_id)
    if site is None:
        raise NotFound
    return site


def _locked(sector_id: UUID) -> Sector:
    """The sector, with its site locked before it: always in this order."""
    site_id = Sector.objects.filter(pk=sector_id).values_list("site_id", flat=True).first()
    if site_id is None:
        raise NotFound
    _locked_site(site_id)
    sector = Sector.locked(sector_id)
    if sector is None:
        raise NotFound
    return sector


def _active(site_id: UUID) -> int:
    return Sector.objects.filter(site_id=site_id, status=SectorStatus.ACTIVE).count()


def _known(industry_sector_id: UUID | None) -> UUID | None:
    if industry_sector_id is not None and not IndustrySector.objects.filter(pk=industry_sector_id).exists():
        raise InvalidInput(errors={"industry_sector_id": ["No such sector of an industry."]})
    return industry_sector_id
