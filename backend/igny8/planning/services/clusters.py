"""Clusters: made, changed, locked, deleted. The AI function makes its clusters through the same ``cluster_create``."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from igny8.core.errors import Conflict, InvalidInput, NotFound
from igny8.core.events import emit
from igny8.core.ids import uuid7
from igny8.planning.constants import ClusterStatus, IdeaStatus, KeywordStatus, PageRole
from igny8.planning.events import ClusterCreated
from igny8.planning.models import Cluster, ContentIdea, Keyword
from igny8.planning.services.cluster_members import ClusterLocked, clusters_recount, keywords_move
from igny8.planning.services.sectors import sector_require

MANUAL = "manual"


class ClusterInUse(Conflict):
    code = "CLUSTER_IN_USE"
    default = "Ideas of this cluster are queued or written. Archive the cluster instead."


def cluster_locked_row(cluster_id: UUID) -> Cluster:
    """The cluster, its row locked. :raises NotFound: no such cluster."""
    row = Cluster.locked(cluster_id)
    if row is None:
        raise NotFound("No such cluster.")
    return row


@transaction.atomic
def cluster_create(
    *,
    site_id: UUID,
    sector_id: UUID,
    name: str,
    description: str = "",
    intent: str = "",
    role: str = PageRole.SPOKE,
    keyword_ids: Sequence[UUID] = (),
    head_keyword: str = "",
    method: str = MANUAL,
    cohesion: float | None = None,
    centroid: bytes | None = None,
    run_id: UUID | None = None,
) -> Cluster:
    """Make a cluster and move keywords into it.

    :param method: how its keywords were found; ``manual`` marks the name as a person's, which no run overwrites.
    :param centroid: float32 vector in the space of the embedding model that ``method`` names.
    :raises NotFound: no such sector, or a keyword that is not in it. :raises ClusterLocked: a keyword is in a locked cluster.
    """
    if method == MANUAL:
        sector_require(site_id=site_id, sector_id=sector_id)
    row = Cluster(
        id=uuid7(),
        site_id=site_id,
        sector_id=sector_id,
        name=name,
        description=description,
        intent=intent,
        role=role,
        head_keyword=head_keyword,
        method=method,
        cohesion=cohesion,
        centroid=centroid,
        run_id=run_id,
        is_named_by_hand=method == MANUAL,
    )
    row.save(force_insert=True)
    if keyword_ids:
        keywords_move(keyword_ids=keyword_ids, cluster=row)
        row.refresh_from_db()
    emit(ClusterCreated(cluster_id=row.id, site_id=row.site_id))
    return row


@transaction.atomic
def cluster_update(*, cluster_id: UUID, changes: dict[str, Any]) -> Cluster:
    """Change name, description, intent, role, pillar or status. A name given by hand is never overwritten by a run.

    :raises NotFound: no such cluster. :raises InvalidInput: a pillar that is not one of the same sector.
    """
    row = cluster_locked_row(cluster_id)
    if changes.get("pillar_id"):
        pillar = Cluster.objects.filter(pk=changes["pillar_id"], sector_id=row.sector_id).exclude(pk=row.id).first()
        if pillar is None or pillar.role != PageRole.PILLAR:
            raise InvalidInput(errors={"pillar_id": ["Choose a pillar of the same sector."]})
    if "name" in changes and changes["name"] != row.name:
        row.is_named_by_hand = True
    for field, value in changes.items():
        setattr(row, field, value)
    if row.role == PageRole.PILLAR:
        row.pillar_id = None
    else:
        Cluster.objects.filter(pillar_id=row.id).update(pillar_id=None)
    row.save()
    return row


@transaction.atomic
def clusters_update(*, cluster_ids: Sequence[UUID], changes: dict[str, Any]) -> int:
    """The same change to many clusters. :returns: how many there were; ids that do not exist are passed over."""
    found = Cluster.objects.filter(pk__in=cluster_ids).order_by("id").values_list("id", flat=True)
    return len([cluster_update(cluster_id=i, changes=changes) for i in found])


@transaction.atomic
def cluster_lock(*, cluster_id: UUID, is_locked: bool) -> Cluster:
    """Lock a cluster against every run, merge and split, or open it again.

    :raises NotFound: no such cluster.
    """
    row = cluster_locked_row(cluster_id)
    if row.is_locked != is_locked:
        row.is_locked = is_locked
        row.save(update_fields=["is_locked", "updated_at"])
    return row


@transaction.atomic
def cluster_delete(*, cluster_id: UUID) -> None:
    """Delete a cluster; its keywords are new again, its ideas go with it.

    :raises NotFound: no such cluster. :raises ClusterLocked: it is locked. :raises ClusterInUse: writing has begun.
    """
    row = cluster_locked_row(cluster_id)
    if row.is_locked:
        raise ClusterLocked
    if ContentIdea.objects.filter(cluster_id=row.id, status__in=[IdeaStatus.QUEUED, IdeaStatus.COMPLETED]).exists():
        raise ClusterInUse
    members = Keyword.objects.filter(cluster_id=row.id)
    members.filter(status=KeywordStatus.CLUSTERED).update(status=KeywordStatus.NEW)
    members.update(cluster_id=None, cluster_reason=None)
    row.delete()


@transaction.atomic
def clusters_delete(*, cluster_ids: Sequence[UUID]) -> int:
    """Delete clusters, all or none. :returns: how many.

    :raises ClusterLocked: one is locked. :raises ClusterInUse: writing has begun for one.
    """
    found = list(Cluster.objects.filter(pk__in=cluster_ids).order_by("id").values_list("id", flat=True))
    for cluster_id in found:
        cluster_delete(cluster_id=cluster_id)
    return len(found)


@transaction.atomic
def clusters_archive_empty(*, cluster_ids: Sequence[UUID]) -> int:
    """Archive those of the clusters that hold no keyword any more. :returns: how many."""
    clusters_recount(cluster_ids=cluster_ids)
    return (
        Cluster.objects.filter(pk__in=cluster_ids, keyword_count=0, is_locked=False)
        .exclude(method=MANUAL)
        .update(status=ClusterStatus.ARCHIVED)
    )
