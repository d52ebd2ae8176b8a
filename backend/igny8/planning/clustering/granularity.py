"""How many groups: chosen from the data, never given."""

from typing import Final

import numpy as np

from igny8.planning.clustering.dendrogram import Dendrogram
from igny8.planning.clustering.result import Floats, Labels
from igny8.planning.clustering.space import BLOCK_CELLS, centres, refined

# Adjusted share of variance explained by the groups, which on centred unit vectors is the mean cosine of two members
# of a group. Measured where known labels agree best with the groups: 0.41 to 0.61 over intent sets of 5 to 39 labels
# and 5 to 40 texts a label and over keyword sets of 10 to 100 pages, so 0.55 is a target and 0.35 its tolerance.
# Vectors made of spelling spread wider: one topic is written in many ways.
EMBEDDING_COHESION: Final = 0.55
LEXICAL_COHESION: Final = 0.25
COHESION_WIDTH: Final = 0.35
TIGHTNESS_SPAN: Final = 0.6  # how far the two ends of ``tightness`` move the target
CANDIDATES: Final = 48
SAMPLE: Final = 5000  # rows a candidate is judged on


def best_cut(x: Floats, raw: Floats, *, cohesion: float, tightness: float) -> Labels:
    """The cut of Ward's dendrogram over ``x`` with the best mix of separation and cohesion.

    Separation is the simplified silhouette (Hruschka 2004: distances to centres) relative to the best candidate's.
    Alone it often peaks twice, at topics and at near-duplicates; the square of the distance between the cohesion
    and its target decides between the peaks.

    :param x: smoothed unit vectors ``(rows, dimensions)``, rows >= 3: groups are built on these.
    :param raw: the same texts before smoothing: groups are judged on these.
    :param cohesion: what tightness 0.5 aims at.
    """
    count = len(x)
    tree = Dendrogram(x)
    sizes = np.unique(np.geomspace(2, max(3.0, 0.7 * count), CANDIDATES).astype(int))
    sample = np.unique(np.linspace(0, count - 1, min(count, SAMPLE)).astype(int))
    target = cohesion + (tightness - 0.5) * TIGHTNESS_SPAN
    candidates: list[tuple[float, float, Labels]] = []
    for labels in tree.cuts(sizes.tolist()):
        if 1 < int(labels.max()) + 1 < count:
            labels = refined(x, labels, rounds=1)
            candidates.append((*_judge(raw, labels, sample), labels.astype(np.int32)))
    if not candidates:  # every row equal to another, or all different
        return tree.cut(2)
    top = max(max(separation for separation, _, _ in candidates), 1e-9)
    scores = [separation / top - ((found - target) / COHESION_WIDTH) ** 2 for separation, found, _ in candidates]
    return refined(x, candidates[int(np.argmax(scores))][2].astype(np.int64))


def _judge(raw: Floats, labels: Labels, sample: np.ndarray) -> tuple[float, float]:
    """Simplified silhouette and adjusted share of variance explained, over the sampled rows."""
    middle = centres(raw, labels)
    size = np.bincount(labels).astype(np.float32)
    own = labels[sample]
    rows = raw[sample]
    square = np.einsum("ij,ij->i", middle, middle)
    inside = np.empty(len(sample), dtype=np.float32)
    outside = np.empty(len(sample), dtype=np.float32)
    block = max(1, BLOCK_CELLS // len(middle))
    for start in range(0, len(sample), block):
        part = slice(start, start + block)
        distance = rows[part] @ middle.T
        distance *= -2.0
        distance += square
        distance += np.einsum("ij,ij->i", rows[part], rows[part])[:, None]
        line = np.arange(len(distance))
        inside[part] = distance[line, own[part]]
        distance[line, own[part]] = np.inf
        outside[part] = distance.min(axis=1)
    np.maximum(inside, 0.0, out=inside)
    np.maximum(outside, 0.0, out=outside)
    # A row pulls its own centre towards itself: as if it had been left out of the mean.
    near = np.sqrt(inside) * size[own] / np.maximum(size[own] - 1.0, 1.0)
    far = np.sqrt(outside)
    width = (far - near) / np.maximum(np.maximum(near, far), 1e-9)
    width[size[own] == 1] = 0.0
    count, groups = len(raw), len(middle)
    total = float(np.einsum("ij,ij->i", rows, rows).mean())
    unexplained = float(inside.mean()) * count / (count - groups)
    return float(width.mean()), 1.0 - unexplained / max(total, 1e-9)
