"""Packs groups into requests of limited size for a model that names and refines them."""

from typing import Final

import numpy as np

from igny8.planning.clustering.dendrogram import bisected
from igny8.planning.clustering.result import Clustering

REQUEST_KEYWORDS: Final = 50


def plan_requests(clustering: Clustering, *, limit: int = REQUEST_KEYWORDS) -> list[list[int]]:
    """Lists of at most ``limit`` text indices; every text is in exactly one, groups follow each other inside a list.

    A group of up to ``limit`` texts is never split; a larger one is split into its own sub-groups. Packing is
    first-fit decreasing, which needs at most 11/9 of the fewest possible requests (Johnson 1973).

    :raises ValueError: ``limit`` below 1.
    """
    if limit < 1:
        raise ValueError("limit must be at least 1.")
    parts: list[list[int]] = []
    for group in clustering.groups:
        split = bisected(clustering.space, np.array(group.members, dtype=np.int64), limit=limit)
        parts.extend(part.tolist() for part in split)
    requests: list[list[int]] = []
    for part in sorted(parts, key=len, reverse=True):  # stable: equal sizes keep the order of their groups
        target = next((request for request in requests if len(request) + len(part) <= limit), None)
        if target is None:
            requests.append(list(part))
        else:
            target.extend(part)
    return requests
