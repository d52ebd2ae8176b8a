"""The compiled presenter shows exactly what the serializer shows."""

from datetime import UTC, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rest_framework import serializers as s

from igny8.core.api.presenting import _compiled, present_rows
from igny8.core.api.serializers import Output


class PlainOut(Output):
    id = s.UUIDField()
    name = s.CharField()
    figure = s.FloatField(allow_null=True)
    count = s.IntegerField(allow_null=True)
    flag = s.BooleanField()
    kind = s.ChoiceField(choices=["a", "b"], allow_blank=True)
    extra = s.JSONField()
    trend = s.ListField(child=s.FloatField(allow_null=True))
    tags = s.ListField(child=s.CharField())
    at = s.DateTimeField(allow_null=True)
    day = s.DateField(allow_null=True)
    inner = s.CharField(source="other.name")
    called = s.CharField(source="method")


class MethodOut(PlainOut):
    double = s.SerializerMethodField()

    def get_double(self, row: Any) -> int:
        return 2 * (row.count or 0)


class NestedOut(Output):
    other = PlainOut()


@st.composite
def a_row(draw: Any) -> SimpleNamespace:
    figures = st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.decimals(0, 100, places=2)
    return SimpleNamespace(
        id=uuid4(),
        name=draw(st.text(max_size=20)),
        figure=draw(figures),
        count=draw(st.none() | st.integers(-(2**31), 2**31)),
        flag=draw(st.booleans()),
        kind=draw(st.sampled_from(["a", "b", ""])),
        extra=draw(st.dictionaries(st.text(max_size=3), st.integers())),
        trend=draw(st.lists(st.none() | st.integers(0, 9))),
        tags=draw(st.lists(st.text(max_size=5))),
        at=draw(st.none() | st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))),
        day=draw(st.none() | st.dates()),
        other=SimpleNamespace(name=draw(st.text(max_size=5))),
        method=lambda: "called",
    )


@pytest.mark.parametrize("output", [PlainOut, MethodOut])
@given(rows=st.lists(a_row(), max_size=3))
def test_equal_to_the_serializer(output: Any, rows: list[SimpleNamespace]) -> None:
    assert present_rows(output, rows, context={}) == [dict(x) for x in output(rows, many=True).data]


def test_what_needs_its_serializer_is_left_to_it() -> None:
    assert _compiled(PlainOut) is not None
    assert _compiled(MethodOut) is None
    assert _compiled(NestedOut) is None


def test_decimals_of_float_fields_are_floats() -> None:
    row = SimpleNamespace(figure=Decimal("1.50"))
    plain = type("FigureOut", (Output,), {"figure": s.FloatField()})
    assert present_rows(plain, [row], context={}) == [{"figure": 1.5}]
