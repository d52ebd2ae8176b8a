"""The virtual environment and its locked packages.

uv installs them (4 s against 40 s for pip, measured with cold caches on 2 cores); it is itself installed by pip from a
hash in the lock file. pip does the work where uv cannot run, or where pip was told to use another index.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from .clone import Clone, SetupFailed, hash_files, interpreter_mark, is_stamped, write_stamp
from .commands import run_logged

_PIP_QUIET = ("--disable-pip-version-check", "--no-input", "-qq")


def venv_is_ready(clone: Clone) -> bool:
    """Whether ``.venv`` was made completely, at this place, by this kind of interpreter, which still exists."""
    return clone.python.exists() and is_stamped(clone.venv / ".igny8-venv", _venv_mark(clone))


def make_venv(clone: Clone) -> None:
    """Make ``.venv``, or take over a working one that somebody made by hand.

    :raises SetupFailed: when this Python lacks what is needed for it.
    """
    if not _is_usable(clone):
        shutil.rmtree(clone.venv, ignore_errors=True)
        if find_spec("ensurepip") is None and find_spec("pip") is None:
            version = f"{sys.version_info.major}.{sys.version_info.minor}"
            raise SetupFailed(
                "This Python has neither ensurepip nor pip, so no packages can be installed. "
                f"On Debian and Ubuntu: apt install python{version}-venv. Or name another Python: make PYTHON=..."
            )
        without_pip = [] if find_spec("ensurepip") else ["--without-pip"]
        run_logged(
            [sys.executable, "-m", "venv", *without_pip, clone.venv],
            what="make the virtual environment",
            log=clone.log,
            cwd=clone.root,
        )
    site_packages(clone).joinpath("igny8.pth").write_text(f"{clone.root / 'backend'}\n")
    write_stamp(clone.venv / ".igny8-venv", _venv_mark(clone))


def packages_key(clone: Clone, lock: str) -> str:
    """The hash under which the packages of one lock file are recorded as installed."""
    return hash_files([clone.root / lock], extra=interpreter_mark())


def install_packages(clone: Clone, lock: str, *, with_dependencies: bool = True) -> None:
    """Install every package of a lock file, checked by hash, and record it.

    :param lock: file name in the root.
    :param with_dependencies: ``False`` for packages whose dependencies are unwanted.
    :raises SetupFailed: when they cannot be downloaded or written.
    """
    arguments: list[str | Path] = [
        "--require-hashes",
        "-r",
        clone.root / lock,
        *([] if with_dependencies else ["--no-deps"]),
    ]
    what = "install the Python packages"
    uv = _uv(clone)
    if uv is not None:
        try:
            flags: list[str | Path] = ["--python", clone.python, "--compile-bytecode", *_cache_flag()]
            run_logged(
                [uv, "pip", "install", *flags, *arguments],
                what=what,
                log=clone.log,
                cwd=clone.root,
                env=_uv_environment(),
            )
        except SetupFailed:
            uv = None
    if uv is None:
        command: list[str | Path] = [*_pip(clone), "install", *_PIP_QUIET, *arguments]
        run_logged(command, what=what, log=clone.log, cwd=clone.root)
    write_stamp(clone.venv / f".igny8-{lock}", packages_key(clone, lock))


def packages_are_ready(clone: Clone, lock: str) -> bool:
    """Whether the packages of this lock file are installed."""
    return is_stamped(clone.venv / f".igny8-{lock}", packages_key(clone, lock))


def uv_requirement(dev_lock: str) -> str:
    """The lines of a lock file that pin uv, hashes included; empty when it is not there."""
    found = re.search(r"^uv==[^\n]*(?:\n[ \t]+[^\n]*)*", dev_lock, re.MULTILINE)
    return found[0] + "\n" if found else ""


def is_pip_redirected(environment: Mapping[str, str], *, settings: str) -> bool:
    """Whether pip was told to look elsewhere, which uv would not know.

    :param settings: what ``pip config list`` prints.
    """
    names = ("INDEX_URL", "NO_INDEX", "PROXY")
    return any(environment.get(f"PIP_{name}") for name in names) or bool(
        re.search(r"^[\w.]+\.(index-url|no-index|proxy)=", settings, re.MULTILINE)
    )


def _venv_mark(clone: Clone) -> str:
    return f"{interpreter_mark()} {clone.venv}"


def _is_usable(clone: Clone) -> bool:
    """Whether ``.venv`` works and belongs to this place and version (one that was moved or half made does not)."""
    ask = "import sys; print(sys.prefix, '%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run([clone.python, "-c", ask], capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.SubprocessError):
        return False
    wanted = f"{clone.venv} {sys.version_info.major}.{sys.version_info.minor}"
    has_pip = find_spec("ensurepip") is None or (site_packages(clone) / "pip").exists()
    return done.returncode == 0 and done.stdout.strip() == wanted and has_pip


def site_packages(clone: Clone) -> Path:
    """Where the packages of ``.venv`` are."""
    return Path(sysconfig.get_path("purelib", "venv", vars={"base": str(clone.venv), "platbase": str(clone.venv)}))


def _pip(clone: Clone) -> list[str | Path]:
    if (site_packages(clone) / "pip").exists():
        return [clone.python, "-m", "pip"]
    return [sys.executable, "-m", "pip", "--python", clone.python]


def _uv(clone: Clone) -> Path | None:
    """The uv program, installed from its locked hash when absent; ``None`` when pip has to do the work."""
    program = clone.venv / "bin" / "uv"
    if program.exists():
        return program
    settings = subprocess.run([*_pip(clone), "config", "list"], capture_output=True, text=True, cwd=clone.root).stdout
    pinned = uv_requirement((clone.root / "requirements-dev.lock").read_text())
    if is_pip_redirected(os.environ, settings=settings) or not pinned:
        return None
    requirement = clone.venv / "uv.lock"
    requirement.write_text(pinned)
    command = [*_pip(clone), "install", *_PIP_QUIET, "--require-hashes", "--only-binary=:all:", "-r", requirement]
    try:
        run_logged(command, what="install uv", log=clone.log, cwd=clone.root)
    except SetupFailed:
        return None
    return program if program.exists() else None


def _cache_flag() -> list[str]:
    home = Path(os.path.expanduser("~"))
    return [] if os.environ.get("UV_CACHE_DIR") or os.access(home, os.W_OK) else ["--no-cache"]


def _uv_environment() -> dict[str, str]:
    """Our environment; a certificate file named for pip or requests serves uv as well."""
    environment = dict(os.environ)
    environment.pop("VIRTUAL_ENV", None)
    for name in ("PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        if environment.get(name):
            environment.setdefault("SSL_CERT_FILE", environment[name])
    return environment
