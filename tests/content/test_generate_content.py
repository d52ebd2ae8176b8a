"""Articles through the whole engine: a real provider over HTTP, the real ledger."""

import json
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from igny8.ai.models import AIRun
from igny8.ai.services.work import work
from igny8.billing.selectors import balance_get
from igny8.content.models import Content, ContentTerm, ContentVersion, Task
from igny8.content.services.contents import content_update
from igny8.content.services.generation import AlreadyRunning, content_regenerate, tasks_generate
from igny8.content.services.tasks import TaskIsDone, task_cancel
from igny8.content.services.versions import section_lock
from igny8.core.errors import NotFound
from igny8.core.events import relay
from igny8.core.ids import uuid7
from igny8.core.models import OutboxEvent
from igny8.core.tenancy import tenant
from tests.content.writing import PROSE, good
from tests.factories.content import make_content, make_task
from tests.support.client import Api
from tests.support.standin import StandIn

pytestmark = pytest.mark.django_db(transaction=True)  # the keeper of leases has a connection of its own


def new_task(world: Any, **fields: Any) -> UUID:
    with tenant(world.account_id):
        return make_task(world, **fields).id


def generate(world: Any, *task_ids: UUID) -> list[UUID]:
    with tenant(world.account_id):
        return [run_id for run_id, _ in tasks_generate(task_ids=task_ids)]


def run_of(world: Any, run_id: UUID) -> AIRun:
    with tenant(world.account_id):
        return AIRun.objects.get(pk=run_id)


def task_of(world: Any, task_id: UUID) -> Task:
    with tenant(world.account_id):
        return Task.objects.get(pk=task_id)


def balance(world: Any) -> tuple[int, int]:
    with tenant(world.account_id):
        found = balance_get()
        return found.available_centi, found.held_centi


def work_through(world: Any, run_id: UUID) -> AIRun:
    """Work until the run has ended, however often it waits."""
    for _ in range(8):
        work()
        run = run_of(world, run_id)
        if run.status != "waiting":
            return run
        with tenant(world.account_id):
            AIRun.objects.filter(pk=run_id).update(not_before=timezone.now())
    return run_of(world, run_id)


def test_an_article_is_written_section_by_section_and_paid_by_the_word(rich: Any, provider: StandIn) -> None:
    provider.answer = good
    task_id = new_task(rich, target_words=500)
    (run_id,) = generate(rich, task_id)
    assert balance(rich) == (100_000 - 600, 600), "a fifth more than asked for is held"
    run = work_through(rich, run_id)
    assert run.status == "succeeded", run.error
    with tenant(rich.account_id):
        row = Content.objects.get(task_id=task_id)
        version = ContentVersion.objects.get(content_id=row.id)
        terms = ContentTerm.objects.filter(content_id=row.id).count()
        events = OutboxEvent.objects.filter(name="content.ContentGenerated", payload__content_id=str(row.id)).count()
    assert [s["heading"] for s in row.structure] == ["", "Choosing beans", "Grinding", "Brewing"]
    assert row.meta_title == "Coffee at Home"
    assert (row.is_draft_quality, row.provenance["run_id"]) == (False, str(run_id))
    assert run.settled_centi == row.word_count == version.cost_centi
    assert balance(rich) == (100_000 - row.word_count, 0)
    assert (terms, events) == (1, 1)
    assert task_of(rich, task_id).status == "completed"
    assert len(provider.requests) == 1 + 4 + 1
    with pytest.raises(TaskIsDone):
        generate(rich, task_id)


def test_an_edited_outline_is_followed_and_the_prompt_holds_the_brief(rich: Any, provider: StandIn) -> None:
    provider.answer = good
    outline = [{"heading": h, "points": ["taste"], "keywords": ["arabica"]} for h in ("Beans", "Water", "Heat")]
    task_id = new_task(rich, outline=outline, brief="For beginners", content_type="service")
    run = work_through(rich, generate(rich, task_id)[0])
    assert run.status == "succeeded", run.error
    bodies = [json.dumps(r.body) for r in provider.requests]
    assert not any("OutlineAnswer" in body for body in bodies)
    assert all("For beginners" in body and "service page" in body for body in bodies)
    assert any("taste" in body and "arabica" in body for body in bodies)
    assert "About Beans." in bodies[2], "later sections know what was said"


