"""Keyword exports in the format of each tool, written from made-up rows: for tests, demos and benchmarks."""

import codecs
import csv
import io
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

MONTHS = [f"Searches: {month} 2026" for month in ("Jan", "Feb", "Mar", "Apr")]
_BOM = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE, "utf-8-sig": codecs.BOM_UTF8}


@dataclass(frozen=True)
class Export:
    """One tool's file: what stands above the table, its header and rows, and how the tool writes it."""

    tool: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    delimiter: str = ","
    encoding: str = "utf-8"
    preamble: Sequence[str] = field(default=())
    quote_all: bool = False

    def data(
        self,
        *,
        encoding: str | None = None,
        delimiter: str | None = None,
        newline: str = "\r\n",
        bom: bool = True,
        rows: Iterable[Sequence[str]] | None = None,
    ) -> bytes:
        """The file as bytes; every way of writing it can be changed."""
        text = io.StringIO()
        for line in self.preamble:
            text.write(line + "\r\n")
        writer = csv.writer(
            text,
            delimiter=delimiter or self.delimiter,
            lineterminator="\r\n",  # replaced below: with CR alone the csv module leaves line breaks unquoted
            quoting=csv.QUOTE_ALL if self.quote_all else csv.QUOTE_MINIMAL,
        )
        if self.header:
            writer.writerow(self.header)
        writer.writerows(self.rows if rows is None else rows)
        name = encoding or self.encoding
        mark = _BOM.get(name, b"") if bom else b""
        return mark + text.getvalue().replace("\r\n", newline).encode("utf-8" if name == "utf-8-sig" else name)


def _planner(header: Sequence[str], rows: Sequence[Sequence[str]], *preamble: str) -> Export:
    return Export("keyword_planner", header, rows, "\t", "utf-16-le", preamble)


_PLANNER_HEADER = [
    "Keyword", "Currency", "Avg. monthly searches", "Three month change", "YoY change", "Competition",
    "Competition (indexed value)", "Top of page bid (low range)", "Top of page bid (high range)",
    "Ad impression share", "Organic impression share", "Organic average position", "In account?", "In plan?", *MONTHS,
]  # fmt: skip
_TITLE = ("Keyword Stats 2026-05-04 at 10_20_30", '"January 1, 2026 - April 30, 2026"')

