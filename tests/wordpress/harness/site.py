"""A real WordPress on loopback, from nothing."""

import json
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.error import URLError
from urllib.request import Request, urlopen

from . import process
from .databases import Database, MariaDb, Sqlite
from .fetch import ROOT, cache_folder, sources

HERE = Path(__file__).parent / "php"
PLUGIN = ROOT / "wp-plugin" / "igny8-bridge"
SETTINGS = {
    "memory_limit": "512M",
    "opcache.enable_cli": "1",
    "opcache.revalidate_freq": "0",
    "upload_max_filesize": "8M",
    "post_max_size": "16M",
    "display_errors": "0",
    "log_errors": "1",
    "date.timezone": "UTC",
    "variables_order": "EGPCS",
}


class WordPress:
    """One site with its own database, server and folder; a context manager."""

    def __init__(self, *, mariadb: bool = False, workers: int = 4) -> None:
        (cache_folder() / "sites").mkdir(exist_ok=True)
        self.folder = Path(tempfile.mkdtemp(dir=cache_folder() / "sites"))
        self.www, self.log = self.folder / "www", self.folder / "php.log"
        # Compiled files outlive a process: every further PHP starts in a third of the time.
        self.compiled = self.folder / "compiled"
        self.compiled.mkdir()
        self.workers, self.server = workers, None
        self.source = sources()
        self.database: Database = (
            MariaDb(folder=self.folder) if mariadb else Sqlite(folder=self.folder, sources=self.source)
        )
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.rest = f"{self.url}/wp-json/"
        self.password, self.tokens, self.version = "", {}, ""

    server: subprocess.Popen[bytes] | None
    tokens: dict[str, str]

    def __enter__(self) -> Self:
        try:
            shutil.copytree(self.source.wordpress, self.www, copy_function=_link)
            for name in ("mu-plugins", "uploads", "upgrade"):
                (self.www / "wp-content" / name).mkdir(exist_ok=True)
            (self.www / "wp-config.php").write_text(self._config())
            shutil.copy(HERE / "mu-plugin.php", self.www / "wp-content" / "mu-plugins" / "tests.php")
            (self.www / "wp-content" / "plugins" / PLUGIN.name).symlink_to(PLUGIN)
            self.database.prepare(self.www)
            facts = json.loads(self._php(HERE / "setup.php", self.www))
            self.password, self.tokens, self.version = facts["password"], facts["tokens"], facts["version"]
            self.database.snapshot()
            self.serve()
        except BaseException:
            self.destroy()
            raise
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.destroy()

    def serve(self) -> None:
        """Start the server and wait for its first answer."""
        environment = os.environ | {"PHP_CLI_SERVER_WORKERS": str(self.workers)}
        command = ["php", *self._settings(), "-S", f"127.0.0.1:{self.port}", "-t", str(self.www)]
        self.server = process.start([*command, str(HERE / "router.php")], log=self.log, env=environment)
        process.wait_until(self._answers, seconds=60, what="WordPress")

    def halt(self) -> None:
        """End the server, workers and all, in the middle of whatever they do."""
        if self.server is not None:
            process.stop(self.server)
            self.server = None

    def reset(self) -> None:
        """Back to the state after the installation, in well under a second; the server stays."""
        for extra in (self.www / "wp-content" / "mu-plugins").glob("case-*.php"):
            extra.unlink()
        self.database.restore()
        shutil.rmtree(self.www / "wp-content" / "uploads")
        (self.www / "wp-content" / "uploads").mkdir()

    def destroy(self) -> None:
        """End everything and remove the folder."""
        self.halt()
        self.database.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def cron(self) -> None:
        """Run what is due."""
        self._php(self.www / "wp-cron.php")

    def cli(self, *arguments: str) -> str:
        """wp-cli."""
        root = ["--allow-root"] if os.getuid() == 0 else []
        return self._php(self.source.cli, *root, f"--path={self.www}", *arguments)

    def php(self, code: str) -> Any:
        """Run PHP inside WordPress: in the server, where everything is compiled already, else in a process of its own.

        :returns: what the code returns.
        """
        file = self.folder / f"case-{secrets.token_hex(4)}.php"
        file.write_text(f"<?php\n{code}")
        try:
            if self.server is None:
                return json.loads(self._php(HERE / "run.php", self.www, file))
            with urlopen(Request(self.url, headers={"X-Test-Case": file.stem}), timeout=120) as answer:
                return json.loads(answer.read().rsplit(b"\n", 1)[-1])
        except (URLError, ValueError) as exc:
            raise RuntimeError(f"{exc} {self.log_tail()}") from exc
        finally:
            file.unlink()

    def make_network(self) -> None:
        """Turn the site into a network of two, with the plugin active in all of it."""
        self.cli("core", "multisite-convert", "--skip-config")
        constants = {
            "MULTISITE": "true",
            "SUBDOMAIN_INSTALL": "false",
            "DOMAIN_CURRENT_SITE": f"'127.0.0.1:{self.port}'",
        }
        constants |= {"PATH_CURRENT_SITE": "'/'", "SITE_ID_CURRENT_SITE": "1", "BLOG_ID_CURRENT_SITE": "1"}
        lines = "".join(f"define( '{name}', {value} );\n" for name, value in constants.items())
        config = self.www / "wp-config.php"
        config.write_text(
            config.read_text().replace("if ( ! defined( 'ABSPATH' )", lines + "if ( ! defined( 'ABSPATH' )")
        )
        self.cli(f"--url={self.url}", "site", "create", "--slug=two")
        self.cli(f"--url={self.url}", "plugin", "activate", "igny8-bridge", "--network")

    def add_mu_plugin(self, name: str, code: str) -> Path:
        """Put a plugin beside ours until the next reset.

        :returns: its file. No two have one name: compiled files are told apart by seconds.
        """
        file = self.www / "wp-content" / "mu-plugins" / f"case-{name}-{secrets.token_hex(4)}.php"
        file.write_text(f"<?php\n{code}")
        return file

    def _php(self, script: Path, *arguments: object) -> str:
        command = ["php", *self._settings(), str(script), *map(str, arguments)]
        host = os.environ | {"IGNY8_WP_HOST": f"127.0.0.1:{self.port}"}
        done = subprocess.run(command, capture_output=True, text=True, cwd=self.www, timeout=120, env=host)
        if done.returncode != 0:
            raise RuntimeError(f"{script.name}: {done.stderr[-800:]} {self.log_tail()}")
        return done.stdout.rsplit("\n", 1)[-1] if script.parent == HERE else done.stdout

    def log_tail(self) -> str:
        """The end of what PHP and WordPress logged."""
        lines = _lines(self.folder / "php-error.log")[-8:] + _lines(self.folder / "debug.log")[-8:]
        return "\n".join(lines or _lines(self.log)[-3:])

    def faults(self) -> list[str]:
        """What PHP complained about in the plugin since the installation."""
        lines = [line for name in ("php-error.log", "debug.log") for line in _lines(self.folder / name)]
        return [line for line in lines if "PHP " in line and "igny8-bridge" in line]

    def _settings(self) -> list[str]:
        values = SETTINGS | {"error_log": str(self.folder / "php-error.log"), "opcache.file_cache": str(self.compiled)}
        return [part for name, value in values.items() for part in ("-d", f"{name}={value}")]

    def _answers(self) -> bool:
        assert self.server is not None
        if self.server.poll() is not None:
            raise RuntimeError(f"PHP's server ended: {self.log_tail()}")
        try:
            with urlopen(self.rest, timeout=20) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False

    def _config(self) -> str:
        names = ("AUTH", "SECURE_AUTH", "LOGGED_IN", "NONCE")
        salts = [f"define( '{n}_{kind}', '{secrets.token_hex(32)}' );" for n in names for kind in ("KEY", "SALT")]
        return "\n".join(
            [
                "<?php",
                self.database.config(),
                "define( 'DB_CHARSET', 'utf8mb4' ); define( 'DB_COLLATE', '' ); $table_prefix = 'wp_';",
                *salts,
                f"define( 'WP_HOME', '{self.url}' ); define( 'WP_SITEURL', WP_HOME );",
                "define( 'WP_ENVIRONMENT_TYPE', 'local' ); define( 'DISABLE_WP_CRON', true );",
                "define( 'WP_HTTP_BLOCK_EXTERNAL', true ); define( 'WP_ACCESSIBLE_HOSTS', '127.0.0.1,localhost,*.invalid' );",
                "define( 'AUTOMATIC_UPDATER_DISABLED', true ); define( 'FS_METHOD', 'direct' );",
                "define( 'WP_DEBUG', true ); define( 'WP_DEBUG_DISPLAY', false );",
                f"define( 'WP_DEBUG_LOG', '{self.folder / 'debug.log'}' );",
                "if ( ! defined( 'ABSPATH' ) ) { define( 'ABSPATH', __DIR__ . '/' ); }",
                "require_once ABSPATH . 'wp-settings.php';",
            ]
        )


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _lines(file: Path) -> list[str]:
    return file.read_text(errors="replace").splitlines() if file.exists() else []
