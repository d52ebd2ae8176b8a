"""The article of a small model: composed from data, led to advice, never padded."""

from dataclasses import replace
from typing import Any

import pytest

from igny8.content.ai.brief import Brief
from igny8.content.ai.plain_article import cased, write_article, write_section
from igny8.content.ai.plain_wording import advice_only, approach_to, noun_of, short_subject, standing_alone
from igny8.content.ai.sensitive import is_sensitive
from igny8.content.ai.site_texts import SiteTexts, without_doubles
from igny8.content.ai.staying import Staying
from igny8.content.base.similarity import shingles
from igny8.core.ids import uuid7


def brief(**fields: Any) -> Brief:
    values = {
        "title": "AI Code Review: What to Compare",
        "topic": "ai code review",
        "brief": "",
        "content_type": "post",
        "keywords": ["ai code review", "ai code review tools"],
        "questions": [],
        "outline": [{"heading": "Choosing tools", "points": [], "keywords": []}],
        "fallback_outline": [],
        "target_words": 800,
        "site_name": "S",
        "language": "en",
        "voice": "",
        "tone": "",
        **fields,
    }
    return Brief(**values)


class Writer:
    """Writes a paragraph of advice that is different each time, or nothing below some headings."""

    def __init__(self, *, fails: tuple[str, ...] = ()) -> None:
        self.fails = fails
        self.asked: list[dict[str, Any]] = []

    def __call__(self, **wanted: Any) -> str | None:
        self.asked.append(wanted)
        if any(word in wanted["heading"] for word in self.fails):
            return None
        number = len(self.asked)
        opening = wanted["openings"][number % len(wanted["openings"])].format(subject=wanted["subject"])
        rest = f"think of what you need in case number {number}. You should write it down, and you should ask somebody you trust."
        return f"{opening} {rest} It has a long history."


def written(
    given: Brief, writer: Writer, done: dict[str, list[str]] | None = None, *, known: SiteTexts | None = None
) -> tuple[dict[str, Any], list[Any]]:
    kept: list[Any] = []
    article = write_article(
        given,
        write=writer,
        done=done or {},
        keep=kept.append,
        progress=lambda *_: None,
        known=known or SiteTexts(),
    )
    return article, kept


def test_headings_come_from_the_outline_and_general_advice_fills_up() -> None:
    article, _ = written(brief(), Writer())
    headings = [section["heading"] for section in article["sections"]]
    assert headings[:3] == ["", "Choosing tools", "What to look for in AI code review"]
    assert len(headings) >= 5
    assert "It has a long history" not in str(article), "what describes is cut, what advises stays"
    assert article["meta_title"] == "AI Code Review: What to Compare"
    assert article["meta_description"].startswith("AI code review: choosing tools, what to look for, ")
    assert len(article["meta_description"]) <= 155


def test_what_the_model_cannot_write_is_left_out_with_its_heading() -> None:
    article, _ = written(brief(), Writer(fails=("Choosing", "compare")))
    headings = [section["heading"] for section in article["sections"]]
    assert "Choosing tools" not in headings
    assert not any("compare" in heading for heading in headings)
    assert all(section["html"] for section in article["sections"])


def test_a_model_that_writes_nothing_makes_no_article() -> None:
    article, _ = written(brief(questions=["how does ai code review work"] * 5), Writer(fails=("",)))
    assert article["sections"] == []


def test_a_second_attempt_goes_on_where_the_first_stopped() -> None:
    _, kept = written(brief(), Writer())
    first = {"": kept[0][""], "Choosing tools": kept[1]["Choosing tools"]}
    writer = Writer()
    article, _ = written(brief(), writer, done=first)
    assert all(wanted["heading"] != "Choosing tools" for wanted in writer.asked)
    assert first["Choosing tools"][0] in article["sections"][1]["html"]
    assert first[""][0] in writer.asked[0]["previous"]


