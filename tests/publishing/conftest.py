"""Folders of their own for every test, and retries without waiting."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.factories.accounts import World
from tests.factories.indexnow import keys_of
from tests.support.search_engines import SearchEngines, names_lead_to


@pytest.fixture(autouse=True)
def sites_data(settings: Any, tmp_path: Path) -> Path:
    """Where the sites of the test are rendered to."""
    settings.RUN_BACKOFF_SCALE = 0.0
    settings.SITES_DATA = tmp_path / "sites-data"
    settings.STORAGE_ROOT = tmp_path / "storage"
    settings.STORAGE_ROOT.mkdir()
    return settings.SITES_DATA


@pytest.fixture
def engines(settings: Any) -> Iterator[SearchEngines]:
    """Search engines that listen, and websites under every name."""
    with SearchEngines() as running, names_lead_to(running.port, private=frozenset({"intranet.example.com"})):
        settings.INDEXNOW_URL = running.url
        yield running


@pytest.fixture
def shop(account: World, engines: SearchEngines) -> World:
    """``account``, whose key lies at the root of ``tea.example.com``."""
    key = keys_of(account).key
    engines.files[f"tea.example.com/{key}.txt"] = key
    return account
