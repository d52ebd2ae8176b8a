"""Search results as evidence: pages that rank for two keywords alike answer both."""

from collections.abc import Collection, Sequence
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

import numpy as np

from igny8.planning.clustering.result import Labels

TOP: Final = 10
FEWEST: Final = 3  # fewer known results prove nothing
EVERYWHERE: Final = 2000  # a page that ranks for more keywords than this says nothing about any two of them


def page_key(url: str) -> str:
    """``url`` without scheme, ``www.``, query, fragment and closing slash: what makes two results the same page."""
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
    except ValueError:
        return url.strip()
    return parts.netloc.casefold().removeprefix("www.") + parts.path.rstrip("/")


def top_pages(urls: Collection[str] | None) -> frozenset[str] | None:
    """Page keys of ``urls``, of the first ten when they come in an order; None when fewer than three are known."""
    ranked = islice(urls, TOP) if isinstance(urls, Sequence) else urls or ()
    pages = frozenset(page_key(url) for url in ranked if url and url.strip())
    return pages if len(pages) >= FEWEST else None


def overlap(first: frozenset[str] | None, second: frozenset[str] | None) -> float | None:
    """Share of results in common, of the longer list; None when one is not known."""
    if first is None or second is None:
        return None
    return len(first & second) / max(len(first), len(second))


def linked(pages: Sequence[frozenset[str] | None], ranks: Sequence[int], *, threshold: float) -> Labels | None:
    """Units of texts that must stay together: unit number per text, or None when there is no pair at all.

    The strongest keyword that is not in a unit yet takes every free keyword that shares at least ``threshold`` of
    its results. Units do not chain: two members always share results with the unit's first keyword.

    :param ranks: indices of the texts, strongest keyword first.
    """
    ranking_on: dict[str, list[int]] = {}
    for index, known in enumerate(pages):
        for page in known or ():
            ranking_on.setdefault(page, []).append(index)
    units = np.full(len(pages), -1, dtype=np.int64)
    used, pairs = 0, 0
    for index in ranks:
        if units[index] >= 0:
            continue
        units[index] = used
        near = (ranking_on[page] for page in pages[index] or ())
        for other in {other for keywords in near if len(keywords) <= EVERYWHERE for other in keywords}:
            share = overlap(pages[index], pages[other])
            if units[other] < 0 and share is not None and share >= threshold:
                units[other] = used
                pairs += 1
        used += 1
    return units if pairs else None
