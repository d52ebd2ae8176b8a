"""Rows of the benchmark table and the printer for them."""

import operator
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

_COMPARE: Final[dict[str, Callable[[float, float], bool]]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
_GOAL: Final = re.compile(r"^(ratio )?(>=|<=|>|<) ?(\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure.

    ``ours`` and ``peer`` were measured in the same run, in ``unit``; None where there is nothing to compare with.
    ``goal`` is empty, or a comparison for ``ours`` (``"<= 60"``) or for ours divided by peer (``"ratio >= 0.33"``);
    text may follow it.
    """

    name: str
    ours: float | None
    peer: float | None = None
    unit: str = ""
    goal: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours divided by peer; None without both."""
        return self.ours / self.peer if self.ours is not None and self.peer else None

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None without a goal or without the figure it is about.

        :raises ValueError: a goal that is no comparison.
        """
        if not self.goal:
            return None
        parsed = _GOAL.match(self.goal)
        if parsed is None:
            raise ValueError(f"{self.name}: {self.goal!r} is no goal; write '<= 60' or 'ratio >= 0.33'.")
        figure = self.ratio if parsed[1] else self.ours
        return None if figure is None else _COMPARE[parsed[2]](figure, float(parsed[3]))


def table(rows: Iterable[Row]) -> str:
    """``rows`` as a text table with a ratio column and the verdict on every goal."""
    cells = [("", "ours", "peer", "ratio", "unit", "goal", "")]
    for row in rows:
        verdict = {True: "met", False: "MISSED", None: ""}[row.met]
        cells.append((row.name, _figure(row.ours), _figure(row.peer), _figure(row.ratio), row.unit, row.goal, verdict))
    widths = [max(len(line[column]) for line in cells) for column in range(len(cells[0]))]
    lines = []
    for line in cells:
        padded = (
            cell.rjust(width) if 1 <= column <= 3 else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        lines.append("  ".join(padded).rstrip())
    lines.insert(1, "-" * max(len(line) for line in lines))
    return "\n".join(lines)


def _figure(value: float | None) -> str:
    if value is None:
        return "-"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) >= 10 else f"{value:.2f}"
