"""Ideas composed from a cluster's own keywords: deterministic, readable, without a single invented fact."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from igny8.planning.ai.grammar import corrected
from igny8.planning.ai.idea_outline import Topic, outline, topics
from igny8.planning.ai.wording import is_question, listed, placed, plain_case, question_mark, title_case
from igny8.planning.clustering import guess_intent
from igny8.planning.clustering.questions import defined_subject
from igny8.planning.selectors.clusters import ClusterFacts, KeywordFact
from igny8.planning.services.cannibalisation import same_subject, similarity, topic_of

MAX_TITLE: Final = 70
MAX_KEYWORDS: Final = 12
TOO_NEAR: Final = 0.75  # Jaccard index of topic words from which two ideas of a cluster would be one page twice
_PATTERNS: Final = {
    "informational": ("{x} Explained", "{x}: A Practical Guide", "{x}: What You Need to Know", "{x}: A Plain Guide"),
    "commercial": ("{x}: How to Choose", "{x}: What to Compare", "{x}: What to Consider"),
    "transactional": ("{x}: What to Check First", "{x}: What to Know Before You Decide", "{x}: Your Options"),
    "navigational": ("{x}: An Overview", "{x}: Where to Start", "{x} at a Glance"),
}
_DEEDS: Final = tuple(
    f" {verb} "
    for verb in ["buy", "get", "find", "use", "apply", "consolidate", "make", "clean", "choose", "install", "compare"]
)
_ANGLES: Final = {
    "informational": "Answer the main question in the first paragraph, then each related question in a section of its own.",
    "commercial": "Set out the criteria first, so that readers can compare for themselves.",
    "transactional": "Say what readers should check before they act, then what to do.",
    "navigational": "Give readers the shortest way to what they look for.",
}


@dataclass(frozen=True, slots=True)
class DraftIdea:
    """An idea before it is saved; the fields of ``ContentIdea``."""

    title: str
    description: str
    angle: str
    outline: list[dict[str, Any]]
    primary_keyword: str
    keywords: list[str]
    intent: str
    content_type: str
    role: str


def draft_ideas(facts: ClusterFacts, *, count: int, existing: Collection[str]) -> list[DraftIdea]:
    """Up to ``count`` ideas whose keywords do not overlap; fewer where the cluster has only so many subjects.

    :param existing: titles on the site, which no idea may repeat.
    """
    used = {title.casefold() for title in existing}
    keywords = list(facts.keywords)
    head = next((k for k in keywords if k.text == facts.head_keyword), keywords[0])
    found = topics(head.text, keywords)
    aside = _side_topics(head, found, count - 1)
    taken = {k.text for topic in aside for k in topic.keywords}
    main = [k for k in keywords if k.text not in taken]
    out = [_idea(facts, head, main, used, role=facts.role)]
    for topic in aside:
        out.append(_idea(facts, topic.keywords[0], list(topic.keywords), used, role="spoke"))
    return out[:count]


def _side_topics(head: KeywordFact, found: Sequence[Topic], wanted: int) -> list[Topic]:
    """The strongest topics that ask something else than the head keyword and than each other."""
    chosen: list[Topic] = []
    about = [topic_of(head.text)]
    asked = [defined_subject(head.text)]
    for topic in found:
        if len(chosen) >= wanted:
            break
        words = topic_of(topic.lead)
        explained = defined_subject(topic.lead)
        if explained and any(explained in (other, defined) for other, defined in zip(about, asked, strict=True)):
            continue  # what it is and how it works belong on the page about it
        if len(topic.keywords) >= 2 and all(
            not same_subject(words, other) and similarity(words, other) < TOO_NEAR for other in about
        ):
            chosen.append(topic)
            about.append(words)
            asked.append(explained)
    return chosen


def _idea(
    facts: ClusterFacts, primary: KeywordFact, keywords: Sequence[KeywordFact], used: set[str], *, role: str
) -> DraftIdea:
    intent = intent_of(primary, facts)
    found = topics(primary.text, keywords)
    title = title_for(primary.text, intent, used)
    sections = outline(primary.text, keywords, intent, found, title=title)
    in_sections = [text for section in sections for text in section["keywords"]]
    ordered = list(dict.fromkeys([primary.text, *in_sections, *(k.text for k in keywords)]))[:MAX_KEYWORDS]
    used.add(title.casefold())
    return DraftIdea(
        title=title,
        description=_description(primary.text, keywords, sections),
        angle=_ANGLES[intent],
        outline=sections,
        primary_keyword=primary.text,
        keywords=ordered,
        intent=intent,
        content_type="post",
        role=role,
    )


def intent_of(primary: KeywordFact, facts: ClusterFacts) -> str:
    """The keyword's own intent, else its cluster's, else what its words signal."""
    return primary.intent or facts.intent or guess_intent(primary.text)[0] or "informational"


def title_for(keyword: str, intent: str, used: Collection[str]) -> str:
    """A title for the keyword that is not in use. Which pattern of an intent comes first depends on the keyword alone."""
    said = placed(corrected(keyword))
    subject = title_case(said)
    own = f"{subject}{question_mark(said)}" if is_question(said) else subject
    options: list[str] = []
    low = f" {keyword.lower()} "
    if ":" in said:
        options = [own, f"{own}, Step by Step", f"{own} and What to Know"]
    elif is_question(keyword):
        options = [own, f"{subject}: A Straight Answer", f"{subject}: The Short Answer and the Details"]
    elif " vs " in low or " versus " in low:
        options = [f"{subject}: How They Compare", f"{subject}: The Differences", f"Comparing {subject}"]
    elif low.startswith((" best ", " top ")):
        options = [f"{subject}: How to Choose", f"{subject}: What to Look For", f"Finding the {subject}"]
    elif " near me " in low:
        options = [f"{subject}: What to Look For", f"{subject}: How to Choose", f"Finding {subject}"]
    elif low.startswith(_DEEDS):
        options = [f"How to {subject}", f"{subject}: What to Know First", f"{subject}, Step by Step"]
    else:
        patterns = _PATTERNS.get(intent, _PATTERNS["informational"])
        turn = hashlib.sha256(keyword.encode()).digest()[0] % len(patterns)
        options = [p.format(x=subject) for p in (*patterns[turn:], *patterns[:turn])]
    if len(options[0]) > MAX_TITLE:
        options.insert(0, own)
    for option in options:
        if option.casefold() not in used:
            return option[:255]
    number = 2
    while f"{options[0]} ({number})".casefold() in used:
        number += 1
    return f"{options[0][:240]} ({number})"


def _description(primary: str, keywords: Sequence[KeywordFact], sections: Sequence[dict[str, Any]]) -> str:
    """What the page is for, in sentences; keywords stand in quotation marks, so that their grammar is not ours."""
    others = len({k.text for k in keywords} - {primary})
    subjects = [plain_case(text) for s in sections for text in s["keywords"][:1] if text != primary][:3]
    takes_up = f" and also takes up {listed([f'“{subject}”' for subject in subjects])}" if subjects else ""
    first = f"This page answers the search “{plain_case(primary)}”{takes_up}."
    volumes = [k.volume for k in keywords if k.volume]
    if not volumes or not others:
        return first
    known = "" if len(volumes) == others + 1 else f" (known for {len(volumes)} of them)"
    return f"{first} Its {others + 1} keywords are searched {sum(volumes):,} times a month together{known}."
