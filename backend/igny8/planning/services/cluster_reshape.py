"""Merging and splitting clusters by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from igny8.core.errors import InvalidInput, NotFound
from igny8.core.events import emit
from igny8.planning.constants import KeywordStatus
from igny8.planning.events import ClusterMerged
from igny8.planning.models import Cluster, ContentIdea, Keyword, SitePage
from igny8.planning.services.cluster_members import MANUAL_REASON, ClusterLocked, members_changed
from igny8.planning.services.clusters import cluster_create, cluster_locked_row
from igny8.system.services.activity import activity_record, quoted, some


@dataclass(frozen=True, slots=True)
class Part:
    """A new cluster to be cut out of another."""

    name: str
    keyword_ids: Sequence[UUID]


@transaction.atomic
def clusters_merge(*, cluster_id: UUID, source_ids: Sequence[UUID]) -> Cluster:
    """Move everything of the sources into the cluster, which keeps its id and name; the sources are gone afterwards.

    :raises NotFound: no such cluster. :raises InvalidInput: a source is absent, the target itself, or of another sector.
    :raises ClusterLocked: one is locked.
    """
    wanted = set(source_ids)
    if cluster_id in wanted:
        raise InvalidInput(errors={"source_ids": ["A cluster cannot be merged into itself."]})
    rows = {  # locked in one order: two merges cannot block each other
        row.id: row
        for row in Cluster.objects.select_for_update(of=("self",)).filter(pk__in={cluster_id, *wanted}).order_by("id")
    }
    target = rows.get(cluster_id)
    if target is None:
        raise NotFound("No such cluster.")
    if wanted - set(rows):
        raise InvalidInput(errors={"source_ids": ["One of them does not exist."]})
    if any(row.sector_id != target.sector_id for row in rows.values()):
        raise InvalidInput(errors={"source_ids": ["Clusters of different sectors cannot be merged."]})
    if any(row.is_locked for row in rows.values()):
        raise ClusterLocked("A locked cluster can neither be merged nor take others in. Unlock it first.")
    Keyword.objects.filter(cluster_id__in=wanted).update(cluster_id=cluster_id, cluster_reason=MANUAL_REASON)
    ContentIdea.objects.filter(cluster_id__in=wanted).update(cluster_id=cluster_id)
    SitePage.objects.filter(cluster_id_hint__in=wanted).update(cluster_id_hint=cluster_id)
    Cluster.objects.filter(pillar_id__in=wanted).exclude(pk=cluster_id).update(pillar_id=None)
    for source in wanted:
        rows[source].delete()
        emit(ClusterMerged(cluster_id=source, into_id=cluster_id, site_id=target.site_id))
    members_changed(cluster_ids=[cluster_id])
    activity_record(
        kind="clusters.merged",
        did=f"merged {some(len(wanted), 'cluster')} into {quoted(target.name)}",
        site_id=target.site_id,
        object_type="cluster",
        object_id=cluster_id,
        title=target.name,
    )
    target.refresh_from_db()
    return target


@transaction.atomic
def cluster_split(*, cluster_id: UUID, parts: Sequence[Part]) -> list[Cluster]:
    """Cut parts out of a cluster; what no part names stays in it.

    :returns: the cluster and its new neighbours, in the order of ``parts``.
    :raises InvalidInput: a keyword is in no or two parts' cluster, or nothing would stay. :raises ClusterLocked: it is locked.
    """
    row = cluster_locked_row(cluster_id)
    if row.is_locked:
        raise ClusterLocked
    members = set(
        Keyword.objects.select_for_update(of=("self",))
        .filter(cluster_id=row.id)
        .exclude(status=KeywordStatus.ARCHIVED)
        .values_list("id", flat=True)
    )
    seen: set[UUID] = set()
    for number, part in enumerate(parts):
        ids = set(part.keyword_ids)
        if not ids:
            raise InvalidInput(errors={f"parts.{number}.keyword_ids": ["Name at least one keyword."]})
        if ids & seen:
            raise InvalidInput(errors={f"parts.{number}.keyword_ids": ["A keyword can be in one part only."]})
        if ids - members:
            raise InvalidInput(errors={f"parts.{number}.keyword_ids": ["A keyword is not in this cluster."]})
        seen |= ids
    if seen == members:
        raise InvalidInput(errors={"parts": ["At least one keyword must stay in the cluster."]})
    made = [
        cluster_create(
            site_id=row.site_id,
            sector_id=row.sector_id,
            name=part.name,
            intent=row.intent,
            keyword_ids=list(part.keyword_ids),
        )
        for part in parts
    ]
    row.refresh_from_db()
    return [row, *made]
