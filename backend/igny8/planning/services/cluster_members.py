"""Which keyword is in which cluster, and the sums that follow from it: whole sets in one statement."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from igny8.core.errors import Conflict, NotFound
from igny8.core.tenancy import current_account_id
from igny8.planning.constants import ClusterStatus, KeywordStatus
from igny8.planning.models import Cluster, Keyword

MANUAL_REASON: dict[str, Any] = {"sentence": "Put here by hand."}


class ClusterLocked(Conflict):
    code = "CLUSTER_LOCKED"
    default = "The cluster is locked. Unlock it first."


@dataclass(frozen=True, slots=True)
class Placement:
    """A keyword goes into a cluster (None: into none), with the reason shown to people."""

    keyword_id: UUID
    cluster_id: UUID | None
    reason: dict[str, Any] | None = None


def keywords_place(*, placements: Sequence[Placement]) -> int:
    """Write where keywords belong, in one statement; callers have checked that the actor may see both sides.

    Used keywords stay used, archived ones are left alone. Run ``clusters_recount`` for every cluster touched afterwards.

    :returns: how many keywords were changed.
    """
    if not placements:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            """UPDATE igny8_keywords k
                  SET cluster_id = p.cluster_id, cluster_reason = p.reason::jsonb, updated_at = now(),
                      status = CASE WHEN k.status = 'used' THEN 'used'
                                    WHEN p.cluster_id IS NULL THEN 'new' ELSE 'clustered' END
                 FROM unnest(%s::uuid[], %s::uuid[], %s::text[]) AS p(id, cluster_id, reason)
                WHERE k.account_id = %s AND k.id = p.id AND k.status <> 'archived'""",
            [
                [p.keyword_id for p in placements],
                [p.cluster_id for p in placements],
                [None if p.reason is None else json.dumps(p.reason) for p in placements],
                current_account_id(),
            ],
        )
        return int(cursor.rowcount)


def clusters_recount(*, cluster_ids: Iterable[UUID | None]) -> None:
    """Bring counts, volumes and head keywords of the clusters up to date, in one statement.

    A head keyword that is still a member stays; otherwise the most searched member takes its place.
    """
    ids = list({i for i in cluster_ids if i is not None})
    if not ids:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            """UPDATE igny8_clusters c
                  SET keyword_count = s.members, total_volume = s.volume, updated_at = now(),
                      head_keyword = CASE WHEN s.keeps_head THEN c.head_keyword ELSE coalesce(s.head, '') END
                 FROM (SELECT x.id, count(k.id) AS members, sum(k.search_volume) AS volume,
                              coalesce(bool_or(k.keyword = x.head_keyword), false) AS keeps_head,
                              (array_agg(k.keyword ORDER BY k.search_volume DESC NULLS LAST,
                                         k.impressions DESC NULLS LAST, k.id))[1] AS head
                         FROM igny8_clusters x
                         LEFT JOIN igny8_keywords k ON k.account_id = x.account_id AND k.cluster_id = x.id
                        WHERE x.account_id = %s AND x.id = ANY(%s) GROUP BY x.id) s
                WHERE c.account_id = %s AND c.id = s.id""",
            [current_account_id(), ids, current_account_id()],
        )


def members_changed(*, cluster_ids: Iterable[UUID | None]) -> None:
    """As ``clusters_recount``, for changes by hand: the stored centre no longer describes the members."""
    ids = [i for i in cluster_ids if i is not None]
    Cluster.objects.filter(pk__in=ids).update(centroid=None, cohesion=None)
    clusters_recount(cluster_ids=ids)


@transaction.atomic
def keywords_move(*, keyword_ids: Sequence[UUID], cluster: Cluster | None, sector_id: UUID | None = None) -> int:
    """Put keywords into a cluster by hand, or take them out of theirs (``cluster`` None).

    :param sector_id: the sector they must be in; that of the cluster when it is given.
    :raises NotFound: a keyword is not in the sector. :raises ClusterLocked: one comes from, or goes to, a locked cluster.
    """
    wanted = set(keyword_ids)
    rows = Keyword.objects.select_for_update(of=("self",)).filter(pk__in=wanted).exclude(status=KeywordStatus.ARCHIVED)
    home = cluster.sector_id if cluster else sector_id
    if home is not None:
        rows = rows.filter(sector_id=home)
    found = list(rows.order_by("id").values_list("id", "cluster_id"))
    if len(found) != len(wanted):
        raise NotFound(f"{len(wanted) - len(found)} of the keywords do not exist in this sector.")
    touched = {cluster_id for _, cluster_id in found if cluster_id is not None}
    if cluster is not None:
        touched.add(cluster.id)
        if cluster.status == ClusterStatus.ARCHIVED:
            raise Conflict("The cluster is archived. Make it active first.")
    if Cluster.objects.filter(pk__in=touched, is_locked=True).exists():
        raise ClusterLocked("Keywords cannot leave or join a locked cluster. Unlock it first.")
    target, reason = (cluster.id, MANUAL_REASON) if cluster else (None, None)
    moved = keywords_place(placements=[Placement(keyword_id, target, reason) for keyword_id, _ in found])
    members_changed(cluster_ids=touched)
    return moved
