"""WordPress, its SQLite drop-in and wp-cli, out of one npm package that is unpacked and never installed."""

import base64
import fcntl
import hashlib
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bootstrapping.clone import Clone
from bootstrapping.node_packages import node_environment, npm

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = "wp-studio@1.22.0"
SHA512 = "boMtahkhgWDKKyNTBA1uTK5ghnAmxXhDY6KeQCO9FmcI3/o+YOSq8JwYW5ZYnxHCxH14Jf/mD6CJTBvTWl2Ytw=="
INSIDE = "package/dist/cli/wp-files/"
WANTED = {
    "latest/wordpress/": "wordpress/",
    "sqlite-database-integration/": "sqlite-database-integration/",
    "wp-cli/wp-cli.phar": "wp-cli.phar",
}


@dataclass(frozen=True)
class Sources:
    """The unpacked package."""

    folder: Path

    @property
    def wordpress(self) -> Path:
        return self.folder / "wordpress"

    @property
    def sqlite(self) -> Path:
        return self.folder / "sqlite-database-integration"

    @property
    def cli(self) -> Path:
        return self.folder / "wp-cli.phar"


def cache_folder() -> Path:
    """The user's cache folder, or one inside the clone when that cannot be written."""
    preferred = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "igny8-wordpress"
    try:
        preferred.mkdir(parents=True, exist_ok=True)
        if os.access(preferred, os.W_OK):
            return preferred
    except OSError:
        pass
    inside = ROOT / "var" / "test" / "wordpress-cache"
    inside.mkdir(parents=True, exist_ok=True)
    return inside


def sources() -> Sources:
    """Fetch and unpack once; several processes may ask at the same time.

    :raises RuntimeError: when the package cannot be downloaded or is not the one whose checksum stands above.
    """
    cache = cache_folder()
    folder = cache / PACKAGE.replace("@", "-")
    with _locked(cache / "fetch.lock"):
        if not (folder / ".complete").exists():
            archive = _download(cache)
            shutil.rmtree(folder, ignore_errors=True)
            _unpack(archive, folder)
            (folder / ".complete").touch()
    return Sources(folder)


def _download(cache: Path) -> Path:
    archive = cache / (PACKAGE.replace("@", "-") + ".tgz")
    if not archive.exists() or _sha512(archive) != SHA512:
        clone = Clone(root=ROOT)
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            command = [os.fspath(part) for part in npm(clone, "pack", "--silent", PACKAGE)]
            done = subprocess.run(command, cwd=folder, env=node_environment(clone), capture_output=True, text=True)
            if done.returncode != 0:
                raise RuntimeError(f"{PACKAGE} could not be downloaded: {done.stderr.strip()[-500:]}")
            next(Path(folder).glob("*.tgz")).replace(archive)
    if _sha512(archive) != SHA512:
        archive.unlink()
        raise RuntimeError(f"{PACKAGE} has another checksum than the one that is pinned")
    return archive


def _sha512(file: Path) -> str:
    with file.open("rb") as stream:
        return base64.b64encode(hashlib.file_digest(stream, "sha512").digest()).decode()


def _unpack(archive: Path, folder: Path) -> None:
    with tarfile.open(archive) as tar:
        for member in tar:
            for prefix, target in WANTED.items():
                if member.isfile() and member.name.startswith(INSIDE + prefix):
                    member.name = target + member.name.removeprefix(INSIDE + prefix)
                    tar.extract(member, folder, filter="data")


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    with file.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield
