"""Roles, database, extensions and default rights; the same for the embedded server and for one that is configured.

``igny8_owner`` owns the database and migrates; ``igny8_app`` runs web and workers and is bound by row-level security.
The rights are set in ``template1`` as well, so that databases made later (tests) have them from their first table on.
"""

import os
from collections.abc import Callable

import psycopg
from psycopg import conninfo, sql

from .fault import ServiceError

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


def provision_configured() -> None:
    """Provision the server named by ``DATABASE_SUPERUSER_URL`` with the passwords in the two other database URLs.

    :raises ServiceError: when a URL is missing, names another role or database, or the server refuses.
    """
    superuser = _url_parts("DATABASE_SUPERUSER_URL")
    owner, app = _url_parts("DATABASE_OWNER_URL"), _url_parts("DATABASE_URL")
    for variable, parts, role in (("DATABASE_OWNER_URL", owner, OWNER), ("DATABASE_URL", app, APP)):
        if parts.get("user") != role or parts.get("dbname") != DATABASE:
            raise ServiceError(f"{variable} must name the role {role} and the database {DATABASE}.")

    def connect(database: str) -> Connection:
        return psycopg.connect(**(superuser | {"dbname": database}), autocommit=True)  # type: ignore[arg-type]

    try:
        with connect("postgres") as connection:
            passwords = {"owner_password": owner.get("password"), "app_password": app.get("password")}
            provision(connection, connect=connect, **passwords)
    except psycopg.Error as error:
        raise ServiceError(f"The database server refused: {str(error).strip().splitlines()[-1]}") from error


def _url_parts(variable: str) -> dict[str, str]:
    url = os.environ.get(variable, "")
    if not url:
        raise ServiceError(f"{variable} is not set.")
    try:
        return {name: str(value) for name, value in conninfo.conninfo_to_dict(url).items() if value is not None}
    except psycopg.ProgrammingError as error:
        raise ServiceError(f"{variable} is no PostgreSQL address: {error}") from error
