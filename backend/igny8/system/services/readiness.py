"""Whether this process can answer requests: database, migrations, Redis. No tenant is involved."""

import structlog
from django.conf import settings
from django.db import Error as DatabaseTrouble
from django.db import connection
from redis import Redis
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)
OK = "ok"
_migrated = False


def database_check() -> str:
    """``ok``, or a sentence for the operator that gives no address or password away."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseTrouble as exc:
        log.error("database_unreachable", error=str(exc)[:300])
        connection.close()
        return "The database cannot be reached."
    return OK


def migrations_check() -> str:
    """``ok``, or how many migrations wait. Once all are applied this process need not ask again."""
    global _migrated
    if _migrated:
        return OK
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseTrouble as exc:
        log.error("migrations_unreadable", error=str(exc)[:300])
        return "The state of the migrations cannot be read."
    if waiting:
        return f"{len(waiting)} migrations are not applied. Run manage.py migrate."
    _migrated = True
    return OK


def redis_check(url: str) -> str:
    """``ok``, or a sentence. Two seconds at most: a probe that hangs is worse than one that fails."""
    try:
        with Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2) as client:
            client.ping()
    except RedisError as exc:
        log.error("redis_unreachable", error=str(exc)[:300])
        return "Redis cannot be reached."
    return OK


def readiness() -> dict[str, str]:
    """Each check with ``ok`` or what is wrong. Without a database nothing is said about migrations."""
    found = {"database": database_check()}
    if found["database"] == OK:
        found["migrations"] = migrations_check()
    found["redis"] = redis_check(f"{settings.REDIS_URL}/{settings.BROKER_DB}")
    return found
