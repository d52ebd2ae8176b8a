"""Puts an edited text back into the blocks it was pulled from.

The pieces of both texts are aligned. A block whose pieces are all there unchanged stays as it is stored, to the byte; a box that
lost or gained some is opened and its inner blocks are treated the same; the rest becomes native blocks.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from igny8.core.html import sanitize_html
from igny8.integration.platforms.wordpress.blocks_align import align, pair_edited
from igny8.integration.platforms.wordpress.blocks_media import image
from igny8.integration.platforms.wordpress.blocks_native import natives
from igny8.integration.platforms.wordpress.blocks_parse import Block, parse
from igny8.integration.platforms.wordpress.blocks_pieces import (
    Piece,
    attributes,
    children,
    inner_html,
    is_blank,
    is_image,
    pieces,
    roots,
)

_ROOT = re.compile(r"\s*<(?P<tag>[a-z0-9]+)(?:\"[^\"]*\"|'[^']*'|[^'\">])*>")
#: Blocks whose outermost tag may keep what their designer gave it when only the text inside changes.
_RESTYLED = frozenset(["paragraph", "heading", "list", "quote", "preformatted", "code"])
#: What an image block may know of itself and still be written again from its new text.
_OF_IMAGE = frozenset(["id", "sizeSlug", "linkDestination", "align", "className", "metadata"])


@dataclass(slots=True)
class _Part:
    """A block with the pieces ``first`` to ``end`` of the old text, and the blocks inside when it is only a box around them."""

    block: Block
    pieces: list[Piece]
    first: int = 0
    inside: "list[_Part]" = field(default_factory=list)

    @property
    def end(self) -> int:
        return self.first + len(self.pieces)


class Merge:
    """One merge.

    :param html: our text, sanitised. :raises igny8.core.html.HtmlTooLarge: ``raw`` is no article.
    """

    def __init__(self, raw: str, html: str, images: Mapping[str, int]) -> None:
        self.images = images
        self.parts = [part for block in parse(raw) if (part := _part(block)) is not None]
        number = 0
        for part in self.parts:
            number = _numbered(part, number)
        self.old = [piece for part in self.parts for piece in part.pieces]
        self.new = pieces(html)
        self.outermost = roots(html)
        self.sizes = Counter(piece.root for piece in self.new)
        self.pairs: list[int | None] = []
        self.matched: list[tuple[int, int]] = []  # old and new number, both rising
        self.moved: dict[int, _Part] = {}

    def is_unchanged(self) -> bool:
        """Whether both texts read the same."""
        return [piece.key for piece in self.old] == [piece.key for piece in self.new]

    def text(self) -> str:
        """The merged blocks."""
        self.pairs = align(self.old, self.new)
        self._find_moved()
        taken = {number for part in self.moved.values() for number in range(part.first, part.end)}
        pair_edited(self.old, self.new, self.pairs, taken=taken, placed=set(self.moved))
        self.matched = [(pair, n) for n, pair in enumerate(self.pairs) if pair is not None]
        return "\n\n".join(self._laid(self.parts, 0, len(self.new)))

    def _find_moved(self) -> None:
        """Blocks that stand somewhere else now: all their pieces are in our text, one after the other, and nobody's."""
        taken = {pair for pair in self.pairs if pair is not None}
        free: dict[str, list[int]] = {}
        for n, pair in enumerate(self.pairs):
            if pair is None:
                free.setdefault(self.new[n].key, []).append(n)
        for part in self.parts:
            if not part.pieces or any(number in taken for number in range(part.first, part.end)):
                continue
            keys, size = [piece.key for piece in part.pieces], len(part.pieces)
            for start in free.get(keys[0], []):
                run = range(start, min(start + size, len(self.new)))
                is_free = all(self.pairs[n] is None and n not in self.moved for n in run)
                if is_free and [self.new[n].key for n in run] == keys:
                    self.moved.update(dict.fromkeys(run, part))
                    break

    def _laid(self, parts: list[_Part], start: int, end: int) -> list[str]:
        """The blocks for our pieces ``start`` to ``end``, which belong to ``parts`` or are new."""
        made: list[str] = []
        position = start
        for part in parts:
            if not part.pieces:
                made.append(part.block.raw)  # nothing of it can be seen or removed in our text
                continue
            owned = self._owned(part, position, end)
            if owned:
                made += self._new(position, owned[0])
                made += self._rebuilt(part, owned[0], owned[-1] + 1)
                position = owned[-1] + 1
        return made + self._new(position, end)

    def _owned(self, part: _Part, start: int, end: int) -> list[int]:
        first, last = (bisect_left(self.matched, (number, -1)) for number in (part.first, part.end))
        return [n for _, n in self.matched[first:last] if start <= n < end]

    def _rebuilt(self, part: _Part, start: int, end: int) -> list[str]:
        if [piece.key for piece in self.new[start:end]] == [piece.key for piece in part.pieces]:
            return [part.block.raw]
        if part.inside:
            return [self._refilled(part, start, end)]
        if len(part.pieces) == 1 and end - start == 1:
            return [_restyled(part, self.new[start], self.images) or "\n\n".join(self._new(start, end))]
        return self._new(start, end)

    def _refilled(self, part: _Part, start: int, end: int) -> str:
        """The box with its own markup, and what is in it now."""
        left = list(part.inside)
        made = [part.block.opening]
        position = start
        texts_left = sum(isinstance(inner, str) for inner in part.block.parts)
        for inner in part.block.parts:
            if isinstance(inner, str):
                texts_left -= 1
                if not texts_left:
                    made.append("\n\n".join(self._new(position, end)))
                made.append(inner)
                continue
            if not left or left[0].block is not inner:
                made.append(inner.raw)
                continue
            own = left.pop(0)
            owned = self._owned(own, position, end)
            if not own.pieces:
                made.append(inner.raw)
            elif owned:
                made.append("\n\n".join([*self._new(position, owned[0]), *self._rebuilt(own, owned[0], owned[-1] + 1)]))
                position = owned[-1] + 1
        return "".join([*made, part.block.closing])

    def _new(self, start: int, end: int) -> list[str]:
        """Native blocks; a box of ours stays whole when all of it is new."""
        made: list[str] = []
        position = start
        while position < end:
            part = self.moved.get(position)
            if part is not None:
                made.append(part.block.raw)
                position += len(part.pieces)
                continue
            root = self.new[position].root
            size = self.sizes[root]
            is_whole = all(
                n < end and n not in self.moved and self.new[n].root == root for n in range(position, position + size)
            )
            found = [self.outermost[root]] if is_whole else roots(self.new[position].html)
            made += natives(found, self.images)
            position += size if is_whole else 1
        return made


