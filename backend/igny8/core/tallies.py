"""Numbers of several tables in one query: what a page of figures needs without a query a figure."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, CharField, Count, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce

from igny8.core.errors import NotFound


@dataclass(frozen=True, slots=True)
class Part:
    """``rows`` counted by the values of ``by`` (all in one when empty), with the sum of ``total`` beside the number."""

    rows: QuerySet[Any]
    by: str = ""
    total: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows, and what they sum up to."""

    count: int = 0
    total: int = 0


class Tallies(Mapping[str, Mapping[str, Tally]]):
    """What ``tally`` found: ``tallies.count("drafts")``, ``tallies.counts("keywords")["new"]``."""

    def __init__(self, found: Mapping[str, Mapping[str, Tally]]) -> None:
        self._found = found

    def __getitem__(self, part: str) -> Mapping[str, Tally]:
        return self._found.get(part, {})

    def __iter__(self) -> Any:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def count(self, part: str) -> int:
        """Rows of a part."""
        return sum(one.count for one in self[part].values())

    def total(self, part: str) -> int:
        """Sum of a part."""
        return sum(one.total for one in self[part].values())

    def counts(self, part: str, words: Any) -> dict[str, int]:
        """Rows of a part by word, for every one of the ``words`` and 0 where there are none."""
        found = self[part]
        return {str(word): found.get(str(word), Tally()).count for word in words}

    def require(self, part: str, sentence: str) -> None:
        """Make sure a part has rows.

        :raises NotFound: with the sentence.
        """
        if not self.count(part):
            raise NotFound(sentence)


def tally(**parts: Part) -> Tallies:
    """Count all parts in one query, each through its own manager: inside a scope nobody's rows but the actor's count."""
    first, *others = [_select(name, part) for name, part in parts.items()]
    found: dict[str, dict[str, Tally]] = defaultdict(dict)
    for name, word, count, total in first.union(*others, all=True) if others else first:
        found[name][word] = Tally(count, int(total))
    return Tallies(found)


def _select(name: str, part: Part) -> QuerySet[Any, Any]:
    word = Cast(part.by, CharField()) if part.by else Value("", CharField())
    total = Coalesce(Cast(Sum(part.total), BigIntegerField()), 0) if part.total else Value(0, BigIntegerField())
    return (
        part.rows.order_by()
        .annotate(tally_of=Value(name, CharField()), tally_word=word)
        .values_list("tally_of", "tally_word")
        .annotate(tally_count=Count("pk"), tally_total=total)
    )
