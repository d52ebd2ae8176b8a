"""What is sent and what is made of good answers, per kind of endpoint."""

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from igny8.ai.messages import (
    ActionRequiredError,
    ChatProvider,
    ChatRequest,
    EmbeddingProvider,
    ImageProvider,
    ImageRequest,
    Message,
    ProviderSettings,
    Skill,
)
from igny8.ai.providers import prices
from igny8.ai.providers.catalog import SKILLS, build_chat, build_embeddings, build_images
from igny8.ai.providers.runware import task_uuid
from igny8.ai.providers.schemas import strict_schema
from tests.support.standin import StandIn

SCHEMA: dict[str, Any] = {
    "type": "object",
    "title": "Title",
    "properties": {
        "title": {"type": "string", "maxLength": 60, "title": "T"},
        "items": {"type": "array", "items": {"$ref": "#/$defs/Item"}},
    },
    "required": ["title"],
    "$defs": {"Item": {"type": "object", "properties": {"default": {"type": "integer", "default": 3}}}},
}
HELLO = ChatRequest([Message("system", "Be brief."), Message("user", "Hello")], seed=4, stop=("END",))


@pytest.fixture(scope="module")
def standin() -> Iterator[StandIn]:
    with StandIn() as server:
        yield server


@pytest.fixture
def settings(standin: StandIn) -> ProviderSettings:
    standin.reset()
    return ProviderSettings(
        provider="openai_compatible",
        base_url=standin.openai_url,
        api_key="sk-1",
        model="standin",
        embedding_model="standin-embed",
        image_model="standin-image",
        allow_private_addresses=True,
    )


def body(standin: StandIn) -> dict[str, Any]:
    sent = standin.requests[-1].body
    assert isinstance(sent, dict)
    return sent