def test_questions_are_listed_once_with_their_capitals() -> None:
    questions = [
        "how does ai code review work",
        "how do ai code review work",
        "what is ai code review",
        "who needs it",
        "can i use ai",
    ]
    article, _ = written(brief(questions=questions), Writer())
    section = article["sections"][-1]
    assert section["heading"] == "What people also ask"
    assert section["html"].count("<li>") == 4
    assert "How does AI code review work?" in section["html"]
    assert "Can I use AI?" in section["html"]
    few, _ = written(brief(questions=questions[:1]), Writer())
    assert few["sections"][-1]["heading"] != "What people also ask"


def test_locked_sections_are_neither_written_nor_lost() -> None:
    locked = {"id": "s1", "heading": "Choosing tools", "html": "<p>By hand</p>", "is_locked": True}
    writer = Writer()
    article, _ = written(brief(kept=[locked]), writer)
    assert article["sections"][1] == {"heading": "Choosing tools", "html": "<p>By hand</p>"}
    assert all(wanted["heading"] != "Choosing tools" for wanted in writer.asked)


def test_one_section_alone() -> None:
    section = {"id": "s2", "heading": "Choosing tools", "html": "<p>Old</p>", "is_locked": False}
    writer = Writer()
    other = {"id": "s1", "heading": "", "html": "<p>One &amp; two</p>", "is_locked": False}
    article = write_section(brief(section=section, other_sections=[other]), write=writer)
    assert article["sections"][0]["heading"] == "Choosing tools"
    assert writer.asked[0]["previous"] == ["One & two"]
    asked = {**section, "heading": "How much does it cost?"}
    assert write_section(brief(section=asked), write=writer)["sections"] == []


@pytest.mark.parametrize(
    ("heading", "subject"),
    [
        ("How to compare tools", "to compare tools"),
        ("How do payday loans work?", "how payday loans work"),
        ("How does review work?", "how review works"),
        ("What are review tools?", "what review tools are"),
        ("What SDA means", "what SDA means"),
        ("What to prepare", "what to prepare"),
        ("Getting started with tools", "getting started with tools"),
        ("Review tools", "review tools"),
        ("Questions to ask first", "questions to ask first about tools"),
        ("Mistakes to avoid", "mistakes to avoid with tools"),
        ("How much is it?", None),
        ("Can you get a loan without a job?", None),
        ("The short answer", None),
        ("sda house perth", None),
    ],
)
def test_how_a_heading_is_written_about(heading: str, subject: str | None) -> None:
    found = approach_to(heading, "tools")
    assert (found[0] if found else None) == subject
    for opening in found[1] if found else ():
        assert opening.index("{subject}") > 0


@pytest.mark.parametrize(
    "claim",
    [
        "You pay lower interest rates than elsewhere.",
        "It was founded by people you know.",
        "Coffee is what you need.",
        "The market grows quickly.",
        "You should buy the best one.",
        "First, you should look at your cup.",
    ],
)
def test_claims_are_cut(claim: str) -> None:
    first = "Before you choose coffee, think about how you want to drink it and how much time you have for it in the morning."
    kept = advice_only(
        f"{first} {claim} You should also taste it.", ("Before you choose {subject}, think about",), "coffee"
    )
    assert kept == f"{first} You should also taste it."
    assert advice_only(f"{claim} {first}", ("Before you choose {subject}, think about",), "coffee") == ""


def test_subjects_of_searches() -> None:
    assert noun_of("what are the best payday loans") == "payday loans"
    assert noun_of("how do payday loans work") == "payday loans"
    assert noun_of("how to get out of debt") == ""
    keywords = ["guaranteed payday loans no matter what direct lender", "payday loans direct lender", "payday loans"]
    assert short_subject(keywords[0], keywords) == "payday loans"
    assert short_subject("best coffee beans near me", []) == "coffee beans"
    given = brief(topic="sda providers perth", outline=[{"heading": "NDIS SDA housing"}, {"heading": "Homes in Perth"}])
    assert cased(given) == "SDA providers Perth"
    told = brief(
        topic="ndis housing perth", title="NDIS Housing Perth", brief="This page is about NDIS housing in Perth."
    )
    assert cased(told) == "NDIS housing Perth"


PAYDAY = [
    "payday loans",
    "payday loans vs personal loans",
    "are payday loans better or worse",
    "what is the difference between payday loans and credit",
    "payday loans near me",
    "payday loans in texas",
    "payday loans online",
    "payday loan lenders",
    "payday loan apps",
    "small payday loans",
    "guaranteed payday loans no matter what",
]


