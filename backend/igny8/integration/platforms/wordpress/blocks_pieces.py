"""HTML in pieces that can be compared: paragraphs, headings, lists, images, tables, without the boxes around them.

Two texts that read the same have the same pieces, whether WordPress put a ``figure`` around a table, an editor a paragraph into
a list item, or somebody a ``div`` around everything.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

BOXES = frozenset(["div", "section"])
BLOCKS = BOXES | {
    "blockquote", "caption", "colgroup", "col", "dd", "details", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4",
    "h5", "h6", "hr", "li", "ol", "p", "pre", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
#: WordPress writes these itself when it shows an image.
_OF_SIZE = frozenset(["width", "height", "loading", "srcset", "sizes"])
_SPACE = re.compile(r"\s+")
_BLANK_LINE = re.compile(r"\n\s*\n")
_VOID = frozenset(["br", "col", "hr", "img"])


@dataclass(frozen=True, slots=True)
class Piece:
    """``key`` is equal for what reads the same; ``root`` numbers the outermost element it stands in."""

    key: str
    html: str
    tag: str
    root: int


def children(node: LexborNode) -> Iterator[LexborNode]:
    """Elements and texts directly inside, in their order."""
    child = node.child
    while child is not None:
        if child.tag in ("-text",) or not str(child.tag).startswith(("-", "_", "!")):
            yield child
        child = child.next


def is_text(node: LexborNode) -> bool:
    """Whether this is text, not an element."""
    return node.tag == "-text"


def attributes(node: LexborNode) -> dict[str, str]:
    """Its attributes; the sanitiser leaves an empty class where it took names out of one."""
    return {name: value or "" for name, value in node.attributes.items() if value or name != "class"}


def is_blank(node: LexborNode) -> bool:
    """Whether nothing of it can be seen."""
    if is_text(node):
        return not (node.text_content or "").strip()
    return not node.text().strip() and node.tag not in ("img", "hr") and node.css_first("img, hr") is None


def holds_blocks(node: LexborNode) -> bool:
    """Whether it holds more than a line of text."""
    return any(str(inner.tag) in BLOCKS for inner in node.css("*") if inner.mem_id != node.mem_id)


def roots(html: str) -> list[list[LexborNode]]:
    """The outermost elements; what stands loose between them comes as lists of what stands together."""
    body = LexborHTMLParser(f"<body>{html}</body>").body
    return runs(body) if body is not None else []


def runs(node: LexborNode) -> list[list[LexborNode]]:
    """The elements in a box, one by one, and its loose texts as lists of what stands together; blank ones are left out."""
    found: list[list[LexborNode]] = []
    is_open = False
    for child in children(node):
        is_loose = str(child.tag) not in BLOCKS
        if is_loose and is_open:
            found[-1].append(child)
        elif not is_blank(child):
            found.append([child])
            is_open = is_loose
        elif not is_loose:
            is_open = False
    return found


def pieces(html: str) -> list[Piece]:
    """The pieces of sanitised HTML."""
    return [piece for number, run in enumerate(roots(html)) for piece in _of(run, number)]


def _of(run: list[LexborNode], root: int) -> Iterator[Piece]:
    node = run[0]
    if str(node.tag) not in BLOCKS:
        for line in lines(run):
            inside = list(children(roots(f"<p>{line}</p>")[0][0]))
            yield Piece(key=_key_of_line(inside), html=f"<p>{line}</p>", tag="p", root=root)
    elif _is_box(node):
        for inside in runs(node):
            yield from _of(inside, root)
    else:
        yield Piece(key=_key(node), html=str(node.html), tag=str(node.tag), root=root)


def _is_box(node: LexborNode) -> bool:
    """A ``figure`` is one too when it is neither one image nor one table: a gallery, something embedded."""
    if node.tag != "figure":
        return node.tag in BOXES
    inside = [child for child in children(node) if not is_blank(child) and child.tag != "figcaption"]
    return len(inside) != 1 or not (is_image(inside[0]) or inside[0].tag == "table")


def is_image(node: LexborNode) -> bool:
    """An image, or a link around one and nothing else."""
    if node.tag == "a":
        inside = [child for child in children(node) if not is_blank(child)]
        return len(inside) == 1 and inside[0].tag == "img"
    return node.tag == "img"


def quote(node: LexborNode) -> tuple[list[list[LexborNode]], LexborNode | None]:
    """What a ``blockquote`` says, and who said it."""
    inside = [child for child in children(node) if not is_blank(child)]
    cite = inside[-1] if inside and inside[-1].tag == "cite" and not attributes(inside[-1]) else None
    found = runs(node)
    if cite is not None:
        found[-1] = [child for child in found[-1] if child.mem_id != cite.mem_id]
        found = [run for run in found if any(not is_blank(child) for child in run)]
    return found, cite


def lines(run: list[LexborNode]) -> list[str]:
    """Loose texts as HTML, apart where a blank line stands between them: two shortcodes that follow each other."""
    found = [""]
    for node in run:
        first, *others = _BLANK_LINE.split(str(node.html)) if is_text(node) else [str(node.html)]
        found[-1] += first
        found += others
    return [line.strip() for line in found if line.strip()]


def inner_html(node: LexborNode) -> str:
    """What stands inside, as HTML."""
    return "".join(str(child.html) for child in children(node)).strip()


def html_of(run: list[LexborNode]) -> str:
    """Nodes that stand side by side, as HTML."""
    return "".join(str(node.html) for node in run).strip()


def _key_of_line(run: list[LexborNode], words: str = "") -> str:
    seen = [node for node in run if not is_blank(node)]
    if len(seen) == 1 and is_image(seen[0]):
        return f"<figure{words}>{_key(seen[0])}</figure>"
    return f"<p{words}>{_trimmed(''.join(_key(node) for node in run))}</p>"


def _key(node: LexborNode, *, is_pre: bool = False) -> str:
    if is_text(node):
        text = str(node.html)
        return text if is_pre else _SPACE.sub(" ", text.replace("&nbsp;", "\u00a0"))
    tag, words = str(node.tag), _words(node)
    is_pre = is_pre or tag == "pre"
    inside = list(children(node))
    seen = [child for child in inside if is_pre or not is_blank(child)]
    if tag == "p":
        return _key_of_line(inside, words)
    if tag == "table":
        return f"<figure>{_table(node)}</figure>"
    if tag == "figure":
        seen.sort(key=lambda child: child.tag == "figcaption")
        inner = "".join(_table(child) if child.tag == "table" else _key(child) for child in seen)
        return f"<figure{words}>{inner}</figure>"
    if (
        tag in ("li", "td", "th")
        and seen
        and seen[0].tag == "p"
        and not attributes(seen[0])
        and (tag == "li" or len(seen) == 1)
    ):
        inside = [*children(seen[0]), *seen[1:]]
    if tag == "blockquote":
        found, cite = quote(node)
        inner = "".join(_key(run[0]) if str(run[0].tag) in BLOCKS else _key_of_line(run) for run in found)
        return f"<{tag}{words}>{inner}{_key(cite) if cite is not None else ''}</{tag}>"
    inner = "".join(_key(child, is_pre=is_pre) for child in inside)
    if is_pre:
        inner = inner.lstrip("\n") if tag == "pre" else inner
    elif tag in BLOCKS:
        inner = _trimmed(inner)
    return f"<{tag}{words}>" + ("" if tag in _VOID else f"{inner}</{tag}>")


def _table(node: LexborNode) -> str:
    """With its caption below, where WordPress's block has it."""
    inside = [child for child in children(node) if not is_blank(child)]
    rows = "".join(_key(child) for child in inside if child.tag != "caption")
    below = "".join(
        _trimmed("".join(_key(line) for line in children(child))) for child in inside if child.tag == "caption"
    )
    return f"<table{_words(node)}>{rows}</table>" + (f"<figcaption>{below}</figcaption>" if below else "")


def _words(node: LexborNode) -> str:
    known = attributes(node)
    if node.tag == "img":
        known = {"alt": ""} | {name: value for name, value in known.items() if name not in _OF_SIZE}
    return "".join(f' {name}="{value}"' for name, value in sorted(known.items()))


def _trimmed(key: str) -> str:
    tags = "|".join(sorted(BLOCKS | {"br"}))
    return re.sub(rf" ?(</?(?:{tags})(?: [^>]*)?>) ?", r"\1", key).strip()
