"""Images and tables as blocks."""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from selectolax.lexbor import LexborNode

from igny8.integration.platforms.wordpress.blocks_parse import block
from igny8.integration.platforms.wordpress.blocks_pieces import (
    attributes,
    children,
    holds_blocks,
    inner_html,
    is_blank,
    is_image,
    is_text,
)

Images = Mapping[str, int]
_ALIGNED = re.compile(r"\balign(left|right|center|wide|full)\b")
_OF_IMG = frozenset(["src", "alt", "title", "width", "height", "loading", "srcset", "sizes"])


def figure(node: LexborNode, images: Images) -> str | None:
    """An image or a table with its caption."""
    inside = [child for child in children(node) if not is_blank(child)]
    captions = [child for child in inside if child.tag == "figcaption"]
    things = [child for child in inside if child.tag != "figcaption"]
    classes = str(attributes(node).get("class") or "")
    is_known = set(attributes(node)) <= {"id", "class"} and len(things) == 1 and len(captions) < 2
    if not is_known or any(holds_blocks(caption) or attributes(caption) for caption in captions):
        return None
    aligned = _ALIGNED.search(classes)
    attrs: dict[str, Any] = {"align": aligned[1]} if aligned else {}
    others = " ".join(word for word in classes.split() if not _ALIGNED.fullmatch(word))
    if others:
        attrs["className"] = others
    below = f'<figcaption class="wp-element-caption">{inner_html(captions[0])}</figcaption>' if captions else ""
    anchor = str(attributes(node).get("id") or "")
    if things[0].tag == "table":
        return table(things[0], attrs, anchor, below)
    return image(things, attrs, images, anchor=anchor, below=below) if is_image(things[0]) else None


def image(
    run: list[LexborNode], attrs: Mapping[str, Any], images: Images, *, anchor: str = "", below: str = ""
) -> str | None:
    """An image block. Sizes are left out: WordPress writes them for its own images, and a fixed height would squeeze others.

    :param attrs: what the block has to know besides: align, className, and of an older block id and sizeSlug.
    """
    link = run[0] if run[0].tag == "a" else None
    picture = run[0].css_first("img") if link is not None else run[0]
    if picture is None or not set(attributes(picture)) <= _OF_IMG:
        return None
    if link is not None and not set(attributes(link)) <= {"href", "rel"}:
        return None
    source = str(attributes(picture).get("src") or "")
    if not source:
        return None
    made: dict[str, Any] = {}
    number = images.get(source) or attrs.get("id")
    if number:
        made = {"id": int(number), "sizeSlug": attrs.get("sizeSlug") or "full"}
    if link is not None or number:
        kept = attrs.get("linkDestination")
        made["linkDestination"] = (kept if kept not in (None, "none") else "custom") if link is not None else "none"
    made |= {name: value for name, value in attrs.items() if name in ("align", "className", "metadata")}
    classes = ["wp-block-image", f"align{made['align']}" if made.get("align") else ""]
    classes += [f"size-{made['sizeSlug']}" if number else "", made.get("className", "")]
    title = attributes(picture).get("title")
    text = f'<img src="{escape(source)}" alt="{escape(str(attributes(picture).get("alt") or ""))}"'
    text += f' class="wp-image-{int(number)}"' if number else ""
    text += f' title="{escape(title)}"' if title else ""
    text += "/>"
    if link is not None:
        rel = f' rel="{escape(str(attributes(link)["rel"]))}"' if attributes(link).get("rel") else ""
        text = f'<a href="{escape(str(attributes(link).get("href") or ""))}"{rel}>{text}</a>'
    css = " ".join(str(word) for word in classes if word)
    named = f' id="{escape(anchor)}"' if anchor else ""
    return block("image", made, f'<figure class="{escape(css)}"{named}>{text}{below}</figure>')


def table(node: LexborNode, attrs: dict[str, Any], anchor: str, below: str | None) -> str | None:
    parts = {"thead": "", "tbody": "", "tfoot": ""}
    caption = ""
    for child in children(node):
        tag = str(child.tag)
        if tag == "caption" and not attributes(child) and not holds_blocks(child) and not below:
            caption = (
                f'<figcaption class="wp-element-caption">{inner_html(child)}</figcaption>'
                if not is_blank(child)
                else ""
            )
            continue
        rows = [_row(row) for row in children(child) if not is_text(row)] if tag in parts else [None]
        is_next = tag in parts and not any(parts[name] for name in list(parts)[list(parts).index(tag) :])
        if is_text(child):
            continue
        if None in rows or not is_next or attributes(child):
            return None
        parts[tag] = f"<{tag}>{''.join(str(row) for row in rows)}</{tag}>" if rows else ""
    if attributes(node) or not any(parts.values()):
        return None
    css = " ".join(
        word
        for word in ("wp-block-table", f"align{attrs['align']}" if "align" in attrs else "", attrs.get("className", ""))
        if word
    )
    named = f' id="{escape(anchor)}"' if anchor else ""
    inner = f'<figure class="{escape(css)}"{named}><table>{"".join(parts.values())}</table>{below or caption}</figure>'
    return block("table", {"hasFixedLayout": False, **attrs}, inner)


def _row(row: LexborNode) -> str | None:
    if row.tag != "tr" or attributes(row):
        return None
    cells = []
    for cell in children(row):
        if is_text(cell):
            continue
        seen = [child for child in children(cell) if not is_blank(child)]
        holder = seen[0] if len(seen) == 1 and seen[0].tag == "p" and not attributes(seen[0]) else cell
        if (
            cell.tag not in ("td", "th")
            or holds_blocks(holder)
            or not set(attributes(cell)) <= {"colspan", "rowspan", "scope"}
        ):
            return None
        words = "".join(f' {name}="{escape(str(value))}"' for name, value in attributes(cell).items())
        cells.append(f"<{cell.tag}{words}>{inner_html(holder)}</{cell.tag}>")
    return f"<tr>{''.join(cells)}</tr>" if cells else None
