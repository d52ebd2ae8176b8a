"""Installations of their own, in temporary folders; whatever a test starts is stopped."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from igny8.core.embedded import stop_services
from igny8.core.embedded.paths import VarPaths

_CONFIGURED = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "DATABASE_SUPERUSER_URL",
    "REDIS_URL",
    "IGNY8_LOCAL_MODEL_URL",
    "IGNY8_TEST",
    "IGNY8_VAR",
    "IGNY8_SECRET_KEY",
    "IGNY8_JWT_KEY",
    "IGNY8_FIELD_KEYS",
    "IGNY8_WEB_PORT",
    "IGNY8_SITES_PORT",
    "IGNY8_BIND",
)


@pytest.fixture(autouse=True)
def _nothing_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _CONFIGURED:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def var(tmp_path: Path) -> Iterator[Path]:
    """A root folder for services; they are stopped afterwards."""
    root = tmp_path / "var"
    yield root
    stop_services(root)


@pytest.fixture
def paths(tmp_path: Path) -> VarPaths:
    """Folders without services."""
    made = VarPaths(root=tmp_path / "var")
    made.create()
    return made
