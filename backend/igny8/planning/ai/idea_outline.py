"""The outline of an article from the keywords of its cluster: what people ask becomes a section, what they vary another."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from igny8.planning.ai.wording import is_plural, is_question, names_place, plain_case, question_mark, sentence_case
from igny8.planning.clustering.normalise import terms
from igny8.planning.selectors.clusters import KeywordFact
from igny8.planning.services.cannibalisation import similarity

MAX_SECTIONS: Final = 6
MIN_SECTIONS: Final = 3
MAX_QUESTIONS: Final = 3
SECTION_KEYWORDS: Final = 6
_WIDE: Final = frozenset(["near", "me", "best", "top", "free", "online", "vs", "review", "reviews"])
#: Headings that say nothing about the subject but order the answer; used where keywords give too few sections.
_FILL: Final = {
    "informational": ("What to know about {x}", "Common questions about {x}", "What to do next"),
    "commercial": ("How to compare {x}", "Questions to ask before you choose", "How to decide"),
    "transactional": ("What to check before you choose {x}", "Questions to ask first", "Next steps"),
    "navigational": ("Finding the right page for {x}", "Common questions about {x}", "Where to go from here"),
    "question": ("What it depends on", "Common misunderstandings", "What to do next"),
}
_SHORT_ANSWER: Final = "The short answer"
_SAME_SPELLING: Final = 0.88  # ratio of Ratcliff and Obershelp from which a heading is a misspelt double


@dataclass(frozen=True, slots=True)
class Topic:
    """Keywords of one section, the strongest first."""

    keywords: tuple[KeywordFact, ...]

    @property
    def lead(self) -> str:
        return self.keywords[0].text


def topics(primary: str, keywords: Sequence[KeywordFact]) -> list[Topic]:
    """Sub-groups of the keywords: questions of the same words together, the others by what they add to the primary keyword.

    :param keywords: strongest first; :returns: strongest topics first, none of them a mere variant of ``primary``.
    """
    base = frozenset(terms(primary))
    adds = {k.text: frozenset(terms(k.text)) - base - _WIDE for k in keywords}
    frequency = Counter(word for words in adds.values() for word in words)
    groups: dict[str, list[KeywordFact]] = {}
    for keyword in keywords:
        words = adds[keyword.text]
        if keyword.text == primary or (not words and not is_question(keyword.text)):
            continue
        if is_question(keyword.text):
            known = next(
                (g for g in groups if g.startswith("?") and similarity(terms(g[1:]), terms(keyword.text)) >= 0.6), None
            )
            groups.setdefault(known or f"?{keyword.text}", []).append(keyword)
        else:
            lead = min(words, key=lambda word: (-frequency[word], word))
            groups.setdefault(lead, []).append(keyword)
    found = [Topic(tuple(group)) for group in groups.values()]
    return sorted(found, key=lambda t: (-sum(k.volume or 0 for k in t.keywords), -len(t.keywords), t.lead))


def outline(primary: str, keywords: Sequence[KeywordFact], intent: str, found: Sequence[Topic]) -> list[dict[str, Any]]:
    """Sections with heading, points and keywords, from general to particular."""
    sections: list[dict[str, Any]] = []
    taken: list[frozenset[str]] = []
    opening = _opening(primary, intent)
    if opening:
        variants = [k for k in keywords if not (frozenset(terms(k.text)) - frozenset(terms(primary)))][
            :SECTION_KEYWORDS
        ]
        sections.append(_section(opening, variants or [KeywordFact(primary, None, "")]))
        taken.append(frozenset(terms(opening)))
    spelt = [" ".join(sorted(primary.lower().split()))]
    questions = 0
    for topic in found:
        if len(sections) >= MAX_SECTIONS:
            break
        asked = is_question(topic.lead)
        if asked and questions >= MAX_QUESTIONS:
            continue
        heading = heading_of(topic.lead)
        words = frozenset(terms(heading))
        if any(similarity(words, other) >= 0.75 for other in taken) or _misspelt(topic.lead, spelt):
            continue
        spelt.append(" ".join(sorted(topic.lead.lower().split())))
        questions += asked
        taken.append(words)
        sections.append(_section(heading, topic.keywords))
    kind = "question" if is_question(primary) else intent
    for pattern in _FILL.get(kind, _FILL["informational"]):
        if len(sections) >= MIN_SECTIONS:
            break
        sections.append({"heading": pattern.format(x=plain_case(_noun(primary))), "points": [], "keywords": []})
    return sections


def heading_of(text: str) -> str:
    """A keyword as a heading: sentence case, a question mark where it is a question."""
    return sentence_case(text) + (question_mark(text) if is_question(text) else "")


def _noun(primary: str) -> str:
    """The subject without the words that rank or locate a search: "payday loans near me" is about payday loans."""
    words = primary.lower().split()
    while words and words[0] in {"best", "top", "cheap", "cheapest", "good", "free"}:
        words.pop(0)
    text = " ".join(words).removesuffix(" near me").removesuffix(" online")
    return primary if is_question(primary) or not text else text


def _opening(primary: str, intent: str) -> str:
    """The first heading: what the subject is; none where the search names a place, a comparison or a brand."""
    if is_question(primary):
        return _SHORT_ANSWER
    subject = _noun(primary)
    if intent == "navigational" or len(subject.split()) > 4 or names_place(subject):
        return ""
    if " vs " in f" {subject} " or any(c.isdigit() for c in subject):
        return ""
    plain = plain_case(subject)
    return f"What are {plain}?" if is_plural(subject) else f"What {plain} means"


def _misspelt(text: str, known: Sequence[str]) -> bool:
    """Whether the text is one of the known ones but for a few letters or the order of its words."""
    form = " ".join(sorted(text.lower().split()))
    return any(SequenceMatcher(None, form, other).ratio() >= _SAME_SPELLING for other in known)


def _section(heading: str, keywords: Sequence[KeywordFact]) -> dict[str, Any]:
    chosen = list(keywords[:SECTION_KEYWORDS])
    points = [_point(k) for k in chosen[:3]]
    return {"heading": heading[:200], "points": points, "keywords": [k.text for k in chosen]}


def _point(keyword: KeywordFact) -> str:
    searched = f" ({keyword.volume:,} searches a month)" if keyword.volume else ""
    deed = "Answer" if is_question(keyword.text) else "Cover"
    return f"{deed} “{keyword.text}”{searched}"
