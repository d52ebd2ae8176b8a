"""Real PostgreSQL and Redis for every test; two accounts by default: ``account`` and ``stranger``."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
for folder in (ROOT, ROOT / "backend"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "igny8.config.settings.test")
# The tests' own services only: addresses of a production must never be reached by them.
for _name in (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "IGNY8_LOCAL_MODEL_URL",
    "OPENAI_API_KEY",
    "OPENAI_BASE_URL",
):
    if os.environ.get("IGNY8_TEST_EXTERNAL") != "1":
        os.environ.pop(_name, None)
# A shell that starts the tests in the background makes them ignore Ctrl-C, and every process they start with them.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

from igny8.core.embedded import ensure_services  # noqa: E402
from igny8.core.embedded.paths import var_paths  # noqa: E402
from tests.support import database  # noqa: E402

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
URLS = ensure_services(test=True)
DATABASE = f"igny8_test_{os.getpid()}"  # of this process alone: several test runs may share the services
LOCK = var_paths(var=None, test=True).root / "template.lock"
os.environ["DATABASE_URL"] = database.with_name(URLS.database_url, DATABASE)
os.environ["DATABASE_OWNER_URL"] = database.with_name(URLS.database_owner_url, DATABASE)
os.environ["REDIS_URL"] = URLS.redis_url
_number = int(WORKER.removeprefix("gw")) % 7 if WORKER.startswith("gw") else os.getpid() % 8
os.environ["IGNY8_REDIS_BROKER_DB"], os.environ["IGNY8_REDIS_CACHE_DB"] = str(2 * _number), str(2 * _number + 1)
SUPERUSER_URL = database.with_name(URLS.database_superuser_url, DATABASE)

import django  # noqa: E402

django.setup()


def pytest_configure(config: pytest.Config) -> None:
    """Each worker of a distributed run finds its own database: it must not inherit this process's."""
    if WORKER == "main" and getattr(config.option, "numprocesses", None):
        for name in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"):
            os.environ.pop(name, None)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """A clone of the migrated template, used as the application's role."""
    template = database.ensure_template(
        owner_url=URLS.database_owner_url, superuser_url=URLS.database_superuser_url, lock=LOCK
    )
    database.clone(superuser_url=URLS.database_superuser_url, template=template, name=DATABASE, lock=LOCK)
    from django.test import TransactionTestCase

    def wipe(self: Any) -> None:
        database.wipe(SUPERUSER_URL)

    TransactionTestCase._fixture_teardown = wipe  # type: ignore[attr-defined, method-assign]
    yield
    from django.db import connections

    with django_db_blocker.unblock():
        connections.close_all()
    database.drop(superuser_url=URLS.database_superuser_url, name=DATABASE)


@pytest.fixture
def superuser() -> Iterator[Any]:
    """A superuser's connection to this worker's database: switches walls off, looks behind them."""
    import psycopg

    with psycopg.connect(SUPERUSER_URL, autocommit=True) as con:
        yield con


@pytest.fixture(autouse=True)
def _clean_redis() -> Iterator[None]:
    """No bucket or lockout of one test reaches the next."""
    yield
    from django.core.cache import cache

    cache.clear()


pytest_plugins = ["tests.support.fixtures"]