EXPORTS: dict[str, Export] = {
    "ahrefs_keywords_explorer": Export(
        "ahrefs_keywords_explorer",
        ["#", "Keyword", "Country", "Difficulty", "Volume", "CPC", "CPS", "Parent Keyword", "Last Update",
         "SERP Features", "Global volume", "Traffic potential", "Global traffic potential", "First seen", "Intents"],
        [
            ["1", "moka pot", "us", "34", "22000", "0.80", "0.71", "moka pot", "2026-05-01 10:00:00",
             "AI Overview,Thumbnail,People also ask", "90000", "15000", "40000", "2015-09-01",
             "Informational,Commercial,Non-branded,Non-local"],
            ["2", "moka pot ratio", "us", "3", "900", "", "", "moka pot ratio", "2026-05-01 10:00:00", "",
             "1900", "800",
             "1500", "2017-01-02", "Informational,Non-branded,Non-local"],
            ["3", "moka pot gasket size", "us", "", "", "", "", "", "", "", "10", "", "", "2021-03-04", ""],
        ],
        "\t", "utf-16-le", quote_all=True,
    ),
    "ahrefs_organic": Export(
        "ahrefs_organic",
        ["Keyword", "Country", "SERP features", "Volume", "KD", "CPC", "Organic traffic", "Previous position",
         "Current position", "Current URL", "Branded", "Local", "Navigational", "Informational", "Commercial",
         "Transactional"],
        [
            ["descale espresso machine", "us", "Video,Sitelinks", "2400", "12", "0.40", "310", "7", "4",
             "https://coffee.example/descale", "false", "false", "false", "true", "false", "false"],
            ["buy tamper", "us", "", "140", "", "", "", "", "", "", "false", "false", "false", "false", "true", "true"],
        ],
        "\t", "utf-16-le", quote_all=True,
    ),
    "semrush_magic": Export(
        "semrush_magic",
        ["Keyword", "Intent", "Volume", "Trend", "Keyword Difficulty", "CPC (USD)", "Competitive Density",
         "SERP Features", "Number of Results"],
        [
            ["cold brew ratio", "Informational, Commercial", "1,300", "0.66,0.81,1.00", "21", "0.35", "0.12",
             "Sitelinks, AI Overview, Video", "1200000"],
            ["cold brew\ncoffee maker", "Transactional", "590", "", "48", "1.10", "1.00", "Shopping ads", "880000"],
            ["cold brew zzz", "", "0", "", "", "0.00", "", "", ""],
        ],
    ),
    "semrush_organic": Export(
        "semrush_organic",
        ["Keyword", "Position", "Previous position", "Search Volume", "Keyword Difficulty", "CPC", "URL", "Traffic",
         "Traffic (%)", "Traffic Cost", "Competition", "Number of Results", "Trends", "Timestamp",
         "SERP Features by Keyword", "Keyword Intents", "Position Type"],
        [
            ["french press sediment", "3", "5", "320", "9", "0.10", "https://coffee.example/press", "40", "1.20", "4",
             "0.05", "90000", "[100,82,66]", "2026-05-01", "People also ask, Video", "informational", "Organic"],
        ],
    ),
    "keyword_planner": _planner(
        _PLANNER_HEADER,
        [
            ["coffee scale", "USD", "5400", "0%", "22%", "High", "100", "0.31", "1.20", "", "", "", "", "",
             "5400", "4400", "", "6600"],
            ["", "USD", "8100", "", "", "", "", "", "", "", "", "", "", "", "1", "2", "3", "4"],
            ["coffee scale timer", "USD", "1K - 10K", "", "∞", "Medium", "54", "", "", "", "", "", "", "",
             "", "", "", ""],
        ],
        *_TITLE,
    ),
    "keyword_planner_buckets": _planner(
        _PLANNER_HEADER,
        [
            [word, "EUR", volume, "0%", "0%", "Low", "4", "0,20", "1,10", "", "", "", "", "", "", "", "", ""]
            for word, volume in (("pour over set", "500"), ("pour over stand", "50"), ("v cone",
             "0"), ("dripper", "50000"))
        ],
        *_TITLE,
    ),
    "keyword_planner_de": _planner(
        ["Keyword", "Währung", "Durchschn. Suchanfragen pro Monat", "Änderung über drei Monate",
         "Änderung ggü. Vorjahr",
         "Wettbewerb", "Wettbewerb (indexierter Wert)", "Gebot für obere Positionen (niedrig)",
         "Gebot für obere Positionen (hoch)", "Suchanfragen: Jan. 2026", "Suchanfragen: Feb. 2026"],
        [
            ["kaffeemühle elektrisch", "EUR", "12.100", "0 %", "-18 %", "Hoch", "100", "0,31", "1,20",
             "14.800", "9.900"],
            ["kaffeemühle leise", "EUR", "1.000–10.000", "", "", "Mittel", "48", "0,10", "0,90", "", ""],
        ],
        "Keyword-Statistiken 2026-05-04", '"1. Januar 2026 - 28. Februar 2026"',
    ),
    "keyword_planner_ja": _planner(
        ["キーワード", "通貨", "月間平均検索ボリューム", "3 か月の推移", "前年比の推移", "競合性", "競合性（インデックス値）",
         "検索数: 2026年1月", "検索数: 2026年2月"],
        [["コーヒー ミル", "JPY", "1万～10万", "0%", "0%", "高", "88", "", ""],
         ["ドリップ 温度", "JPY", "10～100", "", "", "低", "3", "", ""]],
        "キーワード統計 2026-05-04", '"2026年1月1日～2026年2月28日"',
    ),
    "keyword_planner_unknown_language": _planner(
        ["Sleutelfrase", "Geldeenheid", "Gemiddeld per maand", "Drie maande", "Jaar", "Mededinging", "Indeks",
         "Soeke: Jan 2026", "Soeke: Feb 2026"],
        [["koffie meul", "ZAR", "1 300", "10%", "5%", "Hoog", "90", "1 600", "1 000"],
         ["koffie filter", "ZAR", "90", "", "", "Laag", "9", "90", "90"]],
        "Statistiek", '"Januarie"',
    ),
    "search_console": Export(
        "search_console",
        ["Top queries", "Clicks", "Impressions", "CTR", "Position"],
        [["espresso ratio", "255", "1,765", "14.45%", "1.06"],
         ["what is crema, \nand why does it matter", "0", "11", "0%", "10"]],
    ),
    "search_console_de": Export(
        "search_console",
        ["Häufigste Suchanfragen", "Klicks", "Impressionen", "CTR", "Position"],
        [["espresso verhältnis", "12", "1.234", "0,97 %", "8,4"], ["crema bildet sich nicht", "3", "210",
         "1,43 %", "12,1"]],
        ";",
    ),
    "search_console_unknown_language": Export(
        "search_console",
        ["Pangunahing query", "Mga pag-click", "Mga impression", "CTR", "Posisyon"],
        [["kape barako", "9", "300", "3%", "6.1"], ["kape sa umaga", "0", "40", "0%", "55"]],
    ),
    "search_console_comparison": Export(
        "search_console",
        ["Top queries", "Last 28 days Clicks", "Previous 28 days Clicks", "Last 28 days Impressions",
         "Previous 28 days Impressions", "Last 28 days CTR", "Previous 28 days CTR", "Last 28 days Position",
         "Previous 28 days Position"],
        [["moka pot sputter", "6", "10", "300", "280", "2%", "3.57%", "12.1", "9.8"],
         ["moka pot induction", "0", "2", "90", "80", "0%", "2.5%", "20", "18.5"]],
    ),
    "ubersuggest": Export(
        "ubersuggest",
        ["No", "Keyword", "Search Volume", "CPC", "Paid Difficulty", "Search Difficulty"],
        [["1", "coffee kettle", "6600", "$1.35", "100", "41"], ["2", "coffee kettle gooseneck", "n/a", "-", "", ""]],
    ),
    "moz": Export(
        "moz",
        ["Keyword", "Min Volume", "Max Volume", "Difficulty", "Organic CTR", "Priority"],
        [["latte art", "4301", "6500", "37", "84", "66"], ["latte art swan steps", "no data", "no data",
         "12", "", "40"]],
    ),
    "generic": Export(
        "generic",
        ["Palabra clave", "Volumen", "Dificultad", "CPC", "Intención", "Notas"],
        [["cafetera italiana", "3.600", "22", "0,45", "Informativa", "=cmd|' /C calc'!A0"],
         ["café frío", "< 10", "n/a", "—", "", ""]],
        ";", "cp1252",
    ),
    "plain": Export("plain", ["Keywords"], [["flat white vs latte"], ["what is a cortado"], ["coffee, black"]]),
    "plain_without_header": Export("plain", [], [["flat white vs latte"], ["what is a cortado"], ["coffee, black"]]),
}  # fmt: skip

