"""Adding keywords to clusters that exist: they keep their identity, only what fits nowhere is grouped anew."""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from igny8.planning.clustering import space
from igny8.planning.clustering.grouping import cluster
from igny8.planning.clustering.lexical import lexical_vectors
from igny8.planning.clustering.normalise import normal_form
from igny8.planning.clustering.result import Clustering, ClusterOptions, check_length, check_vectors

# Cosine to a cluster's centre, in the space centred on all texts involved, from which a keyword joins. Measured on 505
# keywords of 62 known pages, a third of them and 15 whole pages kept back: 90 % of those that joined were right (84 %
# with spelling alone) and 84 % (66 %) of those that should join did.
JOIN_COSINE: Final = {"embedding": 0.60, "lexical": 0.50}
_DEFAULT: Final = ClusterOptions()


@dataclass(frozen=True, slots=True)
class ExistingCluster:
    """A cluster from an earlier run: its key (any id), its keywords and their vectors ``(texts, dimensions)``."""

    key: Hashable
    texts: Sequence[str]
    vectors: NDArray[np.floating] | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """Text ``index`` goes to the existing cluster ``key`` with this cosine to its centre."""

    index: int
    key: Hashable
    similarity: float


@dataclass(frozen=True, slots=True)
class Assignment:
    """``joined`` and ``rest`` together hold every index once; ``fresh.labels[i]`` is the new group of ``rest[i]``."""

    joined: tuple[Joined, ...]
    rest: tuple[int, ...]
    fresh: Clustering


def assign(
    texts: Sequence[str],
    *,
    vectors: NDArray[np.floating] | None,
    existing: Sequence[ExistingCluster],
    threshold: float | None = None,
    allow_locked: bool = False,
    volumes: Sequence[int | None] | None = None,
    serps: Sequence[Collection[str] | None] | None = None,
    options: ClusterOptions = _DEFAULT,
) -> Assignment:
    """Send each of the new ``texts`` to the existing cluster it is close enough to, and cluster the others.

    Members of existing clusters never move. A text whose normal form is already in a cluster joins that cluster
    whatever its similarity. Locked clusters gain nothing unless ``allow_locked``; a text that belongs to one by
    similarity is not pushed into the second best, it is grouped anew.

    :param vectors: embeddings of ``texts``; None compares by spelling and ignores the vectors of ``existing``.
    :param threshold: cosine from which a text joins; None takes the tested default.
    :raises ValueError: as :func:`cluster`; an existing cluster without vectors or with a repeated key.
    """
    check_length("volumes", volumes, rows=len(texts))
    check_length("serps", serps, rows=len(texts))
    if len({cluster_.key for cluster_ in existing}) != len(existing):
        raise ValueError("Two existing clusters have the same key.")
    kept = [cluster_ for cluster_ in existing if len(cluster_.texts)]
    joined = _joined(texts, vectors, kept, threshold=threshold, allow_locked=allow_locked) if kept and texts else []
    taken = {found.index for found in joined}
    rest = [index for index in range(len(texts)) if index not in taken]
    fresh = cluster(
        [texts[index] for index in rest],
        vectors=None if vectors is None else check_vectors(vectors, rows=len(texts))[rest],
        volumes=None if volumes is None else [volumes[index] for index in rest],
        serps=None if serps is None else [serps[index] for index in rest],
        options=options,
    )
    return Assignment(joined=tuple(joined), rest=tuple(rest), fresh=fresh)


def _joined(
    texts: Sequence[str],
    vectors: NDArray[np.floating] | None,
    existing: Sequence[ExistingCluster],
    *,
    threshold: float | None,
    allow_locked: bool,
) -> list[Joined]:
    owners = np.repeat(np.arange(len(existing)), [len(cluster_.texts) for cluster_ in existing])
    known = [text for cluster_ in existing for text in cluster_.texts]
    if vectors is None:
        rows = lexical_vectors([normal_form(text) for text in [*known, *texts]])
    else:
        new = check_vectors(vectors, rows=len(texts))
        parts = [_vectors_of(cluster_, width=new.shape[1]) for cluster_ in existing]
        rows = np.concatenate([*parts, new])
    unit = space.unit_rows(space.centred(rows))
    nearest, cosine, _, _ = space.nearest_two(unit[len(known) :], space.centres(unit[: len(known)], owners))
    limit = JOIN_COSINE["lexical" if vectors is None else "embedding"] if threshold is None else threshold
    same = {normal_form(text): int(owner) for text, owner in zip(known, owners, strict=True)}
    joined: list[Joined] = []
    for index, text in enumerate(texts):
        exact = same.get(normal_form(text))
        owner = int(nearest[index]) if exact is None else exact
        fits = exact is not None or cosine[index] >= limit
        if fits and (allow_locked or not existing[owner].locked):
            similarity = 1.0 if exact is not None else round(float(cosine[index]), 4)
            joined.append(Joined(index=index, key=existing[owner].key, similarity=similarity))
    return joined


def _vectors_of(cluster_: ExistingCluster, *, width: int) -> NDArray[np.float32]:
    if cluster_.vectors is None:
        raise ValueError(f"The existing cluster {cluster_.key!r} has no vectors.")
    own = check_vectors(cluster_.vectors, rows=len(cluster_.texts))
    if own.shape[1] != width:
        raise ValueError(f"The existing cluster {cluster_.key!r} has vectors of another model ({own.shape[1]} wide).")
    return own
