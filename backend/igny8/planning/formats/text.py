"""Keywords and text cells: cleaning, the normalised form, and what is refused."""

import re
import string
import unicodedata

from igny8.planning.formats.rows import MAX_KEYWORD

# Invisible marks that change nothing a searcher sees: soft hyphen, zero width space, word joiner, byte order mark,
# direction marks. The zero width joiners stay: Persian, Indic scripts and emoji need them.
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_APOSTROPHES = str.maketrans("\u2018\u2019\u02bc`\u00b4\u201c\u201d\u201e\u00ab\u00bb", "'''''\"\"\"\"\"")
_PUNCTUATION = string.punctuation + " \u2013\u2014\u2026\u00b7\u2022\u00bf\u00a1"
_MARKS = re.compile(r"""["\[\]+'`=\\]""")
_MODIFIER = re.compile(r"(?:^|(?<=\s))\++(?=[^\s+])")
_PAIRS = frozenset(["[]", '""', "''"])
_BARE_MARKS = frozenset(["+", '"', "'", "[", "]"])
_EXCEL_TEXT = re.compile(r'="(.*)"', re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


def unwrap_cell(cell: str) -> str:
    """Take off what spreadsheets put around text: ``="…"`` and the apostrophe before a formula sign."""
    wrapped = _EXCEL_TEXT.fullmatch(cell)
    if wrapped:
        cell = wrapped[1].replace('""', '"').strip()
    if len(cell) > 1 and cell[0] == "'" and cell[1] in "=+-@":
        cell = cell[1:]
    return cell


def clean_text(cell: str, limit: int) -> str:
    """Trimmed, whitespace folded, without control or invisible characters, at most ``limit`` characters long."""
    if not (cell.isascii() and cell.isprintable()):
        cell = _CONTROL.sub(" ", cell.translate(_INVISIBLE)).replace("\ufffd", "?")
        cell = " ".join(cell.split())
    return cell.strip()[:limit]


def clean_keyword(cell: str) -> str:
    """The keyword as written: whitespace (line breaks too) folded, invisible marks taken out, NFC."""
    if not (cell.isascii() and cell.isprintable()):
        cell = unicodedata.normalize("NFC", cell.translate(_INVISIBLE))
    cell = " ".join(cell.split())
    return unwrap_cell(cell) if cell[:1] in ("=", "'") else cell


def normalise_keyword(text: str) -> str:
    """The form two keywords share when they are the same search. Idempotent.

    In this order: NFKC (full width letters, ligatures, compatibility forms), case folded, invisible marks taken out,
    typographic quotes and apostrophes made plain, whitespace folded, match-type marks of advertising tools taken off
    (``[exact]``, ``"phrase"``, ``+broad +modified``). Word order, accents, plural and inner punctuation stay:
    they can be another search.

    :param text: a keyword as written.
    :returns: the normalised form; empty when nothing but marks was there.
    """
    if text.isascii():
        text = text.lower()
    else:
        # Folding case can undo the normal form and the other way round; two rounds reach the fixed point.
        for _ in range(2):
            text = unicodedata.normalize("NFKC", text.translate(_INVISIBLE).translate(_APOSTROPHES)).casefold()
        text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    text = " ".join(text.split())
    if not _MARKS.search(text):
        return text
    text = text.replace("`", "'")
    before = None
    while before != text:
        before = text
        start, end = 0, len(text)
        while end - start > 1 and text[start] + text[end - 1] in _PAIRS:
            start, end = start + 1, end - 1
        text = " ".join(_MODIFIER.sub("", text[start:end]).split())
    return "" if text in _BARE_MARKS else text


def keyword_fault(raw: str, keyword: str, normalised: str) -> str | None:
    """Why a keyword is refused, as a key of ``REASONS``; ``None`` when it is fine.

    :param raw: the cell as it stands in the file.
    :param keyword: ``clean_keyword(raw)``.
    :param normalised: ``normalise_keyword(keyword)``.
    """
    if not keyword:
        return "CONTROL_CHARACTER" if _CONTROL.search(raw) else "EMPTY_KEYWORD"
    if len(keyword) > MAX_KEYWORD or len(normalised) > MAX_KEYWORD:
        return "TOO_LONG"
    if not raw.isprintable() and _CONTROL.search(raw):
        return "CONTROL_CHARACTER"
    if "\ufffd" in raw:
        return "BAD_ENCODING"
    if not normalised.strip(_PUNCTUATION):
        return "NO_TEXT"
    return None
