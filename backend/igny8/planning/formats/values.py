"""Text cells with a meaning: intents, trends, SERP features, flags; and a memory for cells seen before."""

import re
from collections.abc import Callable
from typing import Generic, TypeVar

from igny8.planning.formats.numbers import PLACEHOLDERS
from igny8.planning.formats.rows import INTENT_PRECEDENCE, MAX_COUNT
from igny8.planning.formats.text import clean_text

Value = TypeVar("Value")

MAX_FEATURES = 40
MAX_TREND = 60
# Figures, features and intents repeat a lot in an export; this many distinct cells a column are remembered.
_MEMORY = 5_000
_MEMORABLE = 200

_SEPARATORS = re.compile(r"[,;|/]+")
_INTENT_WORDS: dict[str, str] = {
    # The letters are the badges of the tools; the digits are the codes of Semrush's API exports.
    "i": "informational", "1": "informational", "information": "informational", "informativ": "informational",
    "informationsorientiert": "informational", "informationnelle": "informational", "informativa": "informational",
    "informacional": "informational", "informazionale": "informational", "informatief": "informational",
    "c": "commercial", "0": "commercial", "commercial investigation": "commercial", "kommerziell": "commercial",
    "commerciale": "commercial", "comercial": "commercial", "commercieel": "commercial",
    "t": "transactional", "3": "transactional", "transaction": "transactional", "transaktional": "transactional",
    "transactionnelle": "transactional", "transaccional": "transactional", "transacional": "transactional",
    "transazionale": "transactional", "transactioneel": "transactional",
    "n": "navigational", "2": "navigational", "navigation": "navigational", "navigationsorientiert": "navigational",
    "navigationnelle": "navigational", "navegacional": "navigational", "navigazionale": "navigational",
} | {name: name for name in INTENT_PRECEDENCE}  # fmt: skip
_TRUE = frozenset(["true", "1", "yes", "y", "x", "wahr", "ja", "vrai", "oui", "verdadero", "sí", "si", "vero", "waar"])
_FALSE = frozenset(["false", "0", "no", "n", "falsch", "nein", "faux", "non", "falso", "onwaar", "nee"])


class Memo(dict[str, Value], Generic[Value]):
    """Converted cells of one column; a cell seen before costs one look-up. Bounded."""

    def __init__(self, convert: Callable[[str], Value]) -> None:
        super().__init__()
        self._convert = convert

    def __missing__(self, cell: str) -> Value:
        value = self._convert(cell)
        if len(self) < _MEMORY and len(cell) <= _MEMORABLE:
            self[cell] = value
        return value


def read_intents(cell: str) -> tuple[tuple[str, ...], bool]:
    """Intents in the order of the cell, each once. ``False`` when a part is no intent ("Non-branded")."""
    found: list[str] = []
    understood = True
    for part in _SEPARATORS.split(cell):
        word = part.strip().casefold()
        if word in PLACEHOLDERS and word != "n/a":
            continue
        intent = _INTENT_WORDS.get(word)
        if intent is None:
            understood = False
        elif intent not in found:
            found.append(intent)
    if cell.strip().casefold() in PLACEHOLDERS:
        return (), True
    return tuple(found), understood


def read_features(cell: str) -> tuple[tuple[str, ...], bool]:
    """SERP features as the tool names them, at most 40 of at most 80 characters."""
    if cell.strip().casefold() in PLACEHOLDERS:
        return (), True
    parts = cell.strip().strip("[]").split("|" if "|" in cell and "," not in cell else ",")
    names = (clean_text(part.strip().strip("\"'"), 80) for part in parts[: 4 * MAX_FEATURES])
    return tuple(dict.fromkeys(name for name in names if name))[:MAX_FEATURES], True


def read_trend(cell: str) -> tuple[tuple[int | float | None, ...], bool]:
    """The values of a trend cell (``0.66,1.00``, ``[100, 82]``), oldest first as the tools write them; at most 60."""
    text = cell.strip().strip("[]")
    if text.casefold() in PLACEHOLDERS:
        return (), True
    if len(text) > 2_000:
        return (), False
    separator = next((mark for mark in ";|" if mark in text), ",")
    values = tuple([_TREND_VALUES[part] for part in text.split(separator)[:MAX_TREND]])
    return ((), False) if _NO_VALUE in values else (values, True)


# Stands for a part of a trend that is no figure; no trend holds negative values.
_NO_VALUE = -1
_DECIMAL = re.compile(r"\d{1,10}\.\d{1,12}")


def _trend_value(part: str) -> int | float | None:
    number = part.strip().replace(",", ".")
    if not number:
        return None
    if number.isdecimal() and len(number) <= 10:
        value: int | float = int(number)
    elif _DECIMAL.fullmatch(number):
        value = float(number)
    else:
        return _NO_VALUE
    return value if value <= MAX_COUNT else _NO_VALUE


# Trends are shares with two decimals in most exports: few distinct parts, shared by all files.
_TREND_VALUES = Memo(_trend_value)


def read_flag(cell: str) -> tuple[bool, bool]:
    """A true/false cell of the languages spreadsheets write them in."""
    word = cell.strip().casefold()
    return word in _TRUE, word in _TRUE or word in _FALSE or word in PLACEHOLDERS


def read_url(cell: str) -> tuple[str | None, bool]:
    """A web address or path, at most 2,048 characters; longer ones are not cut but unknown."""
    if cell.strip().casefold() in PLACEHOLDERS:
        return None, True
    url = clean_text(cell, 4_096)
    return (url, True) if len(url) <= 2_048 else (None, False)


def read_currency(cell: str) -> tuple[str | None, bool]:
    """An ISO 4217 code."""
    code = cell.strip().upper()
    if len(code) == 3 and code.isascii() and code.isalpha():
        return code, True
    return None, code.casefold() in PLACEHOLDERS
