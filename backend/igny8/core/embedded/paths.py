"""Where the embedded services keep their data, logs, sockets and process records."""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .fault import ServiceError, writing

REPOSITORY = Path(__file__).resolve().parents[4]
# sockaddr_un.sun_path holds 108 bytes with the closing NUL on Linux and 104 on macOS; ".s.PGSQL.5432" is 13 of them.
_LONGEST_SOCKET_DIR = 103 - len("/.s.PGSQL.5432")


@dataclass(frozen=True)
class VarPaths:
    """The folders below one ``var/`` root."""

    root: Path

    @property
    def postgres(self) -> Path:
        return self.root / "postgres"

    @property
    def redis(self) -> Path:
        return self.root / "redis"

    @property
    def logs(self) -> Path:
        return self.root / "log"

    @property
    def run(self) -> Path:
        return self.root / "run"

    @property
    def secrets(self) -> Path:
        return self.root / "secrets.env"

    def create(self) -> None:
        """Make the folders that every service needs.

        :raises ServiceError: when they cannot be written.
        """
        with writing(self.root):
            self.logs.mkdir(parents=True, exist_ok=True)
            self.run.mkdir(mode=0o700, parents=True, exist_ok=True)
            probe = self.run / f".probe-{os.getpid()}"
            probe.write_bytes(b"x" * 4096)
            probe.unlink()

    def socket_dir(self) -> Path:
        """A private folder (0700) whose path is short enough for a Unix socket; created when absent.

        ``run/`` itself when it is short enough, else a folder in the system's temporary folder, named after a hash.

        :raises ServiceError: when somebody else owns that temporary folder.
        """
        if len(os.fsencode(self.run)) <= _LONGEST_SOCKET_DIR:
            return self.run
        digest = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:16]
        path = Path(tempfile.gettempdir()) / f"igny8-{os.geteuid()}-{digest}"
        if len(os.fsencode(path)) > _LONGEST_SOCKET_DIR:
            path = Path("/tmp") / path.name
        with writing(path):
            path.mkdir(mode=0o700, exist_ok=True)
            found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o077:
            raise ServiceError(f"{path} is not a private folder of this user; remove it and try again.")
        return path


def var_paths(*, var: Path | str | None = None, test: bool = False) -> VarPaths:
    """The paths in force.

    :param var: root folder; default ``IGNY8_VAR``, else ``var/`` of the repository.
    :param test: use the separate ``test/`` folder below it (also with ``IGNY8_TEST=1``).
    """
    root = Path(var or os.environ.get("IGNY8_VAR") or REPOSITORY / "var").expanduser().absolute()
    if test or os.environ.get("IGNY8_TEST") == "1":
        root = root / "test"
    return VarPaths(root=root)
