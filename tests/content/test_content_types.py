"""Each content type has its own prompt, forms, lengths and details: through the whole engine, with a provider over HTTP."""

import json
from typing import Any

import pytest

from igny8.content.ai.grounding import grounded
from igny8.content.ai.kinds import type_prompts
from igny8.content.base.structures import STRUCTURES, structure_for
from igny8.content.models import Content, Task
from igny8.content.services.contents import content_update
from igny8.content.services.generation import content_regenerate
from igny8.content.services.tasks import task_create, task_update
from igny8.core.errors import InvalidInput
from igny8.core.tenancy import tenant
from igny8.system.selectors import prompt_states
from igny8.system.services.prompts import prompt_set
from tests.content.test_generate_content import balance, generate, new_task, task_of, work_through
from tests.content.writing import good
from tests.support.standin import StandIn

pytestmark = pytest.mark.django_db(transaction=True)
BRIEF = "Material: steel, oak\nVolume: 900 ml\nFor people who brew by hand."
#: type: first words of its prompt, target words, sections with the opening, schema type, names of its details
TYPES = {
    "post": ("You write a blog article", 500, 4, "BlogPosting", {"short_description"}),
    "page": ("You write a page of the site", 450, 4, "WebPage", {"short_description"}),
    "product": (
        "You write the description of a product",
        500,
        4,
        "Product",
        {"short_description", "highlights", "attributes"},
    ),
    "service": ("You write a service page", 600, 4, "Service", {"short_description", "includes", "steps"}),
    "category": ("You write the introduction of a category", 180, 3, "CollectionPage", {"short_description"}),
    "taxonomy": ("You write the introduction of a topic page", 120, 2, "CollectionPage", {"short_description"}),
}


def written(world: Any, task_id: Any) -> Content:
    with tenant(world.account_id):
        return Content.objects.get(task_id=task_id)


@pytest.mark.parametrize("kind", TYPES)
def test_each_type_is_written_its_own_way(rich: Any, provider: StandIn, kind: str) -> None:
    begins, words, sections, schema_type, details = TYPES[kind]
    provider.answer = good
    task_id = new_task(rich, content_type=kind, target_words=words, brief=BRIEF)
    run = work_through(rich, generate(rich, task_id)[0])
    assert run.status == "succeeded", run.error
    row = written(rich, task_id)
    assert (row.content_type, row.schema_type, len(row.structure)) == (kind, schema_type, sections)
    assert set(row.details) == details
    names = [r.body["response_format"]["json_schema"]["name"] for r in provider.requests]
    own = kind.capitalize()
    assert names == [f"{own}OutlineAnswer", *[f"{own}SectionAnswer"] * sections, f"{own}MetaAnswer"]
    said = [r.body["messages"][0]["content"] for r in provider.requests]
    assert all(text.startswith(begins) and "Volume: 900 ml" in text for text in said)
    assert run.prompt_version == "default-2"
    assert run.settled_centi == min(row.word_count, round(words * 1.2)), "details are not paid for"


@pytest.mark.parametrize("kind", TYPES)
def test_malformed_details_are_asked_for_once_more_and_then_nothing_is_charged(
    rich: Any, provider: StandIn, kind: str
) -> None:
    wrong = {"price": "9"}

    def answer(request: dict[str, Any]) -> str:
        found = json.loads(good(request))
        return json.dumps({**found, "details": {**found["details"], **wrong}} if "details" in found else found)

    provider.answer = answer
    task_id = new_task(rich, content_type=kind, target_words=TYPES[kind][1], brief=BRIEF)
    run = work_through(rich, generate(rich, task_id)[0])
    assert (run.status, run.error_code, run.settled_centi) == ("failed", "INVALID_ANSWER", 0)
    metas = [r for r in provider.requests if r.body["response_format"]["json_schema"]["name"].endswith("MetaAnswer")]
    assert "details.price" in metas[1].body["messages"][-1]["content"], "the repair names what is wrong"
    assert balance(rich) == (100_000, 0)
    with tenant(rich.account_id):
        assert not Content.objects.exists()


def test_one_wrong_answer_about_details_is_mended(rich: Any, provider: StandIn) -> None:
    metas = 0

    def answer(request: dict[str, Any]) -> str:
        nonlocal metas
        found = json.loads(good(request))
        if "details" in found:
            metas += 1
            if metas == 1:
                found["details"]["short_description"] = "<b>Bold</b> coffee for people at home"
        return json.dumps(found)

    provider.answer = answer
    task_id = new_task(rich, content_type="product", target_words=500, brief=BRIEF)
    run = work_through(rich, generate(rich, task_id)[0])
    assert (run.status, metas) == ("succeeded", 2), run.error
    assert written(rich, task_id).details["short_description"] == "Better coffee at home, step by step."


def test_a_property_that_the_brief_does_not_name_is_dropped(rich: Any, provider: StandIn) -> None:
    provider.answer = good
    task_id = new_task(
        rich, content_type="product", target_words=500, brief="Material: oak. For people who brew by hand."
    )
    run = work_through(rich, generate(rich, task_id)[0])
    assert run.status == "succeeded", run.error
    details = written(rich, task_id).details
    assert details["attributes"] == [{"name": "Material", "options": ["Oak"]}], "neither steel nor a volume was named"
    assert details["highlights"] == ["Oak handle that stays cool"]
    assert run.counts["dropped"] == 3


