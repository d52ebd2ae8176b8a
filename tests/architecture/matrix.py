"""The permission table: every endpoint of the URL configuration with the lowest role that may enter.

``python -m tests.architecture.matrix --write`` writes ``permissions.csv`` anew; people review the difference. Without
``--write`` it prints what differs and exits 1 if anything does.
"""

import csv
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("permissions.csv")
HEADER = ("method", "path", "lowest role")
CONVERTER = re.compile(r"<(?:(\w+):)?(\w+)>")


@dataclass(frozen=True, order=True)
class Endpoint:
    """One method of one address; ``role`` is the label its view declares, empty when it declares none."""

    path: str
    method: str
    role: str

    @property
    def row(self) -> tuple[str, str, str]:
        return (self.method, self.path, self.role)

    @property
    def prefix(self) -> str:
        """The address up to its first variable part: names the kind of object a detail address is about."""
        return self.path.partition("<")[0]

    @property
    def is_detail(self) -> bool:
        return "<" in self.path

    def url(self, first: Any, rest: Any) -> str:
        """The address with ``first`` in its first variable part, ``rest`` in any further one, and 1 where a number belongs."""
        values = iter([str(first)])
        return "/" + CONVERTER.sub(lambda part: "1" if part[1] == "int" else next(values, str(rest)), self.path)


def walk(patterns: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Path and callback of every URL pattern below ``patterns``."""
    for pattern in patterns:
        path = prefix + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if hasattr(pattern, "url_patterns"):
            yield from walk(pattern.url_patterns, path)
        else:
            yield path, pattern.callback


def routes() -> list[tuple[str, Any]]:
    """All routes of the product."""
    from django.urls import get_resolver

    return list(walk(get_resolver().url_patterns))


def endpoints() -> list[Endpoint]:
    """Every method of every view that is one of ours."""
    from igny8.core.api.views import BaseView

    out = []
    for path, callback in routes():
        view = getattr(callback, "cls", None)
        if view is None or not issubclass(view, BaseView):
            continue
        actions = getattr(callback, "actions", None) or {
            m: m for m in view.http_method_names if m not in {"options", "head"} and hasattr(view, m)
        }
        for method, action in actions.items():
            if method not in {"options", "head"}:
                role = view.roles.get(action)
                out.append(Endpoint(path, method.upper(), role.label if role is not None else ""))
    return sorted(out)


def read_table() -> list[tuple[str, str, str]]:
    """The committed rows."""
    with TABLE.open(newline="", encoding="utf-8") as handle:
        return [(row[0], row[1], row[2]) for row in list(csv.reader(handle))[1:]]


def write_table() -> None:
    """Write the table from the URL configuration."""
    with TABLE.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(e.row for e in endpoints())


def differences() -> list[str]:
    """What the table and the URL configuration disagree about."""
    live, written = {e.row for e in endpoints()}, set(read_table())
    return [f"route without a row: {row}" for row in sorted(live - written)] + [
        f"row without a route: {row}" for row in sorted(written - live)
    ]


def main() -> int:
    """The command."""
    import tests.conftest  # noqa: F401  (starts the services and sets Django up)

    if "--write" in sys.argv:
        write_table()
        return 0
    found = differences()
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
