"""Folders of their own for every test, and retries without waiting."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def sites_data(settings: Any, tmp_path: Path) -> Path:
    """Where the sites of the test are rendered to."""
    settings.RUN_BACKOFF_SCALE = 0.0
    settings.SITES_DATA = tmp_path / "sites-data"
    settings.STORAGE_ROOT = tmp_path / "storage"
    settings.STORAGE_ROOT.mkdir()
    return settings.SITES_DATA
