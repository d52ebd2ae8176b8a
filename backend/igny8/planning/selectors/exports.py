"""CSV exports: streamed in chunks, each read in a scope of its own, so that a slow client holds no transaction open."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from django.db.models import QuerySet

from igny8.core.tenancy import Scope, current_account_id, current_scope, tenant

CHUNK_ROWS: Final = 2000
#: What makes a spreadsheet run a cell as a formula (https://owasp.org/www-community/attacks/CSV_Injection).
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")

KEYWORD_COLUMNS: Final = (
    ("Keyword", "keyword"),
    ("Volume", "search_volume"),
    ("Volume low", "volume_low"),
    ("Volume high", "volume_high"),
    ("Difficulty", "difficulty"),
    ("CPC", "cpc"),
    ("Currency", "cpc_currency"),
    ("Intent", "intent"),
    ("Position", "position"),
    ("URL", "url"),
    ("Clicks", "clicks"),
    ("Impressions", "impressions"),
    ("Priority", "priority_score"),
    ("Status", "status"),
    ("Source", "source"),
    ("Cluster", "cluster__name"),
)
CLUSTER_COLUMNS: Final = (
    ("Cluster", "name"),
    ("Description", "description"),
    ("Intent", "intent"),
    ("Role", "role"),
    ("Pillar", "pillar__name"),
    ("Head keyword", "head_keyword"),
    ("Keywords", "keyword_count"),
    ("Volume", "total_volume"),
    ("Status", "status"),
    ("Locked", "is_locked"),
)
REJECT_COLUMNS: Final = (("Line", "line"), ("Reason", "reason"), ("Code", "reason_code"), ("Row", "raw"))


def safe_cell(value: Any) -> Any:
    """The value as a cell no spreadsheet runs: text that would be a formula gets an apostrophe in front.

    The import takes such an apostrophe off again, so an export can be read back unchanged. Unknown is an empty cell.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def csv_export(queryset: QuerySet[Any], columns: Sequence[tuple[str, str]]) -> Iterator[bytes]:
    """The rows as CSV in UTF-8 with a byte order mark (spreadsheets need it), newest first.

    :param queryset: made inside the reader's scope; its filters hold. :param columns: header and field of each column.
    """
    scope = current_scope()
    assert scope is not None
    current_account_id()
    return _chunks(queryset, columns, scope)


def _chunks(queryset: QuerySet[Any], columns: Sequence[tuple[str, str]], scope: Scope) -> Iterator[bytes]:
    fields = ["id", *(field for _, field in columns)]
    yield b"\xef\xbb\xbf" + _lines([[header for header, _ in columns]], lambda value: value)
    ordered = queryset.order_by("-id")
    last = None
    while True:
        assert scope.account_id is not None
        with tenant(scope.account_id, site_ids=scope.site_ids, actor=scope.actor):
            part = ordered if last is None else ordered.filter(id__lt=last)
            rows = list(part.values_list(*fields)[:CHUNK_ROWS])
        if rows:
            yield _lines([row[1:] for row in rows], safe_cell)
        if len(rows) < CHUNK_ROWS:
            return
        last = rows[-1][0]


def _lines(rows: Sequence[Sequence[Any]], form: Callable[[Any], Any]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([form(value) for value in row] for row in rows)
    return out.getvalue().encode()
