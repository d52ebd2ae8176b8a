"""What is composed without a capable model reads like English: agreement, articles, casing, one page for one question."""

from typing import Any
from uuid import UUID

import pytest

from igny8.planning.ai.grammar import corrected, defining_heading, number_of, with_article
from igny8.planning.ai.idea_drafting import draft_ideas, title_for
from igny8.planning.ai.idea_outline import heading_of
from igny8.planning.ai.wording import placed, title_case
from igny8.planning.clustering import name_group
from igny8.planning.clustering.brands import brand_of
from igny8.planning.clustering.questions import defined_subject
from igny8.planning.selectors.clusters import ClusterFacts, KeywordFact
from igny8.planning.services.cannibalisation import same_subject, topic_of

NOBODY = UUID(int=0)


def facts(keywords: list[str], *, intent: str = "informational") -> ClusterFacts:
    rows = tuple(KeywordFact(text, 100 - i, "") for i, text in enumerate(keywords))
    return ClusterFacts(
        NOBODY, "A cluster", "", intent, "spoke", "active", keywords[0], NOBODY, NOBODY, len(rows), None, rows
    )


@pytest.mark.parametrize(
    ("said", "heading"),
    [
        ("what is payday loans", "What are payday loans?"),
        ("what are payday loans", "What are payday loans?"),
        ("what is a payday loans", "What are payday loans?"),
        ("what is moka pot", "What is a moka pot?"),
        ("what is a moka pot", "What is a moka pot?"),
        ("what is espresso machine", "What is an espresso machine?"),
        ("what is sda", "What is SDA?"),
        ("what are cold brew", "What is cold brew?"),
        ("what is zorbing thing", "What is zorbing thing?"),
        ("what is true about payday loans", "What is true about payday loans?"),
        ("what is the best payday loans", "What are the best payday loans?"),
        ("how does payday loans work", "How do payday loans work?"),
        ("how do a moka pot work", "How does a moka pot work?"),
        ("how to payday loans work", "How do payday loans work?"),
        ("how much interest does payday loans charge", "How much interest do payday loans charge?"),
        ("how do i work", "How do I work?"),
        ("does payday loans affect your credit", "Do payday loans affect your credit?"),
        ("does paying back payday loans build credit", "Does paying back payday loans build credit?"),
        ("is payday loans bad", "Are payday loans bad?"),
        ("is cold brew less acidic", "Is cold brew less acidic?"),
        ("siphon coffee maker how it works", "Siphon coffee maker: how it works"),
        ("vietnamese phin filter how to use", "Vietnamese phin filter: how to use it"),
        ("how to clean a moka pot", "How to clean a moka pot"),
        ("how fine to grind coffee", "How fine to grind coffee"),
        ("ndis providers perth", "NDIS providers in Perth"),
        ("+independent +living", "Independent living"),
    ],
)
def test_headings_agree(said: str, heading: str) -> None:
    assert heading_of(said) == heading
    assert corrected(corrected(said)) == corrected(said), "correcting twice changes nothing"


@pytest.mark.parametrize(
    ("phrase", "number", "opening"),
    [
        ("payday loans", "plural", "What are payday loans?"),
        ("payday loans for bad credit", "plural", "payday loans for bad credit: the basics"),
        ("moka pot", "singular", "What is a moka pot?"),
        ("coffee grinder", "singular", "What is a coffee grinder?"),
        ("disability accommodation", "mass", "What is disability accommodation?"),
        ("code review software", "mass", "What is code review software?"),
        ("supported independent living", "mass", "What is supported independent living?"),
        ("NDIS", "name", "What is NDIS?"),
        ("SDA home", "singular", "What is an SDA home?"),
        ("SIL provider", "unknown", "SIL provider: the basics"),
        ("SIL funding NDIS", "unknown", "SIL funding NDIS: the basics"),
        ("adelphi", "unknown", "adelphi: the basics"),
        ("business analysis", "unknown", "business analysis: the basics"),
        ("camera lens", "unknown", "camera lens: the basics"),
        ("the moka pot", "singular", "the moka pot: the basics"),
    ],
)
def test_an_article_only_where_it_is_certain(phrase: str, number: str, opening: str) -> None:
    assert number_of(phrase) == number
    assert defining_heading(phrase) == opening


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("espresso machine", "an espresso machine"),
        ("SDA home", "an SDA home"),
        ("USB cable", "a USB cable"),
        ("user manual", "a user manual"),
        ("hour glass", "an hour glass"),
    ],
)
def test_articles_go_by_sound(phrase: str, said: str) -> None:
    assert with_article(phrase) == said


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("sda housing in ndis", "SDA Housing in NDIS"),
        ("ai-powered code review", "AI-Powered Code Review"),
        ("reviews of MacBook stands", "Reviews of MacBook Stands"),
        ("events western australia", "Events Western Australia"),
        ("github copilot vs chatgpt", "GitHub Copilot vs ChatGPT"),
    ],
)
def test_names_keep_their_case(text: str, title: str) -> None:
    assert title_case(text) == title


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("disability housing perth", "disability housing in perth"),
        ("accommodation in perth", "accommodation in perth"),
        ("services perth wa", "services in perth wa"),
        ("french press", "french press"),
        ("perth", "perth"),
    ],
)
def test_a_place_gets_its_preposition(text: str, said: str) -> None:
    assert placed(text) == said


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("what are payday loans", "how do payday loans work", True),
        ("what is a payday loan", "payday loans explained", True),
        ("how payday loans work", "payday loan meaning", True),
        ("what are payday loans", "what are the best payday loans", False),
        ("what are payday loans", "how to get payday loans", False),
        ("what are payday loans", "payday loans near me", False),
        ("what are payday loans", "how much do payday loans cost", False),
        ("what is sda", "what is sil", False),
        ("what is sda", "what is the difference between sda and sil", False),
    ],
)
def test_what_it_is_and_how_it_works_are_one_question(first: str, second: str, same: bool) -> None:
    asked = defined_subject(first)
    assert asked is not None
    assert (asked == defined_subject(second)) is same


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("how to get payday loans", "how to get out of payday loans", False),
        ("are payday loans legal", "are payday loans illegal", True),
        ("are payday loans good", "payday loans", False),
        ("best coffee grinder", "coffee grinders", True),
        ("milk with a steam wand", "milk without a steam wand", False),
    ],
)
def test_small_words_can_turn_a_search(first: str, second: str, same: bool) -> None:
    assert same_subject(topic_of(first), topic_of(second)) is same


