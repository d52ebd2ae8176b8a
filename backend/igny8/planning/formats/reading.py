"""Reading a keyword file row by row, in bounded memory."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from igny8.planning.formats.building import RowBuilder
from igny8.planning.formats.detection import Detection, Override, Source, remap
from igny8.planning.formats.records import NO_DELIMITER, physical_lines, records, text_chunks
from igny8.planning.formats.rows import ParsedRow, Rejected, rejected

MAX_BYTES = 200_000_000

# A total under the table. The bare word can be a keyword too, so it only counts as a total in the last row.
_TOTAL_NAMES = (
    "total|totals|grand total|gesamt|gesamtsumme|summe|total général|somme|suma|totale|totaal|łącznie|итого|всего|"
    "toplam|合計|总计|總計|합계"
)
_TOTAL = frozenset(_TOTAL_NAMES.split("|"))
_TOTAL_OF = re.compile(r"(?:grand )?(?:totals?|gesamt|totale|totaal|итого|合計|总计)\s*[:：]")


@contextmanager
def _opened(source: Source) -> Iterator[BinaryIO]:
    """The source from its start; what was opened here is closed here, a caller's file stays open."""
    if isinstance(source, bytes):
        yield BytesIO(source)
    elif isinstance(source, (str, os.PathLike)):
        with Path(source).open("rb") as stream:
            yield stream
    else:
        source.seek(0)
        yield source


def read(
    source: Source,
    *,
    detection: Detection,
    mapping_override: Override | None = None,
    max_bytes: int = MAX_BYTES,
) -> Iterator[ParsedRow | Rejected]:
    """Read every row of a keyword file.

    A row is a record under the header in which at least one cell holds something. Every row gives exactly one item,
    in the order of the file, so rows in = ``ParsedRow`` + ``Rejected``. Duplicates are not looked for here.

    :param source: a path, a seekable binary file or bytes; read piece by piece.
    :param detection: what ``detect`` found for the same source.
    :param mapping_override: columns chosen by a person, see ``detection.remap``.
    :param max_bytes: most bytes the file may have.
    :raises UnreadableFile: ``BAD_MAPPING`` at once; ``TOO_LARGE`` while reading. Never for a bad row.
    """
    if mapping_override:
        detection = remap(detection, mapping_override)
    return _rows(source, detection, max_bytes)


def _rows(source: Source, detection: Detection, max_bytes: int) -> Iterator[ParsedRow | Rejected]:
    build: Callable[[int, list[str], str], ParsedRow | Rejected | None] = RowBuilder(detection).build
    keep_totals = not detection.delimiter
    held: tuple[ParsedRow, str] | None = None
    with _opened(source) as stream:
        lines = physical_lines(text_chunks(stream, encoding=detection.encoding, max_bytes=max_bytes))
        for _ in islice(lines, detection.data_line - 1):
            pass
        delimiter = detection.delimiter or NO_DELIMITER
        for line, cells, raw, fault in records(lines, delimiter=delimiter, first_line=detection.data_line):
            item = rejected(line, fault, raw) if cells is None else build(line, cells, raw)
            if item is None:
                continue
            if held is not None:
                yield held[0]
                held = None
            if type(item) is ParsedRow and not keep_totals:
                if item.normalised in _TOTAL:
                    held = item, raw
                    continue
                if item.normalised[:1] in "tgиз合总" and _TOTAL_OF.match(item.normalised):
                    item = rejected(line, "SUMMARY", raw)
            yield item
        if held is not None:
            yield rejected(held[0].line, "SUMMARY", held[1])
