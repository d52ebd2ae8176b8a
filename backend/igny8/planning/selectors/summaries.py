"""Figures of a site's planning, for its front page."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from igny8.accounts.selectors import sector_list, site_list
from igny8.core.tallies import Part, tally
from igny8.planning.constants import ClusterStatus, IdeaStatus, KeywordStatus
from igny8.planning.models import Cluster, ContentIdea, Keyword, KeywordImport


def planner_summary(*, site_id: UUID, sector_id: UUID | None = None) -> dict[str, Any]:
    """Keywords, clusters and ideas in figures, and the newest import, in two queries; see ``PlannerSummaryOut``.

    :raises NotFound: no such site or sector.
    """
    where: dict[str, UUID] = {"site_id": site_id} if sector_id is None else {"site_id": site_id, "sector_id": sector_id}
    clusters = Cluster.objects.filter(**where)
    ideas = ContentIdea.objects.filter(**where)
    without = clusters.filter(~Exists(ContentIdea.objects.filter(cluster=OuterRef("pk"))), status=ClusterStatus.ACTIVE)
    sectors = sector_list().filter(site_id=site_id)
    found = tally(
        site=Part(site_list().filter(pk=site_id)),
        sector=Part(sectors if sector_id is None else sectors.filter(pk=sector_id)),
        keywords=Part(Keyword.objects.filter(**where), by="status", total="search_volume"),
        clusters=Part(clusters, by="status"),
        locked=Part(clusters.filter(is_locked=True)),
        without_ideas=Part(without),
        ideas=Part(ideas, by="status"),
    )
    found.require("site", "No such site.")
    if sector_id is not None:
        found.require("sector", "No such sector on this site.")
    archived = found["keywords"].get(KeywordStatus.ARCHIVED)
    return {
        "keywords": {"total": found.count("keywords"), **found.counts("keywords", KeywordStatus)},
        "clusters": {
            **found.counts("clusters", ClusterStatus),
            "locked": found.count("locked"),
            "without_ideas": found.count("without_ideas"),
        },
        "ideas": {"total": found.count("ideas"), **found.counts("ideas", IdeaStatus)},
        "total_volume": found.total("keywords") - (archived.total if archived else 0),
        "last_import": KeywordImport.objects.filter(**where).order_by("-id").first(),
    }
