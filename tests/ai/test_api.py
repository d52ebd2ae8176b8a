"""Every endpoint under /api/v1/ai/."""

from typing import Any

import pytest

from igny8.accounts.models import SiteUserAccess
from igny8.ai.services.runs import runs_submit
from igny8.ai.services.work import work
from igny8.billing.services.ledger import credits_grant
from igny8.core.ids import uuid7
from igny8.core.tenancy import Actor, tenant
from igny8.system.models import IntegrationSettings
from igny8.system.services.provider_settings import provider_settings_create
from tests.support.client import Api
from tests.support.runs import balance, run_of, submit
from tests.support.standin import StandIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probe")]


@pytest.fixture
def blind(rich: Any) -> Api:
    """An editor who may not see the site."""
    with tenant(rich.account_id):
        SiteUserAccess.objects.filter(user_id=rich.users["editor"]).delete()
    return Api(rich, "editor")


def test_nobody_gets_in_without_credentials(rich: Any) -> None:
    (run_id,) = submit(rich)
    calls = [
        ("GET", "ai/runs/"), ("GET", f"ai/runs/{run_id}/"), ("POST", f"ai/runs/{run_id}/cancel/"),
        ("POST", f"ai/runs/{run_id}/retry/"), ("POST", "ai/runs/estimate/"), ("GET", f"ai/runs/{run_id}/events/"),
        ("GET", "ai/runs/stream/"), ("GET", "ai/functions/"), ("GET", "ai/model/"),
        ("POST", f"ai/provider-settings/{uuid7()}/test/"),
    ]  # fmt: skip
    assert {Api().call(method, path)[0] for method, path in calls} == {401}


def test_a_viewer_looks_and_changes_nothing(rich: Any) -> None:
    (run_id,) = submit(rich)
    viewer = Api(rich, "viewer")
    assert viewer.get(f"ai/runs/{run_id}/")[0] == 200
    assert viewer.post(f"ai/runs/{run_id}/cancel/")[0] == 403
    assert viewer.post(f"ai/runs/{run_id}/retry/")[0] == 403
    assert Api(rich, "editor").post(f"ai/provider-settings/{uuid7()}/test/")[0] == 403


def test_strangers_and_absent_runs_look_alike(rich: Any, stranger: Any) -> None:
    (run_id,) = submit(rich)
    other = Api(stranger)
    for path in ("", "cancel/", "retry/", "events/"):
        method = "GET" if path in {"", "events/"} else "POST"
        foreign = other.call(method, f"ai/runs/{run_id}/{path}", None if method == "GET" else {})
        absent = other.call(method, f"ai/runs/{uuid7()}/{path}", None if method == "GET" else {})
        assert foreign[0] == absent[0] == 404
        assert foreign[1]["error_code"] == absent[1]["error_code"]
    assert other.get("ai/runs/")[1]["results"] == []
    assert other.client.get("/api/v1/ai/runs/stream/", headers=other.headers).getvalue() == b"retry: 1000\n\n"


def test_an_editor_without_the_site_sees_nothing_of_it(rich: Any, blind: Api) -> None:
    (run_id,) = submit(rich)
    assert blind.get(f"ai/runs/{run_id}/")[0] == 404
    assert blind.post(f"ai/runs/{run_id}/cancel/")[0] == 404
    assert blind.get(f"ai/runs/{run_id}/events/")[0] == 404
    assert blind.get("ai/runs/")[1]["results"] == []


def test_a_run_says_what_it_did_and_cost(rich: Any, provider: StandIn) -> None:
    (run_id,) = submit(rich, calls=1, units=2, charge=1)
    status, body = Api(rich).get(f"ai/runs/{run_id}/")
    assert (status, body["data"]["status"], body["data"]["credits_reserved"]) == (200, "pending", 10.0)
    work()
    data = Api(rich).get(f"ai/runs/{run_id}/")[1]["data"]
    assert (data["status"], data["phase"], data["credits_settled"]) == ("succeeded", "DONE", 5.0)
    assert (data["provider"], data["model"], data["prompt_version"]) == (
        "openai_compatible",
        "gpt-4.1-mini",
        "default-1",
    )
    assert data["provider_cost_usd"] > 0
    assert data["tokens_in"] > 0
    assert data["finished_at"] > data["created_at"]


