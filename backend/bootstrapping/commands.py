"""Run an installer with its output in a log, and say in one sentence what stopped it."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from .clone import SetupFailed

_NO_NETWORK = re.compile(
    r"name resolution|Name or service not known|nodename nor servname|dns error|Network is unreachable|No route to host"
    r"|Connection refused|NewConnectionError|ConnectTimeout|Read timed out|operation timed out|error sending request"
    r"|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH",
    re.IGNORECASE,
)
_NO_SPACE = re.compile(r"No space left on device|ENOSPC|os error 28|Disk quota exceeded", re.IGNORECASE)
_NO_TRUST = re.compile(
    r"CERTIFICATE_VERIFY_FAILED|invalid peer certificate|SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER", re.I
)
_WRONG_HASH = re.compile(r"DO NOT MATCH THE HASHES|Hash mismatch|EINTEGRITY", re.IGNORECASE)


def run_logged(
    command: Sequence[str | Path], *, what: str, log: Path, cwd: Path, env: Mapping[str, str] | None = None
) -> float:
    """Run ``command`` and return the seconds it took.

    :param what: what it does, for the sentence: "install the Python packages".
    :raises SetupFailed: when it fails.
    """
    started = time.monotonic()
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a+b") as sink:
        start = sink.seek(0, os.SEEK_END)
        sink.write(f"\n$ {' '.join(os.fspath(part) for part in command)}\n".encode())
        sink.flush()
        # A session of its own: Ctrl-C reaches us alone, and we end the whole tree.
        child = subprocess.Popen(
            [os.fspath(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=None if env is None else dict(env),
            start_new_session=True,
        )
        try:
            code = child.wait()
        except BaseException:
            _end(child)
            raise
        if code != 0:
            sink.seek(start)
            raise SetupFailed(explain(sink.read().decode(errors="replace"), what=what, log=log))
    return time.monotonic() - started


def explain(output: str, *, what: str, log: Path) -> str:
    """One sentence on why an installer failed, from what it printed."""
    if _NO_SPACE.search(output):
        return f"Could not {what}: the disk is full. Free some space and run the same command again."
    if _NO_TRUST.search(output):
        return (
            f"Could not {what}: the package index shows a certificate this machine does not trust. "
            "Set SSL_CERT_FILE to your organisation's certificates and run the same command again."
        )
    if _WRONG_HASH.search(output):
        return f"Could not {what}: a package differs from the one that was locked (see {log}); nothing of it was used."
    if _NO_NETWORK.search(output):
        return (
            f"Could not {what}: the package index cannot be reached. "
            "Check the network or proxy settings and run the same command again."
        )
    lines = [line for line in output.splitlines() if line.strip()]
    tail = "\n".join(f"    {line}" for line in lines[-8:])
    return f"Could not {what}; the last lines of {log} are:\n{tail}"


def _end(child: "subprocess.Popen[bytes]") -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(child.pid, number)
            child.wait(timeout=5)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue
