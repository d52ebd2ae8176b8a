"""The database below WordPress: a SQLite file, or a MariaDB of its own on a socket."""

import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Protocol

from . import process
from .fetch import Sources


class Database(Protocol):
    """What a site needs of its database."""

    name: str

    def config(self) -> str:
        """Lines for wp-config.php."""

    def prepare(self, www: Path) -> None:
        """Start it, and put into WordPress what it needs."""

    def snapshot(self) -> None:
        """Keep the state of this moment."""

    def restore(self) -> None:
        """Go back to it."""

    def stop(self) -> None:
        """End what was started."""


class Sqlite:
    """A file, through WordPress's SQLite drop-in."""

    name = "sqlite"

    def __init__(self, *, folder: Path, sources: Sources) -> None:
        self.folder, self.sources = folder / "db", sources

    def config(self) -> str:
        return (
            "define( 'DB_NAME', 'wp' ); define( 'DB_USER', '' ); define( 'DB_PASSWORD', '' ); define( 'DB_HOST', '' );\n"
            f"define( 'DB_ENGINE', 'sqlite' ); define( 'DB_DIR', '{self.folder}' ); define( 'DB_FILE', 'wp.sqlite' );"
        )

    def prepare(self, www: Path) -> None:
        self.folder.mkdir(exist_ok=True)
        target = www / "wp-content" / "mu-plugins" / "sqlite-database-integration"
        shutil.copytree(self.sources.sqlite, target)
        drop_in = (self.sources.sqlite / "db.copy").read_text()
        drop_in = drop_in.replace("{SQLITE_IMPLEMENTATION_FOLDER_PATH}", str(target))
        drop_in = drop_in.replace("{SQLITE_PLUGIN}", "sqlite-database-integration/load.php")
        (www / "wp-content" / "db.php").write_text(drop_in)

    def snapshot(self) -> None:
        self._copy("wp.sqlite", "pristine.sqlite")

    def restore(self) -> None:
        """By SQLite's backup, which is right while the server runs."""
        self._copy("pristine.sqlite", "wp.sqlite")

    def _copy(self, source: str, target: str) -> None:
        here, there = sqlite3.connect(self.folder / source), sqlite3.connect(self.folder / target, timeout=10)
        try:
            here.backup(there)
        finally:
            here.close()
            there.close()

    def stop(self) -> None:
        return None


class MariaDb:
    """A private server without network."""

    name = "mariadb"

    def __init__(self, *, folder: Path) -> None:
        self.data, self.socket, self.log = folder / "mysql", folder / "m.sock", folder / "mariadb.log"
        self.script = Path(__file__).parent / "php" / "mariadb.php"
        self.server: subprocess.Popen[bytes] | None = None

    def config(self) -> str:
        return (
            "define( 'DB_NAME', 'wp' ); define( 'DB_USER', 'root' ); define( 'DB_PASSWORD', '' );\n"
            f"define( 'DB_HOST', 'localhost:{self.socket}' );"
        )

    def prepare(self, www: Path) -> None:
        import getpass

        user = f"--user={getpass.getuser()}"
        with self.log.open("ab") as log:
            install = ["mariadb-install-db", "--no-defaults", user, f"--datadir={self.data}", "--skip-test-db"]
            install.append("--auth-root-authentication-method=normal")
            subprocess.run(install, stdout=log, stderr=log, check=True)
        small = ["--innodb-buffer-pool-size=32M", "--innodb-log-file-size=16M", "--performance-schema=OFF"]
        quick = ["--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0", "--skip-log-bin"]
        where = [f"--datadir={self.data}", f"--socket={self.socket}", "--skip-networking"]
        command = ["mariadbd", "--no-defaults", user, *where, *small, *quick, "--character-set-server=utf8mb4"]
        self.server = process.start(command, log=self.log)
        process.wait_until(lambda: self._run("ping") == 0, seconds=30, what="MariaDB")
        self._run("create")

    def snapshot(self) -> None:
        assert self._run("snapshot") == 0

    def restore(self) -> None:
        assert self._run("restore") == 0

    def stop(self) -> None:
        if self.server is not None:
            process.stop(self.server)

    def _run(self, what: str) -> int:
        return subprocess.run(["php", str(self.script), str(self.socket), what], capture_output=True).returncode