def test_a_plain_chat(standin: StandIn, settings: ProviderSettings) -> None:
    answer = build_chat(settings).chat(HELLO)
    assert answer.text.startswith("Good preparation")
    assert (answer.finish_reason, answer.usage.estimated, answer.usage.cost_usd) == ("stop", False, None)
    sent = body(standin)
    assert sent["messages"] == [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hello"}]
    assert (sent["max_tokens"], sent["temperature"], sent["seed"], sent["stop"]) == (2048, 0.7, 4, ["END"])
    assert "response_format" not in sent
    assert standin.requests[-1].headers["authorization"] == "Bearer sk-1"


def test_a_schema_is_sent_in_the_strict_dialect(standin: StandIn, settings: ProviderSettings) -> None:
    answer = build_chat(settings).chat(replace(HELLO, schema=SCHEMA, schema_name="post"))
    sent = body(standin)["response_format"]["json_schema"]
    assert (sent["name"], sent["strict"]) == ("post", True)
    assert sent["schema"]["required"] == ["title", "items"]
    assert sent["schema"]["additionalProperties"] is False
    assert sent["schema"]["$defs"]["Item"]["properties"] == {"default": {"type": "integer"}}
    assert "maxLength" not in sent["schema"]["properties"]["title"]
    assert answer.text.startswith("{")


def test_the_strict_dialect_leaves_the_original_alone() -> None:
    before = repr(SCHEMA)
    strict_schema(SCHEMA)
    assert repr(SCHEMA) == before


def test_properties_named_like_keywords_survive() -> None:
    schema = {"type": "object", "properties": {"title": {"type": "string"}, "default": {"enum": ["title"]}}}
    assert set(strict_schema(schema)["properties"]) == {"title", "default"}


@pytest.mark.parametrize(("mode", "has_format"), [("json_object", True), ("none", False)])
def test_endpoints_without_schemas_get_the_schema_as_words(
    standin: StandIn, settings: ProviderSettings, mode: str, has_format: bool
) -> None:
    chat = build_chat(replace(settings, extra={"structured_output": mode}))
    assert Skill.JSON_SCHEMA not in chat.skills
    chat.chat(replace(HELLO, schema=SCHEMA))
    sent = body(standin)
    assert ("response_format" in sent) is has_format
    assert '"title"' in sent["messages"][-1]["content"]
    assert "JSON schema" in sent["messages"][-1]["content"]


def test_a_cut_answer_says_so(standin: StandIn, settings: ProviderSettings) -> None:
    standin.script("truncated_answer")
    assert build_chat(settings).chat(replace(HELLO, schema=SCHEMA)).finish_reason == "length"


def test_tokens_are_estimated_when_nobody_counted(standin: StandIn, settings: ProviderSettings) -> None:
    standin.script("without_usage")
    usage = build_chat(settings).chat(HELLO).usage
    assert usage.estimated
    assert usage.tokens_in == prices.estimate_tokens("Be brief.Hello")
    assert 20 < usage.tokens_out < 50


@pytest.mark.parametrize(
    "counts", [None, [], "many", {"prompt_tokens": -1}, {"prompt_tokens": True}, {"prompt_tokens": 1e9}]
)
def test_nonsense_counts_are_replaced(counts: object) -> None:
    usage = prices.usage_of(counts, model="gpt-4o", sent="a" * 350, received="b" * 35)
    assert (usage.tokens_in, usage.tokens_out, usage.estimated) == (101, 11, True)


def test_prices() -> None:
    assert prices.cost_usd("gpt-4o-mini", tokens_in=1_000_000, tokens_out=1_000_000) == 0.75
    assert prices.cost_usd("gpt-4.1-2025-04-14", tokens_in=1000, tokens_out=0) == 0.002
    assert prices.cost_usd("somebody/else", tokens_in=1, tokens_out=1) is None


def test_openai_itself_gets_its_own_fields() -> None:
    from igny8.ai.providers.openai_compatible import OpenAICompatible

    chat = build_chat(ProviderSettings("openai", api_key="k", model="gpt-5-mini"))
    assert isinstance(chat, OpenAICompatible)
    sent = chat._chat_body(replace(HELLO, avoid_repetition=True), "gpt-5-mini")
    assert set(sent) == {"model", "messages", "max_completion_tokens"}
    assert "temperature" in chat._chat_body(HELLO, "gpt-4.1-mini")


def test_further_fields_of_an_endpoint_are_added(standin: StandIn, settings: ProviderSettings) -> None:
    extra = {"body": {"top_k": 20}, "max_tokens_field": "num_predict", "fixed_sampling": True}
    build_chat(replace(settings, extra=extra)).chat(HELLO)
    sent = body(standin)
    assert (sent["top_k"], sent["num_predict"], "temperature" in sent) == (20, 2048, False)


def test_embeddings_keep_their_order_over_batches(standin: StandIn, settings: ProviderSettings) -> None:
    provider = build_embeddings(settings)
    texts = [f"text {number}" for number in range(200)]
    answer = provider.embed(texts)
    assert [len(request.body["input"]) for request in standin.asked("/embeddings")] == [96, 96, 8]
    assert len(answer.vectors) == 200
    assert all(math.isclose(math.hypot(*vector), 1.0) for vector in answer.vectors)
    assert answer.vectors[150] == provider.embed(["text 150"]).vectors[0]
    assert answer.usage.tokens_in == sum(len(text) // 4 + 1 for text in texts)


def test_no_texts_need_no_call(standin: StandIn, settings: ProviderSettings) -> None:
    assert build_embeddings(settings).embed([]).vectors == []
    assert standin.requests == []


def test_empty_texts_are_sent_as_something(standin: StandIn, settings: ProviderSettings) -> None:
    build_embeddings(settings).embed(["", "  "])
    assert body(standin)["input"] == ["-", "-"]


@pytest.mark.parametrize(
    ("model", "extra", "size"),
    [
        ("any", {}, "1200x630"),
        ("gpt-image-1", {}, "1536x1024"),
        ("any", {"image_sizes": ["512x512", "1792x1024", "1024x1792"]}, "1792x1024"),
    ],
)
def test_the_nearest_size_is_asked_for(
    standin: StandIn, settings: ProviderSettings, model: str, extra: dict[str, Any], size: str
) -> None:
    answer = build_images(replace(settings, image_model=model, extra=extra)).image(ImageRequest("a lake", key="k"))
    assert body(standin)["size"] == size
    assert f"{answer.width}x{answer.height}" == size
    assert answer.media_type == "image/png"
    assert ("response_format" in body(standin)) is (model == "any")


def test_runware_asks_with_its_own_task_id(standin: StandIn, settings: ProviderSettings) -> None:
    provider = build_images(replace(settings, provider="runware", base_url=standin.runware_url, image_model=""))
    answer = provider.image(ImageRequest("a lake", key="run-7/featured"))
    task = standin.requests[-1].body[0]
    assert task["taskUUID"] == task_uuid("run-7/featured") != task_uuid("run-7/social")
    assert task["taskUUID"][14] == "4"
    assert (task["width"] % 64, task["height"] % 64, task["numberResults"]) == (0, 0, 1)
    assert (answer.media_type, answer.width, answer.usage.cost_usd) == ("image/webp", task["width"], 0.0013)


def test_the_catalog_makes_what_the_protocols_say(settings: ProviderSettings) -> None:
    for name, skills in SKILLS.items():
        chosen = replace(settings, provider=name)
        if Skill.CHAT in skills:
            assert isinstance(build_chat(chosen), ChatProvider)
        if Skill.EMBEDDINGS in skills:
            assert isinstance(build_embeddings(chosen), EmbeddingProvider)
        if Skill.IMAGES in skills:
            assert isinstance(build_images(chosen), ImageProvider)


def test_only_capable_providers_follow_instructions(settings: ProviderSettings) -> None:
    assert Skill.INSTRUCTIONS in build_chat(settings).skills
    assert Skill.INSTRUCTIONS not in build_chat(replace(settings, provider="local")).skills


@pytest.mark.parametrize(("provider", "code"), [("runware", "MISSING_SKILL"), ("nobody", "UNKNOWN_PROVIDER")])
def test_what_a_provider_cannot_do_is_said(settings: ProviderSettings, provider: str, code: str) -> None:
    with pytest.raises(ActionRequiredError) as caught:
        build_chat(replace(settings, provider=provider))
    assert caught.value.code == code


def test_a_missing_model_is_said_before_any_call(standin: StandIn, settings: ProviderSettings) -> None:
    with pytest.raises(ActionRequiredError) as caught:
        build_chat(replace(settings, model="")).chat(HELLO)
    assert caught.value.code == "UNKNOWN_MODEL"
    assert standin.requests == []


def test_the_built_in_model_gets_what_its_server_understands(standin: StandIn, settings: ProviderSettings) -> None:
    chat = build_chat(ProviderSettings("local", base_url=standin.openai_url))
    chat.chat(replace(HELLO, avoid_repetition=True, schema=SCHEMA))
    sent = body(standin)
    assert sent["dry_multiplier"] > 0
    assert sent["response_format"]["json_schema"]["schema"] == SCHEMA
    assert "authorization" not in standin.requests[-1].headers


def test_settings_do_not_print_the_key(settings: ProviderSettings) -> None:
    assert "sk-1" not in repr(settings)
