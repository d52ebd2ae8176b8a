"""The steps of set-up in order; each is done once and recorded by the hash of what it depends on."""

import fcntl
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from . import node_packages, python_packages
from .clone import Clone, SetupFailed

ROOT = Path(__file__).resolve().parents[2]
# A fresh set-up measured 1.9 GB (.venv, node_modules) and the product's data take 0.5 GB to begin with.
NEEDED_BYTES = 3 * 1024**3
_RUNTIME_LOCK, _MODELS_LOCK, _DEV_LOCK = "requirements.lock", "requirements-models.lock", "requirements-dev.lock"


@dataclass(frozen=True)
class Step:
    """One piece of set-up: ``do`` is called unless ``is_done`` says so."""

    says: str
    is_done: Callable[[], bool]
    do: Callable[[], None]


def steps(clone: Clone, *, dev: bool) -> Iterator[Step]:
    """What there is to do in this clone; later steps are listed after earlier ones are done."""
    yield Step(
        says="Making the virtual environment",
        is_done=partial(python_packages.venv_is_ready, clone),
        do=partial(python_packages.make_venv, clone),
    )
    for says, lock in (
        ("Installing the Python packages", _RUNTIME_LOCK),
        ("Installing the local models", _MODELS_LOCK),
        ("Installing the development packages", _DEV_LOCK),
    ):
        if lock == _DEV_LOCK and not dev:
            continue
        yield Step(
            says=says,
            is_done=partial(python_packages.packages_are_ready, clone, lock),
            do=partial(python_packages.install_packages, clone, lock, with_dependencies=lock != _MODELS_LOCK),
        )
    for folder in clone.node_folders(dev=dev):
        yield Step(
            says=f"Installing the npm packages of {folder.name}/",
            is_done=partial(node_packages.packages_are_ready, clone, folder),
            do=partial(node_packages.install_packages, clone, folder),
        )
        if node_packages.has_build(folder):
            yield Step(
                says=f"Building {folder.name}/",
                is_done=partial(node_packages.build_is_ready, clone, folder),
                do=partial(node_packages.build, clone, folder),
            )


def set_up(clone: Clone, *, dev: bool) -> None:
    """Do what is not done yet.

    :raises SetupFailed: with the sentence for the user.
    """
    if all(step.is_done() for step in steps(clone, dev=dev)):
        return
    with _exclusive(clone):
        if not clone.venv.exists():
            check_disk(clone.root, needed=NEEDED_BYTES)
        for step in steps(clone, dev=dev):
            if not step.is_done():
                print(f"{step.says} ...", end=" ", flush=True)
                started = time.monotonic()
                try:
                    step.do()
                except BaseException:
                    print(flush=True)
                    raise
                print(f"{time.monotonic() - started:.1f} s", flush=True)


def check_disk(folder: Path, *, needed: int) -> None:
    """:raises SetupFailed: when fewer than ``needed`` bytes are free where ``folder`` is."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise SetupFailed(
            f"Set-up needs {needed / 1024**3:.1f} GB and only {free / 1024**3:.1f} GB are free at {folder}. "
            "Free some space and run the same command again."
        )


def run(arguments: Sequence[str]) -> int:
    """Command line; returns the exit code."""
    unknown = set(arguments) - {"--dev"}
    if unknown:
        print(f"Unknown argument {sorted(unknown)[0]}; the only one is --dev.", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        set_up(Clone(root=ROOT), dev="--dev" in arguments)
    except SetupFailed as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Set-up was interrupted; run the same command again, it goes on where it stopped.", file=sys.stderr)
        return 130
    except OSError as error:
        print(f"Set-up cannot write {error.filename or ROOT}: {error.strerror}.", file=sys.stderr)
        return 1
    return 0


@contextmanager
def _exclusive(clone: Clone) -> Iterator[None]:
    """Let one set-up work on the clone at a time; the lock goes with its process, however that ends."""
    clone.lock.parent.mkdir(parents=True, exist_ok=True)
    with clone.lock.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another set-up of this clone is at work; waiting for it.", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
