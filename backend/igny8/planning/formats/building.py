"""From the cells of a record to a ``ParsedRow``: converters prepared once a file, called once a cell."""

from decimal import Decimal

from igny8.planning.formats.detection import Detection
from igny8.planning.formats.headers import header_key
from igny8.planning.formats.numbers import UNKNOWN, Count, read_count, read_decimal, read_money
from igny8.planning.formats.rows import INTENT_PRECEDENCE, MAX_KEYWORD, ParsedRow, Rejected, rejected
from igny8.planning.formats.shapes import BUCKETS
from igny8.planning.formats.text import clean_keyword, clean_text, keyword_fault, normalise_keyword
from igny8.planning.formats.values import (
    Memo,
    read_currency,
    read_features,
    read_flag,
    read_intents,
    read_trend,
    read_url,
)

MAX_EXTRA_COLUMNS = 60
MAX_EXTRA_CELL = 500
MAX_EXTRA_NAME = 80
# Columns that only count the rows of the export.
_ROW_NUMBERS = frozenset(["#", "no", "no.", "nr", "nr."])


class RowBuilder:
    """Builds rows of one file.

    :param detection: of that file, with the mapping to use.
    """

    def __init__(self, detection: Detection) -> None:
        mapping, mark = detection.mapping, detection.decimal_mark
        self._width = len(detection.columns)
        self._plain = not detection.delimiter
        self._header = list(detection.columns)
        self._names = _unique_names(detection.columns)
        self._keyword = mapping["keyword"]
        self._currency_of_file = detection.currency
        self._bucketed = detection.bucketed
        self._mark = mark
        column = mapping.get
        self._volume = column("search_volume")
        self._volumes = Memo(self._read_volume)
        self._counts = Memo(lambda cell: read_count(cell, mark))
        self._low, self._high = column("volume_low"), column("volume_high")
        self._difficulty = column("difficulty")
        self._difficulties = Memo(lambda cell: read_decimal(cell, mark))
        self._cpc = column("cpc")
        self._costs = Memo(lambda cell: read_money(cell, mark))
        self._currency = column("currency")
        self._intents = column("intents")
        self._intent_cells = Memo(read_intents)
        self._flags = [(name, i) for name in INTENT_PRECEDENCE if (i := column(f"is_{name}")) is not None]
        self._trend = column("trend")
        self._months = detection.month_columns
        self._features = column("serp_features")
        self._feature_cells = Memo(read_features)
        self._position = column("position")
        self._positions = Memo(self._read_position)
        self._url = column("url")
        self._clicks, self._impressions = column("clicks"), column("impressions")
        used = {*mapping.values(), *self._months}
        used |= {i for i, name in enumerate(detection.columns) if header_key(name) in _ROW_NUMBERS}
        self._rest = [(self._names[i], i) for i in range(self._width) if i not in used][:MAX_EXTRA_COLUMNS]

    def _read_volume(self, cell: str) -> tuple[Count, bool]:
        count, understood = read_count(cell, self._mark)
        if self._bucketed and count.exact in BUCKETS:
            return Count(None, *BUCKETS[count.exact]), True
        return count, understood

    def _read_position(self, cell: str) -> tuple[float | None, bool]:
        position, understood = read_decimal(cell, self._mark, most=100_000)
        # Tools write 0 for "not among the results".
        return (position if position and position >= 1 else None), understood and not (position and position < 1)

    def build(self, line: int, cells: list[str], raw: str) -> ParsedRow | Rejected | None:
        """One row; ``None`` for a record in which no cell holds anything.

        :param line: 1-based physical line on which the record starts.
        :param cells: its cells.
        :param raw: its text, for a rejection.
        """
        given, width = len(cells), self._width
        if given != width:
            fault = self._ragged(cells)
            if fault == "":
                return None
            if fault is not None:
                return rejected(line, fault, raw)
        cell = cells[self._keyword]
        keyword = clean_keyword(cell)
        if not keyword and not "".join(cells).strip():
            return None
        normalised = normalise_keyword(keyword) if len(keyword) <= MAX_KEYWORD else ""
        fault = keyword_fault(cell, keyword, normalised)
        if fault is None and keyword[0] in "#/" and keyword.startswith(("# ", "// ")) and self._alone(cells):
            fault = "COMMENT"
        elif fault is None and keyword == self._header[self._keyword]:
            fault = "REPEATED_HEADER" if [c.strip() for c in cells] == self._header else None
        if fault is not None:
            return rejected(line, fault, raw)
        if self._plain:
            return ParsedRow(line, keyword, normalised)
        extra: dict[str, str] = {}
        for name, index in self._rest:
            if cell := cells[index]:
                extra[name] = (
                    cell if cell.isprintable() and len(cell) <= MAX_EXTRA_CELL else clean_text(cell, MAX_EXTRA_CELL)
                )
        return self._row(line, keyword, normalised, cells, extra)

    def _ragged(self, cells: list[str]) -> str | None:
        """Fill a short record up in place. :returns: a fault, "" for a blank record, ``None`` when it can be read."""
        if not "".join(cells).strip():
            return ""
        if len(cells) > self._width:
            if self._plain:
                return "CONTROL_CHARACTER"
            return "TOO_MANY_CELLS" if "".join(cells[self._width :]).strip() else None
        if self._keyword >= len(cells):
            return "TOO_FEW_CELLS"
        cells.extend([""] * (self._width - len(cells)))
        return None

    def _alone(self, cells: list[str]) -> bool:
        return not any(cell.strip() for i, cell in enumerate(cells) if i != self._keyword)

    def _row(self, line: int, keyword: str, normalised: str, cells: list[str], extra: dict[str, str]) -> ParsedRow:
        """All fields but the keyword. A figure that was not understood is unknown and its cell goes to ``extra``."""
        misread: list[int] = []
        volume = UNKNOWN
        if (index := self._volume) is not None:
            volume, understood = self._volumes[cells[index]]
            if not understood:
                misread.append(index)
        low, high = volume.low, volume.high
        if self._low is not None or self._high is not None:
            least, most = self._count(self._low, cells, misread), self._count(self._high, cells, misread)
            if least is None or most is None or least <= most:
                low, high = (low if least is None else least), (high if most is None else most)
        difficulty = None
        if (index := self._difficulty) is not None:
            difficulty, understood = self._difficulties[cells[index]]
            if not understood:
                misread.append(index)
        cpc: Decimal | None = None
        currency = self._currency_of_file
        if (index := self._currency) is not None:
            currency = read_currency(cells[index])[0] or currency
        if (index := self._cpc) is not None:
            cost, understood = self._costs[cells[index]]
            if cost is not None:
                cpc = cost[0]
                currency = cost[1] or currency
            elif not understood:
                misread.append(index)
        intents: tuple[str, ...] = ()
        if (index := self._intents) is not None:
            intents, understood = self._intent_cells[cells[index]]
            if not understood:
                misread.append(index)
        if self._flags:
            named = [name for name, i in self._flags if read_flag(cells[i])[0] and name not in intents]
            intents = (*intents, *named)
        trend: tuple[int | float | None, ...] = ()
        if (index := self._trend) is not None:
            trend, understood = read_trend(cells[index])
            if not understood:
                misread.append(index)
        elif self._months:
            by_month = [self._counts[cells[i]][0].exact for i in self._months]
            trend = tuple(by_month) if any(count is not None for count in by_month) else ()
        features: tuple[str, ...] = ()
        if (index := self._features) is not None:
            features = self._feature_cells[cells[index]][0]
        position = None
        if (index := self._position) is not None:
            position, understood = self._positions[cells[index]]
            if not understood:
                misread.append(index)
        url = None
        if (index := self._url) is not None:
            url, understood = read_url(cells[index])
            if not understood:
                misread.append(index)
        clicks = None if self._clicks is None else self._count(self._clicks, cells, misread)
        impressions = None if self._impressions is None else self._count(self._impressions, cells, misread)
        for index in misread:
            extra[self._names[index]] = clean_text(cells[index], MAX_EXTRA_CELL)
        return ParsedRow(
            line, keyword, normalised, volume.exact, low, high, difficulty, cpc, currency, intents, trend, features,
            position, url, clicks, impressions, extra,
        )  # fmt: skip

    def _count(self, index: int | None, cells: list[str], misread: list[int]) -> int | None:
        if index is None:
            return None
        count, understood = self._counts[cells[index]]
        if not understood:
            misread.append(index)
        return count.exact


def _unique_names(columns: tuple[str, ...]) -> list[str]:
    """Headers as keys of ``extra``: cut, never empty, a repeated one numbered ("Volume (2)")."""
    names: list[str] = []
    uses: dict[str, int] = {}
    for number, column in enumerate(columns, start=1):
        base = clean_text(column, MAX_EXTRA_NAME) or f"Column {number}"
        name = base
        while name in uses:
            uses[base] += 1
            name = f"{base} ({uses[base]})"
        uses[name] = 1
        names.append(name)
    return names