def test_what_counts_as_named() -> None:
    details = {
        "short_description": "Holds 900 ml. Weighs 2 kg.",
        "attributes": [{"name": "A", "options": ["Wooden lid", "900ml", "90"]}, {"name": "B", "options": ["glass"]}],
        "steps": ["Wait 30 minutes", "Call us"],
    }
    found, dropped = grounded(details, "A wood lid, 900 ml")
    assert found == {
        "short_description": "Holds 900 ml.",
        "attributes": [{"name": "A", "options": ["Wooden lid", "900ml"]}],
        "steps": ["Call us"],
    }
    assert dropped == 4


def test_people_override_the_prompt_of_one_type(rich: Any, provider: StandIn) -> None:
    provider.answer = good
    with tenant(rich.account_id):
        states = {
            s.default.function: s for s in prompt_states() if s.default.function.startswith("content.generate_content")
        }
        assert set(states) == {
            "content.generate_content",
            *(f"content.generate_content:{k}" for k in TYPES if k != "post"),
        }
        prompt_set(function="content.generate_content:product", body=f"Own. {type_prompts()['product']}")
    for kind, own in (("product", True), ("service", False)):
        run = work_through(rich, generate(rich, new_task(rich, content_type=kind, target_words=500, brief=BRIEF))[0])
        assert (run.status, run.prompt_version) == ("succeeded", "account-v1" if own else "default-2")
    begun = [r.body["messages"][0]["content"][:4] == "Own." for r in provider.requests]
    assert begun == [True] * 6 + [False] * 6


def test_an_override_made_when_all_types_shared_one_prompt_still_counts_for_posts(rich: Any, provider: StandIn) -> None:
    provider.answer = good
    with tenant(rich.account_id):
        prompt_set(function="content.generate_content", body=f"{type_prompts()['post']}\n{{{{content_type_rules}}}}")
    run = work_through(rich, generate(rich, new_task(rich))[0])
    assert (run.status, run.prompt_version) == ("succeeded", "account-v1"), run.error
    assert "This is a post." in provider.requests[0].body["messages"][0]["content"]


def test_prompts_are_six_texts_that_have_little_in_common() -> None:
    texts = type_prompts()
    assert set(texts) == set(TYPES)
    rules = {kind: {line for line in text.splitlines() if line.startswith("- ")} for kind, text in texts.items()}
    for kind, lines in rules.items():
        others = set().union(*(other for name, other in rules.items() if name != kind))
        assert len(lines - others) >= 6, kind


def test_templates_belong_to_their_type() -> None:
    for kind in TYPES:
        own = [s for s in STRUCTURES.values() if kind in s.content_types]
        assert len(own) >= 2
        for name in ["", "nonsense", *STRUCTURES]:
            assert kind in structure_for(name, kind).content_types
    assert not any(
        "post" in STRUCTURES[structure_for("guide", kind).name].content_types for kind in ("product", "category")
    )


def test_a_task_asks_for_no_more_than_its_type_holds(account: Any, scope: Any) -> None:
    outline = [{"heading": f"Heading {n}"} for n in range(3)]
    for fields, name in (
        ({"target_words": 800}, "target_words"),
        ({"outline": outline}, "outline"),
        ({"structure": "guide"}, "structure"),
    ):
        with pytest.raises(InvalidInput) as caught:
            task_create(sector_id=account.sector_id, title="Kettles", content_type="category", **fields)
        assert list(caught.value.errors) == [name]
    row = task_create(sector_id=account.sector_id, title="Kettles", content_type="product")
    row = task_update(task_id=row.id, changes={"content_type": "category", "target_words": 150})
    assert row.structure == "category-page"
    assert Task.objects.get(pk=row.id).structure == "category-page"


def test_writing_anew_renews_the_details_and_keeps_what_people_named(rich: Any, provider: StandIn) -> None:
    provider.answer = good
    task_id = new_task(rich, content_type="product", target_words=500, brief="Material: oak")
    assert work_through(rich, generate(rich, task_id)[0]).status == "succeeded"
    row = written(rich, task_id)
    by_hand = {
        **row.details,
        "attributes": [{"name": "Material", "options": ["oak"]}, {"name": "Volume", "options": ["900 ml"]}],
    }
    with tenant(rich.account_id):
        content_update(content_id=row.id, changes={"details": by_hand})
        run_id, _ = content_regenerate(content_id=row.id)
    assert work_through(rich, run_id).status == "succeeded"
    assert "Volume: 900 ml" in provider.requests[-1].body["messages"][0]["content"], "what a person named is known"
    row = written(rich, task_id)
    assert {"name": "Volume", "options": ["900 ml"]} in row.details["attributes"]
    assert row.current_version == 3


@pytest.mark.parametrize("kind", ["product", "service", "taxonomy"])
def test_without_a_provider_no_model_is_asked_about_what_it_would_invent(rich: Any, settings: Any, kind: str) -> None:
    settings.LOCAL_MODEL_URL = "http://127.0.0.1:9/v1"  # there, but never asked
    words = ["kettle", "how to clean a kettle", "what is a gooseneck kettle", "steel kettle"]
    task_id = new_task(
        rich, title="Kettle Nora", content_type=kind, target_words=200, target_keywords=words, brief=BRIEF
    )
    run = work_through(rich, generate(rich, task_id)[0])
    assert run.status == "succeeded", run.error
    row = written(rich, task_id)
    assert row.is_draft_quality
    if kind == "product":
        assert row.details["attributes"][0] == {"name": "Material", "options": ["steel", "oak"]}
        with tenant(rich.account_id):
            section = row.structure[-1]["id"]
            run_id, _ = content_regenerate(content_id=row.id, section_id=section)
        run = work_through(rich, run_id)
        assert (run.status, run.error_code, run.settled_centi) == ("failed", "LOCAL_MODEL_TOO_WEAK", 0)
    assert task_of(rich, task_id).status == "completed"