def test_lists_filter_by_what_people_ask_for(rich: Any, api: Api) -> None:
    first, second = submit(rich, count=2)
    work(limit=1)
    done, waiting = ((first, second) if run_of(rich, first).status == "succeeded" else (second, first))  # fmt: skip

    def ids(query: str) -> set[str]:
        status, body = api.get(f"ai/runs/?{query}")
        assert status == 200, body
        return {row["id"] for row in body["results"]}

    assert ids("is_active=true") == {str(waiting)}
    assert ids("is_active=false") == {str(done)}
    assert ids("status=succeeded,failed") == {str(done)}
    assert ids("function=tests.probe") == {str(done), str(waiting)}
    assert ids("function=other") == set()
    assert ids(f"site_id={rich.site_id}") == {str(done), str(waiting)}
    assert ids(f"batch_id={run_of(rich, done).batch_id}") == {str(done), str(waiting)}
    assert ids(f"subject_id={uuid7()}") == set()
    newest = api.get("ai/runs/")[1]["results"]
    assert [row["id"] for row in newest] == [str(second), str(first)]


@pytest.mark.parametrize(
    "query", ["status=nonsense", "batch_id=7", "is_active=perhaps", "unknown=1", "ordering=payload"]
)
def test_a_bad_filter_is_named(api: Api, query: str) -> None:
    status, body = api.get(f"ai/runs/?{query}")
    assert status == 400
    assert query.partition("=")[0] in str(body)


def test_cancel_and_retry(rich: Any, api: Api) -> None:
    (run_id,) = submit(rich)
    status, body = api.post(f"ai/runs/{run_id}/cancel/")
    assert (status, body["data"]["status"], body["data"]["error_code"]) == (200, "cancelled", "CANCELLED")
    assert balance(rich) == (100_000, 0)
    assert api.post(f"ai/runs/{run_id}/cancel/")[0] == 200, "twice is as good as once"
    status, body = api.post(f"ai/runs/{run_id}/retry/")
    assert status == 202
    again = body["data"]["id"]
    assert again != str(run_id)
    status, body = api.post(f"ai/runs/{again}/retry/")
    assert (status, body["error_code"]) == (409, "RUN_NOT_OVER")
    work()
    status, body = api.post(f"ai/runs/{again}/cancel/")
    assert (status, body["error_code"]) == (409, "RUN_IS_OVER")


def test_a_retry_without_credits_is_refused(account: Any, probe: None) -> None:
    with tenant(account.account_id):
        credits_grant(amount_centi=500, kind="grant", key="test")
    (run_id,) = submit(account, crash="save")
    work()
    submit(account)
    status, body = Api(account).post(f"ai/runs/{run_id}/retry/")
    assert (status, body["error_code"]) == (402, "CREDITS_EXHAUSTED")


def test_an_estimate_writes_nothing(rich: Any, api: Api) -> None:
    body = {"function": "tests.probe", "payload": {"site_id": str(rich.site_id), "units": 3}}
    assert api.post("ai/runs/estimate/", body)[1]["data"] == {"credits": 15.0}
    assert balance(rich) == (100_000, 0)
    status, answer = api.post("ai/runs/estimate/", {"function": "tests.probe", "payload": {"units": "many", "x": 1}})
    assert status == 400
    assert set(answer["errors"]) == {"units", "x"}
    assert api.post("ai/runs/estimate/", {"function": "no.such", "payload": {}})[0] == 404
    assert "function" in api.post("ai/runs/estimate/", {"payload": {}})[1]["errors"]


def test_functions_and_model_are_described(rich: Any, api: Api, provider: StandIn) -> None:
    functions = {f["name"]: f for f in api.get("ai/functions/")[1]["data"]}
    assert functions["tests.probe"]["input_schema"]["properties"]["units"]["maximum"] == 1000
    assert {"planning.auto_cluster", "content.generate_content"} <= set(functions)
    model = api.get("ai/model/")[1]["data"]
    assert (model["provider"], model["is_draft_quality"]) == ("openai_compatible", False)


def test_without_a_provider_the_local_model_is_named(rich: Any, api: Api) -> None:
    model = api.get("ai/model/")[1]["data"]
    assert (model["provider"], model["is_draft_quality"]) == ("local", True)


@pytest.fixture
def stored(rich: Any, settings: Any) -> Any:
    """A provider of the account on the stand-in."""
    settings.PROVIDER_HOSTS = ["127.0.0.1"]

    def store(standin: StandIn, kind: str = "chat") -> IntegrationSettings:
        with tenant(rich.account_id):
            return provider_settings_create(
                kind=kind,
                provider="openai_compatible",
                base_url=standin.openai_url,
                model="m-1",
                api_key="sk-0123456789",
            )

    return store


