"""What each content type is made of where the model cannot follow instructions."""

from typing import Any

import pytest

from igny8.content.ai.brief_facts import facts_of
from igny8.content.ai.plain_kinds import write_text
from igny8.content.ai.site_texts import SiteTexts
from igny8.content.base.details import details_checked
from igny8.content.base.similarity import shingles
from igny8.content.base.type_limits import limits_of
from igny8.core.ids import uuid7
from tests.content.test_plain_article import Writer, brief

BRIEF = """Kettle for pour-over coffee. Tone: dry. Audience: beginners
Material: steel, oak
Colour: white; black.
https://example.com/kettle: see there
Do not mention: the price
Price: 49
Includes:
- Descaling once a year
- A call before we come
Steps:
1. You write to us
2. We come by

- Mention the warranty"""
NOTHING = SiteTexts()
SEARCHES = ["pour over kettle", "steel pour over kettle", "electric pour over kettle", "small pour over kettle"]
SEARCHES += ["pour over kettle vs kettle", "how to clean a pour over kettle", "what is a pour over kettle"]


def made(kind: str, writer: Writer, known: SiteTexts = NOTHING, **fields: Any) -> dict[str, Any]:
    kept: list[Any] = []
    values = {
        "title": "Pour-over Kettle Nora",
        "topic": "pour over kettle",
        "keywords": SEARCHES,
        "questions": SEARCHES[-2:],
        "outline": [],
        "brief": BRIEF,
        "content_type": kind,
        **fields,
    }
    return write_text(brief(**values), write=writer, done={}, keep=kept.append, progress=lambda *_: None, known=known)


def test_a_brief_names_facts_line_by_line_and_the_rest_is_for_the_writer() -> None:
    assert facts_of(BRIEF, "product") == {
        "attributes": [
            {"name": "Material", "options": ["steel", "oak"]},
            {"name": "Colour", "options": ["white", "black"]},
        ]
    }
    assert facts_of(BRIEF, "service") == {
        "includes": ["Descaling once a year", "A call before we come"],
        "steps": ["You write to us", "We come by"],
    }
    assert facts_of(BRIEF, "post") == {}
    assert facts_of("Highlights: pours slowly, <b>bold</b>\nSize: <i>9</i>\nWidth: 9,5 cm", "product") == {
        "highlights": ["pours slowly"],
        "attributes": [{"name": "Width", "options": ["9,5 cm"]}],
    }


def test_a_product_says_what_the_brief_names_and_nothing_else() -> None:
    writer = Writer()
    article = made("product", writer)
    text = str(article["sections"])
    assert writer.asked == [], "no model is asked about a product"
    assert [s["heading"] for s in article["sections"]] == [
        "", "Properties", "Before you choose Pour-over Kettle Nora", "What buyers ask about Pour-over Kettle Nora",
        "When it arrives",
    ]  # fmt: skip
    assert "Material: steel, oak" in text
    assert article["meta_description"] == "Pour-over Kettle Nora. Material: steel, oak. Colour: white, black."
    assert article["details"]["short_description"] == article["meta_description"]
    bare = made("product", writer, brief="Write about durability and quality.", questions=[])
    assert bare["details"] == {}
    assert "durab" not in str(bare)
    assert len(bare["sections"]) >= limits_of("product").least_sections


def test_a_topic_lists_the_questions_its_pages_answer() -> None:
    writer = Writer()
    article = made("taxonomy", writer)
    assert article["meta_description"] == "How to clean a pour over kettle? What is a pour over kettle?"
    assert writer.asked == []
    assert [s["heading"] for s in article["sections"]] == ["", "Questions about pour over kettle"]
    assert "How to clean a pour over kettle?" in article["sections"][1]["html"]
    searches = made("taxonomy", writer, questions=[], keywords=SEARCHES[:5])
    assert "steel pour over kettle" in searches["sections"][1]["html"]
    assert len(made("taxonomy", writer, questions=[], keywords=["kettle"], topic="kettle")["sections"]) == 1


def test_a_category_opens_with_a_paragraph_and_lists_its_kinds() -> None:
    writer = Writer()
    article = made("category", writer)
    assert len(writer.asked) == 1
    assert article["meta_description"].startswith("Pour over kettle: steel pour over kettle, electric pour over kettle")
    assert [s["heading"] for s in article["sections"]] == ["", "Kinds of pour over kettle people look for"]
    kinds = article["sections"][1]["html"]
    assert "steel pour over kettle" in kinds
    assert "vs" not in kinds
    silent = made("category", Writer(fails=("",)))
    assert "pour over kettle" in silent["sections"][0]["html"]
    sensitive = Writer()
    made("category", sensitive, title="Loans", topic="payday loans", keywords=["payday loans"])
    assert sensitive.asked == [], "on money, health and law the model writes nothing"


def test_a_service_names_what_it_includes_and_how_it_runs() -> None:
    writer = Writer()
    article = made("service", writer, brief=BRIEF)
    assert writer.asked == [], "about a service the model says how to do without it"
    assert [s["heading"] for s in article["sections"]] == [
        "", "What is included", "Steps", "What to prepare for pour over kettle", "What customers ask about pour over kettle",
        "What to agree on first",
    ]  # fmt: skip
    assert article["details"] == facts_of(BRIEF, "service")


def test_a_page_is_shorter_than_an_article() -> None:
    page, post = made("page", Writer()), made("post", Writer())
    assert limits_of("page").least_sections <= len(page["sections"]) < len(post["sections"])
    assert page["details"] == {}


@pytest.mark.parametrize("kind", ["post", "page", "product", "service", "category", "taxonomy"])
def test_details_and_lengths_fit_the_type(kind: str) -> None:
    article = made(kind, Writer())
    limits = limits_of(kind)
    assert limits.least_sections <= len(article["sections"]) <= limits.most_sections
    assert details_checked(kind, article["details"]) == article["details"]


@pytest.mark.parametrize("kind", ["product", "service", "taxonomy"])
def test_two_texts_of_a_site_open_differently(kind: str) -> None:
    first = made(kind, Writer())["sections"][0]["html"]
    for _ in range(5):
        other = made(kind, Writer(), known=SiteTexts(shingles(first)), task_id=uuid7())
        assert other["sections"][0]["html"] != first
