"""One migrated template database per state of the migrations; each worker gets a clone of it.

The tests run as the application's role, so row-level security is live in every one of them. Only the template is made by
the owner, and only cleaning between committed tests is done by the superuser.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]


def with_name(url: str, name: str) -> str:
    """The same address with another database."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"/{name}"))


def template_name() -> str:
    """Named after the content of all migrations, so that a changed one makes a new template."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "backend").glob("igny8/*/migrations/*.py")):
        digest.update(path.name.encode() + path.read_bytes())
    for path in sorted((ROOT / "backend").glob("igny8/core/walls.py")):
        digest.update(path.read_bytes())
    return f"igny8_template_{digest.hexdigest()[:12]}"


def _exists(con: psycopg.Connection, name: str) -> bool:
    return con.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def ensure_template(*, owner_url: str, superuser_url: str, lock: Path) -> str:
    """Create and migrate the template unless it is there. :returns: its name."""
    name = template_name()
    with lock.open("w") as handle, psycopg.connect(superuser_url, autocommit=True) as con:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if _exists(con, name):
            return name
        for (old,) in con.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE 'igny8\\_template\\_%' OR datname LIKE 'igny8\\_test\\_%'"
        ).fetchall():
            process = old.rpartition("_")[2]
            if old.startswith("igny8_template_") or not Path(f"/proc/{process}").exists():
                con.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(old)))
        making = f"{name}_making"
        con.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(making)))
        owner = urlsplit(owner_url).username or "igny8_owner"
        con.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(making), sql.Identifier(owner)))
        grant(with_name(superuser_url, making), owner=owner)
        subprocess.run(
            [sys.executable, str(ROOT / "backend" / "manage.py"), "migrate", "--verbosity", "0"],
            check=True,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "igny8.config.settings.test",
                "DATABASE_URL": with_name(owner_url, making),
                "DATABASE_OWNER_URL": with_name(owner_url, making),
            },
        )
        con.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(making), sql.Identifier(name)))
    return name


def grant(superuser_url: str, *, owner: str) -> None:
    """Make the extensions and the default rights in a new database, as the product's own set-up does."""
    with psycopg.connect(superuser_url, autocommit=True) as inside:
        inside.execute("CREATE EXTENSION IF NOT EXISTS vector")
        for what, rights in (("TABLES", "SELECT, INSERT, UPDATE, DELETE"), ("SEQUENCES", "USAGE, SELECT")):
            inside.execute(
                sql.SQL("ALTER DEFAULT PRIVILEGES FOR ROLE {} GRANT {} ON {} TO igny8_app").format(
                    sql.Identifier(owner), sql.SQL(rights), sql.SQL(what)
                )
            )


def clone(*, superuser_url: str, template: str, name: str, lock: Path) -> None:
    """Make ``name`` a fresh copy of the template."""
    with lock.open("w") as handle, psycopg.connect(superuser_url, autocommit=True) as con:
        fcntl.flock(handle, fcntl.LOCK_EX)
        con.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        con.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))


def drop(*, superuser_url: str, name: str) -> None:
    """Remove a clone."""
    with psycopg.connect(superuser_url, autocommit=True) as con:
        con.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def wipe(superuser_url: str) -> None:
    """Empty everything that belongs to a tenant; reference data stays. Triggers (append-only ledger) are off meanwhile."""
    with psycopg.connect(superuser_url, autocommit=True) as con:
        con.execute("SET session_replication_role = replica")
        con.execute("TRUNCATE igny8_accounts CASCADE")
