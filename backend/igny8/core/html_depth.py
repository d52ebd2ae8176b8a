"""How deep HTML nests, at least, found in one pass over its tags and without building a tree. Plain Python.

A parser needs quadratic time for deep nesting, so the depth must be known before it runs. The count errs upwards only: a
closing tag counts where a parser is sure to honour it, an opening tag counts wherever it might be one.
"""

import functools
import re
from collections.abc import Iterator

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_FORMATTING = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]
)
_TABLE_PARTS = frozenset(["tr", "td", "th", "tbody", "thead", "tfoot", "caption", "colgroup"])
#: Elements whose closing tag may be left out: another one of the same kind takes their place.
_IMPLIED = frozenset(["p", "li", "dt", "dd", "option", "optgroup", "rt", "rp"]) | _TABLE_PARTS
#: A closing tag has no effect on what is open outside of these (scope markers of the parsing algorithm, and more).
_BARRIERS = frozenset(
    [
        "table",
        "td",
        "th",
        "caption",
        "select",
        "template",
        "button",
        "marquee",
        "object",
        "applet",
        "svg",
        "math",
        "foreignobject",
        "desc",
        "title",
        "html",
    ]
)
#: Only these may stand between two elements of one kind for the second to replace the first.
_TRANSPARENT = _FORMATTING | {"span", "div", "p", "address"}

_TAG_END = r"(?:[\s/]+|=?[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?)?|=)*+>"
_MARKUP = re.compile(
    rf"""
    (?P<skipped> <!--(?:-?>|.*?(?:--!?>|\Z)) )
    | (?P<opaque> <!\[CDATA\[.*?(?:\]\]>|\Z) | <(?:plaintext|script)\b.*
        | <(?P<raw>style|textarea|title|xmp|iframe|noembed|noframes|noscript)\b.*?(?:</(?P=raw)\b|\Z) )
    | (?P<bogus> <[!?][^>]*+(?:>|\Z) | </[^a-zA-Z][^>]*+(?:>|\Z) )
    | </(?P<close>[a-zA-Z][^\s/>]*+){_TAG_END}
    | <(?P<open>[a-zA-Z][^\s/>]*+)(?P<rest>{_TAG_END})?
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_OPENING = re.compile(r"<[a-zA-Z]")
_REMOVABLE = re.compile(
    r"<!--(?P<abrupt>-?>)?|<(?P<name>script|style|svg|math|noscript|iframe|template)\b", re.IGNORECASE
)


def without_opaque_parts(html: str) -> str:
    """``html`` without comments, scripts, styles and drawings, none of which an article keeps."""
    kept: list[str] = []
    position = 0
    missing: set[str] = set()  # ends that do not occur any more, so that they are not searched for again and again
    while opening := _REMOVABLE.search(html, position):
        name = (opening["name"] or "").lower()
        if opening["abrupt"]:
            end = opening.end()
        elif name in missing or (ending := _end_of(name).search(html, opening.end())) is None:
            missing.add(name)
            kept.append(html[position : opening.end()])
            position = opening.end()
            continue
        else:
            end = ending.end()
        kept.append(html[position : opening.start()])
        position = end
    return "".join(kept) + html[position:]


@functools.cache
def _end_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\s*+>" if name else "--!?>", re.IGNORECASE)


def exceeds_depth(html: str, max_depth: int) -> bool:
    """Whether ``html`` may nest deeper than ``max_depth`` elements. Linear in the length of ``html``."""
    stack: list[str] = []
    lost = 0  # openings inside parts that are text to some parsers and markup to others
    for kind, name in _tags(html):
        if kind == "opaque":
            lost += int(name)
        elif kind == "open":
            _open(stack, name)
        else:
            _close(stack, name)
        if len(stack) + lost > max_depth:
            return True
    return False


def _tags(html: str) -> Iterator[tuple[str, str]]:
    for match in _MARKUP.finditer(html):
        if match["close"]:
            yield "close", match["close"].lower()
        elif match["opaque"]:
            yield "opaque", str(len(_OPENING.findall(match["opaque"])))
        elif match["open"]:
            name = match["open"].lower()
            if match["rest"] is None:  # never ended: a parser drops all that follows
                yield "opaque", str(len(_OPENING.findall(html, match.start())))
                return
            if name not in _VOID:
                yield "open", name


def _open(stack: list[str], name: str) -> None:
    if name in _IMPLIED:
        passable = _TRANSPARENT | _TABLE_PARTS if name in _TABLE_PARTS else _TRANSPARENT
        for other in reversed(stack):
            if other == name:
                return
            if other not in passable:
                break
    stack.append(name)


def _close(stack: list[str], name: str) -> None:
    barriers = {"table", "template", "select"} if name == "table" or name in _TABLE_PARTS else _BARRIERS
    for position in range(len(stack) - 1, -1, -1):
        if stack[position] == name:
            above = stack[position + 1 :]
            # A block takes along what is open inside it; emphasis is opened again by the parser in what follows.
            kept = above if name in _FORMATTING else [other for other in above if other in _FORMATTING]
            stack[position:] = kept
            return
        if stack[position] in barriers:
            return
