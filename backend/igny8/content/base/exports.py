"""Texts and lists as files: Markdown, HTML, DOCX, CSV."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from selectolax.lexbor import LexborHTMLParser

from igny8.core.html import html_to_markdown

MEDIA_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BOLD, _ITALIC = {"strong", "b"}, {"em", "i", "cite"}


@dataclass(frozen=True, slots=True)
class ExportText:
    """What goes into a file; ``html`` is sanitised."""

    title: str
    html: str
    meta_title: str
    meta_description: str
    language: str


def to_markdown(text: ExportText) -> str:
    """The text below its title as ``#`` heading."""
    return f"# {text.title}\n\n{html_to_markdown(text.html)}\n"


def to_html(text: ExportText) -> str:
    """A complete HTML document."""
    return (
        f'<!doctype html>\n<html lang="{escape(text.language)}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(text.meta_title or text.title)}</title>\n"
        f'<meta name="description" content="{escape(text.meta_description)}">\n</head>\n<body>\n'
        f"<h1>{escape(text.title)}</h1>\n{text.html}\n</body>\n</html>\n"
    )


def to_docx(text: ExportText) -> bytes:
    """A Word document with headings, lists, quotations, tables, bold, italic and links."""
    document = Document()
    document.core_properties.title = _clean(text.title)[:255]
    document.core_properties.comments = _clean(text.meta_description)[:255]
    document.add_heading(_clean(text.title), level=0)
    body = LexborHTMLParser(text.html).body
    if body is not None:
        _blocks(document, body)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def to_csv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table with a byte order mark for spreadsheets; cells that would be read as formulas get an apostrophe in front.

    See https://owasp.org/www-community/attacks/CSV_Injection.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([[_cell(value) for value in row] for row in rows])
    return "\ufeff" + out.getvalue()


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("", text)


def _blocks(document: Any, parent: Any, style: str | None = None) -> None:
    node = parent.child
    while node is not None:
        tag = node.tag
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            document.add_heading(_clean(" ".join(node.text().split())), level=min(int(tag[1]), 4))
        elif tag in {"ul", "ol"}:
            _list(document, node, "List Bullet" if tag == "ul" else "List Number")
        elif tag == "table":
            _table(document, node)
        elif tag == "blockquote":
            _blocks(document, node, "Quote")
        elif tag in {"p", "pre", "figcaption", "dt", "dd", "summary"}:
            _runs(document.add_paragraph(style=style), node)
        elif tag == "-text":
            if node.text().strip():
                document.add_paragraph(_clean(" ".join(node.text().split())), style=style)
        elif tag in {"div", "section", "figure", "details", "dl"}:
            _blocks(document, node, style)
        elif node.text().strip():
            _runs(document.add_paragraph(style=style), node)
        node = node.next


def _list(document: Any, parent: Any, style: str) -> None:
    for item in parent.css("li"):
        if _nearest_list(item) != parent.mem_id:
            continue
        paragraph = document.add_paragraph(style=style)
        child = item.child
        while child is not None:
            if child.tag not in {"ul", "ol"}:
                _run(paragraph, child, False, False)
            child = child.next
        for inner in item.css("ul, ol"):
            if inner.parent is not None and inner.parent.mem_id == item.mem_id:
                _list(document, inner, style)


def _nearest_list(item: Any) -> int | None:
    node = item.parent
    while node is not None and node.tag not in {"ul", "ol"}:
        node = node.parent
    return node.mem_id if node is not None else None


def _table(document: Any, node: Any) -> None:
    rows = [[_clean(" ".join(cell.text().split())) for cell in row.css("td, th")] for row in node.css("tr")]
    rows = [row for row in rows if row]
    if not rows:
        return
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    table.style = "Table Grid"
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            table.cell(number, column).text = value


def _runs(paragraph: Any, node: Any) -> None:
    child = node.child
    while child is not None:
        _run(paragraph, child, False, False)
        child = child.next


def _run(paragraph: Any, node: Any, bold: bool, italic: bool) -> None:
    if node.tag == "-text":
        text = _clean(re.sub(r"\s+", " ", node.text()))
        if text:
            run = paragraph.add_run(text)
            run.bold, run.italic = bold or None, italic or None
        return
    if node.tag == "br":
        paragraph.add_run().add_break()
        return
    if node.tag == "a" and (node.attributes.get("href") or "").startswith(("http://", "https://", "mailto:")):
        _link(paragraph, _clean(" ".join(node.text().split())), str(node.attributes["href"]))
        return
    child = node.child
    while child is not None:
        _run(paragraph, child, bold or node.tag in _BOLD, italic or node.tag in _ITALIC)
        child = child.next


def _link(paragraph: Any, text: str, address: str) -> None:
    """A real hyperlink; python-docx has no call for one."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.font.underline = True
    link.append(run._element)
    paragraph._p.append(link)
