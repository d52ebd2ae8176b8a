"""Damaged, odd and hostile files: a clear refusal or every row accounted for, never an exception."""

import io
import random
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from igny8.planning.formats import CAUSES, REASONS, ParsedRow, Rejected, UnreadableFile, detect, read, remap
from igny8.planning.formats.records import NO_DELIMITER, records
from tests.support.keyword_files import EXPORTS, semrush_file

HEADER = "Keyword,Volume,Keyword Difficulty\n"


def items_of(data: bytes) -> list[ParsedRow | Rejected]:
    return list(read(data, detection=detect(data)))


def outcome(data: bytes) -> list[tuple[int, str]]:
    """(line, keyword or reason code) of every row."""
    return [(item.line, item.code if isinstance(item, Rejected) else item.keyword) for item in items_of(data)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "EMPTY_FILE"), (b" \r\n\n ", "EMPTY_FILE"), (b"\xef\xbb\xbf", "EMPTY_FILE"), (b"\xff\xfe", "EMPTY_FILE"),
        (b"PK\x03\x04\x14\x00[Content_Types].xml xl/workbook.xml", "EXCEL_WORKBOOK"),
        (b"PK\x03\x04\x14\x00a.csv", "ARCHIVE"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "EXCEL_WORKBOOK"), (b"%PDF-1.7\n", "PDF"), (b"\x1f\x8b\x08\x00", "ARCHIVE"),
        (b"\x89PNG\r\n\x1a\n\x00", "BINARY"), (b"<!DOCTYPE html><html></html>", "MARKUP"),
        (b"<?xml version='1.0'?>", "MARKUP"),
        (b'{"keywords": []}', "JSON"), (b'[{"keyword": "a"}]', "JSON"), (b'["a", "b"]', "JSON"),
        (b"Keyword,Volume\nmoka\x00pot,90\n", "NUL_BYTES"), (bytes(range(1, 32)) * 20, "UNDECODABLE"),
        (b'"Keyword,Volume"\n"moka pot,90"\n', "QUOTED_ROWS"), (b"Keyword" + b",x" * 2000 + b"\nmoka\n", "TOO_MANY_COLUMNS"),
        (b"Keyword,Volume\n", "NO_ROWS"), (b"Keyword,Volume\n\n,,\n", "NO_ROWS"),
        (b"Product,Price\nmoka pot,12\nkettle,30\n", "NO_KEYWORD_COLUMN"), (b"moka pot,12\nkettle,30\n",
        "NO_KEYWORD_COLUMN"),
    ],
)  # fmt: skip
def test_unreadable_files_name_cause_and_cure(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        detect(data, filename="upload.csv")
    assert caught.value.code == code in CAUSES
    assert str(caught.value) == caught.value.sentence
    assert caught.value.sentence.endswith(".")


def test_unknown_columns_are_named_and_can_be_mapped() -> None:
    data = b"Product,Price\nmoka pot,12\nkettle,30\n"
    with pytest.raises(UnreadableFile, match="“Product”, “Price”"):
        detect(data)
    found = detect(data, mapping_override={"keyword": "Product", "search_volume": 1})
    assert [(row.keyword, row.search_volume) for row in read(data, detection=found)] == [
        ("moka pot", 12),
        ("kettle", 30),
    ]
    bare = b"moka pot,12\nkettle,30\n"
    found = detect(bare, mapping_override={"keyword": 0})
    assert (found.header_row, found.columns) == (0, ("Column 1", "Column 2"))
    assert [row.keyword for row in read(bare, detection=found)] == ["moka pot", "kettle"]


def test_mapping_can_be_overridden_and_is_checked() -> None:
    data = EXPORTS["semrush_magic"].data()
    found = detect(data)
    override = {"search_volume": "Number of Results", "difficulty": None}
    row = next(read(data, detection=found, mapping_override=override))
    assert (row.search_volume, row.difficulty, row.extra["Volume"]) == (1_200_000, None, "1,300")
    assert "search_volume" not in remap(found, {"impressions": "Volume"}).mapping
    for bad in ({"keyword": None}, {"keyword": "Nowhere"}, {"keyword": 99}, {"colour": 1}, {"cpc": 1, "url": 1}):
        with pytest.raises(UnreadableFile) as caught:
            read(data, detection=found, mapping_override=bad)
        assert caught.value.code == "BAD_MAPPING"


def test_ragged_blank_and_odd_rows() -> None:
    data = (
        HEADER + "\n   \n,,\nmoka pot,90,12,,\nkettle\nmoka, 3 cup,90,12\n,90,12\n# made by hand,,\n"
        "Keyword,Volume,Keyword Difficulty\ntotal,50,1\nTotal: all,140,\nTotal,140,\n"
    ).encode()
    assert outcome(data) == [
        (5, "moka pot"), (6, "kettle"), (7, "TOO_MANY_CELLS"), (8, "EMPTY_KEYWORD"), (9, "COMMENT"),
        (10, "REPEATED_HEADER"), (11, "total"), (12, "SUMMARY"), (13, "SUMMARY"),
    ]  # fmt: skip


@pytest.mark.parametrize("data", [b"moka\t\nkettle\t\n", b"moka;;\nkettle;;\n", b",moka\r\n,kettle\r\n"])
def test_a_list_with_empty_columns_is_still_a_list(data: bytes) -> None:
    assert detect(data).tool == "plain"
    assert outcome(data) == [(1, "moka"), (2, "kettle")]


def test_one_open_quote_costs_one_row() -> None:
    body = "".join(f"keyword {i},{i},5\n" for i in range(200))
    data = (HEADER + '"moka pot,90,12\n' + body + 'good,"1,300",7\n"never closed,1,2\n').encode()
    result = outcome(data)
    assert result[0] == (2, "BAD_QUOTES")
    assert result[1:201] == [(i + 3, f"keyword {i}") for i in range(200)]
    assert result[201:] == [(203, "good"), (204, "BAD_QUOTES")]


def test_quotes_that_swallow_a_row_are_broken_quotes() -> None:
    data = (HEADER + '"moka pot,90,12\nkettle,10,3\n",20,4\nscale,30,5\n').encode()
    assert outcome(data) == [(2, "BAD_QUOTES"), (3, "kettle"), (4, "BAD_QUOTES"), (5, "scale")]


def test_stray_quotes_inside_a_cell_are_text() -> None:
    assert outcome((HEADER + '6" moka pot,90,12\n"6"" kettle",1,2\n').encode()) == [
        (2, '6" moka pot'),
        (3, '6" kettle'),
    ]


def test_line_numbers_count_physical_lines() -> None:
    data = (HEADER + '"moka\npot",90,12\n\n"a\nb\nc",1,1\nkettle,1,1\n').encode()
    assert outcome(data) == [(2, "moka pot"), (5, "a b c"), (8, "kettle")]


def test_lines_and_cells_of_any_length() -> None:
    long_line = "x" * 3_000_000
    data = (HEADER + f"{long_line},1,1\nkettle,1,1\n" + f'"{long_line}",1,1\nscale,{"9" * 9000},1\n').encode()
    assert outcome(data) == [(2, "LINE_TOO_LONG"), (3, "kettle"), (4, "LINE_TOO_LONG"), (5, "scale")]


def test_unreadable_figures_are_unknown_and_kept() -> None:
    data = b"Keyword,Volume,Keyword Difficulty,CPC (EUR)\nmoka,-5,140,free\nkettle,Infinity,-,\n"
    moka, kettle = items_of(data)
    assert isinstance(moka, ParsedRow)
    assert isinstance(kettle, ParsedRow)
    assert (moka.search_volume, moka.difficulty, moka.cpc, moka.currency) == (None, None, None, "EUR")
    assert moka.extra == {"Volume": "-5", "Keyword Difficulty": "140", "CPC (EUR)": "free"}
    assert kettle.extra == {"Volume": "Infinity"}


def test_duplicate_and_empty_headers() -> None:
    data = b"Keyword,Volume,Volume,,Note,Note\nmoka,1,2,3,a,b\n"
    (row,) = items_of(data)
    assert isinstance(row, ParsedRow)
    assert (row.search_volume, row.extra) == (1, {"Volume (2)": "2", "Column 4": "3", "Note": "a", "Note (2)": "b"})


@pytest.mark.parametrize(
    "line",
    [
        '"""',
        'a,"b',
        '"a""b',
        '"' + '""' * 500,
        '"x' + "\n" * 40,
        "'" * 250,
        "[" * 120 + "a" + "]" * 120,
        "a," + "9" * 5000,
    ],
)
def test_hostile_rows_cost_no_more_than_others(line: str) -> None:
    data = (HEADER + (line + "\n") * 4000).encode()
    start = time.process_time()
    assert items_of(data)
    assert time.process_time() - start < 5


def test_separator_line_and_preamble() -> None:
    data = 'sep=;\nMy report\n"from, to"\n\nKeyword;Volume\nmoka pot;1.300\n'.encode("utf-16")
    found = detect(data)
    assert (found.delimiter, found.header_row) == (";", 5)
    assert [(row.line, row.search_volume) for row in read(data, detection=found)] == [(6, 1300)]


def test_two_encodings_in_one_file() -> None:
    data = "Keyword,Volume\ncafé crème,1\nmañana,2\nглясе,2\n".encode() + "thé glacé,3\n".encode("cp1252")
    assert outcome(data) == [(2, "café crème"), (3, "mañana"), (4, "глясе"), (5, "thé glacé")]


def test_control_characters_further_down_reject_the_row_only() -> None:
    body = "".join(f"keyword {i},{i},5\n" for i in range(30_000))
    data = (HEADER + body + "moka\x00pot,1,2\nkettle,1\x00,2\n").encode()
    *_, broken, kettle = items_of(data)
    assert isinstance(broken, Rejected)
    assert (broken.line, broken.code) == (30_002, "CONTROL_CHARACTER")
    assert isinstance(kettle, ParsedRow)
    assert "\x00" not in str(kettle)


def test_sources_and_size_cap(tmp_path: Path) -> None:
    data = EXPORTS["search_console"].data()
    path = tmp_path / "Queries.csv"
    path.write_bytes(data)
    stream = io.BytesIO(data)
    assert detect(path) == detect(str(path)) == detect(stream) == detect(data)
    found = detect(data)
    assert list(read(path, detection=found)) == list(read(stream, detection=found)) == items_of(data)
    assert not stream.closed
    with pytest.raises(UnreadableFile, match="larger") as caught:
        list(read(path, detection=found, max_bytes=20))
    assert caught.value.code == "TOO_LARGE"


def test_memory_stays_bounded(tmp_path: Path) -> None:
    path = semrush_file(tmp_path / "many.csv", rows=40_000)
    found = detect(path)
    tracemalloc.start()
    rows = sum(isinstance(item, ParsedRow) for item in read(path, detection=found))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert rows == 40_000
    assert peak < 30_000_000


def check_accounting(data: bytes) -> None:
    """Nothing but ``UnreadableFile`` is raised, every item is sound and lines only go forward."""
    try:
        found = detect(data)
        items = list(read(data, detection=found))
    except UnreadableFile:
        return
    lines = [item.line for item in items]
    assert lines == sorted(set(lines))
    assert not lines or lines[0] >= found.data_line
    for item in items:
        if isinstance(item, Rejected):
            assert item.reason == REASONS[item.code]
            assert len(item.raw) <= 200
        else:
            assert 1 <= len(item.keyword) <= 255
            assert 1 <= len(item.normalised) <= 255
            assert "\x00" not in repr(item)
            assert item.difficulty is None or 0 <= item.difficulty <= 100
            str(item).encode("utf-8")


def mutated(data: bytes, draw: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(draw.randint(1, 12)):
        at = draw.randrange(len(changed))
        kind = draw.randrange(5)
        if kind == 0:
            changed[at] = draw.randrange(256)
        elif kind == 1:
            del changed[at : at + draw.randint(1, 9)]
        elif kind == 2:
            changed[at:at] = bytes(draw.choices(b"\",;\t\r\n|'=+ \x00\xff", k=draw.randint(1, 4)))
        elif kind == 3:
            changed[at:at] = changed[at : at + draw.randint(1, 80)]
        else:
            changed = changed[:at] if draw.random() < 0.2 else changed
        if not changed:
            return b""
    return bytes(changed)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(EXPORTS)), st.integers(0, 2**32))
