"""Clusters and the facts of one that writers need."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from igny8.planning.constants import IdeaStatus
from igny8.planning.models import Cluster, ContentIdea, Keyword, SitePage
from igny8.planning.selectors.keywords import BY_DEMAND

FACTS_KEYWORDS = 200


@dataclass(frozen=True, slots=True)
class KeywordFact:
    """A keyword with what is known of it; ``volume`` in searches a month."""

    text: str
    volume: int | None
    intent: str


@dataclass(frozen=True, slots=True)
class ClusterFacts:
    """A cluster as plain values. ``keywords`` are its 200 most searched, unknown volumes last."""

    id: UUID
    name: str
    description: str
    intent: str
    role: str
    status: str
    head_keyword: str
    site_id: UUID
    sector_id: UUID
    keyword_count: int
    total_volume: int | None
    keywords: tuple[KeywordFact, ...]


def cluster_list() -> QuerySet[Cluster]:
    """The clusters of the sites the actor may see, without their vectors."""
    return Cluster.objects.defer("centroid")


def cluster_get(cluster_id: UUID) -> Cluster | None:
    """One cluster."""
    return cluster_list().filter(pk=cluster_id).first()


def cluster_names(cluster_ids: Collection[UUID]) -> dict[UUID, str]:
    """Names of clusters of the sites the actor may see."""
    return dict(Cluster.objects.filter(pk__in=cluster_ids).values_list("id", "name"))


def idea_counts(cluster_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many ideas each cluster has that were not rejected; clusters without any are left out."""
    rows = ContentIdea.objects.filter(cluster_id__in=cluster_ids).exclude(status=IdeaStatus.REJECTED)
    return dict(rows.order_by().values_list("cluster_id").annotate(count=Count("id")))


def content_counts(cluster_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many contents each cluster has; clusters without any are left out."""
    rows = SitePage.objects.filter(cluster_id_hint__in=cluster_ids, source="content")
    return dict(rows.order_by().values_list("cluster_id_hint").annotate(count=Count("id")))


def cluster_facts(cluster_id: UUID) -> ClusterFacts | None:
    """A cluster with its keywords; None when it does not exist here."""
    row = cluster_get(cluster_id)
    if row is None:
        return None
    members = (
        Keyword.objects.filter(cluster_id=cluster_id)
        .order_by(*BY_DEMAND)
        .values_list("keyword", "search_volume", "intent")[:FACTS_KEYWORDS]
    )
    return ClusterFacts(
        id=row.id,
        name=row.name,
        description=row.description,
        intent=row.intent,
        role=row.role,
        status=row.status,
        head_keyword=row.head_keyword,
        site_id=row.site_id,
        sector_id=row.sector_id,
        keyword_count=row.keyword_count,
        total_volume=row.total_volume,
        keywords=tuple(KeywordFact(*values) for values in members),
    )
