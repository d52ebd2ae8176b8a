"""Paragraphs of the built-in model: what passes, what is left out, when nothing is better than something."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igny8.ai.messages import ProviderSettings
from igny8.ai.providers.catalog import build_chat
from igny8.ai.providers.local_writing import Paragraph, write_paragraph
from igny8.ai.providers.plain_prose import can_open, is_harmless, overlap, sentences_of, words_of
from tests.support.standin import StandIn

GOOD = (
    " look at how the shoe holds the arch of the foot. A firm heel keeps the ankle steady while the foot rolls forward. "
    "Shoes with a wide base feel stable on uneven ground and tire the legs less. Try both shoes on and walk around "
    "before you choose a pair."
)


@pytest.fixture
def standin() -> Iterator[StandIn]:
    with StandIn() as server:
        yield server


def write(standin: StandIn, answer: Callable[[int], str], **changes: Any) -> Paragraph | None:
    calls: list[dict[str, Any]] = []

    def say(request: dict[str, Any]) -> str:
        calls.append(request)
        return request["messages"][-1]["content"] + answer(len(calls))

    standin.answer = say
    chat = build_chat(ProviderSettings("local", base_url=standin.openai_url))
    options: dict[str, Any] = {
        "topic": "running shoes",
        "heading": "Running shoes for flat feet",
        "points": ["arch support"],
    }
    return write_paragraph(chat, **(options | changes))


def test_a_good_paragraph_is_taken_at_once(standin: StandIn) -> None:
    paragraph = write(standin, lambda _: GOOD)
    assert paragraph is not None
    assert paragraph.tries == len(standin.requests) == 1
    assert paragraph.words == len(words_of(paragraph.text)) >= 40
    assert "running shoes for flat feet" in paragraph.text
    assert paragraph.text.endswith("choose a pair.")
    sent = standin.requests[0].body
    assert sent["messages"][-1]["role"] == "assistant"
    assert "arch support" in sent["messages"][0]["content"]
    assert sent["dry_multiplier"] > 0


@pytest.mark.parametrize(
    "claim",
    [
        "Over 80 of all runners have flat feet and need support.",
        "It costs $90 and that is a fair price for most people.",
        "Studies show that a firm heel helps the runner a lot.",
        "According to doctors the arch needs support at all times.",
        "The new Nike Pegasus is the best shoe that you can buy.",
        "I have worn these shoes for a long time and like them.",
        "We recommend that you try our shoes before you buy any.",
        "Visit www.example.com to learn more about all of these shoes.",
        'One runner said "these are the best shoes" to all of them.',
        "Millions of people have this problem with their feet as well.",
        "As an AI language model it is hard to say what is best.",
        "In this article you will learn more about the shoes there.",
        "This shoe is clinically tested and guaranteed to help with pain.",
        "What should you look for when you buy a pair of shoes?",
        "- a list with an item that is not a sentence at all.",
        "**Bold** words are not what a plain paragraph is made of.",
        "Схожие слова на другом языке здесь не нужны для вас.",
        "Foot foot foot foot foot foot foot foot foot foot foot.",
    ],
)
def test_a_claim_is_left_out_and_the_rest_stays(standin: StandIn, claim: str) -> None:
    assert not is_harmless(claim, vocabulary=["running", "shoes"])
    paragraph = write(standin, lambda _: f"{GOOD} {claim} A good fit matters more than the looks of a shoe.")
    assert paragraph is not None
    assert claim not in paragraph.text
    assert paragraph.text.endswith("looks of a shoe.")


def test_names_of_the_topic_may_stand(standin: StandIn) -> None:
    sentence = "The fit of a Nike shoe depends on the width of the foot and on the heel."
    assert is_harmless(sentence, vocabulary=["nike"])
    assert not is_harmless(sentence, vocabulary=["boots"])


def test_another_seed_is_tried_and_then_it_gives_up(standin: StandIn) -> None:
    second = write(standin, lambda call: GOOD if call == 2 else " 12345.")
    assert second is not None
    assert second.tries == 2
    assert second.usage.tokens_out > 0
    seeds = [request.body["seed"] for request in standin.requests]
    openings = [request.body["messages"][-1]["content"] for request in standin.requests]
    assert len(set(seeds)) == len(set(openings)) == 2
    standin.reset()
    assert write(standin, lambda _: " the Eiffel Tower was built in 1889 by Gustave Eiffel.") is None
    assert len(standin.requests) == 3


def test_what_stands_already_is_not_written_again(standin: StandIn) -> None:
    first = write(standin, lambda _: GOOD)
    assert first is not None
    assert write(standin, lambda _: GOOD, previous=[first.text]) is None


def test_a_paragraph_about_something_else_is_refused(standin: StandIn) -> None:
    drift = (
        " it helps to plan ahead. Bread needs time and warmth to rise well in the kitchen at home. Flour and water are mixed "
        "until the dough is smooth and soft to the touch. A hot oven gives the loaf a crust that breaks when you cut it."
    )
    assert write(standin, lambda _: drift) is None


def test_a_cut_sentence_is_dropped_and_length_is_kept(standin: StandIn) -> None:
    paragraph = write(standin, lambda _: f"{GOOD} And then the shoe will", max_words=45, min_words=20)
    assert paragraph is not None
    assert paragraph.text.endswith(".")
    assert paragraph.words <= 45


@pytest.mark.parametrize("topic", ["беговые кроссовки", "ランニングシューズ", "أحذية الجري"])
def test_scripts_the_model_does_not_write_cost_no_call(standin: StandIn, topic: str) -> None:
    assert write(standin, lambda _: GOOD, topic=topic, heading=topic) is None
    assert standin.requests == []


def test_sentences_that_stray_go_when_embeddings_are_there(standin: StandIn) -> None:
    class Judge:
        """Near to the subject is what speaks of shoes, feet or heels."""

        skills: frozenset[Any] = frozenset()

        def embed(self, texts: list[str], *, deadline_s: float = 1.0) -> Any:
            vectors = [[1.0, 0.0] if any(w in t for w in ("shoe", "Shoe", "heel")) else [0.0, 1.0] for t in texts]
            return type("Answer", (), {"vectors": vectors})

    stray = "Bread needs time and warmth to rise well in the kitchen."
    paragraph = write(standin, lambda _: f"{GOOD} {stray}", embeddings=Judge())
    assert paragraph is not None
    assert stray not in paragraph.text


def test_every_answer_of_the_stand_in_ends_well(standin: StandIn) -> None:
    assert write(standin, lambda _: json.dumps({"a": 1})) is None


def test_sentences() -> None:
    text = "Use e.g. Nylon straps. They hold. And this one is cut"
    assert sentences_of(text) == ["Use e.g. Nylon straps.", "They hold."]
    assert not can_open("However, this is so.")
    assert can_open("A shoe is a shoe.")


@given(st.text(max_size=300))
def test_any_text_can_be_judged(text: str) -> None:
    for sentence in sentences_of(text):
        is_harmless(sentence, vocabulary=[])
        can_open(sentence)


@given(st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f", "g"]), min_size=5, max_size=30).map(" ".join))
def test_overlap_is_a_share(text: str) -> None:
    assert overlap(text, [text]) == 1.0
    assert overlap(text, ["x y z x y z"]) == 0.0
