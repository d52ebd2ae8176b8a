"""Background processes that outlive their parent: start, recognise, stop.

A process is recognised by its number *and* its start time, so that a record left by a crash or a reboot never names a
stranger that was given the same number.
"""

import json
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

_ROTATE_BYTES = 10 * 1024 * 1024
# Kept so that a dead child of this very process is reaped instead of staying a zombie that looks alive.
_children: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True)
class ProcessRecord:
    """What ``run/<name>.json`` holds.

    ``started`` is the process's creation time in seconds since the epoch; ``address`` is where it listens.
    """

    pid: int
    started: float
    address: str = ""

    def is_alive(self) -> bool:
        """Whether exactly this process runs (zombies do not count)."""
        for child in _children:
            child.poll()
        try:
            process = psutil.Process(self.pid)
            is_same = abs(process.create_time() - self.started) < 1.0
            # A killed program is a zombie while its other threads still end and hold its ports.
            return is_same and (process.status() != psutil.STATUS_ZOMBIE or process.num_threads() > 1)
        except psutil.Error:
            return False

    def write(self, path: Path) -> None:
        """Store the record atomically, readable by its owner only."""
        temporary = path.with_name(f"{path.name}.{os.getpid()}")
        temporary.touch(mode=0o600)
        temporary.write_text(json.dumps(asdict(self)))
        temporary.replace(path)


def record_read(path: Path) -> ProcessRecord | None:
    """The record in ``path``, or ``None`` when there is none or it is damaged."""
    try:
        return ProcessRecord(**json.loads(path.read_text()))
    except (OSError, ValueError, TypeError):
        return None


def record_of(pid: int, *, address: str = "") -> ProcessRecord:
    """A record of a live process.

    :raises ProcessLookupError: when it is gone already.
    """
    try:
        return ProcessRecord(pid=pid, started=psutil.Process(pid).create_time(), address=address)
    except psutil.NoSuchProcess as error:
        raise ProcessLookupError(f"process {pid} is gone") from error


def spawn_detached(
    command: Sequence[str | Path], *, log: Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Start ``command`` in a session of its own, writing to ``log`` (rotated once at 10 MB)."""
    if log.exists() and log.stat().st_size > _ROTATE_BYTES:
        log.replace(log.with_name(log.name + ".1"))
    with log.open("ab") as sink:
        child = subprocess.Popen(
            [os.fspath(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=None if env is None else dict(env),
            start_new_session=True,
        )
    _children.append(child)
    return child


def stop_record(
    record: ProcessRecord, *, signals: Sequence[signal.Signals] = (signal.SIGTERM,), grace: float = 20.0
) -> None:
    """Stop a process: each signal in turn, ``grace`` seconds for each, then SIGKILL for what is left of its group."""
    for number in signals:
        if not record.is_alive():
            break
        _send(record.pid, number)
        _wait_until_gone(record, seconds=grace)
    if record.is_alive():
        _send(record.pid, signal.SIGKILL)
        _wait_until_gone(record, seconds=5)
    kill_group(record)


def kill_group(record: ProcessRecord) -> None:
    """SIGKILL for every process of the group that ``record`` led; none left is fine."""
    for member in group_members(record):
        _send(member.pid, signal.SIGKILL)


def _send(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def _wait_until_gone(record: ProcessRecord, *, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while record.is_alive() and time.monotonic() < deadline:
        time.sleep(0.02)


def group_members(record: ProcessRecord) -> list[psutil.Process]:
    """Live members of the process group that ``record`` led, also when the leader itself is gone."""
    members = []
    for process in psutil.process_iter():
        try:
            is_member = os.getpgid(process.pid) == record.pid and process.create_time() >= record.started - 1.0
            if is_member and process.status() != psutil.STATUS_ZOMBIE:
                members.append(process)
        except (psutil.Error, ProcessLookupError, PermissionError):
            continue
    return members
