"""Fields of an output that are found for all rows of an answer together: names beside ids, counts, states.

A list of 50 keywords asks once for the names of their clusters, not 50 times, and pays no join in the query that pages.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from drf_spectacular.drainage import set_override
from rest_framework import serializers

Find = Callable[[Any], Mapping[Any, Any]]  # takes the keys, a set, and answers those it knows


@dataclass(frozen=True, slots=True)
class Pending:
    """The place of a value in an answer until ``settle`` has asked for all of them."""

    find: Find
    key: Hashable
    missing: Any
    show: Callable[[Any], Any]


class LookedUp(serializers.Field):
    """The value ``find`` knows for a row's key.

    :param find: answers values by key; called once for all rows of an answer.
    :param by: the column that is the key, or several, which make a tuple.
    :param shows: a serializer's field that tells the schema what the value is, and shows it.
    :param missing: what is shown for a key that ``find`` does not know, a plain value; null when None.
    """

    def __init__(
        self,
        find: Find,
        *,
        by: str | tuple[str, ...],
        shows: Any = None,
        missing: Any = None,
        **kwargs: Any,
    ) -> None:
        self.find, self.by, self.shows, self.missing = find, by, shows or serializers.CharField(), missing
        self.columns = (by,) if isinstance(by, str) else by
        self.key_of = attrgetter(*self.columns)
        super().__init__(source="*", read_only=True, allow_null=missing is None, **kwargs)
        set_override(self, "field", self.shows)

    def to_representation(self, row: Any) -> Any:
        return Pending(self.find, self.key_of(row), self.missing, self.shows.to_representation)


def settle(data: Any) -> Any:
    """``data`` with every pending value in its place: one question for each ``find``, however many rows ask."""
    found: list[Pending] = []
    _collect(data, found)
    return _placed(data, _answers(found)) if found else data


def look_up(rows: Sequence[dict[str, Any]], fields: Mapping[str, LookedUp]) -> None:
    """Put values in the place of keys, in rows whose ``fields`` hold just their keys."""
    keys: dict[Find, set[Any]] = {}
    for name, field in fields.items():
        keys.setdefault(field.find, set()).update(row[name] for row in rows)
    known = _ask(keys)
    for name, field in fields.items():
        values, show = known[field.find], field.shows.to_representation
        for row in rows:
            value = values.get(row[name]) if values else None
            row[name] = field.missing if value is None else show(value)


def _ask(keys: Mapping[Find, set[Any]]) -> dict[Find, Mapping[Any, Any]]:
    """What each ``find`` says to all keys it is asked for; none is asked about nothing."""
    known: dict[Find, Mapping[Any, Any]] = {}
    for find, wanted in keys.items():
        real = {key for key in wanted if _is_key(key)}
        known[find] = find(real) if real else {}
    return known


def _answers(pending: Iterable[Pending]) -> dict[Find, Mapping[Any, Any]]:
    keys: dict[Find, set[Any]] = {}
    for one in pending:
        keys.setdefault(one.find, set()).add(one.key)
    return _ask(keys)


def _value(one: Pending, known: Mapping[Find, Mapping[Any, Any]]) -> Any:
    value = known[one.find].get(one.key)
    return one.missing if value is None else one.show(value)


def _is_key(key: Hashable) -> bool:
    return key is not None and not (isinstance(key, tuple) and all(part is None for part in key))


def _collect(data: Any, found: list[Pending]) -> None:
    if isinstance(data, Pending):
        found.append(data)
    elif isinstance(data, dict):
        for value in data.values():
            _collect(value, found)
    elif isinstance(data, list | tuple):
        for value in data:
            _collect(value, found)


def _placed(data: Any, known: Mapping[Find, Mapping[Any, Any]]) -> Any:
    if isinstance(data, Pending):
        return _value(data, known)
    if isinstance(data, dict):
        for name, value in data.items():
            if isinstance(value, Pending | dict | list):
                data[name] = _placed(value, known)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            if isinstance(value, Pending | dict | list):
                data[index] = _placed(value, known)
    return data
