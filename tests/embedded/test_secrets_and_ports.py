"""Keys are made once and kept private; ports move or are refused with a sentence."""

import socket
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from igny8.core.embedded import ServiceError, ServiceUrls
from igny8.core.embedded.environment import addresses_choose, product_environment
from igny8.core.embedded.paths import VarPaths
from igny8.core.embedded.secret_file import secrets_ensure


@pytest.fixture
def taken_port() -> "object":
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_keys_are_made_once_in_a_private_file(paths: VarPaths) -> None:
    keys = secrets_ensure(paths)
    assert set(keys) == {"IGNY8_SECRET_KEY", "IGNY8_JWT_KEY", "IGNY8_FIELD_KEYS"}
    assert all(len(value) >= 43 for value in keys.values())
    assert Fernet(keys["IGNY8_FIELD_KEYS"]).encrypt(b"x")
    assert paths.secrets.stat().st_mode & 0o777 == 0o600
    assert secrets_ensure(paths) == keys


def test_file_that_became_readable_is_closed_again_and_lost_keys_are_added(paths: VarPaths) -> None:
    keys = secrets_ensure(paths)
    paths.secrets.write_text(f"IGNY8_SECRET_KEY={keys['IGNY8_SECRET_KEY']}\n")
    paths.secrets.chmod(0o644)
    again = secrets_ensure(paths)
    assert again["IGNY8_SECRET_KEY"] == keys["IGNY8_SECRET_KEY"]
    assert again["IGNY8_JWT_KEY"] != keys["IGNY8_JWT_KEY"]
    assert paths.secrets.stat().st_mode & 0o777 == 0o600


def test_key_of_the_environment_wins(paths: VarPaths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IGNY8_JWT_KEY", "from-the-environment")
    assert secrets_ensure(paths)["IGNY8_JWT_KEY"] == "from-the-environment"
    assert "from-the-environment" not in paths.secrets.read_text()


def test_taken_default_port_moves_and_is_said(taken_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("igny8.core.embedded.environment._PORTS", (("IGNY8_WEB_PORT", taken_port),) * 2)
    addresses = addresses_choose()
    ports = {addresses.web_port, addresses.sites_port}
    assert taken_port not in ports
    assert len(ports) == 2
    assert f"Port {taken_port} is in use; {addresses.web_port} is used instead" in addresses.moved[0]


def test_taken_port_that_was_asked_for_is_refused(taken_port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IGNY8_SITES_PORT", str(taken_port))
    with pytest.raises(ServiceError, match=f"Port {taken_port} is in use; .* set IGNY8_SITES_PORT"):
        addresses_choose()


@pytest.mark.parametrize("value", ["0", "65536", "http", "80.0", "-1"])
def test_number_that_is_no_port_is_refused(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IGNY8_WEB_PORT", value)
    with pytest.raises(ServiceError, match="not a port number"):
        addresses_choose()


def test_processes_do_not_learn_the_owners_address(paths: VarPaths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner")
    urls = ServiceUrls(database_url="postgresql://app", database_owner_url="postgresql://owner", redis_url="redis://x")
    environment = product_environment(urls=urls, addresses=addresses_choose(), paths=paths)
    assert environment["DATABASE_URL"] == "postgresql://app"
    assert "postgresql://owner" not in environment.values()
    assert Path(environment["IGNY8_SITES_DATA"]).is_absolute()
