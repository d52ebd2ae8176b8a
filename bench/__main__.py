"""``make bench``: every figure beside its yardstick, measured in the same run."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from importlib import import_module

from bench.report import Row, table

#: name -> module with ``rows(environment)``; clustering needs no database and takes a labelled file instead.
BENCHES = {
    "runs": "bench.runs",
    "import": "bench.imports",
    "lists": "bench.lists",
    "wordpress": "bench.wordpress",
    "clustering": "bench.clustering",
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"any of {', '.join(BENCHES)}; all by default")
    parser.add_argument(
        "--labels", default=os.environ.get("LABELS"), help="a labelled file (text,label) for clustering"
    )
    options = parser.parse_args()
    unknown = set(options.names) - set(BENCHES)
    if unknown:
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}")
    names = options.names or list(BENCHES)
    found: list[Row] = []
    environment: dict[str, str] = {}
    if set(names) - {"clustering"}:
        from bench.stage import prepare

        environment = prepare()
    for name in names:
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        rows: Callable[..., Iterable[Row]] = import_module(BENCHES[name]).rows
        found += list(rows(options.labels) if name == "clustering" else rows(environment))
    print(table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
