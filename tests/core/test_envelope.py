"""Answers are written fast, and the same as the slow way writes them."""

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.renderers import JSONRenderer

from igny8.core.api import envelope
from igny8.core.api.envelope import EnvelopeEncoder, EnvelopeRenderer, PageData


class Slow(JSONRenderer):
    encoder_class = EnvelopeEncoder


class Pair(NamedTuple):
    first: int
    second: str


class Colour(TextChoices):
    RED = "red", "Red"


@pytest.fixture(autouse=True)
def same_envelope(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(envelope, "timestamp", lambda: "2026-11-20T10:00:00.000Z")


def both(data: Any, media_type: str | None = None) -> tuple[bytes, bytes]:
    slow = Slow().render(envelope.wrap(data), media_type, {})
    return EnvelopeRenderer().render(data, media_type, {}), slow


@pytest.mark.parametrize(
    "value",
    [
        None, True, -0.0, 0.1, 12345.678, 2**53 + 1, Decimal("12.50"), Decimal("7.00"), date(2026, 11, 20),
        datetime(2026, 11, 20, 10, 0, 0, 5000, tzinfo=UTC), datetime(2026, 11, 20, 10, tzinfo=UTC), datetime(2026, 11, 20),
        timedelta(seconds=90), UUID(int=7), Colour.RED, gettext_lazy("Yes"), Pair(1, "a"), (1, 2), {"x": {"y": []}},
        "line\u2028and\u2029paragraph", 'quote " \\ / \x00 \x1f \x7f', "日本語 🌱", 2**64, {1: "a", None: "b"}, {1, },
    ],
)  # fmt: skip
def test_every_kind_of_value_is_written_as_before(value: Any) -> None:
    fast, slow = both(PageData(results=[{"value": value}]))
    assert fast == slow


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


@given(JSON)
def test_whatever_is_sent_is_read_as_the_same(value: Any) -> None:
    fast, slow = (json.loads(text) for text in both(value))
    assert fast == slow


def test_who_asks_for_indents_gets_them() -> None:
    fast, slow = both({"a": 1}, "application/json; indent=2")
    assert fast == slow
    assert b'\n  "data"' in fast


def test_what_cannot_be_written_is_an_error() -> None:
    with pytest.raises(TypeError):
        EnvelopeRenderer().render({"value": object()}, None, {})
