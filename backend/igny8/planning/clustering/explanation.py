"""From bare labels to groups with a head keyword and a reason for every member."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from igny8.planning.clustering import serp
from igny8.planning.clustering.normalise import terms
from igny8.planning.clustering.result import Clustering, Floats, Group, Labels, Reason
from igny8.planning.clustering.space import centres, nearest_two, unit_rows

VOLUME_WEIGHT: Final = 0.25  # how much the largest volume of a group can add to a similarity when the head is chosen


def explained(
    forms: Sequence[str],
    x: Floats,
    labels: Labels,
    *,
    volume: np.ndarray,
    pages: Sequence[frozenset[str] | None],
    order: Sequence[int],
    method: str,
) -> Clustering:
    """The clustering given by ``labels``, numbered by size (largest first), then by head keyword.

    :param x: unit vectors the labels were decided on ``(texts, dimensions)``.
    :param order: indices of the texts sorted by content; ties follow it.
    """
    if not len(labels):
        return Clustering(labels=labels, groups=(), reasons=(), method=method, space=x)
    rank = np.empty(len(order), dtype=np.int64)
    rank[list(order)] = np.arange(len(order))
    middle = centres(x[list(order)], labels[list(order)])
    similarity = np.einsum("ij,ij->i", x, unit_rows(middle)[labels]).astype(np.float64)
    similarity[~x.any(axis=1)] = 1.0  # no direction at all: equal to its likes
    members: list[list[int]] = [[] for _ in range(len(middle))]
    for row in order:
        members[labels[row]].append(row)
    heads = [_head(rows, similarity, volume, rank) for rows in members]
    numbering = sorted(range(len(members)), key=lambda old: (-len(members[old]), rank[heads[old]]))
    new = np.empty(len(numbering), dtype=np.int64)
    new[numbering] = np.arange(len(numbering))
    first, best, second, other = nearest_two(x, middle)
    head_terms = [terms(forms[head]) for head in heads]
    reasons: list[Reason] = []
    for row, old in enumerate(labels.tolist()):
        away, its = (second[row], other[row]) if first[row] == old else (first[row], best[row])
        shared = tuple(word for stem, word in terms(forms[row]).items() if stem in head_terms[old])
        reasons.append(
            Reason(
                similarity=round(float(similarity[row]), 4),
                shared_terms=shared,
                serp_overlap=serp.overlap(pages[row], pages[heads[old]]),
                runner_up=None if away < 0 else int(new[away]),
                runner_up_similarity=None if away < 0 else round(float(its), 4),
            )
        )
    groups = tuple(
        Group(
            label=label,
            members=tuple(sorted(members[old])),
            head=heads[old],
            mean_similarity=round(float(similarity[members[old]].mean()), 4),
        )
        for label, old in enumerate(numbering)
    )
    return Clustering(labels=new[labels], groups=groups, reasons=tuple(reasons), method=method, space=x)


def _head(rows: Sequence[int], similarity: np.ndarray, volume: np.ndarray, rank: np.ndarray) -> int:
    """The member nearest to the centre, searched keywords preferred; similarities within rounding count as equal."""
    largest = max(float(np.log1p(volume[rows]).max()), 1e-9)
    return min(
        rows,
        key=lambda row: (
            -round(float(similarity[row] + VOLUME_WEIGHT * np.log1p(volume[row]) / largest), 4),
            -volume[row],
            rank[row],
        ),
    )
