"""Every tool's export is recognised without being told, in every way it may have been saved."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

import igny8.planning
from igny8.planning.formats import LABELS, ParsedRow, Rejected, UnreadableFile, detect, read
from tests.support.keyword_files import EXPORTS


def rows_of(data: bytes) -> list[ParsedRow]:
    items = list(read(data, detection=detect(data)))
    assert not [item for item in items if isinstance(item, Rejected)]
    return [item for item in items if isinstance(item, ParsedRow)]


def without_raw(data: bytes) -> list[ParsedRow | Rejected]:
    items = read(data, detection=detect(data))
    return [replace(item, raw="") if isinstance(item, Rejected) else item for item in items]


@pytest.mark.parametrize("name", EXPORTS)
def test_tool_is_recognised(name: str) -> None:
    export = EXPORTS[name]
    found = detect(export.data(), filename="keywords.csv")
    assert found.tool == export.tool
    assert found.tool_label == LABELS[export.tool]
    assert found.delimiter == ("" if export.tool == "plain" else export.delimiter)
    assert found.header_row == (len(export.preamble) + 1 if export.header else 0)
    assert 0 < found.confidence <= 1


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
def test_encoding_delimiter_and_newline_change_nothing(name: str, encoding: str, delimiter: str, newline: str) -> None:
    export = EXPORTS[name]
    if export.tool == "plain":
        delimiter = export.delimiter
    as_exported = export.data()
    rewritten = export.data(encoding=encoding, delimiter=delimiter, newline=newline)
    found = detect(rewritten)
    assert (found.tool, found.encoding) == (export.tool, encoding)
    assert found.mapping == detect(as_exported).mapping
    assert without_raw(rewritten) == without_raw(as_exported)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["ahrefs_keywords_explorer", "keyword_planner_de", "keyword_planner_ja"])
def test_utf16_without_byte_order_mark(name: str, encoding: str) -> None:
    data = EXPORTS[name].data(encoding=encoding, bom=False)
    assert (detect(data).encoding, detect(data).tool) == (encoding, EXPORTS[name].tool)


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("search_console_de", "cp1252"), ("keyword_planner_de", "cp1252"), ("keyword_planner_ja", "cp932")],
)
def test_legacy_code_pages(name: str, encoding: str) -> None:
    export = EXPORTS[name]
    found = detect(export.data(encoding=encoding))
    assert (found.tool, found.encoding) == (export.tool, encoding)
    first = next(iter(read(export.data(encoding=encoding), detection=found)))
    assert isinstance(first, ParsedRow)
    assert first.keyword == export.rows[0][0]


def test_cyrillic_korean_and_chinese_code_pages() -> None:
    words = {
        "cp1251": ["турка для кофе", "как сварить кофе в турке", "капучинатор для молока"],
        "cp949": ["모카포트 추출 방법", "핸드드립 커피 비율", "에스프레소 머신 추천"],
        "gb18030": ["手冲咖啡比例", "意式浓缩咖啡机推荐", "家用磨豆机怎么选"],
    }
    for encoding, keywords in words.items():
        data = "\n".join(["Keyword,Volume", *(f"{keyword},90" for keyword in keywords)]).encode(encoding)
        assert [row.keyword for row in rows_of(data)] == keywords, encoding


def test_semrush_magic_values() -> None:
    first, broken_line, unknown = rows_of(EXPORTS["semrush_magic"].data())
    assert (first.search_volume, first.difficulty, first.cpc, first.currency) == (1300, 21.0, Decimal("0.35"), "USD")
    assert first.intents == ("informational", "commercial")
    assert first.intent == "commercial"
    assert first.trend == (0.66, 0.81, 1.0)
    assert first.serp_features == ("Sitelinks", "AI Overview", "Video")
    assert first.extra["Competitive Density"] == "0.12"
    assert broken_line.keyword == "cold brew coffee maker"
    assert (unknown.search_volume, unknown.difficulty, unknown.intent) == (0, None, None)


def test_ahrefs_global_volume_and_clicks_are_never_volume_or_clicks() -> None:
    rows = rows_of(EXPORTS["ahrefs_keywords_explorer"].data())
    assert [row.search_volume for row in rows] == [22000, 900, None]
    assert [row.intent for row in rows] == ["commercial", "informational", None]
    assert rows[2].extra["Global volume"] == "10"
    header = "Keyword,Country,Difficulty,Volume,CPC,Clicks,CPS,Parent Keyword\nmoka pot,us,3,90,1.5,4000,1,moka\n"
    assert (rows_of(header.encode())[0].clicks, rows_of(header.encode())[0].search_volume) == (None, 90)


def test_ahrefs_organic_takes_current_position_and_flags() -> None:
    first, second = rows_of(EXPORTS["ahrefs_organic"].data())
    assert (first.position, first.url, first.intents) == (4.0, "https://coffee.example/descale", ("informational",))
    assert (second.position, second.url, second.intent) == (None, None, "transactional")


def test_semrush_organic_values() -> None:
    (row,) = rows_of(EXPORTS["semrush_organic"].data())
    assert (row.position, row.url, row.trend) == (3.0, "https://coffee.example/press", (100, 82, 66))
    assert (row.clicks, row.intent) == (None, "informational")


def test_keyword_planner_ranges_trend_and_empty_keywords() -> None:
    data = EXPORTS["keyword_planner"].data()
    found = detect(data)
    exact, empty, ranged = read(data, detection=found)
    assert isinstance(exact, ParsedRow)
    assert isinstance(empty, Rejected)
    assert isinstance(ranged, ParsedRow)
    assert (exact.line, exact.search_volume, exact.trend) == (4, 5400, (5400, 4400, None, 6600))
    assert (exact.difficulty, exact.cpc, exact.currency) == (None, None, "USD")
    assert exact.extra["Competition (indexed value)"] == "100"
    assert (empty.line, empty.code) == (5, "EMPTY_KEYWORD")
    assert (ranged.search_volume, ranged.volume_low, ranged.volume_high, ranged.trend) == (None, 1000, 10000, ())
    assert any("not used as difficulty" in note for note in found.notes)


def test_keyword_planner_buckets_are_ranges() -> None:
    data = EXPORTS["keyword_planner_buckets"].data()
    assert detect(data).bucketed
    bounds = [(row.search_volume, row.volume_low, row.volume_high) for row in rows_of(data)]
    assert bounds == [(None, 100, 1000), (None, 10, 100), (None, 0, 10), (None, 10_000, 100_000)]


def test_exact_planner_volume_of_fifty_is_no_bucket() -> None:
    export = EXPORTS["keyword_planner"]
    row = ["v60 stand", "USD", "50", *[""] * 11, "40", "50", "70", "50"]
    data = export.data(rows=[row])
    assert not detect(data).bucketed
    assert rows_of(data)[0].search_volume == 50


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("keyword_planner_de", [(12100, None, None), (None, 1000, 10000)]),
        ("keyword_planner_ja", [(None, 10_000, 100_000), (None, 10, 100)]),
        ("keyword_planner_unknown_language", [(1300, None, None), (90, None, None)]),
    ],
)
def test_keyword_planner_in_other_languages(name: str, expected: list[tuple[int | None, ...]]) -> None:
    rows = rows_of(EXPORTS[name].data())
    assert [(row.search_volume, row.volume_low, row.volume_high) for row in rows] == expected
    assert all(row.difficulty is None and row.cpc is None and row.currency for row in rows)


@pytest.mark.parametrize("name", ["search_console", "search_console_de", "search_console_unknown_language"])
def test_search_console_impressions_are_never_volume(name: str) -> None:
    data = EXPORTS[name].data()
    rows = rows_of(data)
    assert all(row.search_volume is None and row.impressions and row.clicks is not None for row in rows)
    assert all(row.position and row.position >= 1 for row in rows)
    assert any("not search volume" in note for note in detect(data).notes)


def test_search_console_german_figures() -> None:
    first = rows_of(EXPORTS["search_console_de"].data())[0]
    assert (first.clicks, first.impressions, first.position) == (12, 1234, 8.4)


def test_search_console_comparison_uses_the_current_period() -> None:
    data = EXPORTS["search_console_comparison"].data()
    first = rows_of(data)[0]
    assert (first.clicks, first.impressions, first.position) == (6, 300, 12.1)
    swapped = data.replace(b"Last", b"XXXX").replace(b"Previous", b"Last").replace(b"XXXX", b"Previous")
    assert (rows_of(swapped)[0].clicks, rows_of(swapped)[0].impressions) == (10, 280)


@pytest.mark.parametrize(
    ("header", "cell"),
    [("Top pages", "https://coffee.example/a"), ("Ubani", "https://coffee.example/a"), ("Country", "Iceland"),
     ("Petsa", "2026-05-01")],
)  # fmt: skip
def test_other_search_console_files_are_refused(header: str, cell: str) -> None:
    data = f"{header},Clicks,Impressions,CTR,Position\n{cell},5,200,2.5%,11.2\n".encode()
    with pytest.raises(UnreadableFile, match=r"Queries\.csv") as caught:
        detect(data, filename="Pages.csv")
    assert caught.value.code == "NO_KEYWORD_COLUMN"


def test_ubersuggest_and_moz_values() -> None:
    kettle, unknown = rows_of(EXPORTS["ubersuggest"].data())
    assert (kettle.search_volume, kettle.difficulty, kettle.cpc, kettle.currency) == (
        6600,
        41.0,
        Decimal("1.35"),
        "USD",
    )
    assert (unknown.search_volume, unknown.difficulty, unknown.cpc) == (None, None, None)
    art, no_data = rows_of(EXPORTS["moz"].data())
    assert (art.search_volume, art.volume_low, art.volume_high, art.difficulty) == (None, 4301, 6500, 37.0)
    assert (no_data.volume_low, no_data.volume_high) == (None, None)


@pytest.mark.parametrize(
    ("data", "tool", "volume", "cpc"),
    [
        (
            b"database;Keyword;Search Volume;Keyword Difficulty Index;Intent\nus;moka pot;8100;68.5;1,0\n",
            "semrush_magic",
            8100,
            None,
        ),
        (
            b"Keyword;Intent;Volume;Keyword Difficulty;CPC (EUR)\nmoka;Informational;1.300;45;1,25\n",
            "semrush_magic",
            1300,
            "1.25",
        ),
        (
            b'"No","Keywords","Volume","CPC","SEO Difficulty"\n"1","moka","1,900","0.5","30"\n',
            "ubersuggest",
            1900,
            "0.5",
        ),
        (b"Keyword,Avg. Search Volume (Last 12 months),CPC\nmoka,90,1.1\n", "generic", 90, "1.1"),
        (b"keyword,volume (global),volume (us)\nmoka,900,90\n", "generic", 90, None),
        (
            b"Ad group\tKeyword\tAvg. Monthly Searches (exact match only)\nSeed\tmoka\t1900\n",
            "keyword_planner",
            1900,
            None,
        ),
    ],
)
def test_other_variants(data: bytes, tool: str, volume: int, cpc: str | None) -> None:
    assert detect(data).tool == tool
    (row,) = rows_of(data)
    assert (row.search_volume, row.cpc) == (volume, None if cpc is None else Decimal(cpc))


def test_formula_cells_stay_text() -> None:
    first, second = rows_of(EXPORTS["generic"].data())
    assert first.extra["Notas"].startswith("=cmd|")
    assert (second.volume_low, second.volume_high, second.cpc) == (0, 10, None)
    assert rows_of(b"Keyword,Volume\n=1+2,5\n")[0].keyword == "=1+2"


@pytest.mark.parametrize("name", ["plain", "plain_without_header"])
def test_plain_lists_keep_commas(name: str) -> None:
    assert [row.keyword for row in rows_of(EXPORTS[name].data())][-1] == "coffee, black"


def test_plain_list_of_match_types_and_a_line_break_in_quotes() -> None:
    data = b'[moka pot]\n"exact phrase"\n+coffee +maker\n"two\nlines"\n"open\nlast word\n'
    assert [row.normalised for row in rows_of(data)] == [
        "moka pot", "exact phrase", "coffee maker", "two lines", '"open', "last word",
    ]  # fmt: skip


def test_the_demo_sample_is_read_completely() -> None:
    sample = Path(igny8.planning.__file__).parent / "samples" / "home-coffee.csv"
    rows = rows_of(sample.read_bytes())
    assert detect(sample).tool == "semrush_magic"
    assert len(rows) == len({row.normalised for row in rows}) >= 110
    assert all(row.search_volume and row.difficulty is not None and row.intent and len(row.trend) == 12 for row in rows)
