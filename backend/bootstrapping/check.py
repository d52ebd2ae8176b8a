"""``python -m bootstrapping.check lint|test|types``: run every check, print each command, fail if any failed."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from .clone import Clone
from .node_packages import node_environment, npm
from .run import ROOT

Command = tuple[Sequence[str | Path], Path]


def lint_commands(clone: Clone) -> list[Command]:
    """Each linter with the folder it runs in."""
    tools = clone.venv / "bin"
    commands: list[Command] = [
        ([tools / "ruff", "check", "."], clone.root),
        ([tools / "ruff", "format", "--check", "."], clone.root),
        ([clone.python, "-m", "mypy"], clone.root),
        ([tools / "lint-imports"], clone.root),
    ]
    for folder in clone.node_folders(dev=True):
        commands += [(npm(clone, "run", "--silent", script), folder) for script in ("lint", "typecheck")]
    return commands


def test_commands(clone: Clone, arguments: Sequence[str]) -> list[Command]:
    """pytest, and ``npm test`` of each Node project unless arguments narrow the run to pytest."""
    workers = [] if arguments else ["-n", str(max(2, min(os.cpu_count() or 1, 8)))]
    commands: list[Command] = [([clone.python, "-m", "pytest", *workers, *arguments], clone.root)]
    if not arguments:
        commands += [(npm(clone, "test", "--silent"), folder) for folder in clone.node_folders()]
    return commands


def run_all(clone: Clone, commands: Sequence[Command]) -> int:
    """Run all of them, also after one failed.

    :returns: 0, or 1 when any failed.
    """
    environment = node_environment(clone)
    failed = []
    for command, folder in commands:
        shown = " ".join(Path(part).name if os.path.isabs(part) else str(part) for part in command)
        where = "" if folder == clone.root else f"  (in {folder.name}/)"
        print(f"== {shown}{where}", flush=True)
        started = time.monotonic()
        code = subprocess.run([os.fspath(part) for part in command], cwd=folder, env=environment).returncode
        print(
            f"== {'ok' if code == 0 else f'FAILED with code {code}'} in {time.monotonic() - started:.1f} s", flush=True
        )
        if code != 0:
            failed.append(shown)
    for shown in failed:
        print(f"failed: {shown}", file=sys.stderr)
    return 1 if failed else 0


def main() -> int:
    clone = Clone(root=ROOT)
    what, arguments = sys.argv[1], sys.argv[2:]
    try:
        if what == "lint":
            return run_all(clone, lint_commands(clone))
        if what == "types":
            return run_all(clone, [(npm(clone, "run", "--silent", "types"), clone.root / "frontend")])
        try:
            return run_all(clone, test_commands(clone, arguments))
        finally:
            stop: list[str | Path] = [clone.python, "-m", "igny8.core.embedded", "stop-services"]
            subprocess.run(stop, cwd=clone.root, env=dict(os.environ) | {"IGNY8_TEST": "1"})
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
