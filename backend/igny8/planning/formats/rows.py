"""What comes out of a keyword file: one ``ParsedRow`` or one ``Rejected`` for every row that went in."""

from dataclasses import dataclass, field
from decimal import Decimal

# An export lists the intents of a keyword in a fixed order that carries no weight. The intent nearest to a
# purchase decides which page answers the search, so it is the primary one; "navigational" asks for a
# particular site and only decides when nothing else does.
INTENT_PRECEDENCE = ("transactional", "commercial", "informational", "navigational")

# PostgreSQL "integer".
MAX_COUNT = 2_147_483_647
# Largest cost per click kept: fits NUMERIC(12, 4) and leaves room for currencies with small units.
MAX_CPC = Decimal("99999999")
MAX_KEYWORD = 255
MAX_RAW = 200

REASONS: dict[str, str] = {
    "EMPTY_KEYWORD": "The row has no keyword.",
    "NO_TEXT": "The keyword has no letter, digit or symbol, only punctuation.",
    "TOO_LONG": f"The keyword is longer than {MAX_KEYWORD} characters.",
    "CONTROL_CHARACTER": "The keyword holds a control character.",
    "BAD_ENCODING": "The keyword holds characters that could not be decoded. Save the file as UTF-8.",
    "TOO_FEW_CELLS": "The row ends before the keyword column.",
    "TOO_MANY_CELLS": "The row has more cells than the header, so its figures may be in the wrong columns.",
    "BAD_QUOTES": "A quotation mark is opened and not closed, or stands where none may stand.",
    "LINE_TOO_LONG": "The line is too long to be a row of a keyword export.",
    "COMMENT": "The row is a comment, not a keyword.",
    "SUMMARY": "The row is a total or a summary, not a keyword.",
    "REPEATED_HEADER": "The row repeats the header.",
}


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not accepted.

    :param line: 1-based physical line on which the row starts.
    :param code: one of the keys of ``REASONS``.
    :param reason: the sentence for it.
    :param raw: the beginning of the row as it stands in the file, at most 200 characters.
    """

    line: int
    code: str
    reason: str
    raw: str


def rejected(line: int, code: str, raw: str) -> Rejected:
    """A ``Rejected`` with the standard sentence of ``code`` and ``raw`` cut and freed of control characters."""
    cut = raw[:MAX_RAW]
    if not cut.isprintable():
        cut = "".join(c if c.isprintable() else " " for c in cut)
    return Rejected(line, code, REASONS[code], cut)


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """An accepted row. Unknown is ``None`` (or empty), never 0.

    :param line: 1-based physical line on which the row starts.
    :param keyword: as written: trimmed, inner whitespace folded to one space, NFC; 1 to 255 characters.
    :param normalised: ``normalise_keyword(keyword)``, what duplicates are found by; 1 to 255 characters.
    :param search_volume: average searches a month when the source gives one figure.
    :param volume_low: lower bound, searches a month, when the source gives a range; then ``search_volume`` is ``None``.
    :param volume_high: upper bound; ``None`` beside a low for "100K+".
    :param difficulty: SEO difficulty, 0 to 100. Never the competition between advertisers.
    :param cpc: cost per click in ``currency``, at most four decimals.
    :param currency: ISO 4217 code, when the header, a column or the cell names it.
    :param intents: subset of ``INTENT_PRECEDENCE`` in the order of the file.
    :param trend: searches (or shares of the peak) by month, oldest first; ``None`` for a month without a figure.
    :param serp_features: names as the tool writes them.
    :param position: average or current position in the search results, from 1.
    :param url: the page that ranks.
    :param clicks: clicks on the site in the period of the export (Search Console).
    :param impressions: impressions of the site in that period. Never a search volume.
    :param extra: columns that are not modelled, and figures that could not be read, by header; cells cut.
    """

    line: int
    keyword: str
    normalised: str
    search_volume: int | None = None
    volume_low: int | None = None
    volume_high: int | None = None
    difficulty: float | None = None
    cpc: Decimal | None = None
    currency: str | None = None
    intents: tuple[str, ...] = ()
    trend: tuple[int | float | None, ...] = ()
    serp_features: tuple[str, ...] = ()
    position: float | None = None
    url: str | None = None
    clicks: int | None = None
    impressions: int | None = None
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def intent(self) -> str | None:
        """The primary intent: the first of ``INTENT_PRECEDENCE`` among ``intents``."""
        if not self.intents:
            return None
        return min(self.intents, key=INTENT_PRECEDENCE.index)
