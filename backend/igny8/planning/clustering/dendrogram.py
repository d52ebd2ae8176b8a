"""Ward's dendrogram over any number of rows, in bounded memory."""

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage

from igny8.planning.clustering.result import Floats, Labels
from igny8.planning.clustering.space import unit_rows

MAX_CELL: Final = 5000  # a cell's distances take 8 * 5000^2 / 2 bytes = 100 MB


def bisected(x: Floats, rows: NDArray[np.int64], *, limit: int) -> list[NDArray[np.int64]]:
    """``rows`` split in two again and again until no part holds more than ``limit``; deterministic.

    Each cut is spherical 2-means that starts from the two ends of the first principal component (principal direction
    divisive partitioning, Boley 1998). Rows that do not differ are cut by position.
    """
    if len(rows) <= limit:
        return [rows]
    part = x[rows]
    spread = part - part.mean(axis=0)
    _, axes = np.linalg.eigh((spread.T @ spread).astype(np.float64))
    side = spread @ axes[:, -1].astype(np.float32) > 0
    for _ in range(10):
        if side.all() or not side.any():
            break
        ends = unit_rows(np.stack([part[~side].mean(axis=0), part[side].mean(axis=0)]))
        moved = part @ (ends[1] - ends[0]) > 0
        if np.array_equal(moved, side):
            break
        side = moved
    smaller = min(int(side.sum()), int((~side).sum()))
    if smaller * 50 < len(rows):  # no real structure, or a few outliers: keep the depth of the recursion logarithmic
        side = np.arange(len(rows)) >= len(rows) // 2
    return [*bisected(x, rows[~side], limit=limit), *bisected(x, rows[side], limit=limit)]


class Dendrogram:
    """Ward linkage of ``x``; past ``MAX_CELL`` rows a forest of Ward trees over a coarse partition.

    Ward's heights measure the same thing in every tree (growth of the squared error), so one height cuts them all.
    """

    def __init__(self, x: Floats) -> None:
        self._cells = bisected(x, np.arange(len(x)), limit=MAX_CELL)
        self._trees = [linkage(x[cell], "ward") if len(cell) > 1 else None for cell in self._cells]
        self._rows = len(x)
        heights = [tree[:, 2] for tree in self._trees if tree is not None]
        self._heights = np.sort(np.concatenate(heights)) if heights else np.empty(0)

    def cut(self, groups: int) -> Labels:
        """Labels of about ``groups`` groups: fewer where merges are tied, more where cells cannot be joined."""
        merges = self._rows - groups
        height = self._heights[min(merges, len(self._heights)) - 1] if merges > 0 and len(self._heights) else -1.0
        labels = np.empty(self._rows, dtype=np.int64)
        used = 0
        for cell, tree in zip(self._cells, self._trees, strict=True):
            own = np.ones(len(cell), dtype=np.int64) if tree is None else fcluster(tree, height, "distance")
            labels[cell] = own + (used - 1)
            used += int(own.max())
        return labels

    def cuts(self, sizes: Iterable[int]) -> Iterable[Labels]:
        """Distinct cuts at the given numbers of groups."""
        seen: set[int] = set()
        for size in sizes:
            labels = self.cut(size)
            found = int(labels.max()) + 1
            if found not in seen:
                seen.add(found)
                yield labels
