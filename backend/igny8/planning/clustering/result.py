"""What goes into a clustering and what comes out of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

METHOD_VERSION: Final = "1"

Floats = NDArray[np.float32]
Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ClusterOptions:
    """How fine the groups are.

    ``tightness`` 0 to 1 is the granularity: 0.5 (default) aims at groups that one page can target, lower values join
    them into topics, higher values split them into near-synonyms. It moves the cohesion that is aimed at, it does not
    set a number of groups: clear groups stay whole at every value.

    ``serp_threshold`` is the share of the top ten results two keywords must have in common to be kept together
    (40 %, the usual limit of SERP clustering).
    """

    tightness: float = 0.5
    serp_threshold: float = 0.4

    def __post_init__(self) -> None:
        if not 0.0 <= self.tightness <= 1.0:
            raise ValueError("tightness must lie between 0 and 1.")
        if not 0.0 < self.serp_threshold <= 1.0:
            raise ValueError("serp_threshold must lie above 0 and at most at 1.")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one keyword is where it is.

    Similarities are cosines between -1 and 1 in the space the decision was made in (see :attr:`Clustering.space`), so
    they rank groups for one keyword; they are not comparable between two clusterings.

    ``similarity`` to the centre of its own group, ``shared_terms`` with the group's head keyword, ``serp_overlap`` the
    share of top-ten results in common with the head keyword (None: not known for both), ``runner_up`` the label of the
    next best group (None: there is only one) and ``runner_up_similarity`` to its centre.
    """

    similarity: float
    shared_terms: tuple[str, ...]
    serp_overlap: float | None
    runner_up: int | None
    runner_up_similarity: float | None


@dataclass(frozen=True, slots=True)
class Group:
    """One group: ``members`` are indices into the texts, ``head`` is the index of the keyword that stands for it."""

    label: int
    members: tuple[int, ...]
    head: int
    mean_similarity: float


@dataclass(frozen=True, slots=True)
class Clustering:
    """Every text in exactly one group.

    ``labels[i]`` is the group of text ``i``; labels run from 0, largest group first, and ``groups[label].label ==
    label``. ``space`` ``(texts, dimensions)`` holds the unit vectors the decision was made on.
    """

    labels: Labels
    groups: tuple[Group, ...]
    reasons: tuple[Reason, ...]
    method: str
    space: Floats = field(repr=False, compare=False)


def check_vectors(vectors: NDArray[np.floating], *, rows: int) -> Floats:
    """``vectors`` as float32 ``(rows, dimensions)``.

    :raises ValueError: wrong shape, or a value that is not a finite number.
    """
    array = np.asarray(vectors, dtype=np.float32)
    if array.ndim != 2 or array.shape[0] != rows or (rows and array.shape[1] == 0):
        raise ValueError(f"vectors must have the shape ({rows}, dimensions), not {array.shape}.")
    bad = np.flatnonzero(~np.isfinite(array).all(axis=1))
    if len(bad):
        raise ValueError(f"vectors hold values that are not finite numbers, first in row {int(bad[0])}.")
    return array


def check_length(name: str, values: Sequence[object] | None, *, rows: int) -> None:
    """:raises ValueError: when ``values`` are given but are not one per text."""
    if values is not None and len(values) != rows:
        raise ValueError(f"{name} must hold one entry per text: {rows}, not {len(values)}.")
