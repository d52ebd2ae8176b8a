"""An article as sections: one below each ``h2``, the text before the first being the introduction (no heading)."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from igny8.core.html import html_to_text

Section = dict[str, Any]  # {"id", "heading", "html", "is_locked"}
_TOO_HIGH = re.compile(r"<(/?)h[12](?=[\s>])", re.IGNORECASE)


def sections_html(sections: Iterable[Section]) -> str:
    """The whole text of the sections, each under its ``h2``."""
    parts = []
    for section in sections:
        if section["heading"]:
            parts.append(f"<h2>{escape(section['heading'], quote=False)}</h2>")
        parts.append(section["html"])
    return "\n".join(part for part in parts if part)


def without_high_headings(html: str) -> str:
    """``html`` with ``h1`` and ``h2`` turned into ``h3``: the text of one section must not open another."""
    return _TOO_HIGH.sub(r"<\1h3", html)


def sections_of(html: str, known: Sequence[Section] = ()) -> list[Section]:
    """Split sanitised ``html`` at its outer ``h2`` headings.

    :param known: the sections before the change; one with the same heading keeps its id and lock.
    """
    body = LexborHTMLParser(html).body if html.strip() else None
    parts: list[tuple[str, list[str]]] = [("", [])]
    node = body.child if body is not None else None
    while node is not None:
        if node.tag == "h2":
            parts.append((" ".join(node.text().split())[:300], []))
        elif node.tag == "-text":
            text = escape(node.text(), quote=False).strip()
            parts[-1][1].append(text)
        else:
            parts[-1][1].append(node.html or "")
        node = node.next
    found = [(heading, "\n".join(p for p in pieces if p.strip())) for heading, pieces in parts]
    if not found[0][1]:
        found = found[1:]
    return with_ids([{"heading": heading, "html": inner} for heading, inner in found], known)


def with_ids(sections: Sequence[Section], known: Sequence[Section] = ()) -> list[Section]:
    """The sections with unique ids and locks; equal headings keep what ``known`` says."""
    by_heading = {section["heading"].casefold(): section for section in reversed(list(known))}
    reserved = {str(section["id"]) for section in [*known, *sections] if section.get("id")}
    used: set[str] = set()
    out: list[Section] = []
    for section in sections:
        before = by_heading.get(section["heading"].casefold(), {})
        wanted = str(section.get("id") or before.get("id") or "")[:40]
        number = 0
        while not wanted or wanted in used:
            number += 1
            wanted = "" if f"s{number}" in reserved | used else f"s{number}"
        used.add(wanted)
        is_locked = section["is_locked"] if "is_locked" in section else before.get("is_locked", False)
        out.append({"id": wanted, "heading": section["heading"], "html": section["html"], "is_locked": bool(is_locked)})
    return out


def heading_text(text: str) -> str:
    """A heading in one line, without markup, at most 200 characters."""
    return " ".join(html_to_text(text).split())[:200]
