"""One piece of HTML as the block that WordPress's editor would have made of it.

The editor writes each block again from what it read and compares: an attribute that the block does not know, and the block counts
as broken. What no block can hold as it is becomes ``wp:html``, which holds anything.
"""

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from selectolax.lexbor import LexborNode

from igny8.integration.platforms.wordpress.blocks_media import Images, figure, image, table
from igny8.integration.platforms.wordpress.blocks_parse import block
from igny8.integration.platforms.wordpress.blocks_pieces import (
    BLOCKS,
    attributes,
    children,
    holds_blocks,
    html_of,
    inner_html,
    is_blank,
    is_image,
    is_text,
    lines,
    quote,
    roots,
    runs,
)

_TAG = re.compile(r"(<[^>]*>)")
_ADDRESS = re.compile(r"^(\s*https?:)//(?=[^\s<>\"]+\s*$)", re.MULTILINE)


def natives(found: Iterable[list[LexborNode]], images: Images) -> list[str]:
    """A block for each of the outermost elements; a box without a meaning of its own becomes what is in it."""
    made: list[str] = []
    for run in found:
        if str(run[0].tag) not in BLOCKS:
            made += [native(roots(f"<p>{line}</p>")[0][0], images) for line in lines(run)]
        elif run[0].tag in ("div", "section") and not attributes(run[0]):
            made += natives(runs(run[0]), images)
        else:
            made.append(native(run[0], images))
    return made


def native(node: LexborNode, images: Images) -> str:
    """The block of one element."""
    tag = str(node.tag)
    made: str | None = None
    if tag == "p":
        seen = [child for child in children(node) if not is_blank(child)]
        if not attributes(node) and len(seen) == 1 and is_image(seen[0]):
            made = image([seen[0]], {}, images)
        else:
            made = _simple(node, "paragraph", known=("id", "class", "dir"))
    elif re.fullmatch("h[1-6]", tag):
        level = {} if tag == "h2" else {"level": int(tag[1])}
        made = _simple(node, "heading", level, css="wp-block-heading")
    elif tag in ("ul", "ol"):
        made = _list(node)
    elif tag == "blockquote":
        made = _quote(node, images)
    elif tag == "figure":
        made = figure(node, images)
    elif tag == "table":
        made = table(node, {}, "", None)
    elif tag == "pre":
        made = _pre(node)
    elif tag == "hr":
        made = _simple(node, "separator", css="wp-block-separator has-alpha-channel-opacity")
    return block("html", {}, str(node.html)) if made is None else made


def _opening(
    node: LexborNode, attrs: dict[str, Any], *, css: str = "", known: Iterable[str] = ("id", "class"), more: str = ""
) -> str | None:
    """The element's opening tag, with what the block has to know of it put into ``attrs``; None when it cannot know all."""
    given = attributes(node)
    if not set(given) <= set(known) or given.get("dir") == "auto":
        return None
    if "class" in given:
        attrs["className"] = given["class"]
    if "dir" in given:
        attrs["direction"] = given["dir"]
    classes = " ".join(part for part in (css, given.get("class", "")) if part)
    text = f' class="{escape(classes)}"' if classes else ""
    text += "".join(f' {name}="{escape(given[name])}"' for name in ("id", "dir") if name in given)
    return f"<{node.tag}{text}{more}>"


def _simple(
    node: LexborNode,
    name: str,
    attrs: Mapping[str, Any] | None = None,
    *,
    css: str = "",
    known: Iterable[str] = ("id", "class"),
) -> str | None:
    made = dict(attrs or {})
    opening = _opening(node, made, css=css, known=known)
    if opening is None or holds_blocks(node):
        return None
    if node.tag == "hr":
        return block(name, made, opening[:-1] + "/>")
    return block(name, made, f"{opening}{inner_html(node)}</{node.tag}>")


def _list(node: LexborNode) -> str | None:
    attrs: dict[str, Any] = {"ordered": True} if node.tag == "ol" else {}
    more = ""
    if "reversed" in attributes(node):
        attrs["reversed"], more = True, " reversed"
    if attributes(node).get("start"):
        attrs["start"] = int(str(attributes(node)["start"]))
        more += f' start="{attrs["start"]}"'
    opening = _opening(node, attrs, css="wp-block-list", known=("id", "class", "start", "reversed"), more=more)
    items = [_item(child) for child in children(node) if not is_text(child)]
    is_list = all(is_blank(child) for child in children(node) if is_text(child))
    if opening is None or not items or not is_list or None in items:
        return None
    return block("list", attrs, opening + "\n\n".join(str(item) for item in items) + f"</{node.tag}>")


def _item(node: LexborNode) -> str | None:
    attrs: dict[str, Any] = {}
    opening = _opening(node, attrs)
    if node.tag != "li" or opening is None:
        return None
    inside = [child for child in children(node) if not is_blank(child)]
    if inside and inside[0].tag == "p" and not attributes(inside[0]):
        line, lists = list(children(inside[0])), inside[1:]
    else:
        all_inside = list(children(node))
        first = next((n for n, child in enumerate(all_inside) if child.tag in ("ul", "ol")), len(all_inside))
        line, lists = all_inside[:first], [child for child in all_inside[first:] if not is_blank(child)]
    if any(str(child.tag) in BLOCKS or holds_blocks(child) for child in line if not is_text(child)):
        return None
    nested = [_list(child) if child.tag in ("ul", "ol") else None for child in lists]
    if None in nested:
        return None
    return block("list-item", attrs, opening + html_of(line) + "\n\n".join(str(text) for text in nested) + "</li>")


def _quote(node: LexborNode, images: Images) -> str | None:
    attrs: dict[str, Any] = {}
    opening = _opening(node, attrs, css="wp-block-quote")
    if opening is None:
        return None
    found, cite = quote(node)
    if cite is not None and holds_blocks(cite):
        return None
    words = f"<cite>{inner_html(cite)}</cite>" if cite is not None else ""
    return block("quote", attrs, opening + "\n\n".join(natives(found, images)) + words + "</blockquote>")


def _pre(node: LexborNode) -> str | None:
    attrs: dict[str, Any] = {}
    inside = list(children(node))
    is_code = len(inside) == 1 and inside[0].tag == "code" and not attributes(inside[0])
    opening = _opening(node, attrs, css="wp-block-code" if is_code else "wp-block-preformatted")
    if opening is None or holds_blocks(node):
        return None
    text = "".join(str(child.html) for child in children(inside[0] if is_code else node))
    if is_code:
        return block("code", attrs, f"{opening}<code>{_as_written(text)}</code></pre>")
    return block("preformatted", attrs, f"{opening}{_as_written(text)}</pre>")


def _as_written(text: str) -> str:
    """Code that shows a shortcode or an address must not become a gallery or a film."""
    parts = [part if part.startswith("<") else part.replace("[", "&#91;") for part in _TAG.split(text)]
    return _ADDRESS.sub(r"\1&#47;&#47;", "".join(parts))