def test_hostile_html_of_the_model_is_made_safe(rich: Any, provider: StandIn) -> None:
    def hostile(request: dict[str, Any]) -> str:
        answer = json.loads(good(request))
        if "html" in answer:
            answer["html"] = f"<h1>X</h1><script>alert(1)</script><p onclick=x>{PROSE}</p><img src=x onerror=y>"
        return json.dumps(answer)

    provider.answer = hostile
    task_id = new_task(rich)
    run = work_through(rich, generate(rich, task_id)[0])
    assert run.status == "succeeded", run.error
    with tenant(rich.account_id):
        row = Content.objects.get(task_id=task_id)
    assert "script" not in row.html
    assert "onclick" not in row.html
    assert "onerror" not in row.html
    assert "<h1" not in row.html
    assert len(row.structure) == 4


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("truncated_answer", "INVALID_ANSWER"),
        ("wrong_answer", "INVALID_ANSWER"),
        ("prose_answer", "INVALID_ANSWER"),
        ("insufficient_quota", "QUOTA_EXHAUSTED"),
        ("bad_key", "BAD_KEY"),
        ("refusal", None),
    ],
)
def test_a_bad_answer_fails_the_run_and_shows_on_the_task(
    rich: Any, provider: StandIn, fault: str, code: str | None
) -> None:
    provider.default = fault
    task_id = new_task(rich)
    run = work_through(rich, generate(rich, task_id)[0])
    assert run.status == "failed"
    assert run.error_code == code or (code is None and run.error_code not in {"", "INTERNAL"})
    assert balance(rich) == (100_000, 0)
    relay()
    task = task_of(rich, task_id)
    assert task.status == "failed"
    assert task.error == run.error
    with tenant(rich.account_id):
        assert not Content.objects.exists()


def test_one_bad_answer_is_mended_by_asking_once_more(rich: Any, provider: StandIn) -> None:
    provider.answer = good
    provider.script("wrong_answer")
    run = work_through(rich, generate(rich, new_task(rich))[0])
    assert run.status == "succeeded", run.error
    assert "cannot be used" in json.dumps(provider.requests[1].body)


def test_a_second_attempt_asks_only_for_what_is_missing(rich: Any, provider: StandIn) -> None:
    provider.answer = good
    provider.script("ok", "ok", "ok", "http_500")
    run = work_through(rich, generate(rich, new_task(rich))[0])
    assert run.status == "succeeded", run.error
    assert run.attempt == 2
    assert len(provider.requests) == 6 + 1


def test_the_same_article_is_not_started_twice(rich: Any) -> None:
    task_id = new_task(rich)
    generate(rich, task_id)
    with pytest.raises(AlreadyRunning):
        generate(rich, task_id)
    assert balance(rich)[1] == 1440


def test_a_batch_is_all_or_nothing(rich: Any) -> None:
    task_id = new_task(rich)
    with pytest.raises(NotFound):
        generate(rich, task_id, uuid7())
    assert balance(rich) == (100_000, 0)
    assert task_of(rich, task_id).status == "queued"


def test_cancelling_the_task_stops_its_run(rich: Any) -> None:
    task_id = new_task(rich)
    (run_id,) = generate(rich, task_id)
    with tenant(rich.account_id):
        task_cancel(task_id=task_id)
    assert run_of(rich, run_id).status == "cancelled"
    assert balance(rich) == (100_000, 0)
    relay()
    assert task_of(rich, task_id).status == "cancelled"


def locked_content(world: Any) -> tuple[Content, str]:
    with tenant(world.account_id):
        row = make_content(world)
        section = row.structure[1]["id"]
        return section_lock(content_id=row.id, section_id=section, is_locked=True), section


def test_writing_anew_keeps_locked_sections_and_does_not_charge_for_them(rich: Any, provider: StandIn) -> None:
    provider.answer = good
    row, section = locked_content(rich)
    before = next(s for s in row.structure if s["id"] == section)
    with tenant(rich.account_id):
        run_id, _ = content_regenerate(content_id=row.id)
    run = work_through(rich, run_id)
    assert run.status == "succeeded", run.error
    with tenant(rich.account_id):
        fresh = Content.objects.get(pk=row.id)
    assert next(s for s in fresh.structure if s["id"] == section) == before
    assert fresh.current_version == 2
    assert run.settled_centi < fresh.word_count
    assert all('"Choosing beans"' not in r.body["messages"][-1]["content"].split("\n")[0] for r in provider.requests)


def test_one_section_is_written_anew_on_top_of_what_changed_meanwhile(rich: Any, provider: StandIn) -> None:
    provider.answer = good
    row, locked = locked_content(rich)
    target = row.structure[2]["id"]
    with tenant(rich.account_id):
        run_id, held = content_regenerate(content_id=row.id, section_id=target)
        edited = row.html.replace("fresh beans", "old beans")
        content_update(content_id=row.id, changes={"html": edited}, expected_version=1)
    assert held < 1000
    run = work_through(rich, run_id)
    assert run.status == "succeeded", run.error
    with tenant(rich.account_id):
        fresh = Content.objects.get(pk=row.id)
        with pytest.raises(Exception, match="locked"):
            content_regenerate(content_id=row.id, section_id=locked)
        with pytest.raises(NotFound):
            content_regenerate(content_id=row.id, section_id="nope")
    assert "old beans" in fresh.html, "the editor's change is kept"
    assert "Grinding. Fresh beans" in fresh.html
    assert fresh.current_version == 3
    assert len(provider.requests) == 1


