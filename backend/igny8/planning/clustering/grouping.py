"""Groups thousands of keywords, the same way every time, without being told how many groups there are."""

from collections.abc import Collection, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage

from igny8.planning.clustering import serp, space
from igny8.planning.clustering.explanation import explained
from igny8.planning.clustering.granularity import EMBEDDING_COHESION, LEXICAL_COHESION, best_cut
from igny8.planning.clustering.lexical import lexical_vectors
from igny8.planning.clustering.normalise import normal_form
from igny8.planning.clustering.result import (
    METHOD_VERSION,
    Clustering,
    ClusterOptions,
    Floats,
    Labels,
    check_length,
    check_vectors,
)

FEW: Final = 8  # below this many different texts there is no distribution to choose a granularity from
PAIR_COSINE: Final = {"embedding": 0.50, "lexical": 0.30}  # mean cosine that joins groups when there are only a few
ONE_TOPIC: Final = {"embedding": 0.70, "lexical": 0.55}  # mean cosine over all pairs of a list that is one page's
ONE_PAGE: Final = 50  # longer lists are never one page's, however much their words are alike
_DEFAULT: Final = ClusterOptions()


def cluster(
    texts: Sequence[str],
    *,
    vectors: NDArray[np.floating] | None,
    volumes: Sequence[int | None] | None = None,
    serps: Sequence[Collection[str] | None] | None = None,
    options: ClusterOptions = _DEFAULT,
) -> Clustering:
    """Group ``texts`` into page-sized clusters.

    Texts are compared in their normal form, so spelling variants of case and spacing count as one; texts without any
    character form a group of their own. The result does not depend on the order of the texts. Memory grows with the
    number of rows, not with its square.

    :param vectors: embeddings ``(texts, dimensions)`` of any length; None groups by spelling alone.
    :param volumes: searches a month, for choosing the head keyword of a group; None where unknown.
    :param serps: URLs of the top results, best first; pairs that share enough of them stay together.
    :raises ValueError: arguments of different lengths, vectors of the wrong shape or with NaN or infinity.
    """
    count = len(texts)
    check_length("volumes", volumes, rows=count)
    check_length("serps", serps, rows=count)
    given = None if vectors is None else check_vectors(vectors, rows=count)
    kind = "lexical" if given is None else "embedding"
    forms = [normal_form(text) for text in texts]
    # Sorted first, and by content alone: everything below sees the same rows whatever order they came in.
    order = sorted(range(count), key=lambda row: (forms[row], b"" if given is None else given[row].tobytes()))
    firsts: list[int] = []
    place: dict[str, int] = {}
    for row in order:
        if forms[row] and forms[row] not in place:
            place[forms[row]] = len(firsts)
            firsts.append(row)
    volume = np.array([max(v or 0, 0) for v in volumes] if volumes is not None else [0] * count, dtype=np.float64)
    pages = [serp.top_pages(urls) for urls in serps] if serps is not None else [None] * count

    if firsts:
        rows = lexical_vectors([forms[row] for row in firsts]) if given is None else given[firsts]
        ranks = sorted(range(len(firsts)), key=lambda at: (-volume[firsts[at]], at))
        units = serp.linked([pages[row] for row in firsts], ranks, threshold=options.serp_threshold)
        found, decided = _labelled(rows, kind=kind, units=units, tightness=options.tightness)
    else:
        units, found, decided = None, np.empty(0, dtype=np.int64), np.zeros((0, 1), dtype=np.float32)

    nothing = int(found.max(initial=-1)) + 1  # label of the texts that hold no character
    labels = np.array([found[place[form]] if form else nothing for form in forms], dtype=np.int64)
    x = np.zeros((count, decided.shape[1]), dtype=np.float32)
    for row, form in enumerate(forms):
        if form:
            x[row] = decided[place[form]]
    method = f"{kind}-ward-{METHOD_VERSION}" + ("+serp" if units is not None else "")
    return explained(forms, x, labels, volume=volume, pages=pages, order=order, method=method)


def _labelled(rows: Floats, *, kind: str, units: Labels | None, tightness: float) -> tuple[Labels, Floats]:
    """Labels of different texts and the vectors they were decided on."""
    unit = space.unit_rows(rows)
    if units is not None:
        # Members of a unit lie on one point: they meet at height 0 and weigh as many as they are.
        unit = space.unit_rows(space.centres(unit, units))[units]
    if len(rows) < FEW:
        return _few(unit, kind=kind, units=units, tightness=tightness), unit
    total = unit.sum(axis=0, dtype=np.float64)
    mean_cosine = (float(total @ total) - len(rows)) / (len(rows) * (len(rows) - 1))
    identical = mean_cosine >= 1.0 - 1e-5
    if identical or (len(rows) <= ONE_PAGE and mean_cosine >= ONE_TOPIC[kind] + (tightness - 0.5) * 0.4):
        return np.zeros(len(rows), dtype=np.int64), unit
    centred = space.centred(unit)
    x = space.smoothed(space.principal(centred))
    cohesion = EMBEDDING_COHESION if kind == "embedding" else LEXICAL_COHESION
    labels = best_cut(x, space.unit_rows(centred), cohesion=cohesion, tightness=tightness)
    return _together(labels, units), x


def _few(unit: Floats, *, kind: str, units: Labels | None, tightness: float) -> Labels:
    """Average linkage by cosine: a mean over a handful of texts says nothing, so nothing is taken out."""
    if len(unit) < 2:
        return np.zeros(len(unit), dtype=np.int64)
    distance = np.clip(1.0 - (unit @ unit.T).astype(np.float64), 0.0, 2.0)
    pairs = distance[np.triu_indices(len(unit), 1)]
    limit = 1.0 - (PAIR_COSINE[kind] + (tightness - 0.5) * 0.4)
    return _together(fcluster(linkage(pairs, "average"), limit, "distance").astype(np.int64) - 1, units)


def _together(labels: Labels, units: Labels | None) -> Labels:
    """``labels`` with every unit where its first member is, should rounding have torn it."""
    if units is None:
        return space.compact(labels)
    _, first = np.unique(units, return_index=True)
    return space.compact(labels[first][units])