_WORDS = ["moka", "espresso", "grinder", "filter", "paper", "milk", "beans", "roast", "kettle", "scale", "crema"]
_FEATURES = ["Sitelinks", "AI Overview", "Video", "Discussions and forums", "Related searches", "Ads top"]


def semrush_file(path: Path, *, rows: int, seed: int = 1) -> Path:
    """Write ``rows`` distinct keywords as a Semrush Keyword Magic export.

    :param path: where to write.
    :param rows: number of keyword rows.
    :param seed: of the random figures; the same seed gives the same file.
    :returns: ``path``.
    """
    draw = random.Random(seed)
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(EXPORTS["semrush_magic"].header)
        for number in range(rows):
            writer.writerow(
                [
                    f"{' '.join(draw.sample(_WORDS, 4))} {number}",
                    draw.choice(["Informational", "Informational, Commercial", "Transactional", ""]),
                    draw.choice(["0", "10", "90", "590", "1,300", "12,100"]),
                    ",".join(f"{draw.random():.2f}" for _ in range(12)),
                    draw.randint(0, 100),
                    f"{draw.random() * 9:.2f}",
                    f"{draw.random():.2f}",
                    ", ".join(draw.sample(_FEATURES, 3)),
                    draw.randint(1, 9_999_999),
                ]
            )
    return path
