"""From text to records: physical lines, quoted cells with line breaks, and a way back from broken quotes."""

import codecs
import csv
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from igny8.planning.formats.encodings import decoding_errors
from igny8.planning.formats.errors import UnreadableFile

CHUNK_BYTES = 1 << 16
# The csv module's own limit for a field; a longer line is rejected whole.
MAX_LINE = 131_000
# A record of a real export spans a few lines (the longest seen lists ten references in each of two cells).
# Beyond this, the quotation mark is taken as unclosed and reading goes on at the next line.
MAX_RECORD_LINES = 50
# Stands for "no delimiter": lists of one column. Information separator one is refused in keywords anyway.
NO_DELIMITER = "\x1f"

Record = tuple[int, list[str] | None, str, str]
"""(1-based line, cells or None when broken, raw text, code of the fault or empty)."""


def text_chunks(stream: BinaryIO, *, encoding: str, max_bytes: int) -> Iterator[str]:
    """Decode a binary stream piece by piece.

    :param max_bytes: most bytes the file may have.
    :raises UnreadableFile: ``TOO_LARGE`` as soon as there are more.
    """
    decoder = codecs.getincrementaldecoder(encoding)(decoding_errors(encoding))
    size = 0
    while piece := stream.read(CHUNK_BYTES):
        size += len(piece)
        if size > max_bytes:
            limit = f"{max_bytes // 1_000_000} MB" if max_bytes >= 1_000_000 else f"{max_bytes} bytes"
            raise UnreadableFile(
                "TOO_LARGE", f"The file is larger than {limit}. Split it and import the parts one after the other."
            )
        yield decoder.decode(piece)
    yield decoder.decode(b"", True)


def physical_lines(chunks: Iterable[str]) -> Iterator[str]:
    """Lines without their ends, whatever ends them: LF, CR LF or CR. A line past ``MAX_LINE`` comes cut, but longer."""
    carry = held = ""
    first = True
    for chunk in chunks:
        if first and chunk:
            chunk = chunk.removeprefix("\ufeff")
            first = False
        chunk = held + chunk
        held = ""
        if chunk.endswith("\r"):
            chunk, held = chunk[:-1], "\r"
        if "\r" in chunk:
            chunk = chunk.replace("\r\n", "\n").replace("\r", "\n")
        lines = (carry + chunk).split("\n")
        carry = lines.pop()[: MAX_LINE + 1]
        yield from lines
    yield carry


def _swallowed(cells: list[str], delimiter: str) -> bool:
    """Whether a cell with line breaks holds a whole row: a line inside it has as many delimiters as the record."""
    width = len(cells) - 1
    if width < 2:
        return False
    inner = (line for cell in cells if "\n" in cell for line in cell.split("\n")[1:-1])
    return any(line.count(delimiter) >= width for line in inner)


def records(lines: Iterable[str], *, delimiter: str, first_line: int = 1) -> Iterator[Record]:
    """Split lines into records, strictly, and survive broken quotes.

    A record is one line, or several where a quoted cell holds line breaks. When quotes are broken, the *first* line
    of the record is reported as broken and reading resumes at the line after it, so one stray quotation mark costs
    one row and never the rest of the file. Blank lines are passed over.

    :param lines: physical lines without their ends.
    :param delimiter: one character; ``NO_DELIMITER`` for lists of one column, where a stray quotation mark is text.
    :param first_line: number of the first of ``lines``.
    """
    source = iter(lines)
    pending: list[str] = []  # lines read ahead, last first
    number = first_line - 1
    while True:
        if pending:
            line = pending.pop()
        else:
            try:
                line = next(source)
            except StopIteration:
                return
        number += 1
        if '"' not in line:
            if len(line) > MAX_LINE:
                yield number, None, line, "LINE_TOO_LONG"
            elif line and not line.isspace():
                yield number, line.split(delimiter), line, ""
            continue
        if len(line) > MAX_LINE:
            yield number, None, line, "LINE_TOO_LONG"
            continue
        taken = [line]

        def pull(taken: list[str] = taken) -> Iterator[str]:
            """The line, then as many more as the csv module asks for, within the limits."""
            yield taken[0] + "\n"
            size = len(taken[0])
            while len(taken) < MAX_RECORD_LINES and size <= MAX_LINE:
                following = pending.pop() if pending else next(source, None)
                if following is None:
                    return
                taken.append(following)
                size += len(following)
                if size > MAX_LINE:
                    return
                yield following + "\n"

        try:
            cells = next(csv.reader(pull(), delimiter=delimiter, strict=True), [])
            broken = len(taken) > 1 and _swallowed(cells, delimiter)
        except csv.Error:
            broken = True
        if not broken:
            yield number, cells, "\n".join(taken) if len(taken) > 1 else line, ""
            number += len(taken) - 1
            continue
        pending.extend(reversed(taken[1:]))
        if delimiter == NO_DELIMITER:
            yield number, [line], line, ""
        else:
            yield number, None, line, "BAD_QUOTES"
