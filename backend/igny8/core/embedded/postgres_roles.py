"""Roles, database, extensions and default rights; the same for the embedded server and for one that is configured.

``igny8_owner`` owns the database and migrates; ``igny8_app`` runs web and workers and is bound by row-level security.
The rights are set in ``template1`` as well, so that databases made later (tests) have them from their first table on.
"""

from collections.abc import Callable

import psycopg
from psycopg import sql

SUPERUSER = "postgres"
OWNER = "igny8_owner"
APP = "igny8_app"
DATABASE = "igny8"
# Raise when the statements below change: a database with an older mark is provisioned again.
_MARK = "igny8 provision 1"
_EXTENSIONS = ("vector", "pg_trgm")

Connection = psycopg.Connection[tuple[object, ...]]


def is_provisioned(connection: Connection) -> bool:
    """Whether the current version of :func:`provision` went through on this server."""
    row = connection.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", (DATABASE,)
    ).fetchone()
    return row is not None and row[0] == _MARK


def provision(
    connection: Connection,
    *,
    connect: Callable[[str], Connection],
    owner_password: str | None = None,
    app_password: str | None = None,
) -> None:
    """Create or repair roles and database; running it again changes nothing.

    :param connection: a superuser's connection to ``postgres``, in autocommit.
    :param connect: opens a superuser's autocommit connection to the named database.
    :param owner_password: password of ``igny8_owner``; ``None`` leaves it as it is. :param app_password: likewise.
    """
    _role(connection, OWNER, attributes="LOGIN NOSUPERUSER CREATEDB NOCREATEROLE NOBYPASSRLS", password=owner_password)
    _role(connection, APP, attributes="LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS", password=app_password)
    _inside(connect, "template1")
    exists = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone()
    if exists is None:
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template1").format(
                sql.Identifier(DATABASE), sql.Identifier(OWNER)
            )
        )
    _inside(connect, DATABASE)
    connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(DATABASE), sql.Literal(_MARK)))


def _role(connection: Connection, name: str, *, attributes: str, password: str | None) -> None:
    exists = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone()
    verb = sql.SQL("ALTER ROLE {}" if exists else "CREATE ROLE {}").format(sql.Identifier(name))
    secret = sql.SQL("") if password is None else sql.SQL(" PASSWORD {}").format(sql.Literal(password))
    connection.execute(verb + sql.SQL(" " + attributes) + secret)


def _inside(connect: Callable[[str], Connection], database: str) -> None:
    with connect(database) as connection:
        available = connection.execute(
            "SELECT name FROM pg_available_extensions WHERE name = ANY(%s)", (list(_EXTENSIONS),)
        ).fetchall()
        for (name,) in available:
            connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(str(name))))
        names = {"owner": sql.Identifier(OWNER), "app": sql.Identifier(APP)}
        connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {app}").format(**names))
        connection.execute(
            sql.SQL(
                "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public "
                "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}"
            ).format(**names)
        )
        connection.execute(
            sql.SQL(
                "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app}"
            ).format(**names)
        )
