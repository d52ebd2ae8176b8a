"""The embedded PostgreSQL: provisioned roles, reuse, and every way a crash can leave its folder."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from igny8.core.embedded import ServiceError, ensure_services, services_running, stop_services
from igny8.core.embedded.paths import VarPaths, var_paths
from igny8.core.embedded.processes import record_read


def start(var: Path) -> tuple[str, str, str]:
    urls = ensure_services(redis=False, var=var)
    return urls.database_url, urls.database_owner_url, urls.database_superuser_url


def postmaster(var: Path) -> int:
    record = record_read(VarPaths(root=var).run / "postgres.json")
    assert record is not None
    return record.pid


def test_application_role_is_bound_by_row_level_security_and_gets_rights_on_new_tables(var: Path) -> None:
    app_url, owner_url, _ = start(var)
    with psycopg.connect(owner_url) as owner:
        owner.execute("CREATE TABLE page (id bigint GENERATED ALWAYS AS IDENTITY, title text)")
    with psycopg.connect(app_url) as app:
        app.execute("INSERT INTO page (title) VALUES ('a')")
        app.execute("UPDATE page SET title = 'b'")
        rights = app.execute("SELECT rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user")
        assert rights.fetchone() == (False, False, False)
        assert app.execute("SELECT title FROM page").fetchall() == [("b",)]
    with psycopg.connect(app_url) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("DROP TABLE page")


def test_database_made_by_the_owner_has_the_rights_and_vectors_too(var: Path) -> None:
    app_url, owner_url, _ = start(var)
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute("CREATE DATABASE other")
    with psycopg.connect(owner_url.replace("/igny8?", "/other?")) as owner:
        owner.execute("CREATE TABLE page (id int, meaning vector(3))")
    with psycopg.connect(app_url.replace("/igny8?", "/other?")) as app:
        app.execute("INSERT INTO page VALUES (1, '[1,2,3]')")
        assert app.execute("SELECT meaning <-> '[1,2,4]' FROM page").fetchone() == (1.0,)


def test_text_is_utf8_and_sorts_by_code_point(var: Path) -> None:
    app_url, _, _ = start(var)
    with psycopg.connect(app_url) as connection:
        row = connection.execute(
            "SELECT pg_encoding_to_char(encoding), datlocprovider::text, datlocale "
            "FROM pg_database WHERE datname = current_database()"
        ).fetchone()
        assert row == ("UTF8", "b", "C.UTF-8")
        assert connection.execute("SELECT upper('straße ä')").fetchone() == ("STRAßE Ä",)


def test_second_call_reuses_the_server_quickly(var: Path) -> None:
    first = start(var)
    pid = postmaster(var)
    began = time.monotonic()
    assert start(var) == first
    assert time.monotonic() - began < 0.5
    assert postmaster(var) == pid


def test_data_survive_kill_9_and_the_address_stays(var: Path) -> None:
    app_url, owner_url, _ = start(var)
    with psycopg.connect(owner_url) as owner:
        owner.execute("CREATE TABLE page AS SELECT 7 AS id")
    os.kill(postmaster(var), signal.SIGKILL)
    assert start(var)[0] == app_url
    with psycopg.connect(app_url) as app:
        assert app.execute("SELECT id FROM page").fetchall() == [(7,)]


def test_server_whose_record_was_lost_is_replaced_not_doubled(var: Path) -> None:
    start(var)
    before = record_read(var / "run" / "postgres.json")
    assert before is not None
    (var / "run" / "postgres.json").unlink()
    start(var)
    assert postmaster(var) != before.pid
    assert not before.is_alive()


def test_pid_file_with_a_strangers_number_is_no_obstacle(var: Path) -> None:
    start(var)
    stop_services(var)
    # The number of a live process that is not PostgreSQL: this one.
    (var / "postgres" / "postmaster.pid").write_text(
        f"{os.getpid()}\n{var}/postgres\n1\n5432\n{var}/run\n\n0 0\nready\n"
    )
    assert "igny8_app" in start(var)[0]


def test_half_made_data_folder_is_set_aside_and_made_anew(var: Path) -> None:
    half = var / "postgres"
    (half / "base").mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    (var / "postgres.new-123").mkdir()
    start(var)
    assert not list(var.glob("postgres.new-*"))
    assert len(list(var.glob("postgres.incomplete-*"))) == 1


def test_provisioning_that_was_cut_short_is_finished(var: Path) -> None:
    _, _, superuser_url = start(var)
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        connection.execute("DROP DATABASE igny8")
    app_url, _, _ = start(var)
    with psycopg.connect(app_url) as app:
        assert app.execute("SELECT current_user").fetchone() == ("igny8_app",)


def test_folder_of_another_version_gives_a_sentence(var: Path) -> None:
    start(var)
    stop_services(var)
    (var / "postgres" / "PG_VERSION").write_text("15\n")
    with pytest.raises(ServiceError, match="made by PostgreSQL 15"):
        start(var)


def test_folder_that_was_copied_with_other_rights_is_made_private(var: Path) -> None:
    start(var)
    stop_services(var)
    (var / "postgres").chmod(0o755)
    if os.geteuid() == 0:
        for folder, _, names in os.walk(var / "postgres"):
            for name in ("", *names):
                os.chown(os.path.join(folder, name), 0, 0)
    assert "igny8_app" in start(var)[0]
    assert (var / "postgres").stat().st_mode & 0o777 == 0o700


def test_path_longer_than_a_socket_allows_works(tmp_path: Path) -> None:
    var = tmp_path / ("very-long-folder-name-" * 5) / "another level with spaces" / "var"
    try:
        app_url, _, _ = start(var)
        with psycopg.connect(app_url) as app:
            assert app.execute("SELECT 1").fetchone() == (1,)
        folder = var_paths(var=var).socket_dir()
        assert folder != var / "run"
        assert folder.stat().st_mode & 0o777 == 0o700
    finally:
        stop_services(var)
    assert not folder.exists()


def test_socket_folder_of_somebody_else_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    paths = VarPaths(root=tmp_path / ("x" * 120))
    paths.socket_dir().chmod(0o777)
    with pytest.raises(ServiceError, match="not a private folder"):
        paths.socket_dir()


def test_nearly_full_disk_gives_a_sentence(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("igny8.core.embedded.postgres._MIN_FREE_BYTES", 2**60)
    with pytest.raises(ServiceError, match="MB are free"):
        start(var)


def test_folder_that_cannot_be_written_gives_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ServiceError, match="Cannot write"):
        ensure_services(var=tmp_path / "file" / "var")


def test_many_processes_at_once_start_one_server(var: Path) -> None:
    code = (
        "import sys; from igny8.core.embedded import ensure_services; "
        "print(ensure_services(redis=False, var=sys.argv[1]).database_url)"
    )
    starters = [
        subprocess.Popen([sys.executable, "-c", code, str(var)], stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    answers = {starter.communicate(timeout=90)[0].strip() for starter in starters}
    assert answers == {start(var)[0]}
    assert services_running(var) == {"postgres": str(var / "run")}


def test_configured_database_is_used_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@db/igny8")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner@db/igny8")
    monkeypatch.setenv("REDIS_URL", "redis://cache")
    urls = ensure_services(var=tmp_path / "var")
    assert (urls.database_url, urls.database_owner_url, urls.redis_url) == (
        "postgresql://app@db/igny8",
        "postgresql://owner@db/igny8",
        "redis://cache",
    )
    assert not (tmp_path / "var").exists()
