"""How a small model is led to advice instead of claims: what a section is about, how its paragraphs begin, what is cut."""

import re

from igny8.core.html import html_to_text

_Approach = tuple[str, tuple[str, ...]]

INTRODUCTIONS = (
    "Before you decide anything about {subject}, it helps to",
    "Anyone who is interested in {subject} should first",
    "A good way to start with {subject} is to",
)
_NOUN = (
    "A good way to approach {subject} is to",
    "When you look at {subject}, pay attention to",
    "Before you choose {subject}, think about",
    "It is worth asking questions about {subject} before you",
    "To make the most of {subject}, start by",
    "Take your time with {subject} and",
    "With a topic such as {subject}, it is important to",
)
_HOW_TO = (
    "If you want to know {subject}, start by",
    "A simple plan for {subject} begins with",
    "Before you think about {subject}, make sure that you",
)
_INDIRECT = (
    "It helps to understand {subject} before you",
    "A good way to find out {subject} is to",
    "Once you know {subject}, you can",
)
_LOOSE = (
    "When you think about {subject}, start with",
    "It is worth writing down {subject} before you",
    "A good list of {subject} should",
)
#: Headings that fit any topic, singular or plural, and lead to advice.
ADVICE = (
    "What to look for in {topic}",
    "Questions to ask about {topic}",
    "How to compare {topic}",
    "Getting started with {topic}",
    "How to prepare for {topic}",
)
#: What a model of this size says without knowing it: comparisons, superlatives, absolutes, prices, numbered lists without items.
_CLAIM = re.compile(
    r"\b(?:than|cheap(?:er|est)?|free|interest[- ]rates?|no\s+interest|low(?:er)?\s+(?:interest|rates?|costs?|fees?)"
    r"|never|always|everyone|nobody|guarantee\w*|scams?|lifesaver|legally|illegal|law|laws|known\s+as|defined\s+as|founded|invented"
    r"|type\s+of|form\s+of|refers?\s+to|consists?\s+of|stands\s+for|popular|world|globe|globally|countr(?:y|ies)|homeless\w*"
    r"|most\s+(?:popular|common|effective|efficient|affordable|convenient|important)|best|top|leading|revolution\w*"
    r"|first(?:ly)?,|second(?:ly)?,|third(?:ly)?,|fourth(?:ly)?,|finally,|lastly,|mentioned|dont|doesnt|cant|double-edged)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_LEAST_WORDS = 22


def approach_to(heading: str, topic: str) -> _Approach | None:
    """What to write about below ``heading``, as a phrase for the middle of a sentence, and beginnings that suit it.

    None for questions whose answer is a fact (how much, is it, can I, who ...): the model does not know it.
    """
    text = heading.rstrip("?.!: ").split(":")[0]
    words = text.split()
    low = [word.lower() for word in words]
    if not words:
        return topic, INTRODUCTIONS
    if low[0] == "how":
        if low[1:2] == ["to"]:
            return _small(text), _HOW_TO
        if low[1:2] in (["do"], ["does"]) and low[2:3] != ["i"] and len(words) > 3:
            ending = "s" if low[1] == "does" and not low[-1].endswith("s") else ""
            return f"how {' '.join(words[2:])}{ending}", _INDIRECT
        if low[-1].rstrip("s") == "work":
            return _small(text), _INDIRECT
        return None
    if low[0] == "what":
        if low[1:2] in (["is"], ["are"]) and len(words) > 2:
            return f"what {' '.join(words[2:])} {low[1]}", _INDIRECT
        if low[-1] in {"means", "mean"}:
            return _small(text), _INDIRECT
        return (_small(text), _LOOSE[:1]) if low[1:2] == ["to"] else (topic, _NOUN)
    if low[0] in {
        "is",
        "are",
        "can",
        "do",
        "does",
        "did",
        "should",
        "will",
        "who",
        "when",
        "where",
        "which",
        "why",
        "would",
        "could",
    }:
        return None
    if low[0] in {"questions", "criteria", "steps"}:
        return _small(text), _LOOSE
    if low[0].endswith("ing"):
        return _small(text), _HOW_TO[1:]
    return (_small(text) if 1 < len(words) <= 7 else topic), _NOUN


def without_claims(text: str) -> str:
    """The sentences that claim nothing; empty when too little is left, or when the first one is gone."""
    sentences = _SENTENCE.split(" ".join(text.split()))
    kept = [sentence for sentence in sentences if not _CLAIM.search(sentence)]
    if not kept or kept[0] != sentences[0] or len(" ".join(kept).split()) < _LEAST_WORDS:
        return ""
    return " ".join(kept)


def plain_texts(html: str) -> list[str]:
    """The blocks of a text, without markup."""
    return html_to_text(html).split("\n")


def _small(text: str) -> str:
    """``text`` with a small first letter, unless its first word is a name or an abbreviation."""
    first, space, rest = text.partition(" ")
    return f"{first.lower()}{space}{rest}" if first[1:] == first[1:].lower() else text
