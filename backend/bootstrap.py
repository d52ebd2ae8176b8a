"""Make this clone ready to run: ``python3 backend/bootstrap.py [--dev]``. Every make target calls it first.

This file keeps to syntax that old interpreters can read, so that they fail with a sentence; the work is done by
``bootstrapping`` beside it, on the standard library alone.
"""

import os
import shutil
import sys

OLDEST = (3, 11)
NEWEST_KNOWN = 14


def newer_python():
    """The path of the newest suitable interpreter on PATH, or an empty string."""
    for minor in range(NEWEST_KNOWN, OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found and os.path.realpath(found) != os.path.realpath(sys.executable):
            return found
    return ""


def main():
    if sys.version_info < OLDEST:
        better = newer_python()
        if better and os.environ.get("IGNY8_REEXECUTED") != better:
            os.environ["IGNY8_REEXECUTED"] = better
            os.execv(better, [better, os.path.abspath(__file__), *sys.argv[1:]])
        found = ".".join(str(part) for part in sys.version_info[:2])
        sys.exit(
            f"IGNY8 needs Python 3.11 or newer and this is {found}. "
            "Install one, or name it: make PYTHON=/path/to/python3.11"
        )
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    from bootstrapping.run import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
