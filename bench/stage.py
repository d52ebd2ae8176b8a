"""A database of its own for benchmarks: real services, real durability (fsync on), removed and made anew on every run."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "backend"))
DATABASE = "igny8_bench"


def prepare() -> dict[str, str]:
    """Start the services, make and migrate the database, set Django up. :returns: the environment of child processes."""
    import psycopg

    from igny8.core.embedded import ensure_services
    from tests.support import database

    urls = ensure_services()
    with psycopg.connect(urls.database_superuser_url, autocommit=True) as con:
        con.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        con.execute(f"CREATE DATABASE {DATABASE} OWNER igny8_owner")
    database.grant(database.with_name(urls.database_superuser_url, DATABASE), owner="igny8_owner")
    environment = {
        "DJANGO_SETTINGS_MODULE": "igny8.config.settings.test",
        "DATABASE_URL": database.with_name(urls.database_url, DATABASE),
        "DATABASE_OWNER_URL": database.with_name(urls.database_owner_url, DATABASE),
        "REDIS_URL": urls.redis_url,
        "IGNY8_THROTTLE_SCALE": "1000",  # walking a thousand pages is not abuse here
        "IGNY8_REDIS_BROKER_DB": "14",
        "IGNY8_REDIS_CACHE_DB": "15",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'backend'}",
    }
    os.environ.update(environment)
    subprocess.run(
        [sys.executable, str(ROOT / "backend" / "manage.py"), "migrate", "--verbosity", "0"],
        check=True,
        env={**os.environ, "DATABASE_URL": environment["DATABASE_OWNER_URL"]},
    )
    import django

    django.setup()
    return dict(os.environ)
