"""The cluster map: pillars and their spokes, as nodes and edges."""

from dataclasses import dataclass
from uuid import UUID

from igny8.planning.constants import ClusterStatus, IdeaStatus
from igny8.planning.models import Cluster, ContentIdea, SitePage

MAX_NODES = 2000


@dataclass(frozen=True, slots=True)
class MapNode:
    """A cluster on the map; a pillar may be beyond its edge. ``is_covered``: a page of it is on the site or under way."""

    id: UUID
    name: str
    role: str
    intent: str
    keyword_count: int
    total_volume: int | None
    sector_id: UUID
    pillar_id: UUID | None
    is_locked: bool
    is_covered: bool


@dataclass(frozen=True, slots=True)
class MapEdge:
    """``spoke_id`` leads to ``pillar_id``."""

    pillar_id: UUID
    spoke_id: UUID


@dataclass(frozen=True, slots=True)
class ClusterMap:
    """The largest 2,000 active clusters; ``is_complete`` says whether that is all of them."""

    nodes: list[MapNode]
    edges: list[MapEdge]
    is_complete: bool


def cluster_map(*, site_id: UUID, sector_id: UUID | None = None) -> ClusterMap:
    """Pillars, spokes and how they hang together, of a site or one of its sectors."""
    rows = Cluster.objects.filter(site_id=site_id, status=ClusterStatus.ACTIVE)
    if sector_id is not None:
        rows = rows.filter(sector_id=sector_id)
    found = list(
        rows.order_by("-keyword_count", "id").values_list(
            "id", "name", "role", "intent", "keyword_count", "total_volume", "sector_id", "is_locked", "pillar_id"
        )[: MAX_NODES + 1]
    )
    shown = found[:MAX_NODES]
    covered = set(SitePage.objects.filter(site_id=site_id).values_list("cluster_id_hint", flat=True)) | set(
        ContentIdea.objects.filter(site_id=site_id, status__in=[IdeaStatus.QUEUED, IdeaStatus.COMPLETED]).values_list(
            "cluster_id", flat=True
        )
    )
    known = {row[0] for row in shown}
    nodes = [
        MapNode(id_, name, role, intent, count, volume, sector, pillar, locked, id_ in covered)
        for id_, name, role, intent, count, volume, sector, locked, pillar in shown
    ]
    return ClusterMap(
        nodes=nodes,
        edges=[MapEdge(row[8], row[0]) for row in shown if row[8] in known],
        is_complete=len(found) <= MAX_NODES,
    )
