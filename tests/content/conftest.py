"""Fixtures of the writer's tests."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.standin import StandIn


@pytest.fixture(autouse=True)
def _own_storage(settings: Any, tmp_path: Any) -> None:
    settings.STORAGE_ROOT = tmp_path / "storage"
    settings.RUN_BACKOFF_SCALE = 0.0


@pytest.fixture
def provider(settings: Any) -> Iterator[StandIn]:
    """A capable provider that can misbehave."""
    settings.PROVIDER_READ_TIMEOUT_S = 1.0
    settings.PROVIDER_CONNECT_TIMEOUT_S = 1.0
    with StandIn() as standin:
        settings.OPENAI_BASE_URL, settings.OPENAI_API_KEY = standin.openai_url, "sk-test"
        yield standin