def test_on_money_health_and_law_the_model_writes_nothing() -> None:
    asked = [
        "how do payday loans work",
        "can payday loans sue you",
        "yahoo answers payday loans how",
        "what are payday loans",
    ]
    given = brief(
        title="Payday Loans", topic="payday loans", keywords=PAYDAY[:3], related=PAYDAY, questions=asked, outline=[]
    )
    writer = Writer()
    article, _ = written(given, writer)
    text = str(article["sections"])
    assert writer.asked == []
    assert len(article["sections"]) >= 4
    assert "expert" in article["sections"][0]["html"]
    assert "draft" in article["sections"][0]["html"]
    assert "payday loans vs personal loans" in text
    assert "guaranteed" not in text
    assert "yahoo" not in text
    first = SiteTexts(shingles(article["sections"][0]["html"]))
    other, _ = written(replace(given, task_id=uuid7()), writer, known=first)
    assert other["sections"][0]["html"] != article["sections"][0]["html"], "another page of the site begins otherwise"


@pytest.mark.parametrize(
    ("text", "is_found"), [("car insurance", True), ("tax return", True), ("coffee grinder", False)]
)
def test_sensitive_subjects(text: str, is_found: bool) -> None:
    assert is_sensitive([text]) is is_found


def test_what_the_site_says_already_is_not_said_again() -> None:
    article, _ = written(brief(), Writer())
    said = SiteTexts(frozenset().union(*(shingles(section["html"]) for section in article["sections"])))
    again, _ = written(brief(), Writer(), known=said)
    assert not any(said.has(text) for section in again["sections"] for text in section["html"].split("\n"))


def test_doubles_go_at_the_end_too_unless_too_little_is_left() -> None:
    double = "<p>Taste it twice before you write down what you think of it.</p>"
    sections = [{"heading": name, "html": f"<p>Only {name} says this, in words of its own.</p>"} for name in "ABC"]
    known = SiteTexts(shingles(double))
    assert without_doubles([*sections, {"heading": "D", "html": double}], known) == sections
    assert without_doubles([*sections, {"heading": "D", "html": double}], known, but={"d"})[-1]["heading"] == "D"
    few = [*sections[:2], {"heading": "D", "html": double}]
    assert without_doubles(few, known) == few


def test_an_abbreviation_is_only_written_about_with_the_words_searched_with_it() -> None:
    keywords = ["sda housing", "sda disability accommodation", "ndis sda homes"]
    sure = Staying("coffee", keywords, lambda _: True)
    unsure = Staying("SDA", keywords, lambda _: True)
    assert (sure.is_unsure, sure.points, unsure.is_unsure) == (False, (), True)
    assert sure.stays("a quiet prayer")
    assert not unsure.stays("a quiet prayer of your church")
    assert unsure.stays("look at housing for people with a disability")
    assert Staying("kosho pot", keywords, lambda word: word == "pot").is_unsure
    named = Staying("AI review", keywords, lambda word: word != "Semgrep")
    assert named.names_others("Semgrep AI review")
    assert not named.names_others("tools for AI review")
    assert not Staying("AI review", keywords, lambda _: True).is_unsure


def test_the_beginning_goes_where_the_rest_stands_alone() -> None:
    rest = " and then to write down what you liked, because you will have forgotten it soon."
    openings = (
        "A good way to approach {subject} is to|",
        "When you look at {subject}, |pay attention to",
        "A list of {subject} should",
    )
    assert standing_alone(f"A good way to approach tea is to taste it{rest}", "tea", openings) == f"Taste it{rest}"
    assert (
        standing_alone(f"When you look at tea, pay attention to it{rest}", "tea", openings)
        == f"Pay attention to it{rest}"
    )
    for text in (
        f"When you look at tea, pay attention to't{rest}",
        "A good way to approach tea is to taste it.",
        "A list of tea should be short.",
        "A good way to approach tea is to not hurry.",
    ):
        assert standing_alone(text, "tea", openings) == text
