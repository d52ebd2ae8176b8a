"""The vector space groups are found in: centred, reduced, smoothed unit vectors."""

from typing import Final

import numpy as np
from scipy.sparse import csr_matrix

from igny8.planning.clustering.result import Floats, Labels

DIMENSIONS: Final = 200  # principal components kept: quality is level from here on, time is not
NEIGHBOURS: Final = 5
SMOOTHINGS: Final = 2
BLOCK_CELLS: Final = 4_000_000  # cells of a similarity block held at a time: 16 MB


def unit_rows(x: Floats) -> Floats:
    """Rows of ``x`` scaled to length 1; a zero row stays zero."""
    length = np.sqrt(np.einsum("ij,ij->i", x, x))[:, None]
    return np.divide(x, length, out=np.zeros_like(x), where=length > 1e-6)


def centred(vectors: Floats, *, mean: Floats | None = None) -> Floats:
    """Unit vectors with what all texts have in common taken out.

    Keywords of one site share a domain ("loan" in every one), which makes every cosine high; after subtracting the
    mean the cosine says how alike two texts are *compared with the rest of the list*.

    :param mean: the common part ``(dimensions,)``; the mean of ``vectors`` when not given.
    """
    rows = unit_rows(vectors)
    common = rows.mean(axis=0, dtype=np.float64).astype(np.float32) if mean is None else mean
    rows -= common
    # What is left of equal vectors is rounding, not direction.
    rows[np.einsum("ij,ij->i", rows, rows) < 1e-10] = 0.0
    return rows


def principal(rows: Floats, *, dimensions: int = DIMENSIONS) -> Floats:
    """Unit vectors in the first ``dimensions`` principal components of centred ``rows``."""
    count, width = rows.shape
    if width <= dimensions:
        return unit_rows(rows)
    if count < width:  # eigenvectors of the smaller Gram matrix give the same coordinates
        values, left = np.linalg.eigh((rows @ rows.T).astype(np.float64))
        reduced = left[:, -dimensions:] * np.sqrt(np.maximum(values[-dimensions:], 0.0))
    else:
        _, axes = np.linalg.eigh((rows.T @ rows).astype(np.float64))
        reduced = rows @ axes[:, -dimensions:].astype(np.float32)
    return unit_rows(np.ascontiguousarray(reduced, dtype=np.float32))


def smoothed(x: Floats, *, neighbours: int = NEIGHBOURS, times: int = SMOOTHINGS) -> Floats:
    """Every vector moved half-way to the weighted mean of its nearest neighbours, ``times`` times over.

    A simple graph convolution on the k-nearest-neighbour graph with squared cosines as weights: it pulls paraphrases
    together and leaves the gaps between groups. Blockwise, so memory does not grow with the square of the rows.
    """
    count = len(x)
    k = min(neighbours, count - 1)
    if k < 1:
        return x
    current: Floats = x
    for _ in range(times):
        moved = np.empty_like(current)
        block = max(1, BLOCK_CELLS // count)
        for start in range(0, count, block):
            rows = current[start : start + block]
            similar = rows @ current.T
            similar[np.arange(len(rows)), np.arange(start, start + len(rows))] = -2.0
            nearest = np.argpartition(similar, count - k, axis=1)[:, count - k :]
            weight = np.maximum(np.take_along_axis(similar, nearest, axis=1), 0.0) ** 2
            total = np.maximum(weight.sum(axis=1, keepdims=True), 1e-9)
            mean = np.einsum("ik,ikd->id", weight / total, current[nearest])
            moved[start : start + block] = 0.5 * rows + 0.5 * mean
        current = unit_rows(moved)
    return current


def centres(x: Floats, labels: Labels) -> Floats:
    """Mean vector of every group ``0..max(labels)``, shape ``(groups, dimensions)``."""
    size = np.bincount(labels)
    member = csr_matrix((np.ones(len(x), dtype=np.float32), (labels, np.arange(len(x)))), shape=(len(size), len(x)))
    total: Floats = np.asarray(member @ x, dtype=np.float32)
    total /= size[:, None]
    return total


def compact(labels: Labels) -> Labels:
    """``labels`` renumbered to ``0..groups-1`` without gaps, in their order."""
    return np.unique(labels, return_inverse=True)[1].astype(np.int64)


def nearest_two(x: Floats, middle: Floats) -> tuple[Labels, Floats, Labels, Floats]:
    """For every row: its nearest centre, the cosine to it, its second nearest (-1: there is one only), the cosine."""
    directions = unit_rows(middle).T
    count = len(x)
    first, second = np.empty(count, dtype=np.int64), np.full(count, -1, dtype=np.int64)
    best, other = np.empty(count, dtype=np.float32), np.full(count, -2.0, dtype=np.float32)
    block = max(1, BLOCK_CELLS // len(middle))
    for start in range(0, count, block):
        rows = slice(start, start + block)
        similar = x[rows] @ directions
        line = np.arange(len(similar))
        first[rows] = similar.argmax(axis=1)
        best[rows] = similar[line, first[rows]]
        if len(middle) > 1:
            similar[line, first[rows]] = -3.0
            second[rows] = similar.argmax(axis=1)
            other[rows] = similar[line, second[rows]]
    return first, best, second, other


def refined(x: Floats, labels: Labels, *, rounds: int = 10) -> Labels:
    """``labels`` after spherical k-means from their centres: each row moves to the nearest one, until none moves."""
    labels = compact(labels)
    for _ in range(rounds):
        moved, _, _, _ = nearest_two(x, centres(x, labels))
        if np.array_equal(moved, labels):
            break
        labels = compact(moved)
    return labels