def test_mutated_exports_are_read_or_refused(name: str, seed: int) -> None:
    check_accounting(mutated(EXPORTS[name].data(), random.Random(seed)))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=600))
def test_random_bytes_are_read_or_refused(data: bytes) -> None:
    check_accounting(data)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab1,;\"'\n\r\t |=+", max_size=300))
def test_random_tables_are_read_or_refused(text: str) -> None:
    check_accounting((HEADER + text).encode())


CELL = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=30), st.sampled_from([",", ";", "\t", "|"]))
def test_rows_in_are_rows_out(table: list[tuple[str, str, str]], delimiter: str) -> None:
    def blank(row: tuple[str, str, str]) -> bool:
        return not "".join(row).strip()

    export = EXPORTS["semrush_magic"]
    rows = [[*row, "", "", "", "", "", ""] for row in table]
    data = export.data(delimiter=delimiter, encoding="utf-16-le", rows=[["moka pot", *[""] * 8], *rows])
    assert len(items_of(data)) == 1 + sum(not blank(row) for row in table)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(alphabet='ab1, "', max_size=12), max_size=20), st.sampled_from([",", NO_DELIMITER]))
def test_no_line_is_lost_or_read_twice_when_quotes_are_broken(lines: list[str], delimiter: str) -> None:
    covered: list[int] = []
    for line, _, raw, _ in records(lines, delimiter=delimiter):
        span = raw.split("\n")
        assert lines[line - 1 : line - 1 + len(span)] == span
        covered += range(line, line + len(span))
    blank = [number for number, line in enumerate(lines, start=1) if not line.strip() and number not in covered]
    assert sorted([*covered, *blank]) == list(range(1, len(lines) + 1))
