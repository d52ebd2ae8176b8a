"""Own prompts: versions, which one counts, and what may not be stored."""

import threading
from typing import Any

import pytest
from django.db import connection

from igny8.accounts.models import Site
from igny8.core.errors import NotFound
from igny8.core.models import OutboxEvent
from igny8.core.tenancy import Actor, tenant
from igny8.system.base import prompt_defaults
from igny8.system.base.templates import TemplateInvalid
from igny8.system.models import AIPrompt
from igny8.system.selectors import prompt_for, prompt_states
from igny8.system.services.prompts import (
    prompt_default_register,
    prompt_diff,
    prompt_preview,
    prompt_reset,
    prompt_rollback,
    prompt_set,
)
from tests.system.conftest import FUNCTION, TEXT

pytestmark = pytest.mark.django_db
OWN = "Own: {{keywords}} at {{site_name}}"


def test_without_an_override_the_default_is_used(scope: Any, account: Any) -> None:
    found = prompt_for(function=FUNCTION, site_id=account.site_id)
    assert (found.text, found.version) == (TEXT, "default-3")


def test_the_site_goes_before_the_account_and_the_account_before_the_default(scope: Any, account: Any) -> None:
    other = Site.objects.create(name="Other", slug=f"other-{account.account_id.hex[:8]}")
    prompt_set(function=FUNCTION, body=OWN)
    prompt_set(function=FUNCTION, body=OWN + "!", site_id=account.site_id)
    assert prompt_for(function=FUNCTION, site_id=account.site_id).version == "site-v1"
    assert prompt_for(function=FUNCTION, site_id=other.id).version == "account-v1"
    prompt_reset(function=FUNCTION, site_id=account.site_id)
    assert prompt_for(function=FUNCTION, site_id=account.site_id).version == "account-v1"
    prompt_reset(function=FUNCTION)
    assert prompt_for(function=FUNCTION, site_id=account.site_id).version == "default-3"
    assert AIPrompt.objects.count() == 2, "versions are kept"


def test_versions_count_on_after_a_rollback(scope: Any) -> None:
    for body in (OWN, OWN + " 2", OWN + " 3"):
        prompt_set(function=FUNCTION, body=body)
    prompt_rollback(function=FUNCTION, to_version=1)
    assert prompt_for(function=FUNCTION, site_id=None).text == OWN
    assert prompt_rollback(function=FUNCTION, to_version=1).version == 1, "twice is fine"
    assert prompt_set(function=FUNCTION, body=OWN + " 4").version == 4
    with pytest.raises(NotFound):
        prompt_rollback(function=FUNCTION, to_version=9)


def test_each_change_is_told_and_logged_once(account: Any, audit_actions: Any) -> None:
    with tenant(account.account_id):
        prompt_set(function=FUNCTION, body=OWN)
        prompt_set(function=FUNCTION, body=OWN)
        prompt_set(function=FUNCTION, body=OWN + " 2")
        prompt_rollback(function=FUNCTION, to_version=1)
        prompt_reset(function=FUNCTION)
        prompt_reset(function=FUNCTION)
        told = OutboxEvent.objects.filter(name="system.PromptChanged").order_by("id")
        assert [event.payload["version"] for event in told] == [1, 2, 1, None]
    assert audit_actions() == ["prompt.reset", "prompt.rollback", "prompt.set", "prompt.set"]


def test_the_same_text_again_makes_no_version(scope: Any) -> None:
    assert prompt_set(function=FUNCTION, body=OWN).version == prompt_set(function=FUNCTION, body=OWN).version == 1


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("{{keywords}} only", "site_name"),
        ("{{keywords}} {{site_name}} {{secrets}}", "secrets"),
        ("{{keywords}} {{site_name}} {{ 7*7 }}", "7"),
        ("   ", "empty"),
        (OWN + "x" * 20_001, "20000"),
    ],
)
def test_a_prompt_that_cannot_work_is_refused_by_name(scope: Any, body: str, named: str) -> None:
    with pytest.raises(TemplateInvalid) as caught:
        prompt_set(function=FUNCTION, body=body)
    assert named in " ".join(caught.value.errors["body"])
    assert not AIPrompt.objects.exists()