def _part(block: Block) -> _Part | None:
    """None for the blank lines between blocks."""
    if not block.name:
        block = Block(name="", parts=[block.inside.strip()])
        if not block.raw:
            return None
    part = _Part(block, pieces(sanitize_html(block.raw)))
    inside = [found for inner in block.blocks if (found := _part(inner)) is not None]
    if [piece.key for found in inside for piece in found.pieces] == [
        piece.key for piece in part.pieces
    ] and part.pieces:
        part.inside = inside
    return part


def _numbered(part: _Part, number: int) -> int:
    part.first = number
    inner = number
    for inside in part.inside:
        inner = _numbered(inside, inner)
    return number + len(part.pieces)


def _restyled(part: _Part, piece: Piece, images: Mapping[str, int]) -> str | None:
    """The new text in the old block's dress; None when it does not fit."""
    made = natives(roots(piece.html), images)
    fresh = parse(made[0])[0] if len(made) == 1 else None
    old = part.block
    if fresh is None or fresh.name != old.name:
        return None
    if fresh.name == "image":
        return _same_image(old, fresh, piece, images)
    was, now = _ROOT.match(old.inside), _ROOT.match(fresh.inside)
    same = _root_words(part.pieces[0]) == _root_words(piece)
    if fresh.name not in _RESTYLED or was is None or now is None or was["tag"] != now["tag"] or not same:
        return None
    return old.opening + was.group() + fresh.inside[now.end() :] + old.closing


def _root_words(piece: Piece) -> str:
    return piece.key[: piece.key.find(">")]


def _same_image(old: Block, fresh: Block, piece: Piece, images: Mapping[str, int]) -> str | None:
    """The same picture with another caption, description or link keeps its number, its size and its design."""
    if not set(old.attrs) <= _OF_IMAGE:
        return None
    node = roots(piece.html)[0][0]
    inside = [child for child in children(node) if not is_blank(child)] if node.tag in ("figure", "p") else [node]
    link = next((child for child in inside if is_image(child)), None)
    picture = link.css_first("img") if link is not None and link.tag == "a" else link
    if link is None or picture is None or f'src="{escape(str(picture.attributes.get("src")))}"' not in old.inside:
        return None
    words = "".join(inner_html(child) for child in inside if child.tag == "figcaption")
    below = f'<figcaption class="wp-element-caption">{words}</figcaption>' if words else ""
    attrs = {name: value for name, value in old.attrs.items() if name != "align"}
    attrs |= {name: value for name, value in fresh.attrs.items() if name == "align"}
    return image([link], attrs, images, anchor=attributes(node).get("id", ""), below=below)
