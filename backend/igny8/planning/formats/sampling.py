"""Choosing delimiter and header row from the first records of a file."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from igny8.planning.formats.errors import UnreadableFile
from igny8.planning.formats.headers import OTHER_DIMENSIONS, header_currency, header_key
from igny8.planning.formats.records import NO_DELIMITER, Record, records
from igny8.planning.formats.shapes import Rows, column, is_counts, keyword_planner, search_console
from igny8.planning.formats.tools import map_columns, tool_of

_DELIMITERS = (",", "\t", ";", "|")
_SAMPLE_RECORDS = 200
# Exports put at most a handful of lines (title, period, filters) above the header.
_PREAMBLE = 40
# Wider than any export; a hostile header must not cost minutes.
_MAX_COLUMNS = 1_000
_SEP = re.compile(r"sep=(.)\s*", re.IGNORECASE)
_COMMA_DECIMAL = re.compile(r"\D{0,4}\d{1,3}(?:[.\s]\d{3})*,\d{1,2}\s*\D{0,4}")
_DOT_DECIMAL = re.compile(r"\D{0,4}\d{1,3}(?:[,\s]?\d{3})*\.\d{1,2}\s*\D{0,4}")
_ADDRESS = re.compile(r"https?://\S+|/\S*", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}")


@dataclass(slots=True)
class Table:
    """One way of reading the sample. Attributes are those of ``Detection``; ``rows`` are cells of the first records."""

    delimiter: str
    header: list[str]
    header_row: int
    data_line: int
    rows: Rows
    mapping: dict[str, int]
    tool: str
    currency: str | None
    confidence: float


def choose_table(lines: list[str], *, filename: str, any_table: bool) -> Table:
    """The best reading of the sample.

    :param any_table: accept a table without a recognised keyword column; the caller maps it by hand.
    :raises UnreadableFile: ``NO_KEYWORD_COLUMN`` when it is a table and none of its columns holds keywords.
    """
    declared = _SEP.fullmatch(lines[0].strip('\ufeff"')) if lines else None
    delimiters = (declared[1],) if declared and declared[1] not in "\"'" else _DELIMITERS
    start = 2 if declared else 1
    samples = {
        mark: list(islice(records(lines[start - 1 :], delimiter=mark, first_line=start), _SAMPLE_RECORDS))
        for mark in delimiters
    }
    if any(_usual_width(sample)[0] > _MAX_COLUMNS for sample in samples.values()):
        raise UnreadableFile("TOO_MANY_COLUMNS")
    by_header = [table for mark, sample in samples.items() if (table := _with_header(mark, sample))]
    if by_header:
        best = max(by_header, key=lambda table: (len(table.mapping), _regularity(table)))
        if len([name for name in best.header if name.strip()]) == 1 and len(best.header) == 1:
            return _plain(lines, start, header=True)
        return best
    by_shape = [table for mark, sample in samples.items() if (table := _with_shape(mark, sample))]
    if by_shape:
        _refuse_other_dimension(by_shape[0], filename)
        return by_shape[0]
    tables = [table for mark, sample in samples.items() if (table := _unnamed(mark, sample))]
    if tables:
        best = max(tables, key=lambda table: (_regularity(table), len(table.header)))
        if any_table or best.mapping:
            return best
        names = ", ".join(f"“{name.strip()[:40]}”" for name in best.header[:12])
        subject = f"“{filename}”" if filename else "The file"
        raise UnreadableFile(
            "NO_KEYWORD_COLUMN",
            f"{subject} has no column that is known to hold keywords. Its columns are {names}. "
            "Name one of them “Keyword”, or choose it in the mapping.",
        )
    return _plain(lines, start, header=False)


def decimal_mark_of(rows: Rows, delimiter: str) -> str:
    """The decimal mark most cells use; "," for semicolon files without evidence, as spreadsheets there write them."""
    commas = dots = 0
    for row in rows:
        for cell in row:
            if len(cell) <= 20:
                text = cell.strip()
                commas += bool(_COMMA_DECIMAL.fullmatch(text))
                dots += bool(_DOT_DECIMAL.fullmatch(text))
    if commas == dots:
        return "," if delimiter == ";" else "."
    return "," if commas > dots else "."


def _regularity(table: Table) -> float:
    """Share of the rows that have as many cells as the header."""
    if not table.rows:
        return 1.0
    return sum(len(row) == len(table.header) for row in table.rows) / len(table.rows)


def _filled(cells: list[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _after(sample: list[Record], index: int) -> tuple[int, Rows]:
    """Line on which the record after ``index`` may start, and the cells of all records after it."""
    line, _, raw, _ = sample[index]
    rows = [cells for _, cells, _, _ in sample[index + 1 :] if cells is not None and _filled(cells)]
    return line + raw.count("\n") + 1, rows


def _with_header(delimiter: str, sample: list[Record]) -> Table | None:
    """The reading in which a record of the preamble's length names a keyword column; the one naming most fields."""
    best: Table | None = None
    widest = 0
    for index, (line, cells, _, _) in enumerate(sample[:_PREAMBLE]):
        if cells is None or len(cells) > _MAX_COLUMNS:
            continue
        filled = _filled(cells)
        keys = [header_key(cell) for cell in cells]
        tool = tool_of(keys)
        mapping = map_columns(keys, tool)
        # A row that merely mentions "keyword" is no header: a header stands first, under narrower lines, or names
        # three fields.
        if (
            "keyword" in mapping
            and (filled > widest or len(mapping) >= 3)
            and (best is None or len(mapping) > len(best.mapping))
        ):
            data_line, rows = _after(sample, index)
            header = [cell.strip() for cell in cells]
            currency = next((found for key in keys if (found := header_currency(key))), None)
            confidence = 0.98 if tool else (0.75 if len(mapping) >= 3 else 0.5)
            key = tool.key if tool else "generic"
            best = Table(delimiter, header, line, data_line, rows, mapping, key, currency, confidence)
        widest = max(widest, filled)
    if best is not None and best.tool == "generic":
        _settle_by_shape(best)
    return best


