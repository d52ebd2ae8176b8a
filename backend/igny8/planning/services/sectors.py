"""The one check of where something is put."""

from uuid import UUID

from igny8.accounts.selectors import sector_get
from igny8.core.errors import NotFound


def sector_require(*, site_id: UUID, sector_id: UUID) -> None:
    """:raises NotFound: the sector does not exist for this actor, or belongs to another site."""
    sector = sector_get(sector_id)
    if sector is None or sector.site_id != site_id:
        raise NotFound("No such sector on this site.")
