"""Contents as files."""

from uuid import UUID

from igny8.accounts.selectors import site_facts
from igny8.content.base.details import details_html, details_lines
from igny8.content.base.exports import MEDIA_TYPES, ExportText, to_csv, to_docx, to_html, to_markdown
from igny8.content.models import Content
from igny8.core.errors import InvalidInput, NotFound
from igny8.core.html import sanitize_html

_COLUMNS = (
    "id", "title", "slug", "status", "content_type", "primary_keyword", "word_count", "meta_title", "meta_description", "url",
    "details", "current_version", "created_at", "updated_at",
)  # fmt: skip
_MOST_ROWS = 50_000


def content_export(content_id: UUID, *, form: str) -> tuple[bytes, str, str]:
    """A content with its details as a file: ``md``, ``html`` or ``docx``.

    :returns: data, media type, file name. :raises NotFound: no such content. :raises InvalidInput: another format.
    """
    row = Content.objects.filter(pk=content_id).first()
    if row is None:
        raise NotFound("No such content.")
    if form not in {"md", "html", "docx"}:
        raise InvalidInput(errors={"format": ["One of md, html, docx."]})
    language = str((site_facts(row.site_id) or {}).get("locale") or "en")
    before, after = details_html(row.details)
    html = "\n".join(part for part in (before, sanitize_html(row.html), after) if part)
    text = ExportText(row.title, html, row.meta_title, row.meta_description, language)
    data = to_docx(text) if form == "docx" else (to_markdown(text) if form == "md" else to_html(text)).encode()
    return data, MEDIA_TYPES[form], f"{row.slug}.{form}"


def contents_csv(*, site_id: UUID | None = None) -> tuple[bytes, str, str]:
    """The list of contents, of one site or all, newest first. :returns: data, media type, file name."""
    rows = Content.objects.order_by("-id")
    if site_id is not None:
        rows = rows.filter(site_id=site_id)
    at = _COLUMNS.index("details")
    found = rows.values_list(*_COLUMNS)[:_MOST_ROWS]
    table = ([*row[:at], "\n\n".join(details_lines(row[at]).values()), *row[at + 1 :]] for row in found)
    return to_csv(_COLUMNS, table).encode(), MEDIA_TYPES["csv"], "content.csv"
