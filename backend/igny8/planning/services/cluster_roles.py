"""Which clusters of a sector are pillars, and which pillar each other one belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import numpy as np
from django.db import connection, transaction

from igny8.core.tenancy import current_account_id
from igny8.planning.clustering.normalise import terms
from igny8.planning.constants import ClusterStatus, PageRole
from igny8.planning.models import Cluster

SPOKES_PER_PILLAR: Final = 15
MAX_PILLARS: Final = 12


@dataclass(frozen=True, slots=True)
class _Row:
    id: UUID
    words: frozenset[str]
    vector: Any
    weight: float
    role: str
    is_locked: bool
    pillar_id: UUID | None


@transaction.atomic
def cluster_roles_refresh(*, sector_id: UUID) -> int:
    """Choose pillars by volume and breadth (one for about 15 clusters) and give every other cluster its nearest one.

    Breadth is the share of the sector's clusters that hold all topic words of a cluster's head keyword: a general term is in
    many. Locked clusters keep role and pillar; a locked pillar counts as chosen.

    :returns: how many pillars there are.
    """
    found = list(
        Cluster.objects.filter(sector_id=sector_id, status=ClusterStatus.ACTIVE)
        .order_by("id")
        .values_list(
            "id",
            "head_keyword",
            "name",
            "centroid",
            "method",
            "keyword_count",
            "total_volume",
            "role",
            "is_locked",
            "pillar_id",
        )
    )
    if not found:
        return 0
    rows = [_row(values) for values in found]
    wanted = min(MAX_PILLARS, max(1, round(len(rows) / SPOKES_PER_PILLAR)))
    breadth = _breadth(rows)
    order = sorted(range(len(rows)), key=lambda i: (-rows[i].weight * (0.2 + breadth[i]), rows[i].id.bytes))
    pillars = [i for i in range(len(rows)) if rows[i].is_locked and rows[i].role == PageRole.PILLAR]
    for i in order:
        if len(pillars) >= wanted:
            break
        if not rows[i].is_locked and i not in pillars and all(_near(rows[i], rows[p]) < 0.95 for p in pillars):
            pillars.append(i)
    chosen = {rows[p].id for p in pillars}
    changes: list[tuple[UUID, str, UUID | None]] = []
    for row in rows:
        if row.is_locked:
            continue
        if row.id in chosen:
            role, pillar = PageRole.PILLAR, None
        else:
            role, pillar = PageRole.SPOKE, max(pillars, key=lambda p: (_near(row, rows[p]), -p))
        pillar_id = None if pillar is None else rows[pillar].id
        if (row.role, row.pillar_id) != (role, pillar_id):
            changes.append((row.id, str(role), pillar_id))
    _write(changes)
    return len(pillars)


def _row(values: Sequence[Any]) -> _Row:
    id_, head, name, centroid, method, count, volume, role, is_locked, pillar_id = values
    vector = None if centroid is None else (method, np.frombuffer(bytes(centroid), dtype=np.float32))
    weight = float(np.log1p(max(volume or 0, 0)) + np.log1p(count))
    return _Row(id_, frozenset(terms(head or name)), vector, weight, role, is_locked, pillar_id)


def _breadth(rows: Sequence[_Row]) -> list[float]:
    """For every row the share of rows that hold all its words."""
    holders: dict[str, set[int]] = {}
    for number, row in enumerate(rows):
        for word in row.words:
            holders.setdefault(word, set()).add(number)
    out = []
    for row in rows:
        sets = sorted((holders[word] for word in row.words), key=len)
        common = set.intersection(*sets) if sets else set()
        out.append(len(common) / len(rows))
    return out


def _near(row: _Row, other: _Row) -> float:
    """Cosine of the centres where both are of one embedding model, shared words otherwise."""
    if row.vector and other.vector and row.vector[0] == other.vector[0] and len(row.vector[1]) == len(other.vector[1]):
        size = float(np.linalg.norm(row.vector[1]) * np.linalg.norm(other.vector[1]))
        return float(row.vector[1] @ other.vector[1]) / size if size else 0.0
    union = row.words | other.words
    return len(row.words & other.words) / len(union) if union else 0.0


def _write(changes: Sequence[tuple[UUID, str, UUID | None]]) -> None:
    if not changes:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            """UPDATE igny8_clusters c SET role = v.role, pillar_id = v.pillar_id, updated_at = now()
                 FROM unnest(%s::uuid[], %s::text[], %s::uuid[]) AS v(id, role, pillar_id)
                WHERE c.account_id = %s AND c.id = v.id""",
            [[c[0] for c in changes], [c[1] for c in changes], [c[2] for c in changes], current_account_id()],
        )
