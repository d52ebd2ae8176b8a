"""The data folder of PostgreSQL: made whole or not at all, and cleared of what a crash leaves behind."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import psutil

from .fault import ServiceError, writing

MAJOR = "18"
# initdb writes these last or needs them first; without them a folder is not a cluster.
_MUST_HAVE = ("PG_VERSION", "global/pg_control", "pg_hba.conf", "base/1")


def prepare(data: Path, *, bin_dir: Path, prefix: Sequence[str], is_test: bool, owner: tuple[int, int] | None) -> None:
    """Make the data folder unless it is there and whole.

    initdb works in a folder beside it that is renamed when complete, so a killed initdb leaves nothing to trip over.

    :param prefix: command that gives up root, or empty.
    :param owner: user and group of the files, ``None`` = ourselves.
    :raises ServiceError: when it belongs to another version, or initdb fails.
    """
    with writing(data):
        for leftover in data.parent.glob(f"{data.name}.new-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        if data.exists() and not _is_whole(data):
            _set_aside(data)
        if data.exists():
            _check_version(data)
            _make_private(data, owner=owner)
            return
        fresh = data.with_name(f"{data.name}.new-{os.getpid()}")
        fresh.mkdir(mode=0o700)
        if owner is not None:
            # In a namespace with one user the change is refused, and not needed: the files are ours under any number.
            with suppress(OSError):
                os.chown(fresh, *owner)
    try:
        _initdb(fresh, bin_dir=bin_dir, prefix=prefix, is_test=is_test)
        with writing(data):
            fresh.rename(data)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _initdb(fresh: Path, *, bin_dir: Path, prefix: Sequence[str], is_test: bool) -> None:
    command = [*prefix, os.fspath(bin_dir / "initdb"), "-D", os.fspath(fresh), "-U", "postgres", "-A", "trust"]
    command += ["-E", "UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    command += ["--no-instructions", *(["--no-sync"] if is_test else [])]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
    done = subprocess.run(
        command, cwd="/", env=environment | {"LANG": "C"}, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if done.returncode != 0:
        said = done.stderr.splitlines()
        lines = [line for line in said if any(mark in line for mark in ("error:", "FATAL", "could not"))]
        why = (lines or said or ["no reason given"])[-1].strip()
        raise ServiceError(f"PostgreSQL's data folder could not be made at {fresh.parent}: {why}")


def _is_whole(data: Path) -> bool:
    return all((data / name).exists() for name in _MUST_HAVE)


def _set_aside(data: Path) -> None:
    """An incomplete folder is kept under another name (nothing is deleted that might be data); an empty one goes."""
    if not any(data.iterdir()):
        data.rmdir()
        return
    data.rename(data.with_name(f"{data.name}.incomplete-{time.strftime('%Y%m%dT%H%M%S')}-{os.getpid()}"))


def _make_private(data: Path, *, owner: tuple[int, int] | None) -> None:
    """PostgreSQL refuses a folder that others may enter or that is not its user's own, as a copied one is."""
    if data.stat().st_mode & 0o077:
        data.chmod(0o700)
    if owner is None or data.stat().st_uid == owner[0]:
        return
    with suppress(OSError):
        for folder, _, names in os.walk(data):
            for name in ("", *names):
                os.chown(os.path.join(folder, name), *owner, follow_symlinks=False)


def _check_version(data: Path) -> None:
    version = (data / "PG_VERSION").read_text().strip()
    if version != MAJOR:
        raise ServiceError(
            f"{data} was made by PostgreSQL {version}, this is {MAJOR}; dump and reload it or move it away."
        )


def processes_in(data: Path) -> list[psutil.Process]:
    """Live PostgreSQL processes whose working directory is this data folder."""
    found = []
    wanted = os.path.realpath(data)
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if process.name() == "postgres" and os.path.realpath(process.cwd()) == wanted:
                found.append(process)
    return found


def clear_leftovers(data: Path, *, socket_dir: Path) -> None:
    """Remove the traces of a server that is gone: orphaned backends, lock files whose number now is a stranger's.

    :raises ServiceError: when a server that we do not know still runs on the folder and does not end.
    """
    orphans = processes_in(data)
    for process in orphans:
        with suppress(psutil.Error):
            process.send_signal(signal.SIGINT)  # fast shutdown
    _, alive = psutil.wait_procs(orphans, timeout=10)
    for process in alive:
        with suppress(psutil.Error):
            process.kill()
    _, alive = psutil.wait_procs(alive, timeout=5)
    if alive:
        raise ServiceError(f"Another PostgreSQL (process {alive[0].pid}) uses {data} and cannot be stopped.")
    for leftover in (data / "postmaster.pid", socket_dir / ".s.PGSQL.5432", socket_dir / ".s.PGSQL.5432.lock"):
        with writing(leftover):
            leftover.unlink(missing_ok=True)