def test_a_section_is_changed_as_the_editor_asks(rich: Any, provider: StandIn) -> None:
    provider.answer = good
    row, _ = locked_content(rich)
    section = row.structure[2]
    api = Api(rich, "editor")
    body = {"section_id": section["id"], "instruction": "Add an example with a French press"}
    status, answer = api.post(f"writer/content/{row.id}/regenerate-section/", body)
    assert status == 202, answer
    run = work_through(rich, answer["data"]["run_ids"][0])
    assert (run.status, run.title) == ("succeeded", f"Rewrite a section: {row.title}")
    asked = provider.requests[-1].body["messages"][-1]["content"]
    assert "Change it as the editor asks; the length may follow from that: Add an example with a French press" in asked
    assert "Grind right before brewing" in asked, "the text there is goes along"


def test_the_built_in_model_says_that_it_cannot_follow_instructions(rich: Any, settings: Any) -> None:
    settings.LOCAL_MODEL_URL = "http://127.0.0.1:9/v1"  # there, but never asked
    row, _ = locked_content(rich)
    with tenant(rich.account_id):
        run_id, _ = content_regenerate(content_id=row.id, instruction="shorter")
    run = work_through(rich, run_id)
    assert (run.status, run.error_code, run.settled_centi) == ("failed", "LOCAL_MODEL_TOO_WEAK", 0)
    assert "cannot follow instructions" in run.error


def test_a_text_changed_while_it_is_written_anew_is_not_overwritten(rich: Any, provider: StandIn) -> None:
    row, _ = locked_content(rich)

    from igny8.content.ai.generate_content import GenerateContent

    provider.answer = good
    with tenant(rich.account_id):
        run_id, _ = content_regenerate(content_id=row.id)
    original = GenerateContent.parse

    def parse(self: Any, *, prepared: Any, answer: Any, ctx: Any) -> Any:
        with tenant(rich.account_id):
            content_update(content_id=row.id, changes={"html": "<p>By hand</p>"})
        return original(self, prepared=prepared, answer=answer, ctx=ctx)

    GenerateContent.parse = parse  # type: ignore[method-assign]
    try:
        run = work_through(rich, run_id)
    finally:
        GenerateContent.parse = original  # type: ignore[method-assign]
    assert (run.status, run.error_code) == ("failed", "CONTENT_CHANGED")
    with tenant(rich.account_id):
        assert Content.objects.get(pk=row.id).html == "<p>By hand</p>"
    assert balance(rich) == (100_000, 0)


def test_payloads_name_what_is_wrong(rich: Any) -> None:
    from igny8.ai.services.runs import run_submit
    from igny8.core.errors import InvalidInput

    with tenant(rich.account_id):
        for payload in (
            {},
            {"task_id": str(uuid7()), "content_id": str(uuid7())},
            {"section_id": "s1"},
            {"nonsense": 1},
        ):
            with pytest.raises(InvalidInput):
                run_submit(function="content.generate_content", payload=payload)
        with pytest.raises(NotFound):
            run_submit(function="content.generate_content", payload={"task_id": str(uuid7())})


def test_a_strangers_task_does_not_exist(rich: Any, stranger: Any) -> None:
    task_id = new_task(stranger)
    with pytest.raises(NotFound):
        generate(rich, task_id)


def test_what_the_other_texts_of_the_site_say_is_known(rich: Any) -> None:
    from igny8.content.ai.site_texts import site_texts

    with tenant(rich.account_id):
        row = make_content(rich)
        known = site_texts(row.site_id, but_task=uuid7())
        own = site_texts(row.site_id, but=[row.id])
        elsewhere = site_texts(uuid7())
    sentence = next(s["html"] for s in row.structure if s["html"])
    assert known.has(sentence)
    assert not own.has(sentence)
    assert not elsewhere.has(sentence)


def test_without_a_provider_a_page_on_loans_is_made_of_searches(rich: Any, settings: Any) -> None:
    settings.LOCAL_MODEL_URL = "http://127.0.0.1:9/v1"  # there, but never asked
    words = ["payday loans", "payday loans vs credit cards", "how do payday loans work", "what are payday loans"]
    words += ["can payday loans sue you", "payday loan apps", "small payday loans", "payday loan lenders"]
    task_id = new_task(rich, title="Payday Loans", target_keywords=words)
    run = work_through(rich, generate(rich, task_id)[0])
    assert run.status == "succeeded", run.error
    with tenant(rich.account_id):
        row = Content.objects.get(task_id=task_id)
    assert "What people also ask" in row.html
    assert "expert" in row.html
    assert row.is_draft_quality