def _settle_by_shape(table: Table) -> None:
    """Google's tools, whose headers are in the language of the account: look at the cells."""
    shaped = search_console(table.header, table.rows)
    if shaped or {"clicks", "impressions", "position"} <= table.mapping.keys():
        table.tool, table.confidence = "search_console", 0.95
        table.mapping = shaped or table.mapping
        return
    shaped = keyword_planner(table.header, table.rows)
    if shaped:
        table.tool, table.confidence = "keyword_planner", 0.95
        table.mapping = shaped


def _usual_width(sample: list[Record]) -> tuple[int, float]:
    """Most frequent number of cells and the share of records that have it."""
    widths = Counter(len(cells) for _, cells, _, _ in sample if cells is not None)
    if not widths:
        return 0, 0.0
    width, count = widths.most_common(1)[0]
    return width, count / len(sample)


def _with_shape(delimiter: str, sample: list[Record]) -> Table | None:
    """The reading in which the cells are those of a Google export, whatever the headers say."""
    width, _ = _usual_width(sample)
    index = next((i for i, (_, cells, _, _) in enumerate(sample) if cells is not None and len(cells) == width), None)
    if index is None or width < 5:
        return None
    line, cells, _, _ = sample[index]
    header = [cell.strip() for cell in cells or []]
    data_line, rows = _after(sample, index)
    for tool, shape in (("search_console", search_console), ("keyword_planner", keyword_planner)):
        mapping = shape(header, rows)
        if mapping:
            table = Table(delimiter, header, line, data_line, rows, mapping, tool, None, 0.85)
            return _without_header(table) if _is_data(table) else table
    return None


def _is_data(table: Table) -> bool:
    """Whether the supposed header is a row itself: it has a count where the rows under it have counts."""
    return any(
        is_counts(column(table.rows, i)) and is_counts([name])
        for i, name in enumerate(table.header)
        if name and table.rows
    )


def _without_header(table: Table) -> Table:
    table.rows = [table.header, *table.rows]
    table.data_line, table.header_row = table.header_row, 0
    table.header = [f"Column {i + 1}" for i in range(len(table.header))]
    return table


def _refuse_other_dimension(table: Table, filename: str) -> None:
    """:raises UnreadableFile: for the pages, countries, devices and dates files of a Search Console download."""
    if table.tool != "search_console":
        return
    first = column(table.rows, 0)
    named = header_key(table.header[0]) in OTHER_DIMENSIONS
    if named or all(_ADDRESS.fullmatch(cell) for cell in first) or all(_DATE.fullmatch(cell) for cell in first):
        subject = f"“{filename}”" if filename else "This"
        raise UnreadableFile(
            "NO_KEYWORD_COLUMN",
            f"{subject} is a Search Console file about “{table.header[0]}”, not about queries. "
            "Import Queries.csv of the same download.",
        )


def _unnamed(delimiter: str, sample: list[Record]) -> Table | None:
    """A table whose headers say nothing: cells line up, and with commas (keywords hold them too) one column counts."""
    width, share = _usual_width(sample)
    if width < 2 or share < 0.8 or (len(sample) < 2 and delimiter == ","):
        return None
    index = next(i for i, (_, cells, _, _) in enumerate(sample) if cells is not None and len(cells) == width)
    line, cells, _, _ = sample[index]
    data_line, rows = _after(sample, index)
    filled = [i for i in range(width) if column([cells or [], *rows], i)]
    if len(filled) == 1:
        only = {"keyword": filled[0]}
        return _without_header(Table(delimiter, cells or [], line, data_line, rows, only, "plain", None, 0.5))
    if delimiter == "," and not any(is_counts(column(rows, i)) for i in range(1, width)):
        return None
    table = Table(delimiter, [cell.strip() for cell in cells or []], line, data_line, rows, {}, "generic", None, 0.3)
    return _without_header(table) if _is_data(table) else table


def _refuse_quoted_rows(cells: list[str] | None) -> None:
    """:raises UnreadableFile: when the first line is a whole header in one cell."""
    for mark in _DELIMITERS:
        keys = [header_key(name) for name in (cells or [""])[0].split(mark)[:_MAX_COLUMNS]]
        mapping = map_columns(keys, None)
        if "keyword" in mapping and len(mapping) > 1:
            raise UnreadableFile("QUOTED_ROWS")


def _plain(lines: list[str], start: int, *, header: bool) -> Table:
    """One keyword a line; commas and quotation marks belong to the keyword."""
    sample = list(islice(records(lines[start - 1 :], delimiter=NO_DELIMITER, first_line=start), _SAMPLE_RECORDS))
    if not sample:
        raise UnreadableFile("EMPTY_FILE")
    _refuse_quoted_rows(sample[0][1])
    if not header:
        rows = [cells for _, cells, _, _ in sample if cells is not None]
        return Table("", ["Keyword"], 0, start, rows, {"keyword": 0}, "plain", None, 0.6)
    index = next(
        i
        for i, (_, cells, _, _) in enumerate(sample)
        if cells and "keyword" in map_columns([header_key(cells[0])], None)
    )
    data_line, rows = _after(sample, index)
    name = (sample[index][1] or ["Keyword"])[0].strip()
    return Table("", [name], sample[index][0], data_line, rows, {"keyword": 0}, "plain", None, 0.9)
