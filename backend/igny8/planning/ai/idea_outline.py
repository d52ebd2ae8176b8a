"""The outline of an article from the keywords of its cluster: what people ask becomes a section, what they vary another."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Any, Final

from igny8.planning.ai.grammar import corrected, defining_heading, number_of
from igny8.planning.ai.wording import is_question, names_place, placed, plain_case, question_mark, sentence_case
from igny8.planning.clustering.normalise import terms
from igny8.planning.clustering.questions import defined_subject
from igny8.planning.selectors.clusters import KeywordFact
from igny8.planning.services.cannibalisation import similarity

MAX_SECTIONS: Final = 6
MIN_SECTIONS: Final = 3
MAX_QUESTIONS: Final = 3
SECTION_KEYWORDS: Final = 6
_WIDE: Final = frozenset(["near", "me", "best", "top", "free", "online", "vs", "review", "reviews"])
#: Headings that order the answer; used where keywords give too few sections. The first of each pair suits nouns that need no
#: article or whose article is known to be none, the second any words at all.
_FILL: Final = {
    "informational": (
        ("What to know about {x}", "{x}: what to know first"),
        ("Common questions about {x}", "{x}: common questions"),
        ("Where to go on with {x}", "{x}: where to go on"),
    ),
    "commercial": (
        ("How to compare {x}", "{x}: points to compare"),
        ("Questions to ask about {x}", "{x}: questions to ask before you choose"),
        ("How to decide on {x}", "{x}: how to decide"),
    ),
    "transactional": (
        ("What to check before you choose {x}", "{x}: what to check before you choose"),
        ("Questions to ask about {x}", "{x}: questions to ask first"),
        ("Next steps with {x}", "{x}: next steps"),
    ),
    "navigational": (
        ("Finding the right page for {x}", "{x}: finding the right page"),
        ("Common questions about {x}", "{x}: common questions"),
        ("Where to go on with {x}", "{x}: where to go on"),
    ),
}
_DEED_FILL: Final = ("Mistakes to avoid when you {x}", "After you {x}", "How to tell whether you got it right")
_ANSWER_FILL: Final = (
    "What it depends on", "Common misunderstandings", "When the answer changes", "What to do next", "How to find out for sure",
    "What people overlook", "Where to check your own case", "The reasons behind it", "Questions that come up next",
)  # fmt: skip
MAX_HEADING_WORDS: Final = 10
_LETTERS_APART: Final = re.compile(r"\b(?:\w\.){3,}")  # "n.d.i.s", an abbreviation that stands elsewhere too
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


def outline(
    primary: str, keywords: Sequence[KeywordFact], intent: str, found: Sequence[Topic], *, title: str = ""
) -> list[dict[str, Any]]:
    """Sections with heading, points and keywords, from general to particular; no heading repeats another or the title."""
    sections: list[dict[str, Any]] = []
    own = [frozenset(terms(text)) for text in (title, heading_of(primary)) if text]
    taken: list[frozenset[str]] = []
    opening = _opening(primary, intent)
    if opening and opening.casefold().rstrip("?") != title.casefold().rstrip("?"):
        variants = [k for k in keywords if not (frozenset(terms(k.text)) - frozenset(terms(primary)))]
        sections.append(_section(opening, variants[:SECTION_KEYWORDS] or [KeywordFact(primary, None, "")]))
        taken.append(frozenset(terms(opening)))
    explained = defined_subject(opening) or defined_subject(primary)
    spelt = [" ".join(sorted(primary.lower().split()))]
    questions = 0
    for topic in found:
        if len(sections) >= MAX_SECTIONS:
            break
        asked = is_question(topic.lead)
        if (asked and questions >= MAX_QUESTIONS) or not _readable(topic.lead):
            continue
        heading = heading_of(topic.lead)
        words = frozenset(terms(heading))
        if any(similarity(words, other) >= 0.75 for other in taken) or words in own or _misspelt(topic.lead, spelt):
            continue
        if explained and defined_subject(topic.lead) == explained and not topic.lead.startswith("how"):
            continue  # the opening says what it is already
        spelt.append(" ".join(sorted(topic.lead.lower().split())))
        questions += asked
        taken.append(words)
        sections.append(_section(heading, topic.keywords))
    said = {title.casefold(), *(section["heading"].casefold() for section in sections)}
    for heading in _fills(primary, intent):
        if len(sections) >= MIN_SECTIONS:
            break
        if heading.casefold() not in said:
            sections.append({"heading": heading, "points": [], "keywords": []})
    return sections


def heading_of(text: str) -> str:
    """A keyword as a heading: agreeing, in sentence case, a question mark where it is a question."""
    said = placed(corrected(text.replace("+", " ").replace('"', " ")))
    return sentence_case(said) + (question_mark(said) if is_question(said) else "")


def _fills(primary: str, intent: str) -> list[str]:
    """Headings for what keywords do not say; which ones follow a question depends on the question alone."""
    deed = deed_of(primary)
    if deed:
        return [pattern.format(x=deed) for pattern in _DEED_FILL]
    if is_question(primary):
        turn = sha256(primary.encode()).digest()
        first, step = turn[0] % len(_ANSWER_FILL), 1 + turn[1] % (len(_ANSWER_FILL) - 1)
        pool = list(_ANSWER_FILL)
        return [pool.pop(first), pool[(first + step - 1) % len(pool)]]
    subject = plain_case(placed(_noun(primary)))
    loose = number_of(subject) in {"singular", "unknown"} or len(subject.split()) > 5
    patterns = _FILL.get(intent, _FILL["informational"])
    return [sentence_case(pair[loose].format(x=subject)) if loose else pair[0].format(x=subject) for pair in patterns]


def deed_of(text: str) -> str:
    """What a how-to does, said to the reader: "clean your moka pot"; empty for anything else."""
    said = plain_case(corrected(text))
    if not said.lower().startswith("how to ") or len(said.split()) > 9:
        return ""
    own = {"my": "your", "I": "you", "me": "you", "i": "you"}
    return " ".join(own.get(word, word) for word in said.split()[2:])


def _readable(text: str) -> bool:
    """Whether a search can stand as a heading: no list, no placeholder, no sentence."""
    return (
        not _LETTERS_APART.search(text) and not set(text) & set(",_|{}[]<>") and len(text.split()) <= MAX_HEADING_WORDS
    )


def _noun(primary: str) -> str:
    """The subject without the words that rank or locate a search: "payday loans near me" is about payday loans."""
    words = primary.lower().split()
    while words and words[0] in {"best", "top", "cheap", "cheapest", "good", "free"}:
        words.pop(0)
    text = " ".join(words).removesuffix(" near me").removesuffix(" online")
    return primary if is_question(primary) or not text else text


def _opening(primary: str, intent: str) -> str:
    """The first heading: what the subject is; none where the search names a place, a comparison or a brand."""
    deed = deed_of(primary)
    if deed:
        return f"Before you {deed}"
    if is_question(primary):
        return _SHORT_ANSWER
    subject = _noun(primary)
    if intent == "navigational" or len(subject.split()) > 4 or names_place(subject):
        return ""
    if " vs " in f" {subject} " or any(c.isdigit() for c in subject):
        return ""
    heading = defining_heading(plain_case(subject))
    return sentence_case(heading) if heading.endswith("basics") else heading


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
