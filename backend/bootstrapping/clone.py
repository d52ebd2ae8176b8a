"""The folders and files of one clone, and the hash stamps that say what is done already."""

import hashlib
import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# Never part of a source hash: made by tools, or huge.
_NOT_SOURCES = {"node_modules", "dist", "build", "coverage", ".git", "__pycache__"}


class SetupFailed(Exception):
    """Set-up cannot go on; the message is one clear sentence."""


@dataclass(frozen=True)
class Clone:
    """One working copy of the repository."""

    root: Path

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    @property
    def log(self) -> Path:
        return self.root / "var" / "log" / "bootstrap.log"

    @property
    def lock(self) -> Path:
        return self.root / "var" / "bootstrap.lock"

    def node_folders(self, *, dev: bool = False) -> list[Path]:
        """The folders that hold an npm project with a lock file; with ``dev`` also the browser tests."""
        names = ("sites", "frontend", "tests/browser") if dev else ("sites", "frontend")
        return [folder for name in names if (folder := self.root / name).joinpath("package-lock.json").exists()]


def hash_files(files: Iterable[Path], *, extra: str = "") -> str:
    """A digest of names and contents; a missing file counts as empty."""
    digest = hashlib.sha256(extra.encode())
    for file in files:
        digest.update(file.name.encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes() if file.exists() else b"").digest())
    return digest.hexdigest()


def hash_sources(folder: Path, *, extra: str = "") -> str:
    """A digest of every source file below ``folder`` with its relative path."""
    digest = hashlib.sha256(extra.encode())
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _NOT_SOURCES and not name.startswith("."))
        for name in sorted(names):
            file = Path(parent, name)
            digest.update(os.fsencode(file.relative_to(folder)) + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def interpreter_mark() -> str:
    """What must stay the same for installed packages to stay usable."""
    return f"{platform.python_implementation()} {platform.python_version()} {platform.machine()}"


def is_stamped(stamp: Path, value: str) -> bool:
    """Whether ``stamp`` says that the work for ``value`` was finished."""
    try:
        return stamp.read_text() == value
    except OSError:
        return False


def write_stamp(stamp: Path, value: str) -> None:
    """Record finished work; atomic, and the last thing a step does."""
    temporary = stamp.with_name(f"{stamp.name}.{os.getpid()}")
    temporary.write_text(value)
    temporary.replace(stamp)