@pytest.mark.parametrize(
    ("head", "others", "name"),
    [
        ("adelphi living", ["adelphi logo", "adelphi ceo", "adelphi jobs", "freedom adelphi"], "adelphi"),
        ("semgrep code review", ["semgrep company overview", "semgrep features", "semgrep pricing"], "semgrep"),
        ("moka pot", ["moka pot reviews", "how to clean a moka pot", "moka pot sizes"], ""),
        ("payday loans", ["payday loans login", "payday loans careers", "payday loans reviews"], ""),
        ("roofing company", ["roofing company logo", "roofing jobs", "roofing careers"], ""),
        ("acme shoes", ["running shoes", "shoes logo", "trail shoes"], ""),
    ],
)
def test_searches_for_a_name_are_told_from_subjects(head: str, others: list[str], name: str) -> None:
    assert brand_of(head, [head, *others]) == name


@pytest.mark.parametrize(
    ("texts", "head", "name"),
    [
        (["ai-powered code review", "best ai-powered code review", "ai-powered code review tool"], 0, "AI-Powered Code Review"),
        (["sda", "sda providers", "sdas"], 0, "SDA"),
        (["disability housing perth", "housing for people with disabilities perth", "perth disability homes"], 0, "Disability"),
        (["how do payday loans work", "how does a payday loan work"], 0, "How Do Payday Loans Work"),
    ],
)  # fmt: skip
def test_a_cluster_is_called_what_people_type(texts: list[str], head: int, name: str) -> None:
    found = title_case(name_group(texts, None, texts[head]))
    assert found.startswith(name)
    assert not {"SDAs", "Sdas", "Disabilities"} & set(found.split())


@pytest.mark.parametrize("intent", ["informational", "commercial", "transactional", "navigational"])
@pytest.mark.parametrize(
    "keyword", ["moka pot", "payday loans", "adelphi living", "what is sil", "how to dial in a grinder"]
)
def test_sections_differ_from_each_other_and_from_the_title(keyword: str, intent: str) -> None:
    made = draft_ideas(facts([keyword, f"{keyword} sizes", f"{keyword} in Perth"], intent=intent), count=1, existing=[])
    headings = [section["heading"].casefold() for section in made[0].outline]
    assert len(headings) >= 3
    assert len({*headings, made[0].title.casefold()}) == len(headings) + 1
    assert not any(bad in " ".join(headings) for bad in ("prepare for moka pot", "compare adelphi", "is payday loans"))


def test_two_ideas_share_a_heading_at_most() -> None:
    first, second = (
        draft_ideas(facts([text, f"{text} basics"]), count=1, existing=[])[0] for text in ("moka pot", "french press")
    )
    shared = {s["heading"] for s in first.outline} & {s["heading"] for s in second.outline}
    assert len(shared) <= 1


def test_the_description_is_made_of_sentences() -> None:
    made = draft_ideas(facts(["payday loans", "what is payday loans", "payday loans fees"]), count=1, existing=[])[0]
    assert made.description == (
        "This page answers the search “payday loans” and also takes up “payday loans fees”. "
        "Its 3 keywords are searched 297 times a month together."
    )


def test_a_definition_is_no_second_idea_beside_its_explanation() -> None:
    keywords = ["what is sil", "how does sil work", "how does sil really work", "sil provider", "sil provider list"]
    made: list[Any] = draft_ideas(facts(keywords), count=3, existing=[])
    assert [idea.primary_keyword for idea in made if defined_subject(idea.primary_keyword)] == ["what is sil"]


def test_a_title_is_never_used_twice() -> None:
    used: set[str] = set()
    for _ in range(8):
        title = title_for("moka pot", "informational", used)
        assert title.casefold() not in used
        used.add(title.casefold())
