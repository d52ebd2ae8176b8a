"""Which piece of the new text is which piece of the old one."""

import re
from collections.abc import Sequence, Set
from difflib import SequenceMatcher

from igny8.integration.platforms.wordpress.blocks_pieces import Piece

#: Fields of the table of the longest common subsequence; longer texts get a good one instead of the longest.
_MAX_FIELDS = 2_000_000
_MIN_LIKENESS = 0.5
_MAX_CANDIDATES = 20
_MAX_COMPARED = 2_000
_TAG = re.compile(r"<[^>]*>")


def align(old: Sequence[Piece], new: Sequence[Piece]) -> list[int | None]:
    """For each new piece the number of the old one that stands there unchanged, None for the others; numbers only rise."""
    pairs: list[int | None] = [None] * len(new)
    for was, now in _common([piece.key for piece in old], [piece.key for piece in new]):
        pairs[now] = was
    return pairs


def _common(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """The longest common subsequence, as pairs of numbers."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    found = [(n, n) for n in range(head)] + [(len(old) - n, len(new) - n) for n in range(1, tail + 1)]
    left, right = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(left) * len(right) > _MAX_FIELDS:
        blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
        return found + [(head + b.a + n, head + b.b + n) for b in blocks for n in range(b.size)]
    lengths = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            same = left[i] == right[j]
            lengths[i][j] = lengths[i + 1][j + 1] + 1 if same else max(lengths[i + 1][j], lengths[i][j + 1])
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] == right[j]:
            found.append((head + i, head + j))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def pair_edited(
    old: Sequence[Piece], new: Sequence[Piece], pairs: list[int | None], *, taken: Set[int], placed: Set[int]
) -> None:
    """Between two pieces that are the same, what is alike belongs together; as many as before do so in their order.

    :param pairs: of ``align``; completed. :param taken: old pieces and :param placed: new ones that have found each other
        elsewhere.
    """
    start, before = 0, -1
    for end in [*(n for n, pair in enumerate(pairs) if pair is not None), len(new)]:
        after = pairs[end] if end < len(new) else len(old)
        assert after is not None
        free = [number for number in range(before + 1, after) if number not in taken]
        open_ones = [number for number in range(start, end) if number not in placed]
        is_in_order = [old[number].tag for number in free] == [new[number].tag for number in open_ones]
        for number in open_ones:
            likely = free[0] if is_in_order else _most_alike(old, free, new[number])
            if likely is not None:
                pairs[number] = likely
                free = [other for other in free if other > likely]
        start, before = end + 1, after


def _most_alike(old: Sequence[Piece], free: Sequence[int], new: Piece) -> int | None:
    likeness = {number: _likeness(old[number], new) for number in free[:_MAX_CANDIDATES]}
    best = max(likeness, key=lambda number: likeness[number], default=None)
    return best if best is not None and likeness[best] > _MIN_LIKENESS else None


def _likeness(old: Piece, new: Piece) -> float:
    """Of their words; markup would make all paragraphs alike."""
    if old.tag != new.tag:
        return 0.0
    was, now = (_TAG.sub("", piece.key)[:_MAX_COMPARED] for piece in (old, new))
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    is_hopeless = matcher.real_quick_ratio() <= _MIN_LIKENESS or matcher.quick_ratio() <= _MIN_LIKENESS
    return 0.0 if is_hopeless else matcher.ratio()
