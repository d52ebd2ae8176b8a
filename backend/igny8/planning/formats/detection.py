"""Detecting a keyword file from its first bytes: tool, encoding, delimiter, header row, columns."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from igny8.planning.formats.encodings import decode_sample, detect_encoding, refuse_binary
from igny8.planning.formats.errors import UnreadableFile
from igny8.planning.formats.headers import FIELDS, header_key
from igny8.planning.formats.records import physical_lines
from igny8.planning.formats.sampling import Table, choose_table, decimal_mark_of
from igny8.planning.formats.shapes import is_bucketed, month_columns
from igny8.planning.formats.tools import LABELS
from igny8.planning.formats.values import read_currency

SAMPLE_BYTES = 1 << 18

Source = str | os.PathLike[str] | bytes | BinaryIO
Override = Mapping[str, int | str | None]


@dataclass(frozen=True, slots=True)
class Detection:
    """What was found out about a keyword file; all that ``read`` needs to know.

    :param tool: key of the tool, stored as ``source_tool``; ``plain`` and ``generic`` name no tool.
    :param tool_label: its name for people.
    :param encoding: Python codec name.
    :param delimiter: one character; empty for a list of one column.
    :param header_row: 1-based physical line of the header; 0 when the file has none.
    :param data_line: 1-based physical line on which the first row may start.
    :param columns: headers from left to right, as written; generated names when there is no header.
    :param mapping: field to 0-based column; only fields that the file has.
    :param month_columns: columns that are one month of the trend each, oldest first.
    :param bucketed: bare volumes are orders of magnitude (Keyword Planner accounts with little spend).
    :param decimal_mark: "." or ",".
    :param currency: ISO 4217 code of all costs, where the file names one.
    :param notes: sentences about what was and was not read.
    :param confidence: 0 to 1; below 0.7 a person should look at the preview.
    """

    tool: str
    tool_label: str
    encoding: str
    delimiter: str
    header_row: int
    data_line: int
    columns: tuple[str, ...]
    mapping: dict[str, int]
    month_columns: tuple[int, ...]
    bucketed: bool
    decimal_mark: str
    currency: str | None
    notes: tuple[str, ...]
    confidence: float


def head(source: Source) -> tuple[bytes, bool]:
    """The first bytes of a source and whether they are all of it. A file object is rewound where it can be."""
    if isinstance(source, bytes):
        piece = source
    elif isinstance(source, (str, os.PathLike)):
        with Path(source).open("rb") as stream:
            piece = stream.read(SAMPLE_BYTES + 1)
    else:
        source.seek(0)
        piece = source.read(SAMPLE_BYTES + 1)
        source.seek(0)
    return piece[:SAMPLE_BYTES], len(piece) <= SAMPLE_BYTES


def detect(source: Source, *, filename: str = "", mapping_override: Override | None = None) -> Detection:
    """Find out how a keyword file is written and which tool wrote it.

    :param source: a path, a seekable binary file, or the bytes of a file (its first 256 KB are enough).
    :param filename: the name the user gave it; named in errors.
    :param mapping_override: columns chosen by a person, see ``remap``. A chosen keyword column makes a file readable
        whose headers say nothing.
    :raises UnreadableFile: when the file as a whole cannot be imported; the sentence names cause and cure.
    """
    sample, whole = head(source)
    if not sample:
        raise UnreadableFile("EMPTY_FILE")
    refuse_binary(sample)
    encoding = detect_encoding(sample)
    lines = list(physical_lines([decode_sample(sample, encoding)]))
    if not whole and len(lines) > 1:
        lines.pop()
    chosen = (mapping_override or {}).get("keyword") is not None
    table = choose_table(lines, filename=filename, any_table=chosen)
    if whole and not any(line.strip(" \t,;|") for line in lines[table.data_line - 1 :]):
        raise UnreadableFile("NO_ROWS")
    detection = _describe(table, encoding)
    return remap(detection, mapping_override) if mapping_override else detection


def _describe(table: Table, encoding: str) -> Detection:
    months = month_columns(table.header) if table.tool in ("keyword_planner", "generic") else ()
    volume = table.mapping.get("search_volume")
    bucketed = table.tool == "keyword_planner" and volume is not None and is_bucketed(table.rows, volume, months)
    return Detection(
        tool=table.tool,
        tool_label=LABELS[table.tool],
        encoding=encoding,
        delimiter=table.delimiter,
        header_row=table.header_row,
        data_line=table.data_line,
        columns=tuple(table.header),
        mapping=table.mapping,
        month_columns=tuple(i for i in months if i not in table.mapping.values()),
        bucketed=bucketed,
        decimal_mark=decimal_mark_of(table.rows, table.delimiter),
        currency=_currency(table),
        notes=_notes(table, bucketed),
        confidence=table.confidence,
    )


def _currency(table: Table) -> str | None:
    if table.currency or "currency" not in table.mapping:
        return table.currency
    index = table.mapping["currency"]
    codes = {read_currency(row[index])[0] for row in table.rows if len(row) > index and row[index].strip()}
    return codes.pop() if len(codes) == 1 else None


def _notes(table: Table, bucketed: bool) -> tuple[str, ...]:
    keys = {header_key(name): name for name in table.header}
    notes = []
    for key in ("competition", "competition (indexed value)", "competitive density", "paid difficulty", "pd"):
        if key in keys:
            notes.append(f"“{keys[key]}” is competition between advertisers and was not used as difficulty.")
            break
    else:
        if table.tool == "keyword_planner":
            notes.append("Competition is competition between advertisers and was not used as difficulty.")
    if "global volume" in keys:
        notes.append("“Global volume” counts searches worldwide and was not used as search volume.")
    if table.tool == "search_console" or "impressions" in table.mapping:
        notes.append("Impressions are not search volume; search volume stays unknown.")
    if table.tool == "search_console" and len(table.header) == 9:
        notes.append("The export compares two periods; the current one was used.")
    if bucketed:
        notes.append("Volumes are orders of magnitude (50 stands for 10 to 100) and were read as ranges.")
    if table.tool == "keyword_planner":
        notes.append("Top-of-page bids are not costs per click; they were kept beside the keyword.")
    if table.tool == "generic" and "search_volume" not in table.mapping:
        notes.append("No column with search volumes was recognised.")
    return tuple(notes)


def remap(detection: Detection, override: Override) -> Detection:
    """The detection with columns chosen by a person.

    :param override: field to column: its 0-based index, its header, or ``None`` for "this file has no such field".
        A column chosen for one field is taken from any other.
    :raises UnreadableFile: ``BAD_MAPPING`` for an unknown field or column, or when no keyword column is left.
    """
    mapping = dict(detection.mapping)
    names = {header_key(name): index for index, name in reversed(list(enumerate(detection.columns)))}
    chosen: dict[str, int] = {}
    for field, column in override.items():
        if field not in FIELDS:
            raise UnreadableFile("BAD_MAPPING", f"“{field}” is not a field. The fields are: {', '.join(FIELDS)}.")
        mapping.pop(field, None)
        if column is None:
            continue
        index = names.get(header_key(column)) if isinstance(column, str) else column
        if index is None or not 0 <= index < len(detection.columns):
            listing = ", ".join(f"“{name}”" for name in detection.columns[:30])
            raise UnreadableFile("BAD_MAPPING", f"There is no column “{column}”. The columns are: {listing}.")
        if index in chosen.values():
            raise UnreadableFile("BAD_MAPPING", f"Column “{detection.columns[index]}” was chosen for two fields.")
        chosen[field] = index
    mapping = {field: index for field, index in mapping.items() if index not in chosen.values()} | chosen
    if "keyword" not in mapping:
        raise UnreadableFile("BAD_MAPPING", "Choose the column that holds the keywords.")
    months = tuple(i for i in detection.month_columns if i not in mapping.values() and "trend" not in mapping)
    return replace(detection, mapping=mapping, month_columns=months)
