"""Exports whose headers come in any language, recognised by position and by what stands in the cells."""

import re

from igny8.planning.formats.headers import is_month
from igny8.planning.formats.numbers import read_count, read_decimal

_PERCENT = re.compile(r"[<>]?\s*\d[\d.,\s]*\s*[%٪﹪％]|[%٪％]\s*\d[\d.,]*")
_CURRENCY_CODE = re.compile(r"[A-Z]{3}")
_PREVIOUS = re.compile(
    r"previous|last year|prior|vorherig|vorig|vorjahr|précédent|anterior|precedent|poprzedni|предыдущ|önceki|föregående"
    r"|前の|以前|上一|이전",
    re.IGNORECASE,
)
# Accounts with little spend get one figure per order of magnitude. Exact figures of the planner are never
# 500, 5,000 and so on; 50 is, so a file of nothing but 0 and 50 is taken as buckets only when no month has a figure.
BUCKETS: dict[int, tuple[int, int]] = {
    0: (0, 10),
    5: (1, 10),
    50: (10, 100),
    500: (100, 1_000),
    5_000: (1_000, 10_000),
    50_000: (10_000, 100_000),
    500_000: (100_000, 1_000_000),
    5_000_000: (1_000_000, 10_000_000),
}

Rows = list[list[str]]


def column(rows: Rows, index: int) -> list[str]:
    """The cells of a column that hold something, trimmed."""
    return [row[index].strip() for row in rows if len(row) > index and row[index].strip()]


def is_counts(cells: list[str], *, ranges: bool = False) -> bool:
    """Whether all cells are counts and at least one is known; ``ranges`` allows "1K - 10K" and "< 10" too."""
    known = False
    for cell in cells:
        count, understood = read_count(cell)
        if not understood:
            return False
        known = known or count.exact is not None or (ranges and count.low is not None)
    return known


def _is_decimals(cells: list[str]) -> bool:
    return bool(cells) and all(read_decimal(cell, most=100_000)[1] for cell in cells)


def _mostly(cells: list[str], pattern: re.Pattern[str]) -> bool:
    return bool(cells) and sum(bool(pattern.fullmatch(cell)) for cell in cells) >= 0.9 * len(cells)


def search_console(header: list[str], rows: Rows) -> dict[str, int] | None:
    """Mapping of a Search Console queries export: query, clicks, impressions, CTR, position; all but the query twice in
    a comparison of two periods, the current one first of each pair unless its header says otherwise.

    :returns: ``None`` when the table has another shape.
    """
    width = len(header)
    if width not in (5, 9) or not rows:
        return None
    step = 1 if width == 5 else 2
    if not all(is_counts(column(rows, i)) for i in range(1, 1 + 2 * step)):
        return None
    if not all(_mostly(column(rows, i), _PERCENT) for i in range(1 + 2 * step, 1 + 3 * step) if column(rows, i)):
        return None
    if not column(rows, 1 + 2 * step) or not any(_is_decimals(column(rows, i)) for i in range(1 + 3 * step, width)):
        return None
    if is_counts(column(rows, 0)):
        return None
    swap = 1 if width == 9 and _PREVIOUS.search(header[1]) and not _PREVIOUS.search(header[2]) else 0
    return {"keyword": 0, "clicks": 1 + swap, "impressions": 1 + step + swap, "position": 1 + 3 * step + swap}


def keyword_planner(header: list[str], rows: Rows) -> dict[str, int] | None:
    """Mapping of a Keyword Planner export in any language: keyword, a column of ISO currency codes, then the first
    column of counts or ranges; months of a year or percentages must follow, so that no other table fits.

    :returns: ``None`` when the table has another shape.
    """
    if len(header) < 5 or not rows:
        return None
    code = next((i for i in (1, 2, 3) if _mostly(column(rows, i), _CURRENCY_CODE)), None)
    if code is None or is_counts(column(rows, 0)):
        return None
    volume = next(
        (i for i in range(code + 1, min(code + 4, len(header))) if is_counts(column(rows, i), ranges=True)), None
    )
    if volume is None:
        return None
    months = any(is_month(name) for name in header[volume + 1 :])
    changes = any(_mostly(column(rows, i), _PERCENT) for i in range(volume + 1, min(volume + 3, len(header))))
    return {"keyword": 0, "currency": code, "search_volume": volume} if months or changes else None


def month_columns(header: list[str]) -> tuple[int, ...]:
    """Indexes of the columns that hold one month each, oldest first as they stand; empty when fewer than two."""
    months = tuple(i for i, name in enumerate(header) if is_month(name))
    return months if len(months) >= 2 else ()


def is_bucketed(rows: Rows, volume: int, months: tuple[int, ...]) -> bool:
    """Whether bare volumes are orders of magnitude: all of them are bucket values and no month holds another figure."""
    counts = [read_count(cell)[0].exact for cell in column(rows, volume)]
    known = [count for count in counts if count is not None]
    if not known or any(count not in BUCKETS for count in known):
        return False
    by_month = {count for i in months for cell in column(rows, i) if (count := read_count(cell)[0].exact) is not None}
    if any(count not in BUCKETS for count in by_month):
        return False
    return any(count >= 500 for count in known) or not by_month