def test_an_optional_variable_may_be_used_or_left_out(scope: Any) -> None:
    assert prompt_set(function=FUNCTION, body=OWN + " {{tone}}").version == 1


def test_an_override_the_product_has_outgrown_is_passed_over_and_said(
    scope: Any, account: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompt_set(function=FUNCTION, body=OWN)
    prompt_set(function=FUNCTION, body=OWN + " {{tone}}", site_id=account.site_id)
    monkeypatch.setattr(prompt_defaults, "_defaults", {})
    prompt_default_register(function=FUNCTION, text=TEXT, version="4", variables=["keywords", "site_name"])
    state = prompt_states(site_id=account.site_id, function=FUNCTION)[0]
    assert state.active.version == "account-v1"
    assert len(state.problems) == 1
    assert "tone" in state.problems[0]


def test_a_default_must_declare_what_it_uses() -> None:
    with pytest.raises(ValueError, match="undeclared"):
        prompt_default_register(function="testing.other", text="{{a}} {{b}}", version="1", variables=["a"])
    with pytest.raises(ValueError, match="another default"):
        prompt_default_register(function=FUNCTION, text="different", version="3", variables=[])


def test_a_diff_names_each_line(scope: Any) -> None:
    prompt_set(function=FUNCTION, body=TEXT.replace("Group these", "Sort these"))
    lines = [(line.op, line.text) for line in prompt_diff(function=FUNCTION)]
    assert lines == [
        ("delete", "Group these: {{keywords}}"),
        ("insert", "Sort these: {{keywords}}"),
        ("equal", "Site: {{site_name}}"),
    ]
    assert {line.op for line in prompt_diff(function=FUNCTION, from_version=1, to_version=1)} == {"equal"}
    with pytest.raises(NotFound):
        prompt_diff(function=FUNCTION, from_version=7)


def test_a_preview_shows_samples_names_and_problems(scope: Any) -> None:
    found = prompt_preview(function=FUNCTION, body="{{keywords}} {{tone}}", variables={"keywords": "{{tone}}"})
    assert found.text == "{{tone}} «tone»"
    assert found.variables == ("keywords", "tone")
    assert "site_name" in found.problems[0]


def test_a_stranger_s_site_does_not_exist(stranger: Any, scope: Any) -> None:
    for call in (
        lambda: prompt_set(function=FUNCTION, body=OWN, site_id=stranger.site_id),
        lambda: prompt_for(function=FUNCTION, site_id=stranger.site_id),
        lambda: prompt_reset(function=FUNCTION, site_id=stranger.site_id),
        lambda: prompt_diff(function=FUNCTION, site_id=stranger.site_id),
    ):
        with pytest.raises(NotFound):
            call()


def test_the_author_is_kept_unless_it_is_staff_of_another_account(account: Any, stranger: Any) -> None:
    with tenant(account.account_id, actor=Actor("user", account.users["admin"])):
        assert prompt_set(function=FUNCTION, body=OWN).author_id == account.users["admin"]
    with tenant(account.account_id, actor=Actor("user", stranger.users["owner"])):
        assert prompt_set(function=FUNCTION, body=OWN + "2").author_id is None


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_get_a_version_each(account: Any) -> None:
    barrier, failures = threading.Barrier(6), []

    def write(number: int) -> None:
        try:
            barrier.wait()
            with tenant(account.account_id):
                prompt_set(function=FUNCTION, body=f"{OWN} {number}")
        except Exception as exc:  # the test's thread reports it
            failures.append(exc)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    with tenant(account.account_id):
        assert sorted(AIPrompt.objects.values_list("version", flat=True)) == [1, 2, 3, 4, 5, 6]
        assert AIPrompt.objects.filter(is_active=True).count() == 1
