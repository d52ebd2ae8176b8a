"""The audit log only grows, knows who and from where, and never holds a secret."""

from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import Error, connection, transaction

from igny8.accounts import events as accounts
from igny8.core.events import emit, relay
from igny8.core.tenancy import Actor, NoTenant, every_tenant, tenant
from igny8.system.models import AuditEntry
from igny8.system.services.audit import audit_record, clean_changes
from igny8.system.subscribers import ENTRIES

pytestmark = pytest.mark.django_db


def record(**changes: Any) -> AuditEntry:
    return audit_record(action="thing.do", object_type="thing", object_id=uuid4(), summary="Did it", changes=changes)


def test_the_actor_comes_from_the_scope(account: Any) -> None:
    with tenant(account.account_id, actor=Actor("user", account.users["admin"])):
        entry = record(name=["old", "new"])
    assert (entry.actor_kind, entry.actor_id, entry.changes) == (
        "user",
        account.users["admin"],
        {"name": ["old", "new"]},
    )


def test_nothing_is_written_outside_a_scope() -> None:
    with pytest.raises(NoTenant):
        record()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE igny8_audit_entries SET summary = 'x'",
        "DELETE FROM igny8_audit_entries",
        "TRUNCATE igny8_audit_entries",
    ],
)
def test_the_application_has_no_right_to_change_it(scope: Any, statement: str) -> None:
    record()
    with (
        pytest.raises(Error, match=r"permission denied|append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE igny8_audit_entries SET summary = 'x'",
        "DELETE FROM igny8_audit_entries",
        "TRUNCATE igny8_audit_entries",
    ],
)
def test_a_trigger_stops_even_the_owner_of_the_database(
    account: Any, superuser: psycopg.Connection, statement: str
) -> None:
    with tenant(account.account_id):
        record()
    with pytest.raises(psycopg.Error, match="append-only"):
        superuser.execute(statement)


def test_the_model_does_not_change_it_either(scope: Any) -> None:
    entry = record()
    entry.summary = "changed"
    with pytest.raises(Error), transaction.atomic():
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()


@pytest.mark.parametrize(
    "name", ["password", "api_key", "apiKey", "client_secret", "access_token", "Authorization", "credentials", "key"]
)
def test_secrets_are_hidden_by_name(name: str) -> None:
    cleaned = clean_changes({name: "hunter2hunter2", "nested": {name: ["hunter2hunter2", "y"]}})
    assert "hunter2" not in str(cleaned)


@pytest.mark.parametrize(
    "text",
    [
        "ig8_abcd1234_s3cr3t",
        "sk-proj-abcdefgh12345",
        "sk_live_abcdefgh1234",
        "eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0",
        "whsec_abcdefghij",
    ],
)
def test_secrets_are_hidden_by_shape(scope: Any, text: str) -> None:
    entry = audit_record(
        action="a.b", object_type="a", object_id="1", summary=f"was {text}", changes={"note": [f"x {text} y", None]}
    )
    entry.refresh_from_db()
    assert text not in f"{entry.summary} {entry.changes}"


def test_harmless_names_stay_readable() -> None:
    changes = {"max_tokens": [1, 2], "keyword": "shoes", "author": "Ann", "is_active": True, "monkey": "x"}
    assert clean_changes(changes) == changes


def test_large_changes_are_cut() -> None:
    assert len(clean_changes({"body": "x" * 10_000})["body"]) == 501
    assert len(str(clean_changes({f"f{n}": "y" * 500 for n in range(50)}))) < 8_000


def test_an_event_of_accounts_becomes_one_entry_in_the_name_of_its_actor(account: Any) -> None:
    actor = account.users["owner"]
    with tenant(account.account_id):
        emit(accounts.UserRoleChanged(actor_kind="user", actor_id=actor, user_id=actor, before="viewer", after="admin"))
        emit(accounts.SignInFailed(user_id=None, address="203.0.113.9", reason="password"))
    relay()
    relay()
    with tenant(account.account_id):
        failed, changed = AuditEntry.objects.order_by("-id")
    assert (changed.action, changed.actor_id, changed.object_id) == ("user.role_change", actor, str(actor))
    assert changed.summary == "Role changed from viewer to admin"
    assert (failed.action, failed.address, failed.object_id) == ("user.sign_in_failed", "203.0.113.9", "")


def test_every_event_of_accounts_has_an_entry_whose_sentence_works() -> None:
    events = [
        found
        for found in vars(accounts).values()
        if isinstance(found, type) and issubclass(found, accounts.AccountsEvent) and found is not accounts.AccountsEvent
    ]
    assert set(events) == set(ENTRIES)
    for event, entry in ENTRIES.items():
        fields = dict.fromkeys(event.__dataclass_fields__, "x")
        assert entry.sentence.format_map(fields)
        assert entry.object_key in fields


def test_a_stranger_s_log_is_not_seen(account: Any, stranger: Any) -> None:
    with tenant(stranger.account_id):
        record()
    with tenant(account.account_id):
        assert not AuditEntry.objects.exists()
    with every_tenant("test"):
        assert AuditEntry.objects.count() == 1
