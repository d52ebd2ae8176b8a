"""Who did it, by name: audit, prompts, credits, site access."""

from typing import Any

import pytest

from igny8.accounts.models import SiteAPIKey
from igny8.accounts.selectors import actor_names
from igny8.billing.services.ledger import credits_grant
from igny8.core.ids import uuid7
from igny8.core.tenancy import Actor, tenant
from tests.factories.system import make_audit_entry, make_prompt
from tests.support.client import Api

pytestmark = pytest.mark.django_db


def test_names_of_actors(account: Any, stranger: Any) -> None:
    editor, absent, foreign = account.users["editor"], uuid7(), stranger.users["owner"]
    with tenant(account.account_id):
        key = SiteAPIKey.objects.create(site_id=account.site_id, name="WordPress", prefix="abc", hash="x")
        asked = [("user", editor), ("user", absent), ("user", foreign), ("rule", absent), ("system", None)]
        assert actor_names([*asked, ("api_key", key.id)]) == {
            ("user", editor): "Editor",
            ("rule", absent): "Automation",
            ("system", None): "System",
            ("api_key", key.id): "API key WordPress",
        }


def test_lists_name_people(account: Any) -> None:
    with tenant(account.account_id, actor=Actor("user", account.users["admin"])):
        make_audit_entry()
        prompt = make_prompt(author_id=account.users["editor"])
        credits_grant(amount_centi=100, kind="grant", key="test")
    api = Api(account)
    assert api.get("system/audit-log/?action=a.b")[1]["results"][0]["actor_name"] == "Admin"
    assert api.get(f"system/prompt-versions/{prompt.id}/")[1]["data"]["author_name"] == "Editor"
    (movement,) = api.get("billing/transactions/")[1]["results"]
    assert (movement["actor_name"], movement["user_name"], movement["site_name"]) == ("Admin", None, None)
    access = api.get("accounts/site-access/")[1]["results"]
    assert {row["user_name"] for row in access} == {"Editor", "Viewer"}
    assert all(row["site_name"].startswith("Site ") for row in access)
