"""Providers of an account: the key is sealed for its row, addresses are public, functions go before kinds."""

from typing import Any

import psycopg
import pytest
from django.db import connection

from igny8.core.errors import AppError, NotFound
from igny8.core.tenancy import tenant
from igny8.system.models import AuditEntry, IntegrationSettings
from igny8.system.selectors import ProviderKeyUnreadable, provider_for, provider_settings_choice
from igny8.system.services.provider_addresses import AddressRefused, base_url_check
from igny8.system.services.provider_settings import (
    ProviderSettingsInvalid,
    ProviderTaken,
    provider_settings_create,
    provider_settings_delete,
    provider_settings_set,
    provider_settings_test_record,
    provider_settings_update,
)

pytestmark = pytest.mark.django_db
KEY = "sk-test-0123456789abcdef"
ENDPOINT = {"provider": "openai_compatible", "base_url": "https://llm.example.com/v1/", "model": "m", "api_key": KEY}


def make(**fields: Any) -> IntegrationSettings:
    return provider_settings_create(**{"kind": "chat", "provider": "openai", "api_key": KEY, **fields})


def test_a_function_goes_before_its_kind(scope: Any) -> None:
    make(model="general")
    make(function="planning.auto_cluster", model="special", temperature=0.2, max_tokens=500, extra={"top_p": 0.9})
    chosen = provider_for(kind="chat", function="planning.auto_cluster")
    assert chosen is not None
    assert (chosen.model, chosen.temperature, chosen.max_tokens, chosen.api_key) == ("special", 0.2, 500, KEY)
    assert dict(chosen.extra) == {"top_p": 0.9}
    general = provider_for(kind="chat", function="content.generate_content")
    assert general is not None
    assert general.model == "general"
    assert provider_for(kind="images", function="content.generate_images") is None


def test_an_inactive_provider_is_not_used(scope: Any) -> None:
    make(is_active=False)
    assert provider_for(kind="chat", function="") is None


def test_the_key_is_sealed_and_never_shown(scope: Any) -> None:
    row = make()
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(t)::text FROM igny8_integration_settings t WHERE id = %s", [row.id])
        stored = cursor.fetchone()[0]
        cursor.execute("SELECT row_to_json(t)::text FROM igny8_audit_entries t")
        audited = cursor.fetchone()[0]
    assert KEY not in stored + audited
    assert "v1:" in stored
    assert row.key_hint == "...cdef"
    assert KEY not in repr(provider_settings_choice(row.id))


@pytest.mark.django_db(transaction=True)
def test_a_s_ciphertext_in_b_s_row_does_not_open(account: Any, stranger: Any, superuser: psycopg.Connection) -> None:
    with tenant(account.account_id):
        sealed = make().api_key
    with tenant(stranger.account_id):
        own = make(api_key="sk-strangers-own-key-1").id
    superuser.execute("UPDATE igny8_integration_settings SET api_key = %s WHERE id = %s", [sealed, own])
    with tenant(stranger.account_id), pytest.raises(ProviderKeyUnreadable):
        provider_for(kind="chat", function="")


def test_nor_does_it_open_in_another_row_of_the_same_account(scope: Any) -> None:
    first, second = make(), make(kind="images")
    IntegrationSettings.objects.filter(pk=second.pk).update(api_key=first.api_key)
    with pytest.raises(ProviderKeyUnreadable):
        provider_settings_choice(second.id)


def test_a_new_address_needs_the_key_again(scope: Any) -> None:
    row = make(**ENDPOINT)
    for change in ({"base_url": "https://elsewhere.example.com/v1"}, {"provider": "openai", "base_url": ""}):
        with pytest.raises(ProviderSettingsInvalid) as caught:
            provider_settings_update(settings_id=row.id, **change)
        assert "api_key" in caught.value.errors
    moved = provider_settings_update(settings_id=row.id, base_url="https://elsewhere.example.com/v1", api_key=KEY + "2")
    assert provider_settings_choice(moved.id).api_key == KEY + "2"


