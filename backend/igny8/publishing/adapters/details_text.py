"""Details of a content as part of its text, for destinations that have no place of their own for them."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from selectolax.lexbor import LexborHTMLParser


def with_details(html: str, details: Mapping[str, Any], *, but: Sequence[str] = ()) -> str:
    """``html`` with highlights before it, and what is included, steps and properties after it.

    No headings: they would need the text's language. What the text says already is not said again, so that a text which came
    back from the destination with its details in it does not get them twice.

    :param details: as ``content.base.details`` checks them: plain text.
    :param but: details the destination has a place of its own for.
    """
    said = _words(html)

    def missing(name: str) -> list[Any]:
        entries = [] if name in but else list(details.get(name) or [])
        return [] if all(_words(_plain(entry)) in said for entry in entries) else entries

    before = _list("ul", missing("highlights"))
    after = _list("ul", missing("includes")) + _list("ol", missing("steps")) + _table(missing("attributes"))
    return f"{before}{html}{after}"


def _words(html: str) -> str:
    body = LexborHTMLParser(html).body
    return " ".join((body.text(separator=" ") if body is not None else "").split()).casefold()


def _plain(entry: Any) -> str:
    return escape(f"{entry['name']} {', '.join(entry['options'])}" if isinstance(entry, Mapping) else str(entry))


def _list(tag: str, entries: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(entry)}</li>" for entry in entries)
    return f"<{tag}>{items}</{tag}>" if items else ""


def _table(attributes: Sequence[Mapping[str, Any]]) -> str:
    rows = "".join(
        f"<tr><th>{escape(row['name'])}</th><td>{escape(', '.join(row['options']))}</td></tr>" for row in attributes
    )
    return f"<table><tbody>{rows}</tbody></table>" if rows else ""
