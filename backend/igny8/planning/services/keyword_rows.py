"""Many keywords into the table at once: COPY into a temporary table, then INSERT ... ON CONFLICT DO NOTHING.

Measured on 100,000 rows: 0.8 s this way against 2.7 s for ``bulk_create`` (docs/adr/0006).
"""

import json
import queue
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection

from igny8.core.tenancy import current_account_id
from igny8.planning.formats import ParsedRow

CHUNK_ROWS = 10_000
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_COLUMNS = (
    "line integer, keyword text, normalised text, search_volume integer, volume_low integer, volume_high integer,"
    " difficulty double precision, cpc numeric, cpc_currency text, intent text, intents jsonb, trend jsonb,"
    " serp_features jsonb, position double precision, url text, clicks integer, impressions integer, extra jsonb"
)
#: Opportunity from 0 to 100: demand on a logarithmic scale (100,000 searches a month is full) times ease of ranking.
#: Null unless volume and difficulty are both known.
PRIORITY_SQL = "round((100 * least(ln(1 + search_volume) / ln(100001), 1) * (1 - difficulty / 100))::numeric, 1)"
_INSERT = f"""
INSERT INTO igny8_keywords (id, created_at, updated_at, account_id, site_id, sector_id, keyword, normalised,
       search_volume, volume_low, volume_high, difficulty, cpc, cpc_currency, intent, intents, trend, serp_features,
       position, url, clicks, impressions, extra, source, source_tool, keyword_import_id, status, priority_score)
SELECT uuidv7(), now(), now(), %s, %s, %s, keyword, normalised, search_volume, volume_low, volume_high, difficulty, cpc,
       cpc_currency, intent, intents, trend, serp_features, position, url, clicks, impressions, extra, %s, %s, %s::uuid,
       'new', {PRIORITY_SQL}
  FROM keyword_rows ORDER BY line
    ON CONFLICT (account_id, sector_id, normalised) DO NOTHING"""
_Chunk = tuple[int, bytes] | Exception | None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where rows belong and where they came from."""

    site_id: UUID
    sector_id: UUID
    source: str
    source_tool: str = ""
    import_id: UUID | None = None


@lru_cache(maxsize=4096)
def _list_json(values: tuple[Any, ...]) -> str:
    return json.dumps(values).translate(_ESCAPES) if values else "[]"


def _text(value: Any) -> str:
    return "\\N" if value is None else str(value)


def _line(row: ParsedRow) -> str:
    extra = json.dumps(row.extra).translate(_ESCAPES) if row.extra else "{}"
    return (
        f"{row.line}\t{row.keyword.translate(_ESCAPES)}\t{row.normalised.translate(_ESCAPES)}\t"
        f"{_text(row.search_volume)}\t{_text(row.volume_low)}\t{_text(row.volume_high)}\t{_text(row.difficulty)}\t"
        f"{_text(row.cpc)}\t{row.currency or ''}\t{row.intent or ''}\t{_list_json(row.intents)}\t{_list_json(row.trend)}\t"
        f"{_list_json(row.serp_features)}\t{_text(row.position)}\t{(row.url or '').translate(_ESCAPES)[:2000]}\t"
        f"{_text(row.clicks)}\t{_text(row.impressions)}\t{extra}\n"
    )


def _chunks(rows: Iterable[ParsedRow], out: "queue.Queue[_Chunk]", stop: threading.Event) -> None:
    """Parse and format ahead in a thread of its own, while the database works on the chunk before."""

    def put(chunk: _Chunk) -> None:
        while not stop.is_set():
            try:
                out.put(chunk, timeout=0.2)
            except queue.Full:
                continue
            break

    try:
        lines: list[str] = []
        for row in rows:
            lines.append(_line(row))
            if len(lines) >= CHUNK_ROWS:
                put((len(lines), "".join(lines).encode()))
                lines.clear()
        put((len(lines), "".join(lines).encode()))
        put(None)
    except Exception as exc:  # raised again in the thread that asked
        put(exc)


def _ahead(rows: Iterable[ParsedRow]) -> Iterator[tuple[int, bytes]]:
    chunks: queue.Queue[_Chunk] = queue.Queue(maxsize=3)
    stop = threading.Event()
    thread = threading.Thread(target=_chunks, args=(rows, chunks, stop), name="keyword-parser", daemon=True)
    thread.start()
    try:
        while (chunk := chunks.get()) is not None:
            if isinstance(chunk, Exception):
                raise chunk
            yield chunk
    finally:
        stop.set()
        thread.join()


def keyword_rows_insert(rows: Iterable[ParsedRow], *, origin: Origin) -> tuple[int, int]:
    """Insert the rows inside the tenant's scope; a keyword the sector has already is left as it is.

    :param rows: streamed, from another thread than the caller's; memory stays bounded by a few chunks.
    :returns: how many rows were read and how many were created.
    """
    read = created = 0
    values: list[Any] = [
        current_account_id(), origin.site_id, origin.sector_id,
        origin.source, origin.source_tool, origin.import_id,
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS keyword_rows")
        cursor.execute(f"CREATE TEMPORARY TABLE keyword_rows ({_COLUMNS}) ON COMMIT DROP")
        for number, text in _ahead(rows):
            read += number
            with cursor.cursor.copy("COPY keyword_rows FROM STDIN") as copy:
                copy.write(text)
            cursor.execute(_INSERT, values)
            created += cursor.rowcount
            cursor.execute("TRUNCATE keyword_rows")
        cursor.execute("DROP TABLE keyword_rows")
    return read, created


def rejects_insert(rejects: Iterable[tuple[int, str, str, str]], *, origin: Origin) -> int:
    """Store rejected rows: (line, code, reason, raw). :returns: how many."""
    count = 0
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS keyword_reject_rows")
        cursor.execute(
            "CREATE TEMPORARY TABLE keyword_reject_rows (line integer, code text, reason text, raw text) ON COMMIT DROP"
        )
        with cursor.cursor.copy("COPY keyword_reject_rows FROM STDIN") as copy:
            for row in rejects:
                count += 1
                copy.write_row(row)
        cursor.execute(
            """INSERT INTO igny8_keyword_rejects
                 (id, created_at, updated_at, account_id, site_id, keyword_import_id, line, reason_code, reason, raw)
               SELECT uuidv7(), now(), now(), %s, %s, %s, line, code, left(reason, 200), left(raw, 200)
                 FROM keyword_reject_rows ORDER BY line""",
            [current_account_id(), origin.site_id, origin.import_id],
        )
        cursor.execute("DROP TABLE keyword_reject_rows")
    return count
