"""Starting the AI functions of planning: one call for form, API and automation."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from igny8.ai.services.runs import run_submit, runs_submit
from igny8.core.errors import InvalidInput
from igny8.planning.constants import ClusterStatus
from igny8.planning.models import Cluster
from igny8.planning.services.cannibalisation import Occupied, cluster_collisions, cluster_target

MAX_CLUSTERS = 200


@dataclass(frozen=True, slots=True)
class Skipped:
    """A cluster no run was started for, and why."""

    cluster_id: UUID
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class IdeasStarted:
    """One run a cluster, and the clusters left out; nothing was reserved for those."""

    run_ids: list[UUID]
    skipped: list[Skipped]


def clustering_start(
    *, site_id: UUID, sector_id: UUID, keyword_ids: Sequence[UUID] | None = None, tightness: float = 0.5
) -> UUID:
    """Cluster a sector's new keywords, or the ones named. :returns: the run's id.

    :raises NotFound: no such sector. :raises Conflict: there is nothing to cluster. :raises CreditsExhausted: too few credits.
    """
    payload: dict[str, Any] = {"site_id": site_id, "sector_id": sector_id, "tightness": tightness}
    if keyword_ids is not None:
        payload["keyword_ids"] = list(keyword_ids)
    return run_submit(function="planning.auto_cluster", payload=payload).id


@transaction.atomic
def ideas_start(*, cluster_ids: Sequence[UUID], count: int = 1, allow_overlap: bool = False) -> IdeasStarted:
    """Generate ideas for clusters. Those whose intent is answered already are left out before any credit is reserved.

    :param count: ideas a cluster, 1 to 5.
    :raises InvalidInput: more than 200 clusters. :raises CreditsExhausted: too few credits for all that remain.
    """
    wanted = list(dict.fromkeys(cluster_ids))
    if len(wanted) > MAX_CLUSTERS:
        raise InvalidInput(errors={"cluster_ids": [f"At most {MAX_CLUSTERS} at a time."]})
    rows = {row.id: row for row in Cluster.objects.defer("centroid").filter(pk__in=wanted)}
    seen: dict[UUID, Occupied] = {}
    skipped: list[Skipped] = []
    going: list[UUID] = []
    for cluster_id in wanted:
        row = rows.get(cluster_id)
        if row is None:
            skipped.append(Skipped(cluster_id, "NOT_FOUND", "No such cluster."))
        elif row.status == ClusterStatus.ARCHIVED:
            skipped.append(Skipped(cluster_id, "CONFLICT", "The cluster is archived."))
        elif not row.keyword_count:
            skipped.append(Skipped(cluster_id, "EMPTY_CLUSTER", "The cluster has no keywords."))
        else:
            if not allow_overlap:
                occupied = seen.get(row.site_id) or seen.setdefault(row.site_id, Occupied(site_id=row.site_id))
                if found := cluster_collisions(cluster=row, occupied=occupied):
                    code = found[0].code if found[0].kind == "brand" else "CANNIBALISATION"
                    skipped.append(Skipped(cluster_id, code, found[0].reason))
                    continue
                occupied.occupy(cluster_target(row), title=row.name)
            going.append(cluster_id)
    payloads = [{"cluster_id": i, "count": count, "allow_overlap": allow_overlap} for i in going]
    runs = runs_submit(function="planning.generate_ideas", payloads=payloads) if payloads else []
    return IdeasStarted([run.id for run in runs], skipped)
