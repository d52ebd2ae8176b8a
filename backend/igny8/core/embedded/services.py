"""Start what is not configured, reuse what runs, stop what was started."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .fault import ServiceError, writing
from .model import model_ensure, model_running, model_stop
from .paths import VarPaths, var_paths
from .postgres import postgres_ensure, postgres_running, postgres_stop, postgres_urls
from .redis_server import redis_ensure, redis_running, redis_stop

_LOCK_SECONDS = 180.0


@dataclass(frozen=True)
class ServiceUrls:
    """Where the services are; a service that was neither asked for nor configured is the empty string.

    ``database_url`` is the application's role, ``database_owner_url`` the role that migrates; the superuser's URL is
    empty for a configured database. ``redis_url`` names no database: append ``/0`` for the broker, ``/1`` for the
    cache. ``model_url`` ends in ``/v1``.
    """

    database_url: str = ""
    database_owner_url: str = ""
    database_superuser_url: str = ""
    redis_url: str = ""
    model_url: str = ""

    def environment(self) -> dict[str, str]:
        """The variables that name these services, without the superuser's URL and without empty ones."""
        named = {
            "DATABASE_URL": self.database_url,
            "DATABASE_OWNER_URL": self.database_owner_url,
            "REDIS_URL": self.redis_url,
            "IGNY8_LOCAL_MODEL_URL": self.model_url,
        }
        return {name: value for name, value in named.items() if value}


def ensure_services(
    *,
    postgres: bool = True,
    redis: bool = True,
    model: bool = False,
    var: Path | str | None = None,
    test: bool = False,
) -> ServiceUrls:
    """Make the named services available and say where they are.

    A service whose URL is in the environment (``DATABASE_URL`` with ``DATABASE_OWNER_URL``, ``REDIS_URL``,
    ``IGNY8_LOCAL_MODEL_URL``) is taken as it is; any other is started from its wheel unless it runs already. Several
    processes may call this at once. What was started outlives the caller, until :func:`stop_services`.

    :param var: root folder of data, logs and sockets; default ``IGNY8_VAR``, else ``var/`` of the repository.
    :param test: use a separate ``test/`` folder below it, with a PostgreSQL that trades durability for speed
        (also with ``IGNY8_TEST=1``).
    :raises ServiceError: one sentence naming what prevents it.
    """
    is_test = test or os.environ.get("IGNY8_TEST") == "1"
    paths = var_paths(var=var, test=test)
    database = _configured_database() if postgres else ("", "", "")
    redis_url = os.environ.get("REDIS_URL", "") if redis else ""
    model_url = os.environ.get("IGNY8_LOCAL_MODEL_URL", "") if model else ""
    wants_postgres, wants_redis = postgres and not database[0], redis and not redis_url
    wants_model = model and not model_url
    if wants_postgres or wants_redis or wants_model:
        paths.create()
    if wants_postgres:
        record = postgres_running(paths)
        if record is None:
            with _lock(paths):
                record = postgres_ensure(paths, is_test=is_test)
        database = postgres_urls(record)
    if wants_redis:
        record = redis_running(paths)
        if record is None:
            with _lock(paths):
                record = redis_ensure(paths)
        redis_url = record.address
    if wants_model:
        record = model_running(paths)
        if record is None:
            with _lock(paths):
                record = model_ensure(paths)
        model_url = record.address
    return ServiceUrls(*database, redis_url=redis_url, model_url=model_url)


def stop_services(var: Path | str | None = None, *, test: bool = False) -> None:
    """Stop every service that was started under this root; those that do not run are passed over."""
    paths = var_paths(var=var, test=test)
    if not paths.run.exists():
        return
    with _lock(paths):
        model_stop(paths)
        redis_stop(paths)
        postgres_stop(paths)


def services_running(var: Path | str | None = None, *, test: bool = False) -> dict[str, str]:
    """Name to address of the services that run under this root and answer; passwords are left out."""
    paths = var_paths(var=var, test=test)
    found = {
        "postgres": postgres_running(paths),
        "redis": redis_running(paths),
        "model": model_running(paths),
    }
    return {name: record.address.rpartition("@")[2] for name, record in found.items() if record is not None}


def _configured_database() -> tuple[str, str, str]:
    url = os.environ.get("DATABASE_URL", "")
    return url, os.environ.get("DATABASE_OWNER_URL", url) if url else "", os.environ.get("DATABASE_SUPERUSER_URL", "")


@contextmanager
def _lock(paths: VarPaths) -> Iterator[None]:
    with writing(paths.run):
        file = open(paths.run / "services.lock", "w")  # noqa: SIM115 - held open for the whole block below
    with file:
        deadline = time.monotonic() + _LOCK_SECONDS
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise ServiceError(
                        f"Another process has been starting services under {paths.root} for more than "
                        f"{_LOCK_SECONDS:.0f} seconds; stop it and try again."
                    ) from None
                time.sleep(0.05)
        yield
