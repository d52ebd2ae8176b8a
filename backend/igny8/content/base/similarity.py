"""How alike two texts are, by the word sequences they share (Broder 1997, "On the resemblance and containment of documents")."""

import re
from html import unescape
from zlib import crc32

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w+")
SHINGLE = 5


def shingles(html: str) -> frozenset[int]:
    """Checksums of all runs of five words of the text; of the whole text when it is shorter."""
    words = _WORD.findall(unescape(_TAG.sub(" ", html)).casefold())
    if not words:
        return frozenset()
    runs = range(max(len(words) - SHINGLE + 1, 1))
    return frozenset(crc32(" ".join(words[i : i + SHINGLE]).encode()) for i in runs)


def resemblance(one: frozenset[int], other: frozenset[int]) -> float:
    """The larger of resemblance (shared over all) and containment of the shorter text in the longer, from 0 to 1."""
    if not one or not other:
        return 0.0
    shared = len(one & other)
    return max(shared / len(one | other), shared / min(len(one), len(other)))
