"""What the status page shows: versions, services, the worker's last sign of life, and what domains tell of themselves."""

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from platform import python_version
from time import time
from typing import Any

import structlog
from django import get_version
from django.conf import settings
from django.core.cache import cache as store
from django.db import connection, transaction
from redis.exceptions import RedisError

from igny8.system.base import probes
from igny8.system.constants import HEARTBEAT_FRESH_SECONDS, HEARTBEAT_KEY
from igny8.system.services.readiness import readiness

log = structlog.get_logger(__name__)


def status_probe_register(name: str, probe: Callable[[], Mapping[str, object]]) -> None:
    """Let a domain show figures on the status page, such as how much work is queued.

    :param probe: answers flat JSON values; runs in the asking tenant's scope. Failing is fine: it is shown as failed.
    :raises ValueError: the name is taken.
    """
    probes.register(name, probe)


def heartbeat_record() -> None:
    """A worker took a task that beat sent: both are alive."""
    store.set(HEARTBEAT_KEY, time(), timeout=24 * 3600)


def worker_state() -> dict[str, Any]:
    """``is_alive`` and the seconds since the last sign of life (null: none within a day, or Redis is down)."""
    try:
        seen = store.get(HEARTBEAT_KEY)
    except RedisError:
        seen = None
    age = None if seen is None else max(0.0, round(time() - float(seen), 1))
    return {"is_alive": age is not None and age <= HEARTBEAT_FRESH_SECONDS, "seconds_since_seen": age}


@cache
def product_version() -> str:
    """The version in pyproject.toml; the product runs from its sources and is not installed as a package."""
    try:
        with open(settings.ROOT / "pyproject.toml", "rb") as file:
            return str(tomllib.load(file)["project"]["version"])
    except (OSError, KeyError, ValueError):
        return "unknown"


def system_status() -> dict[str, Any]:
    """Everything the status page shows, for the account of the scope."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        database = str(cursor.fetchone()[0]).split()[0]
    versions = {"igny8": product_version(), "python": python_version(), "django": get_version(), "postgresql": database}
    services = readiness()
    worker = worker_state()
    shown = {name: _ask(name, probe) for name, probe in probes.everything().items()}
    healthy = worker["is_alive"] and all(v == "ok" for v in services.values()) and all(p["ok"] for p in shown.values())
    return {"is_healthy": healthy, "versions": versions, "services": services, "worker": worker, "probes": shown}


def _ask(name: str, probe: probes.Probe) -> dict[str, Any]:
    try:
        with transaction.atomic():  # a probe whose query fails must not break the request's transaction
            return {"ok": True, **probe()}
    except Exception as exc:  # whatever is wrong with one domain, the page that shows it must come up
        log.exception("status_probe_failed", probe=name)
        return {"ok": False, "error": type(exc).__name__}
