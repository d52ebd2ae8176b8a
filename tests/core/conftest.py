"""The product's edge with the probe's views behind it."""

from typing import Any

import pytest
from django.test import Client


@pytest.fixture
def probes(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.core.probe"


@pytest.fixture
def web(probes: None) -> Client:
    """A client nobody is signed in with; faults of ours come back as answers."""
    return Client(raise_request_exception=False)
