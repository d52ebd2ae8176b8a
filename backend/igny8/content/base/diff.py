"""What changed between two texts: block by block, and word by word inside a changed block."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

_BLOCK_END = re.compile(
    r"(?<=</p>)|(?<=</li>)|(?<=</h1>)|(?<=</h2>)|(?<=</h3>)|(?<=</h4>)|(?<=</tr>)|(?<=</pre>)|(?<=</figure>)"
    r"|(?<=</blockquote>)|(?<=</h5>)|(?<=</h6>)|(?<=</dd>)|(?<=</dt>)"
)
_TOKEN = re.compile(r"<[^>]*>|\s+|[^\s<]+")
_MOST_TOKENS = 4000  # word by word takes quadratic time; longer blocks are shown as a whole


def blocks_of(html: str) -> list[str]:
    """The blocks of sanitised ``html`` in order, markup included."""
    return [block.strip() for block in _BLOCK_END.split(html) if block.strip()]


def html_diff(before: str, after: str) -> list[dict[str, Any]]:
    """Hunks from ``before`` to ``after``.

    :returns: ``{"op", "before", "after", "words"}``: ``op`` is equal, insert, delete or replace; ``words`` (of replaced
        blocks) are ``{"op", "text"}`` pieces, op being equal, insert or delete.
    """
    old, new = blocks_of(before), blocks_of(after)
    hunks: list[dict[str, Any]] = []
    for op, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            hunks += [_hunk("equal", text, text) for text in old[i1:i2]]
            continue
        pairs = min(i2 - i1, j2 - j1)
        hunks += [
            _hunk("replace", a, b, _words(a, b))
            for a, b in zip(old[i1 : i1 + pairs], new[j1 : j1 + pairs], strict=True)
        ]
        hunks += [_hunk("delete", text, "") for text in old[i1 + pairs : i2]]
        hunks += [_hunk("insert", "", text) for text in new[j1 + pairs : j2]]
    return hunks


def text_diff(before: str, after: str) -> list[dict[str, str]]:
    """Word pieces from one line of text to another."""
    return _words(before, after)


def _hunk(op: str, before: str, after: str, words: Sequence[dict[str, str]] = ()) -> dict[str, Any]:
    return {"op": op, "before": before, "after": after, "words": list(words)}


def _words(before: str, after: str) -> list[dict[str, str]]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if len(old) + len(new) > _MOST_TOKENS:
        return [{"op": "delete", "text": before}, {"op": "insert", "text": after}]
    pieces: list[dict[str, str]] = []
    for op, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            pieces.append({"op": "equal", "text": "".join(old[i1:i2])})
            continue
        if i2 > i1:
            pieces.append({"op": "delete", "text": "".join(old[i1:i2])})
        if j2 > j1:
            pieces.append({"op": "insert", "text": "".join(new[j1:j2])})
    return pieces
