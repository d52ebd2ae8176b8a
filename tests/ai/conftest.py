"""Fixtures of the AI domain: the probe, credits, and a provider that can misbehave."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.probe import install
from tests.support.runs import NoKeeper
from tests.support.standin import StandIn


@pytest.fixture
def probe(settings: Any, monkeypatch: Any) -> None:
    """The probe is registered, retries come at once, and leases are left alone."""
    install()
    settings.RUN_BACKOFF_SCALE = 0.0
    monkeypatch.setattr("igny8.ai.engine.runner.keeper", NoKeeper)


@pytest.fixture
def provider(settings: Any) -> Iterator[StandIn]:
    """The operator's provider: a real HTTP server on loopback."""
    settings.PROVIDER_READ_TIMEOUT_S = 0.5
    settings.PROVIDER_CONNECT_TIMEOUT_S = 0.5
    with StandIn() as standin:
        settings.OPENAI_BASE_URL, settings.OPENAI_API_KEY = standin.openai_url, "sk-test"
        yield standin