def test_the_key_stays_when_it_is_not_named_and_goes_when_it_is_empty(scope: Any) -> None:
    row = make(**ENDPOINT)
    provider_settings_update(settings_id=row.id, model="other")
    assert provider_settings_choice(row.id).api_key == KEY
    provider_settings_update(settings_id=row.id, api_key="")
    assert provider_settings_choice(row.id).api_key == ""
    assert AuditEntry.objects.order_by("id").values_list("changes", flat=True).last() == {"api_key": "[hidden]"}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"provider": "nobody"}, "provider"),
        ({"provider": "runware"}, "provider"),
        ({"api_key": ""}, "api_key"),
        ({"api_key": "short"}, "api_key"),
        ({"api_key": "with space in it"}, "api_key"),
        ({"api_key": "line\nbreak-line"}, "api_key"),
        ({"base_url": "https://llm.example.com"}, "base_url"),
        ({**ENDPOINT, "base_url": ""}, "base_url"),
        ({**ENDPOINT, "model": ""}, "model"),
        ({"extra": {"api_key": "x"}}, "extra.api_key"),
        ({"extra": {"a": {"b": 1}}}, "extra.a"),
        ({"extra": {"a": float("inf")}}, "extra.a"),
        ({"extra": {"A B": 1}}, "extra.A B"),
        ({"extra": {f"n{n}": 1 for n in range(21)}}, "extra"),
        ({"extra": {"a": "x" * 201}}, "extra.a"),
    ],
)
def test_what_cannot_work_is_refused_by_field(scope: Any, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(AppError) as caught:
        make(**fields)
    assert list(caught.value.errors) == [field]


def test_one_provider_a_kind_and_function(scope: Any) -> None:
    make()
    with pytest.raises(ProviderTaken):
        make()
    assert provider_settings_set(kind="chat", provider="openai", model="newer").model == "newer"
    assert provider_settings_set(kind="images", provider="local").kind == "images"
    assert IntegrationSettings.objects.count() == 2


def test_a_test_of_the_connection_is_kept_until_something_changes(scope: Any) -> None:
    row = make()
    assert provider_settings_test_record(settings_id=row.id, ok=True, message="Works").test_ok is True
    assert provider_settings_update(settings_id=row.id, temperature=0.5).test_ok is True
    assert provider_settings_update(settings_id=row.id, model="x").test_ok is None


def test_a_deleted_provider_is_gone_with_its_key(scope: Any) -> None:
    row = make()
    provider_settings_delete(settings_id=row.id)
    with pytest.raises(NotFound):
        provider_settings_delete(settings_id=row.id)
    assert provider_for(kind="chat", function="") is None


@pytest.mark.parametrize(
    "url",
    [
        "http://llm.example.com/v1",
        "https://127.0.0.1/v1",
        "https://127.1",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0177.0.0.1/",
        "https://10.0.0.5",
        "https://192.168.1.1",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/v1",
        "https://[::ffff:10.0.0.1]/",
        "https://[fd00::1]/",
        "https://localhost/v1",
        "https://localhost./v1",
        "https://db.internal/v1",
        "https://printer.local",
        "https://intranet/v1",
        "https://user:pass@llm.example.com/",
        "https://llm.example.com:8443/",
        "https://llm.example.com/?key=1",
        "https://llm.example.com/#x",
        "https://llm.example.com\\@evil.example",
        "https://llm.exa mple.com",
        "https://",
        "ftp://llm.example.com",
        "javascript:alert(1)",
        "https://llm.example.com:99999",
        "https://[::1",
        "https://ex\u0430mple.com",
        "",
    ],
)
def test_an_address_inside_or_without_tls_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused) as caught:
        base_url_check(url)
    assert list(caught.value.errors) == ["base_url"]


@pytest.mark.parametrize(
    "url",
    [
        "https://llm.example.com/v1/",
        "https://llm.example.com:443",
        "https://8.8.8.8/v1",
        "https://xn--bcher-kva.example",
    ],
)
def test_a_public_address_is_taken(url: str) -> None:
    assert base_url_check(url) == url.rstrip("/")


def test_the_operator_can_allow_hosts_of_its_own_network(settings: Any, scope: Any) -> None:
    settings.PROVIDER_HOSTS = ["10.0.0.5:11434", "models.internal"]
    row = make(**{**ENDPOINT, "base_url": "http://10.0.0.5:11434/v1"})
    assert provider_settings_choice(row.id).allow_private is True
    assert base_url_check("http://models.internal/v1")
    with pytest.raises(AddressRefused):
        base_url_check("http://10.0.0.5:22/")
    assert provider_settings_choice(make(**{**ENDPOINT, "kind": "images"}).id).allow_private is False