@pytest.mark.parametrize("kind", ["chat", "embeddings", "images"])
def test_a_working_provider_passes_its_test(rich: Any, api: Api, provider: StandIn, stored: Any, kind: str) -> None:
    row = stored(provider, kind)
    status, body = api.post(f"ai/provider-settings/{row.id}/test/")
    assert status == 200
    assert (body["data"]["ok"], body["data"]["model"], body["data"]["code"]) == (True, "m-1", "")
    assert body["data"]["latency_ms"] >= 0
    with tenant(rich.account_id):
        row.refresh_from_db()
    assert row.test_ok is True
    assert row.tested_at is not None


@pytest.mark.parametrize(
    ("fault", "code"), [("bad_key", "BAD_KEY"), ("read_timeout", "READ_TIMEOUT"), ("html", "NOT_JSON")]
)
def test_a_faulty_provider_is_told_in_a_sentence(
    rich: Any, api: Api, provider: StandIn, stored: Any, fault: str, code: str
) -> None:
    provider.default = fault
    row = stored(provider)
    status, body = api.post(f"ai/provider-settings/{row.id}/test/")
    assert (status, body["data"]["ok"], body["data"]["code"]) == (200, False, code)
    assert "sk-0123456789" not in str(body)
    with tenant(rich.account_id):
        row.refresh_from_db()
    assert (row.test_ok, row.test_message) == (False, body["data"]["message"][:300])


def test_a_strangers_provider_cannot_be_tested(rich: Any, stranger: Any, provider: StandIn, stored: Any) -> None:
    row = stored(provider)
    assert Api(stranger).post(f"ai/provider-settings/{row.id}/test/")[0] == 404
    assert provider.requests == []


def test_the_same_test_twice_with_one_key_asks_once(rich: Any, api: Api, provider: StandIn, stored: Any) -> None:
    row = stored(provider)
    first = api.post(f"ai/provider-settings/{row.id}/test/", {}, **{"Idempotency-Key": "once"})
    again = api.post(f"ai/provider-settings/{row.id}/test/", {}, **{"Idempotency-Key": "once"})
    assert first[1]["data"] == again[1]["data"]
    assert len(provider.requests) == 1


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_a_provider_is_tested(
    account: Any, provider: StandIn, settings: Any, monkeypatch: Any
) -> None:
    from django.db import connection

    from igny8.ai.api import views
    from igny8.core.tenancy import current_scope

    seen: list[tuple[bool, Any]] = []
    real = views.provider_try

    def look(choice: Any) -> Any:
        seen.append((connection.in_atomic_block, current_scope()))
        return real(choice)

    monkeypatch.setattr(views, "provider_try", look)
    settings.PROVIDER_HOSTS = ["127.0.0.1"]
    with tenant(account.account_id):
        row = provider_settings_create(
            kind="chat", provider="openai_compatible", base_url=provider.openai_url, model="m", api_key="sk-0123456789"
        )
    status, _ = Api(account).post(f"ai/provider-settings/{row.id}/test/", {}, **{"Idempotency-Key": "k"})
    assert (status, seen) == (200, [(False, None)])


def test_polling_and_a_snapshot_say_the_same(rich: Any, api: Api) -> None:
    import json

    (run_id,) = submit(rich)
    work()
    polled = api.get(f"ai/runs/{run_id}/")[1]["data"]
    text = api.client.get(f"/api/v1/ai/runs/{run_id}/events/", headers=api.headers).getvalue().decode()
    assert text.startswith("retry: 1000\n\nevent: run\n")
    assert json.loads(text.split("data: ")[1]) == polled


def test_a_run_says_what_it_does_and_for_whom(rich: Any) -> None:
    with tenant(rich.account_id, actor=Actor("user", rich.users["editor"])):
        asked = runs_submit(function="tests.probe", payloads=[{"site_id": str(rich.site_id)}])[0]
    (by_itself,) = submit(rich)
    rows = {row["id"]: row for row in Api(rich, "viewer").get("ai/runs/")[1]["results"]}
    assert (rows[str(asked.id)]["title"], rows[str(asked.id)]["user_name"]) == ("Probe", "Editor")
    assert rows[str(by_itself)]["user_name"] == "System"
    assert rows[str(asked.id)]["site_name"]
    stream = Api(rich).client.get("/api/v1/ai/runs/stream/", headers=Api(rich).headers).getvalue().decode()
    assert '"user_name": "Editor"' in stream
