"""Writing what a clustering decided, in one go, over whatever people changed meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from igny8.planning.constants import ClusterStatus, KeywordStatus
from igny8.planning.models import Cluster, Keyword
from igny8.planning.services.cluster_members import Placement, clusters_recount, keywords_place
from igny8.planning.services.cluster_roles import cluster_roles_refresh
from igny8.planning.services.clusters import cluster_create, clusters_archive_empty


@dataclass(frozen=True, slots=True)
class PlannedGroup:
    """A cluster to be. ``prior_id`` is the cluster it was before this run: it keeps that id.

    ``members`` are keyword ids with the reason shown to people.
    """

    name: str
    description: str
    intent: str
    head_keyword: str
    cohesion: float | None
    centroid: bytes | None
    members: Sequence[tuple[UUID, dict[str, Any]]]
    prior_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ClusterPlan:
    """Every keyword of a run: in one of ``groups``, or joining a cluster that exists.

    ``expected`` says in which cluster each keyword was when it was read (None: in none).
    """

    site_id: UUID
    sector_id: UUID
    method: str
    groups: Sequence[PlannedGroup]
    joins: Sequence[Placement]
    expected: Mapping[UUID, UUID | None]
    centroids: Mapping[UUID, bytes] = field(default_factory=dict)
    run_id: UUID | None = None
    summary: Mapping[str, Any] = field(default_factory=dict)  # how it came about, for the run's result


@dataclass(frozen=True, slots=True)
class PlanSaved:
    """``passed_over``: keywords a person moved, archived or deleted while the run was at work."""

    created: int
    updated: int
    archived: int
    joined: int
    placed: int
    passed_over: int
    cluster_ids: tuple[UUID, ...]


@transaction.atomic
def cluster_plan_save(*, plan: ClusterPlan) -> PlanSaved:
    """Make, change and fill clusters as planned. Locked and archived clusters are not touched, whatever the plan says."""
    concerned = {g.prior_id for g in plan.groups} | {p.cluster_id for p in plan.joins} | set(plan.expected.values())
    rows = {
        row.id: row
        for row in Cluster.objects.select_for_update(of=("self",))
        .filter(pk__in=[i for i in concerned if i is not None], sector_id=plan.sector_id)
        .order_by("id")
    }
    shut = {i for i, row in rows.items() if row.is_locked}
    free = {
        keyword_id
        for keyword_id, cluster_id in Keyword.objects.select_for_update(of=("self",))
        .filter(pk__in=list(plan.expected), sector_id=plan.sector_id)
        .exclude(status=KeywordStatus.ARCHIVED)
        .order_by("id")
        .values_list("id", "cluster_id")
        if plan.expected[keyword_id] == cluster_id and cluster_id not in shut
    }
    placements: list[Placement] = []
    touched: list[UUID] = []
    created = updated = 0
    for group in plan.groups:
        members = [(keyword_id, reason) for keyword_id, reason in group.members if keyword_id in free]
        if not members:
            continue
        prior = rows.get(group.prior_id) if group.prior_id is not None else None
        if prior is not None and not prior.is_locked:
            _update(prior, group, plan)
            row, updated = prior, updated + 1
        else:
            row = cluster_create(
                site_id=plan.site_id,
                sector_id=plan.sector_id,
                name=group.name,
                description=group.description,
                intent=group.intent,
                head_keyword=group.head_keyword,
                method=plan.method,
                cohesion=group.cohesion,
                centroid=group.centroid,
                run_id=plan.run_id,
            )
            created += 1
        touched.append(row.id)
        placements += [Placement(keyword_id, row.id, reason) for keyword_id, reason in members]
    joins = [
        p
        for p in plan.joins
        if p.keyword_id in free
        and p.cluster_id in rows
        and p.cluster_id not in shut
        and rows[p.cluster_id].status == ClusterStatus.ACTIVE
    ]
    placed = keywords_place(placements=[*placements, *joins])
    grown = {p.cluster_id for p in joins if p.cluster_id is not None}
    for cluster_id in sorted(grown & set(plan.centroids)):
        Cluster.objects.filter(pk=cluster_id).update(centroid=plan.centroids[cluster_id])
    left = [i for i in set(plan.expected.values()) - {None} if i not in shut]
    clusters_recount(cluster_ids=[*touched, *grown])
    archived = clusters_archive_empty(cluster_ids=[i for i in left if i is not None and i not in touched])
    cluster_roles_refresh(sector_id=plan.sector_id)
    return PlanSaved(
        created, updated, archived, len(joins), placed, len(plan.expected) - placed, (*touched, *sorted(grown))
    )


def _update(row: Cluster, group: PlannedGroup, plan: ClusterPlan) -> None:
    if not row.is_named_by_hand:
        row.name, row.description = group.name, group.description
        row.intent = group.intent or row.intent
    row.head_keyword, row.cohesion, row.centroid = group.head_keyword, group.cohesion, group.centroid
    row.method, row.run_id, row.status = plan.method, plan.run_id, ClusterStatus.ACTIVE
    row.save()
