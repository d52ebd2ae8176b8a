"""Who may look across accounts, and that no tenant's table is reached past its manager."""

import ast
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from igny8.core.tenancy import TenantManager, TenantModel
from tests.architecture.tree import named, product

#: Modules that may open the system's scope, each for one of: finding out who asks, sweeping and relaying, staff's work.
ACROSS_ACCOUNTS = {
    "accounts/selectors.py": "which account a domain of the certificate check belongs to",
    "accounts/services/accounts.py": "the account of the system itself",
    "accounts/services/mail_queue.py": "mails of all accounts are sent by one queue",
    "accounts/services/mail_tokens.py": "a mailed link is opened by somebody who is not signed in",
    "accounts/services/mails.py": "a password reset is asked for by an address",
    "accounts/services/principals.py": "who holds an API key or a token",
    "accounts/services/refresh_tokens.py": "who holds a refresh token",
    "accounts/services/sign_in.py": "who has this address",
    "ai/selectors.py": "one query tells all open streams which runs changed; it answers ids only",
    "ai/services/work.py": "sweeper",
    "billing/services/audit.py": "nightly audit of all ledgers",
    "billing/services/renewals.py": "monthly credits of all accounts",
    "core/events.py": "relay",
    "core/idempotency.py": "purge",
    "core/tenancy.py": "its definition",
    "integration/services/webhooks.py": "which account a signed webhook is for",
    "integration/services/work.py": "sweeper",
    "planning/services/keyword_import.py": "sweeper",
    "publishing/engine/reconcile.py": "disks of all sites are compared with the database",
    "publishing/services/indexnow_work.py": "sweeper",
    "publishing/services/work.py": "sweeper",
}


def callers(name: str) -> set[str]:
    """Modules of the product that call ``name``."""
    found = set()
    for path in product():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func
                if name in {getattr(called, "id", ""), getattr(called, "attr", "")}:
                    found.add(named(path).removeprefix("backend/igny8/"))
    return found


def test_only_the_listed_modules_look_across_accounts() -> None:
    found = callers("every_tenant") | {"core/tenancy.py"}
    assert sorted(found - set(ACROSS_ACCOUNTS)) == [], "think twice, then list it with its reason"
    assert sorted(set(ACROSS_ACCOUNTS) - found) == [], "no longer needed"


def test_only_core_sets_what_row_level_security_reads() -> None:
    found = {
        named(path)
        for path in product()
        if "app.everything" in path.read_text("utf-8") and "migrations" not in path.parts
    }
    assert found <= {"backend/igny8/core/tenancy.py", "backend/igny8/core/walls.py"}


OWNED = [
    model
    for model in apps.get_models()
    if model.__module__.startswith("igny8.")
    and any(
        f.name == "account" and f.related_model and f.related_model._meta.label == settings.TENANT_MODEL
        for f in model._meta.local_fields
    )
]


def test_there_are_tenant_models() -> None:
    assert len(OWNED) >= 20


@pytest.mark.parametrize("model", OWNED, ids=lambda m: m._meta.label)
def test_every_way_to_a_tenants_rows_is_guarded(model: Any) -> None:
    assert issubclass(model, TenantModel)
    assert isinstance(model._default_manager, TenantManager)
    assert isinstance(model._base_manager, TenantManager)
    assert all(isinstance(manager, TenantManager) for manager in model._meta.managers)


#: Uniques over all accounts, for what the whole world addresses.
UNIQUE_FOR_ALL = {"site_slug_once": "part of the public address /s/{slug}/"}


@pytest.mark.parametrize("model", OWNED, ids=lambda m: m._meta.label)
def test_uniques_start_with_the_account_and_keys_have_no_way_back(model: Any) -> None:
    for constraint in model._meta.constraints:
        if (
            isinstance(constraint, models.UniqueConstraint)
            and constraint.fields
            and constraint.name not in UNIQUE_FOR_ALL
        ):
            first = constraint.fields[0]
            key = model._meta.get_field(first)
            assert first == "account" or (key.is_relation and key.related_model in OWNED), constraint.name
    for field in model._meta.local_fields:
        if field.is_relation and field.related_model._meta.app_label != model._meta.app_label:
            assert field.remote_field.related_name == "+", f"{field.name}: keys across domains point down only"
