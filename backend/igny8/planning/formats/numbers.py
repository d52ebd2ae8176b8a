"""Figures as exports write them: thousands marks, decimal commas, magnitudes, ranges, placeholders.

Every reader returns ``(value, understood)``. A placeholder ("n/a", "-") is understood and unknown: ``(None, True)``.
A cell that is no figure, negative, infinite or out of bounds gives ``(None, False)``; the row is kept and the caller
keeps the cell as it is.
"""

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from igny8.planning.formats.rows import MAX_COUNT, MAX_CPC

PLACEHOLDERS = frozenset(
    ["", "-", "--", "---", "–", "—", "−", "...", "…", "?", "n/a", "na", "n.a.", "n/d", "nd", "k.a.", "#n/a", "null"]
).union(["none", "nan", "nil", "no data", "not available", "unknown", "#div/0!", "#value!", "not ranked"])
# Longest cell read as a figure; longer ones only cost time.
_MAX_CELL = 40
_MAGNITUDES: dict[str, int] = {
    "k": 1_000, "tsd": 1_000, "mil": 1_000, "тыс": 1_000, "тис": 1_000, "tys": 1_000, "tis": 1_000, "rb": 1_000,
    "千": 1_000, "천": 1_000, "万": 10_000, "萬": 10_000, "만": 10_000, "lakh": 100_000, "lakhs": 100_000,
    "m": 1_000_000, "mm": 1_000_000, "mi": 1_000_000, "mio": 1_000_000, "mln": 1_000_000, "млн": 1_000_000,
    "jt": 1_000_000, "crore": 10_000_000, "億": 100_000_000, "亿": 100_000_000, "억": 100_000_000,
    "b": 1_000_000_000, "bn": 1_000_000_000, "mrd": 1_000_000_000, "md": 1_000_000_000, "млрд": 1_000_000_000,
}  # fmt: skip
_SYMBOLS: dict[str, str] = {
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "R$": "BRL", "NZ$": "NZD", "HK$": "HKD",
    "S$": "SGD", "$": "USD", "€": "EUR", "£": "GBP", "₹": "INR", "₽": "RUB", "₺": "TRY", "₩": "KRW", "₫": "VND",
    "₴": "UAH", "zł": "PLN", "Kč": "CZK", "₪": "ILS", "฿": "THB", "₱": "PHP",
}  # fmt: skip
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d{1,12})?e\+?\d{1,2}", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*|\d{1,2}(?:,\d{2})*,\d{3}")
_SPACED = re.compile(r"(?<=\d)[\s'’](?=\d{3}(?!\d))")
_FIGURE = re.compile(r"([<>≤≥~≈]?)\s*(\d[\d.,]*)\s*([^\W\d_]*)\.?\s*(\+?)")
_RANGE = re.compile(r"(.*?\S)\s*(?:[-–—−~〜]|\s(?:to|bis|a|à|до|do|até)\s|至)\s*(\d.*)")
_CURRENCY = re.compile(r"^\s*([^\d\s.,+<>()-]{1,3}\$?)?\s*([\d.,\s'’]+?)\s*([^\d\s.,+<>()-]{1,3})?\s*$")
_CENT = Decimal("0.0001")


class Count(NamedTuple):
    """A number of searches, clicks or impressions: exact, or a range."""

    exact: int | None = None
    low: int | None = None
    high: int | None = None


UNKNOWN = Count()


def _plain(cell: str) -> str:
    """Compatibility forms (full width digits, narrow spaces) made plain, spreadsheet wrappers taken off."""
    if not cell.isascii():
        cell = unicodedata.normalize("NFKC", cell).replace("٫", ".").replace("٬", ",")
    cell = cell.strip()
    if cell[:2] == '="' and cell[-1:] == '"':
        cell = cell[2:-1].strip()
    return cell.removeprefix("'").strip()


def _value(digits: str, *, decimal_mark: str, whole: bool) -> Decimal | None:
    """Digits with marks to a number.

    :param decimal_mark: which of "." and "," the file uses for decimals; decides ``1.300`` in decimal figures.
    :param whole: the figure is a count, where a mark before exactly three digits is a thousands mark.
    """
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        mark = "." if digits.rfind(".") > digits.rfind(",") else ","
        head, _, tail = digits.rpartition(mark)
        if mark in head or not _GROUPED.fullmatch(head):
            return None
        digits = head.replace(".", "").replace(",", "") + "." + tail
    elif dots or commas:
        mark = "." if dots else ","
        grouped = _GROUPED.fullmatch(digits) is not None
        if dots + commas > 1:
            if not grouped:
                return None
            digits = digits.replace(mark, "")
        elif grouped and (whole or mark != decimal_mark):
            digits = digits.replace(mark, "")
        else:
            digits = digits.replace(",", ".")
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None


