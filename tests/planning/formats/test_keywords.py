"""Keywords: what is cleaned, what two spellings share, what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igny8.planning.formats import ParsedRow, Rejected, detect, normalise_keyword, read
from igny8.planning.formats.text import clean_keyword


def only(cell: str) -> ParsedRow | Rejected:
    data = ("Keyword,Volume\n" + '"' + cell.replace('"', '""') + '",90\n').encode()
    (item,) = read(data, detection=detect(data))
    return item


@pytest.mark.parametrize(
    ("text", "same"),
    [("Moka  Pot", "moka pot"), ("moka\npot", "moka pot"), ("MOKA\u00a0POT", "moka pot"), ("[moka pot]", "moka pot"),
     ('"moka pot"', "moka pot"), ("+moka +pot", "moka pot"), ("“moka pot”", "moka pot"), ("ｍｏｋａ", "moka"),
     ("moka\u200bpot", "mokapot"), ("straße", "strasse"), ("cafe\u0301", "café"), ("c++", "c++"),
     ("what’s crema", "what's crema"),
     ("ﬁlter", "filter"), ("[\"moka pot\"]", "moka pot"), ("rock 'n' roll", "rock 'n' roll")],
)  # fmt: skip
def test_normalised_form(text: str, same: str) -> None:
    assert normalise_keyword(text) == same


@pytest.mark.parametrize(
    ("one", "other"), [("café", "cafe"), ("pot moka", "moka pot"), ("pots", "pot"), ("a-b", "a b")]
)
def test_other_searches_stay_apart(one: str, other: str) -> None:
    assert normalise_keyword(one) != normalise_keyword(other)


@given(st.text(max_size=80))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise_keyword(text)
    assert normalise_keyword(once) == once


@given(st.text(max_size=80))
def test_cleaning_twice_changes_nothing_but_wrappers(text: str) -> None:
    cleaned = clean_keyword(text)
    assert cleaned == " ".join(cleaned.split())
    assert normalise_keyword(cleaned) == normalise_keyword(clean_keyword(cleaned)) or cleaned[:1] in "='"


@pytest.mark.parametrize(
    ("cell", "keyword"),
    [("  moka   pot ", "moka pot"), ("moka\r\npot", "moka pot"), ('="007 coffee"', "007 coffee"), ("'=1+1", "=1+1"),
     ("'90s coffee", "'90s coffee"), ("cafe\u0301", "café"), ("\ufeffmoka", "moka"), ("☕", "☕"),
     ("=cmd|' /C calc'!A0",) * 2],
)  # fmt: skip
def test_accepted_as(cell: str, keyword: str) -> None:
    row = only(cell)
    assert isinstance(row, ParsedRow)
    assert row.keyword == keyword
    assert 1 <= len(row.normalised) <= 255


@pytest.mark.parametrize(
    ("cell", "code"),
    [("", "EMPTY_KEYWORD"), ("  ", "EMPTY_KEYWORD"), ("\u200b", "EMPTY_KEYWORD"), ("a" * 256, "TOO_LONG"),
     ("-", "NO_TEXT"),
     ("???", "NO_TEXT"), ("[]", "NO_TEXT"), ("+", "NO_TEXT"), ("bell\x07", "CONTROL_CHARACTER"),
     ("bad \ufffd mark", "BAD_ENCODING"),
     ("ﷺ" * 20, "TOO_LONG"), ("\x1b", "CONTROL_CHARACTER")],
)  # fmt: skip
def test_refused_with_reason(cell: str, code: str) -> None:
    item = only(cell)
    assert isinstance(item, Rejected)
    assert (item.line, item.code) == (2, code)
    assert item.reason.endswith(".")
    assert len(item.raw) <= 200
    assert item.raw.isprintable()


def test_longest_keyword_is_accepted() -> None:
    assert isinstance(only("a" * 255), ParsedRow)
