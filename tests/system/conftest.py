"""A prompt of our own, so that the tests do not depend on which AI functions are installed."""

from typing import Any

import pytest

from igny8.system.base import prompt_defaults
from igny8.system.services.prompts import prompt_default_register

FUNCTION = "testing.sample"
TEXT = "Group these: {{keywords}}\nSite: {{site_name}}"


@pytest.fixture(autouse=True)
def prompt(monkeypatch: pytest.MonkeyPatch) -> str:
    """Registers the sample prompt in a registry that ends with the test."""
    monkeypatch.setattr(prompt_defaults, "_defaults", {})
    prompt_default_register(function=FUNCTION, text=TEXT, version="3", variables=["keywords", "site_name", "tone"])
    return FUNCTION


@pytest.fixture
def audit_actions(account: Any) -> Any:
    """Answers the actions in the account's audit log, newest first."""
    from igny8.core.tenancy import tenant
    from igny8.system.models import AuditEntry

    def read() -> list[str]:
        with tenant(account.account_id):
            return list(AuditEntry.objects.order_by("-id").values_list("action", flat=True))

    return read