def _figure(text: str, *, decimal_mark: str) -> tuple[str, Decimal] | None:
    """One figure with its sign of comparison and its magnitude multiplied in."""
    if _SCIENTIFIC.fullmatch(text):
        return "", Decimal(text.replace(",", "."))
    match = _FIGURE.fullmatch(_SPACED.sub("", text))
    if not match:
        return None
    sign, digits, word, plus = match.groups()
    factor = 1
    if word:
        found = _MAGNITUDES.get(word.casefold())
        if found is None:
            return None
        factor = found
    value = _value(digits, decimal_mark=decimal_mark, whole=not word)
    return None if value is None else (">" if plus else sign, value * factor)


def _bounded(value: Decimal) -> int | None:
    if value > MAX_COUNT:
        return None
    return int(value.to_integral_value())


def read_count(cell: str, decimal_mark: str = ".") -> tuple[Count, bool]:
    """A count or a range: ``1,300``, ``1.300``, ``1 300``, ``1.2K``, ``1K - 10K``, ``< 10``, ``100K+``, ``10万``.

    :returns: the count, at most 2,147,483,647, and whether the cell was understood. Fractions are rounded.
    """
    if cell.isdecimal() and len(cell) < 10:
        return Count(int(cell)), True
    text = _plain(cell) if len(cell) <= _MAX_CELL else cell
    if text.casefold() in PLACEHOLDERS:
        return UNKNOWN, True
    if len(text) > _MAX_CELL:
        return UNKNOWN, False
    one = _figure(text, decimal_mark=decimal_mark)
    if one is not None:
        sign, value = one
        number = _bounded(value)
        if number is None:
            return UNKNOWN, False
        if sign in ("<", "≤"):
            return Count(None, 0, number), True
        if sign in (">", "≥"):
            return Count(None, number, None), True
        return Count(number), True
    parts = _RANGE.fullmatch(text)
    if parts:
        low, high = (_figure(part.strip(), decimal_mark=decimal_mark) for part in parts.groups())
        if low is not None and high is not None:
            least, most = _bounded(low[1]), _bounded(high[1])
            if least is not None and most is not None and least <= most:
                return (Count(least) if least == most else Count(None, least, most)), True
    return UNKNOWN, False


def read_decimal(cell: str, decimal_mark: str = ".", *, least: int = 0, most: int = 100) -> tuple[float | None, bool]:
    """A figure with decimals between ``least`` and ``most``; a percent sign is passed over. Two decimals are kept."""
    text = _plain(cell) if len(cell) <= _MAX_CELL else cell
    if text.casefold() in PLACEHOLDERS:
        return None, True
    text = _SPACED.sub("", text.removesuffix("%").rstrip())
    if len(text) > _MAX_CELL or not text[:1].isdecimal() or not all(c.isdecimal() or c in ".," for c in text):
        return None, False
    value = _value(text, decimal_mark=decimal_mark, whole=False)
    if value is None or not least <= value <= most:
        return None, False
    return round(float(value), 2), True


def read_money(cell: str, decimal_mark: str = ".") -> tuple[tuple[Decimal, str | None] | None, bool]:
    """A cost with or without its currency (``$3.50``, ``3,50 €``, ``1.20 USD``).

    :returns: (amount with at most four decimals, ISO 4217 code or ``None``), and whether the cell was understood.
    """
    text = _plain(cell) if len(cell) <= _MAX_CELL else cell
    if text.casefold() in PLACEHOLDERS:
        return None, True
    match = _CURRENCY.match(text) if len(text) <= _MAX_CELL else None
    if not match:
        return None, False
    name = match[1] or match[3]
    currency = _SYMBOLS.get(name) if name else None
    if name and currency is None:
        if not (len(name) == 3 and name.isascii() and name.isalpha()):
            return None, False
        currency = name.upper()
    value = _value(_SPACED.sub("", match[2]).strip(), decimal_mark=decimal_mark, whole=False)
    if value is None or value > MAX_CPC:
        return None, False
    return (value.quantize(_CENT).normalize() if value.as_tuple().exponent < -4 else value, currency), True  # type: ignore[operator]
