"""What an account chose is what its runs use: provider, model, limits and prompts."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from igny8.ai.engine.providers import account_settings
from igny8.ai.services.work import work
from igny8.core.tenancy import tenant
from igny8.system.base.values import ProviderChoice
from igny8.system.services.prompts import prompt_set
from igny8.system.services.provider_settings import provider_settings_set
from tests.support.runs import balance, run_of, submit
from tests.support.standin import StandIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("probe")]


@pytest.fixture
def own(settings: Any) -> Any:
    """The account's own endpoint, beside the operator's."""
    settings.PROVIDER_HOSTS = ["127.0.0.1"]
    with StandIn() as standin:
        yield standin


def choose(world: Any, standin: StandIn, **fields: Any) -> None:
    with tenant(world.account_id):
        provider_settings_set(
            **{"kind": "chat", "provider": "openai_compatible", "base_url": standin.openai_url, "model": "own-model",
               "api_key": "sk-own-0123456789", **fields}
        )  # fmt: skip


def test_own_provider_model_temperature_and_ceiling(rich: Any, provider: StandIn, own: StandIn) -> None:
    choose(rich, own, temperature=0.05, max_tokens=64)
    (run_id,) = submit(rich, calls=1)
    work()
    run = run_of(rich, run_id)
    assert (run.status, run.provider, run.model) == ("succeeded", "openai_compatible", "own-model")
    (asked,) = own.requests
    assert provider.requests == []
    assert (asked.body["model"], asked.body["temperature"], asked.body["max_tokens"]) == ("own-model", 0.05, 64)
    assert asked.headers["authorization"] == "Bearer sk-own-0123456789"


def test_the_choice_for_one_function_beats_the_general_one(rich: Any, provider: StandIn, own: StandIn) -> None:
    choose(rich, own, model="general")
    choose(rich, own, model="special", function="tests.probe")
    submit(rich, calls=1)
    work()
    choose(rich, own, model="other", function="planning.auto_cluster")
    submit(rich, calls=1)
    work()
    assert [r.body["model"] for r in own.requests] == ["special", "special"]


def test_each_kind_of_work_has_its_own_provider(rich: Any, provider: StandIn, own: StandIn) -> None:
    choose(rich, own, kind="images", model="pictures")
    (image,) = submit(rich, calls=1, kind="image")
    (chat,) = submit(rich, calls=1)
    work()
    assert [r.path for r in own.requests] == ["/v1/images/generations"]
    assert [r.path for r in provider.requests] == ["/v1/chat/completions"]
    assert run_of(rich, image).model == "pictures"
    assert run_of(rich, chat).model == "gpt-4.1-mini"


def test_a_key_of_the_account_never_serves_another(rich: Any, stranger: Any, provider: StandIn, own: StandIn) -> None:
    from igny8.billing.services.ledger import credits_grant

    choose(rich, own)
    with tenant(stranger.account_id):
        credits_grant(amount_centi=1000, kind="grant", key="test")
    submit(rich, calls=1)
    submit(stranger, calls=1)
    work()
    assert len(own.requests) == 1
    assert len(provider.requests) == 1
    assert "own" not in provider.requests[0].headers["authorization"]


def test_a_private_address_nobody_allowed_is_never_called(
    rich: Any, provider: StandIn, own: StandIn, settings: Any
) -> None:
    choose(rich, own)
    settings.PROVIDER_HOSTS = []
    (run_id,) = submit(rich, calls=1)
    work()
    run = run_of(rich, run_id)
    assert (run.status, run.error_code) == ("failed", "BLOCKED_ADDRESS")
    assert own.requests == []
    assert balance(rich) == (100_000, 0)


def test_an_unreadable_key_fails_the_run_with_a_sentence(rich: Any, provider: StandIn, own: StandIn) -> None:
    from igny8.system.models import IntegrationSettings

    choose(rich, own)
    with tenant(rich.account_id):
        IntegrationSettings.objects.update(api_key="nonsense")
    (run_id,) = submit(rich, calls=1)
    work()
    run = run_of(rich, run_id)
    assert (run.status, run.error_code) == ("failed", "PROVIDER_KEY_UNREADABLE")
    assert provider.requests == [], "never silently another provider"
    assert balance(rich) == (100_000, 0)


def test_the_sites_prompt_beats_the_accounts_beats_the_default(rich: Any, provider: StandIn) -> None:
    def used() -> tuple[str, str]:
        (run_id,) = submit(rich, calls=1)
        work()
        return provider.requests[-1].body["messages"][0]["content"], run_of(rich, run_id).prompt_version

    assert used() == ("Say {{word}}.", "default-1")
    with tenant(rich.account_id):
        prompt_set(function="tests.probe", body="The account says {{word}}.")
    assert used() == ("The account says {{word}}.", "account-v1")
    with tenant(rich.account_id):
        prompt_set(function="tests.probe", body="The site says {{word}}.", site_id=rich.site_id)
        prompt_set(function="tests.probe", body="The site says {{word}}!", site_id=rich.site_id)
    assert used() == ("The site says {{word}}!", "site-v2")


def test_a_failed_run_names_its_prompt_too(rich: Any, provider: StandIn) -> None:
    with tenant(rich.account_id):
        prompt_set(function="tests.probe", body="Now {{word}}.")
    provider.default = "bad_key"
    (run_id,) = submit(rich, calls=1)
    work()
    run = run_of(rich, run_id)
    assert (run.status, run.prompt_version, run.provider, run.model) == (
        "failed", "account-v1", "openai_compatible", "gpt-4.1-mini",
    )  # fmt: skip


def test_the_built_in_model_chosen_by_an_account_is_the_operators(settings: Any) -> None:
    """Its address is the installation's own and never typed; an address that is typed stays under the guard."""
    settings.LOCAL_MODEL_URL = "http://127.0.0.1:9/v1"
    choice = ProviderChoice(
        settings_id=uuid4(),
        kind="chat",
        provider="local",
        base_url="",
        model="SmolLM2-135M-Instruct",
        temperature=None,
        max_tokens=None,
        extra={},
        allow_private=False,
        api_key="",
    )
    ours = account_settings(choice)
    assert (ours.base_url, ours.allow_private_addresses) == ("http://127.0.0.1:9/v1", True)
    typed = account_settings(replace(choice, base_url="http://127.0.0.1:8/v1"))
    assert (typed.base_url, typed.allow_private_addresses) == ("http://127.0.0.1:8/v1", False)
