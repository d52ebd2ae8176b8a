"""Model output: taken when it is exactly right, otherwise refused with words to mend it by."""

import json
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field

from igny8.ai.answers import InvalidAnswer, parse_json_answer


class Idea(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: Annotated[str, Field(min_length=1, max_length=80)]
    words: int
    kind: Literal["guide", "list"] = "guide"


class Ideas(BaseModel):
    model_config = ConfigDict(extra="forbid")
    ideas: Annotated[list[Idea], Field(max_length=5)]


GOOD = {"ideas": [{"title": "Boots", "words": 800, "kind": "list"}]}


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(GOOD),
        f"  {json.dumps(GOOD)}\n",
        f"```json\n{json.dumps(GOOD, indent=2)}\n```",
        f"```\n{json.dumps(GOOD)}```",
        f"\n```JSON\r\n{json.dumps(GOOD)}\n```\n",
    ],
)
def test_good_answers_pass_with_and_without_a_fence(text: str) -> None:
    assert parse_json_answer(text, Ideas).ideas[0].words == 800


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "empty"),
        ("``` \n```", "empty"),
        ("Sure! Here it is.", "Not valid JSON"),
        ('{"ideas": []} and more', "Not valid JSON"),
        ('{"ideas": [], "extra": 1}', "extra: Extra inputs"),
        ('{"ideas": [{"title": "a", "words": "800"}]}', "ideas.0.words: Input should be a valid integer"),
        ('{"ideas": [{"title": "a", "words": 1.0}]}', "ideas.0.words"),
        ('{"ideas": [{"title": 5, "words": 1}]}', "ideas.0.title: Input should be a valid string"),
        ('{"ideas": [{"title": "", "words": 1}]}', "at least 1 character"),
        ('{"ideas": [{"title": "%s", "words": 1}]}' % ("x" * 81), "at most 80 characters"),
        ('{"ideas": [{"title": "a\\u0000", "words": 1}]}', "answer.ideas[0].title contains control characters"),
        ('{"ideas": [{"title": "\\ud800", "words": 1}]}', "broken Unicode"),
        ('{"ideas": [{"title": "a\\u0085", "words": 1}]}', "control characters"),
        ('{"ide\\u0000as": []}', "a name in answer"),
        ('{"ideas": [{"title": "a", "words": NaN}]}', "NaN"),
        ('{"ideas": [{"title": "a", "words": 1e999}]}', "words"),
        (f'{{"ideas": [{{"title": "a", "words": {10**30}}}]}}', "too large"),
        ('{"ideas": [], "ideas": []}', "twice"),
        ("[" * 5000 + "]" * 5000, "nested deeper than 20"),
        ('{"ideas": [' + '{"a":' * 500, "nested deeper than 20"),
        ("null", "answer"),
        ('"text"', "answer"),
        ('{"ideas": [{"title": "a\nb", "words": 1}]}', "Not valid JSON"),
    ],
)
def test_what_is_wrong_is_named(text: str, problem: str) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        parse_json_answer(text, Ideas)
    assert any(problem.lower() in line.lower() for line in caught.value.problems), caught.value.problems
    assert caught.value.sentence.endswith(".")
    assert caught.value.problems[0] in caught.value.repair_prompt()


@pytest.mark.parametrize("cut", range(2, len(json.dumps(GOOD)) - 1, 5))
def test_a_cut_answer_is_recognised(cut: int) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        parse_json_answer(json.dumps(GOOD)[:cut], Ideas)
    assert caught.value.is_truncated


def test_bounds_on_the_whole_and_on_one_string() -> None:
    with pytest.raises(InvalidAnswer, match="too long"):
        parse_json_answer("x" * 101, Ideas, max_chars=100)
    with pytest.raises(InvalidAnswer) as caught:
        parse_json_answer(json.dumps({"ideas": [{"title": "y" * 40, "words": 1}]}), Ideas, max_string=30)
    assert "longer than 30" in caught.value.problems[0]


def test_a_model_that_allows_extras_still_refuses_them() -> None:
    class Loose(BaseModel):
        a: int

    with pytest.raises(InvalidAnswer):
        parse_json_answer('{"a": 1, "b": 2}', Loose)


def test_the_list_of_problems_stays_short_enough_to_send() -> None:
    many = json.dumps({"ideas": [{"title": 1, "words": "x"}] * 5, **{f"e{i}": i for i in range(50)}})
    with pytest.raises(InvalidAnswer) as caught:
        parse_json_answer(many, Ideas)
    assert len(caught.value.problems) == 12


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
def test_any_json_is_taken_or_refused_and_nothing_else(value: Any) -> None:
    outcome: object = None
    try:
        outcome = parse_json_answer(json.dumps(value), Ideas)
    except InvalidAnswer as error:
        outcome = error.problems
    assert outcome


@given(st.text())
def test_any_text_is_taken_or_refused_and_nothing_else(text: str) -> None:
    with pytest.raises(InvalidAnswer):
        parse_json_answer(text, Ideas)
