"""``python -m bootstrapping.browser e2e|screenshots|measure [ARGS]``: the dashboard in the system's Chromium.

Starts the whole product with data of its own in ``var/e2e``, runs the npm script of ``tests/browser`` against it, and stops
it again.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from .clone import Clone, SetupFailed
from .node_packages import node_environment, npm
from .run import ROOT

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# Tests sign up, sign in and click faster than any person; what they are about is not the throttle.
_THROTTLE_SCALE = "100"


def chromium() -> str:
    """The system's browser, or what ``IGNY8_CHROMIUM`` names.

    :raises SetupFailed: when there is none.
    """
    named = os.environ.get("IGNY8_CHROMIUM", "")
    found = next((path for name in (named, *_CHROMIUM) if name and (path := shutil.which(name))), None)
    if found is None:
        raise SetupFailed("No Chromium here. Install it (Debian: apt-get install chromium) or set IGNY8_CHROMIUM.")
    return found


def product(clone: Clone, *arguments: str, environment: Mapping[str, str]) -> int:
    """One command of the embedded mode."""
    command = [os.fspath(clone.python), "-m", "igny8.core.embedded", *arguments]
    return subprocess.run(command, cwd=clone.root, env=environment).returncode


def run(clone: Clone, script: str, arguments: Sequence[str]) -> int:
    """Start, test, stop.

    :returns: the exit code of the npm script, or 1 when the product did not start.
    :raises SetupFailed: when something is missing.
    """
    folder = clone.root / "tests" / "browser"
    browser = chromium()
    var = clone.root / "var" / "e2e"
    environment = node_environment(clone) | {"IGNY8_VAR": os.fspath(var), "IGNY8_THROTTLE_SCALE": _THROTTLE_SCALE}
    environment["IGNY8_PROVIDER_HOSTS"] = "127.0.0.1"  # a WordPress of the journeys' own lies there
    environment["IGNY8_PYTHON"] = os.fspath(clone.python)
    for key in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        environment.pop(key, None)  # the local model writes: the same on every machine, and free
    product(clone, "down", environment=environment)  # of a run that was killed
    shutil.rmtree(var, ignore_errors=True)
    try:
        if product(clone, "up", "--detach", environment=environment):
            return 1
        status = json.loads((var / "run" / "status.json").read_text())
        environment |= {
            "IGNY8_URL": status["addresses"].get("Dashboard") or status["addresses"]["API"],
            "IGNY8_LOGS": os.fspath(var / "log"),
            "IGNY8_CHROMIUM": browser,
            "IGNY8_BROWSER_OUTPUT": os.fspath(var / "browser"),
        }
        command: list[str | Path] = npm(clone, "run", "--silent", script, "--", *arguments)
        return subprocess.run([os.fspath(part) for part in command], cwd=folder, env=environment).returncode
    finally:
        product(clone, "down", environment=environment)


def main() -> int:
    script, arguments = sys.argv[1], sys.argv[2:]
    try:
        return run(Clone(root=ROOT), script, arguments)
    except SetupFailed as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
