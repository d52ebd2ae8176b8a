"""What planning's tests share: credits, a provider that follows instructions, and running what was submitted."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.support.standin import StandIn


@pytest.fixture
def rich(account: Any) -> Any:
    """``account`` with 10,000 credits."""
    from igny8.billing.services.ledger import credits_grant
    from igny8.core.tenancy import tenant

    with tenant(account.account_id):
        credits_grant(amount_centi=1_000_000, kind="grant", key="test")
    return account


@pytest.fixture
def capable(settings: Any) -> Iterator[StandIn]:
    """A provider with every skill; set ``answer`` to say what it says."""
    settings.RUN_BACKOFF_SCALE = 0.0
    with StandIn() as standin:
        settings.OPENAI_BASE_URL, settings.OPENAI_API_KEY = standin.openai_url, "sk-test"
        yield standin


@pytest.fixture
def carried_out(rich: Any) -> Callable[[Any], Any]:
    """Works off all runs and answers the one asked for."""
    from igny8.ai.models import AIRun
    from igny8.ai.services.work import work
    from igny8.core.tenancy import tenant

    def run(run_id: Any) -> AIRun:
        work()
        with tenant(rich.account_id):
            return AIRun.objects.get(pk=run_id)

    return run


def groups_of(request: dict[str, Any]) -> list[dict[str, Any]]:
    """The groups a clustering prompt lists."""
    text = request["messages"][0]["content"]
    found = re.search(r"^\[\{.*\}\]$", text, re.M)
    assert found, text
    groups: list[dict[str, Any]] = json.loads(found.group())
    return groups


def as_asked(request: dict[str, Any]) -> list[dict[str, Any]]:
    """A faultless answer to a clustering prompt."""
    return [
        {
            "id": g["id"],
            "name": f"Named {g['working_name']}"[:100],
            "description": "What people want.",
            "intent": "informational",
            "keyword_ids": [k["id"] for k in g["keywords"]],
        }
        for g in groups_of(request)
    ]
