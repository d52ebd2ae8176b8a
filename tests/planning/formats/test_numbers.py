"""Figures: every way of writing them, and every way of not being one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igny8.planning.formats.numbers import Count, read_count, read_decimal, read_money
from igny8.planning.formats.rows import MAX_COUNT

NARROW, FIXED = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("cell", "exact"),
    [
        ("1300", 1300), ("1,300", 1300), ("1.300", 1300), (f"1{FIXED}300", 1300), (f"1{NARROW}300", 1300),
        ("1 300", 1300),
        ("1'300", 1300), ("1,234,567", 1234567), ("12,34,567", 1234567), ("1.2K", 1200), ("1,2 K", 1200),
        ("10K", 10_000),
        ("2.5M", 2_500_000), ("1B", 1_000_000_000), ("10万", 100_000), ("１３００", 1300), ("1,5 тыс.", 1500),
        ("3 Mio.", 3_000_000), ("1e5", 100_000), ("1.5E+04", 15_000), ("12.0", 12), ("'1300", 1300), ('="1300"', 1300),
        (" 90 ", 90), ("0", 0), ("2147483647", MAX_COUNT), ("1234.56", 1235), ("1,234.5", 1234),
    ],
)  # fmt: skip
def test_counts(cell: str, exact: int) -> None:
    assert read_count(cell) == (Count(exact), True)


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        ("1K - 10K", 1000, 10_000), ("1K – 10K", 1000, 10_000), ("100 - 1K", 100, 1000), ("0-10", 0, 10),
        ("< 10", 0, 10),
        ("<10", 0, 10), ("100K+", 100_000, None), ("> 1M", 1_000_000, None), ("1万～10万", 10_000, 100_000),
        ("1.000–10.000", 1000, 10_000), ("1M – 10M", 1_000_000, 10_000_000), ("10 to 100", 10, 100),
        ("4301-6500", 4301, 6500),
        (f"1{FIXED}000 – 10{FIXED}000", 1000, 10_000),
    ],
)  # fmt: skip
def test_ranges(cell: str, low: int, high: int | None) -> None:
    assert read_count(cell) == (Count(None, low, high), True)


@pytest.mark.parametrize("cell", ["", "-", "--", "—", "n/a", "N/A", "null", " ", "No data", "#N/A"])
def test_placeholders_are_unknown(cell: str) -> None:
    assert read_count(cell) == (Count(), True)
    assert read_decimal(cell) == (None, True)
    assert read_money(cell) == (None, True)


@pytest.mark.parametrize(
    "cell",
    ["-5", "Infinity", "inf", "9" * 5000, "9" * 30, "2147483648", "1e99", "10 - 5", "1..3", "1,3,0", "lots", "12px",
     "1-2-3", "0x10", "1_000", "1.2.3", "٣x"],
)  # fmt: skip
def test_not_a_count(cell: str) -> None:
    assert read_count(cell) == (Count(), False)


@pytest.mark.parametrize(
    ("cell", "mark", "value"),
    [("45", ".", 45.0), ("85.18", ".", 85.18), ("85,18", ",", 85.18), ("33.33%", ".", 33.33), ("3,0 %", ",", 3.0),
     ("100", ".", 100.0), ("1.060", ".", 1.06), ("1,06", ".", 1.06), ("0", ".", 0.0)],
)  # fmt: skip
def test_decimals(cell: str, mark: str, value: float) -> None:
    assert read_decimal(cell, mark) == (value, True)


@pytest.mark.parametrize("cell", ["101", "-1", "Infinity", "1e1", "hard", "5/10", "9" * 100])
def test_not_a_difficulty(cell: str) -> None:
    assert read_decimal(cell) == (None, False)


@pytest.mark.parametrize(
    ("cell", "mark", "amount", "currency"),
    [("3.50", ".", "3.50", None), ("$3.50", ".", "3.50", "USD"), ("3,50 €", ",", "3.50", "EUR"), ("£1,200.5",
     ".", "1200.5", "GBP"),
     ("1.20 USD", ".", "1.20", "USD"), ("R$ 2,10", ",", "2.10", "BRL"), ("1.300", ",", "1300", None), ("0.00",
     ".", "0.00", None),
     ("1.123456", ".", "1.1235", None)],
)  # fmt: skip
def test_money(cell: str, mark: str, amount: str, currency: str | None) -> None:
    assert read_money(cell, mark) == ((Decimal(amount), currency), True)


@pytest.mark.parametrize("cell", ["-1", "free", "Infinity", "9" * 12, "1,2,3", "$", "12 units"])
def test_not_money(cell: str) -> None:
    assert read_money(cell) == (None, False)


@given(st.integers(0, MAX_COUNT), st.sampled_from([",", ".", " ", FIXED, NARROW, "'"]))
def test_grouped_counts_read_back(value: int, mark: str) -> None:
    assert read_count(f"{value:,}".replace(",", mark)) == (Count(value), True)


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_exception(cell: str) -> None:
    count, _ = read_count(cell)
    assert all(part is None or 0 <= part <= MAX_COUNT for part in count)
    number, _ = read_decimal(cell)
    assert number is None or 0 <= number <= 100
    cost, _ = read_money(cell)
    assert cost is None or cost[0] >= 0


@given(st.from_regex(r"[<>~]?[0-9]{1,12}([.,' ][0-9]{1,6}){0,4} ?[KMB万%+]? ?(-|–|to)? ?[0-9.,K]{0,8}", fullmatch=True))
def test_near_figures_stay_in_bounds(cell: str) -> None:
    count, understood = read_count(cell)
    assert understood or count == Count()
    assert count.low is None or count.high is None or count.low <= count.high
