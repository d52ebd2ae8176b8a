"""Processes with children of their own: started as a group, ended as a group."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path


def start(command: Sequence[str], *, log: Path, env: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
    """Start a process in a group of its own, with its output in a file."""
    with log.open("ab") as stream:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, env=env, start_new_session=True
        )


def stop(process: subprocess.Popen[bytes]) -> None:
    """End the whole group: PHP's server leaves its workers behind otherwise."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            break
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            continue
        if number == signal.SIGTERM:
            time.sleep(0.05)
    process.wait()


def wait_until(ready: Callable[[], bool], *, seconds: float, what: str) -> None:
    """Wait for something.

    :raises TimeoutError: when it does not come in time.
    """
    until = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > until:
            raise TimeoutError(f"{what} did not start within {seconds:.0f} s")
        time.sleep(0.05)
