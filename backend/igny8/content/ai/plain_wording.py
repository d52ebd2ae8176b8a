"""How a small model is led to advice instead of claims: what a section is about, how its paragraphs begin, what is cut.

Of what the built-in model writes, sentences that describe the subject are wrong too often (over ten topics about every second
one); sentences that tell the reader how to go about it are general, and true of most subjects. So only the latter are kept.
"""

import re
from collections import Counter
from collections.abc import Sequence

from igny8.core.html import html_to_text

_Approach = tuple[str, tuple[str, ...]]

# Beginnings that lead the model. Behind "|" stands what is left on the page when the rest can stand alone ("A good way to
# approach coffee is to taste it" becomes "Taste it"); without it the beginning stays. The subject comes after two words at least.
INTRODUCTIONS = (
    "Before you decide anything about {subject}, it helps to",
    "Anyone who is interested in {subject} should first",
    "A good way to start with {subject} is to",
    "With a subject such as {subject}, you will want to",
    "Reading about {subject} is easier when you",
)
_NOUN = (
    "A good way to approach {subject} is to|",
    "When you look at {subject}, |pay attention to",
    "Before you choose {subject}, |think about",
    "It is worth asking questions about {subject} before you",
    "To make the most of {subject}, |start by",
    "Take your time with {subject} and|",
    "With a topic such as {subject}, it is important to|",
    "When you compare {subject}, |look closely at",
    "To get to know {subject}, |ask",
    "If you are new to {subject}, |try to",
)
_HOW_TO = (
    "If you want {subject}, |start by",
    "When you plan {subject}, |make sure that you",
    "A simple way {subject} is to|",
    "If you would like {subject}, you can|",
    "Before you try {subject}, |take the time to",
    "An easy way {subject} is to|",
)
_DOING = (
    "A simple plan for {subject} begins with",
    "When it comes to {subject}, |make sure that you",
    "It is easier to begin with {subject} when you",
    "Before {subject}, |write down",
    "The work of {subject} goes better if you",
    "As you go about {subject}, |keep an eye on",
)
_INDIRECT = (
    "It helps to understand {subject} before you",
    "A good way to find out {subject} is to|",
    "If you are not sure about {subject}, |ask",
    "To find out {subject}, you can|",
    "If you wonder about {subject}, |begin by",
    "Before you judge {subject}, |take a look at",
)
_LOOSE = (
    "When you think about {subject}, |start with",
    "It is worth writing down {subject} before you",
    "A good list of {subject} should",
    "To collect {subject}, |look at",
    "Once you know {subject}, you can|",
)
_WHAT_TO = (
    "When you think about {subject}, |start with",
    "Before you decide {subject}, |look at",
    "A good way to find out {subject} is to|",
    "To work out {subject}, |ask yourself",
    "If you wonder about {subject}, |begin with",
    "Once you know {subject}, you can|",
)
#: Headings that fit any topic, singular or plural, and lead to advice.
ADVICE = (
    "What to look for in {topic}",
    "Questions to ask about {topic}",
    "How to compare {topic}",
    "Getting started with {topic}",
    "How to prepare for {topic}",
    "Common mistakes with {topic}",
)
#: The same for texts that are no articles: fewer.
ADVICE_BY_TYPE = {"page": ADVICE[:2] + ADVICE[3:4]}
#: The same for searches that are questions: their words do not fit into other headings.
ADVICE_ON_QUESTIONS = (
    "Where to start",
    "Questions to ask first",
    "What to prepare",
    "How to weigh your options",
    "Mistakes to avoid",
)
#: What a model of this size says without knowing it: comparisons, superlatives, absolutes, prices, numbered lists without items.
_CLAIM = re.compile(
    r"\b(?:than|cheap(?:er|est)?|free|interest[- ]rates?|no\s+interest|low(?:er)?\s+(?:interest|rates?|costs?|fees?)"
    r"|never|always|everyone|nobody|guarantee\w*|scams?|lifesaver|legally|illegal|law|laws|known\s+as|defined\s+as|founded|invented"
    r"|type\s+of|form\s+of|refers?\s+to|consists?\s+of|stands\s+for|popular|world|globe|globally|countr(?:y|ies)|homeless\w*"
    r"|most\s+(?:popular|common|effective|efficient|affordable|convenient|important)|best|top|leading|revolution\w*"
    r"|first(?:ly)?(?=,)|second(?:ly)?(?=,)|third(?:ly)?(?=,)|fourth(?:ly)?(?=,)|finally(?=,)|lastly(?=,)|tax\w*|deduct\w*|paypal|donat\w*|unlimited|dreams?|souls?|journeys?|magic\w*|delicate|mentioned|dont|doesnt|cant|double-edged)\b",
    re.IGNORECASE,
)
#: Talks to the reader or recommends; everything else describes.
_ADVICE_SENTENCE = re.compile(
    r"\b(?:you|your|you're|you'll|yours|yourself|should|consider|make\s+sure|be\s+sure|remember"
    r"|it(?:\s+is|'s|\s+also\s+helps|\s+helps)\s*(?:also\s+)?(?:important|essential|helpful|worth|useful|crucial|wise|good|to|a\s+good))\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_LEAST_WORDS = 20
_LEAST_OWN = 14  # words a paragraph must have to do without the beginning it was given
_ASKING = frozenset("how what why when where which who is are can do does should will".split())  # noqa: SIM905
_AUXILIARIES = frozenset("do does is are the a an best good some any to can should you i my much many long".split())  # noqa: SIM905
_RANKING = frozenset("best top cheap cheapest free guaranteed leading popular good great".split())  # noqa: SIM905
_NATURAL = frozenset("of for with in on from to your the a an and or before after without no not what matter".split())  # noqa: SIM905


def noun_of(topic: str) -> str:
    """The thing a search is about: ``what are the best payday loans`` asks about ``payday loans``; empty for a how-to."""
    words = topic.split()
    if not words or words[0].lower() not in _ASKING:
        return topic
    if [word.lower() for word in words[:2]] == ["how", "to"]:
        return ""
    rest = words[1:]
    while rest and rest[0].lower() in _AUXILIARIES:
        rest.pop(0)
    while rest and rest[-1].lower() in {"work", "works", "mean", "means", "cost", "costs"}:
        rest.pop()
    return " ".join(rest)


def short_subject(topic: str, keywords: Sequence[str]) -> str:
    """``topic`` as a thing of at most four words without ranking words; of a longer one the words its keywords share most.

    ``guaranteed payday loans no matter what direct lender`` is about ``payday loans``.
    """
    words = [word for word in noun_of(topic).split() if word.lower() not in _RANKING]
    text = " ".join(words).removesuffix(" near me")
    if len(text.split()) <= 4:
        return text or topic
    counts: Counter[str] = Counter()
    for keyword in [topic, *keywords]:
        parts = keyword.lower().split()
        counts.update({" ".join(parts[i : i + n]) for n in (2, 3) for i in range(len(parts) - n + 1)})
    usable = [
        phrase
        for phrase in counts
        if phrase in text.lower() and not (_RANKING | _NATURAL | _ASKING) & set(phrase.split())
    ]
    if not usable:
        return " ".join(words[:4])
    best = max(usable, key=lambda phrase: (counts[phrase], len(phrase)))
    at = text.lower().index(best)
    return text[at : at + len(best)]


def approach_to(heading: str, topic: str) -> _Approach | None:
    """What to write about below ``heading``, as a phrase for the middle of a sentence, and beginnings that suit it.

    None for questions whose answer is a fact (how much, is it, can I, who ...), which the model does not know, and for bare
    search terms.
    """
    text = heading.rstrip("?.!: ").split(":")[0]
    words = text.split()
    low = [word.lower() for word in words]
    if not words:
        return topic, INTRODUCTIONS
    if low[0] == "how":
        if low[1:2] == ["to"]:
            return f"to {' '.join(words[2:])}", _HOW_TO
        if low[1:2] in (["do"], ["does"]) and low[2:3] != ["i"] and len(words) > 3:
            ending = "s" if low[1] == "does" and not low[-1].endswith("s") else ""
            return f"how {' '.join(words[2:])}{ending}", _INDIRECT
        if low[-1].rstrip("s") == "work":
            return small(text), _INDIRECT
        return None
    if low[0] == "what":
        if low[1:2] in (["is"], ["are"]) and len(words) > 2:
            return f"what {' '.join(words[2:])} {low[1]}", _INDIRECT
        if low[-1] in {"means", "mean"}:
            return small(text), _INDIRECT
        return (small(text), _WHAT_TO) if low[1:2] == ["to"] else None
    if low[0] == "where" and low[1:2] == ["to"]:
        return f"{small(text)} with {topic}", _WHAT_TO
    if low[0] in _ASKING or low[:2] == ["the", "short"]:
        return None
    if low[0] in {"questions", "criteria", "steps", "mistakes", "common"}:
        is_named = topic.lower() in text.lower()
        if low[0] in {"mistakes", "common"}:
            return small(text) + ("" if is_named else f" with {topic}"), _INDIRECT
        return small(text) + ("" if is_named else f" about {topic}"), _LOOSE
    if low[0].endswith("ing"):
        return small(text), _DOING
    is_plural = low[-1].endswith("s") and not low[-1].endswith(("ss", "us", "is"))
    if len(words) > 7 or not (is_plural or _NATURAL & set(low)):
        return None  # a bare search term: no sentence can be built around it
    return small(text), _NOUN


def led(opening: str) -> str:
    """The beginning as the model is given it."""
    return opening.replace("|", "")


def standing_alone(text: str, subject: str, openings: Sequence[str]) -> str:
    """``text`` without the beginning it was led by, where the rest is a sentence of its own."""
    for opening in openings:
        lead, mark, rest = opening.format(subject=subject).partition("|")
        if mark and text.startswith(lead + rest):
            after = text[len(lead) + len(rest) :]
            own = (rest + after).lstrip(" ,")
            if after[:1] not in {" ", ","} or len(own.split()) < _LEAST_OWN:
                return text
            if re.match(r"(?:not|also|to|it|the|a|an|you|this|that|easily|often)\b", own):
                return text
            return own[:1].upper() + own[1:]
    return text


def advice_only(text: str, openings: Sequence[str], subject: str) -> str:
    """The sentences that advise and claim nothing; empty when too little is left, or the first is not the one begun for it.

    :param subject: a sentence that begins with it describes it, and goes.
    """
    sentences = _SENTENCE.split(" ".join(text.split()))
    if not sentences[0].startswith(tuple(opening.partition("{")[0] for opening in openings)):
        return ""
    head = re.escape(subject.split()[0].rstrip("s")) if subject.split() else "x{9}"
    describes = re.compile(rf"(?:an?|the|these|this|some|many|most)?\s*{head}", re.IGNORECASE)
    kept = [
        sentence
        for number, sentence in enumerate(sentences)
        if not _CLAIM.search(sentence)
        and (number == 0 or (_ADVICE_SENTENCE.search(sentence) and not describes.match(sentence)))
    ]
    if not kept or kept[0] != sentences[0] or len(" ".join(kept).split()) < _LEAST_WORDS:
        return ""
    return " ".join(kept)


def plain_texts(html: str) -> list[str]:
    """The blocks of a text, without markup."""
    return html_to_text(html).split("\n")


def small(text: str) -> str:
    """``text`` with a small first letter, unless its first word is a name or an abbreviation."""
    first, space, rest = text.partition(" ")
    return f"{first.lower()}{space}{rest}" if first[1:] == first[1:].lower() else text
