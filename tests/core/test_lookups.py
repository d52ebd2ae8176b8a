"""Names beside ids: one question for a whole answer, whatever its shape."""

from collections.abc import Collection
from types import SimpleNamespace
from typing import Any

from rest_framework import serializers as s

from igny8.core.api.lookups import LookedUp, settle
from igny8.core.api.presenting import _compiled, present_rows
from igny8.core.api.serializers import Output

ASKED: list[set[Any]] = []


def names(ids: Collection[int]) -> dict[int, str]:
    ASKED.append(set(ids))
    return {1: "Ann", 2: "Bo"}


class ThingOut(Output):
    id = s.IntegerField()
    owner_name = LookedUp(names, by="owner_id")
    editor_name = LookedUp(names, by="editor_id")
    count = LookedUp(lambda pairs: {("a", 1): 7}, by=("kind", "owner_id"), shows=s.IntegerField(), missing=0)


class ShelfOut(Output):
    things = ThingOut(many=True)


def thing(number: int, owner: int | None, editor: int | None) -> SimpleNamespace:
    return SimpleNamespace(id=number, owner_id=owner, editor_id=editor, kind="a")


ROWS = [thing(1, 1, 2), thing(2, None, 9), thing(3, 2, None)]
SHOWN = [
    {"id": 1, "owner_name": "Ann", "editor_name": "Bo", "count": 7},
    {"id": 2, "owner_name": None, "editor_name": None, "count": 0},
    {"id": 3, "owner_name": "Bo", "editor_name": None, "count": 0},
]


def test_a_list_asks_once_for_all_its_rows_and_columns() -> None:
    ASKED.clear()
    assert _compiled(ThingOut) is not None
    assert present_rows(ThingOut, ROWS, context={}) == SHOWN
    assert [{1, 2, 9}] == ASKED


def test_a_nested_answer_asks_once_too() -> None:
    ASKED.clear()
    assert settle(ShelfOut({"things": ROWS}).data) == {"things": SHOWN}
    assert [{1, 2, 9}] == ASKED


def test_nothing_is_asked_for_rows_without_ids() -> None:
    ASKED.clear()
    assert present_rows(ThingOut, [thing(1, None, None)], context={})[0]["owner_name"] is None
    assert ASKED == []
