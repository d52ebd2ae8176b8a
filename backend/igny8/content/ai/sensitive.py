"""Subjects on which wrong advice harms people: money, health, law. A small model writes no advice on them.

These are the subjects search engines hold to the highest standard ("Your Money or Your Life", Google, Search Quality Rater
Guidelines, section 2.3).
"""

import random
import re
from collections.abc import Iterable

_WORDS = re.compile(
    r"\b(?:loans?|lend(?:er|ers|ing)|payday|debts?|credit|mortgages?|borrow\w*|bankruptcy|repossess\w*|foreclos\w*|insur\w+|invest\w*"
    r"|tax(?:es|ation)?|pensions?|retirement|stocks?|shares?|forex|crypto\w*|bitcoin|trading|gambling|betting|casinos?"
    r"|medic\w+|drugs?|diseases?|diagnos\w+|symptoms?|treatments?|therap\w+|doctors?|cancers?|diabet\w+|depress\w+|anxiety"
    r"|pills?|dosages?|doses?|surger\w+|pregnan\w+|vaccin\w+|suicid\w*|addict\w+|weight\s+loss|supplements?|cbd|pain"
    r"|lawyers?|attorneys?|legal\w*|lawsuits?|sue|divorces?|custody|immigration|visas?|injur\w+|criminal|compensation)\b",
    re.IGNORECASE,
)
_ABOUT = (
    "This page is about {subject}.",
    "{Subject}: what people look for, and what is still to be answered.",
    "Here is what people want to know about {subject}.",
    "People search for {subject} with very different questions in mind.",
    "The searches collected here show what readers want to know about {subject}.",
)
_DRAFT = (
    "It is a draft: the answers, figures and conditions need somebody with expert knowledge of {subject}.",
    "Read it as a draft, because facts about {subject} have to come from an expert before anybody relies on them.",
    "It gives no advice and is a draft until an expert has added the facts about {subject}.",
    "As a draft it leaves the facts to an expert on {subject}, who should complete and check it.",
)
_PREPARE = (
    "Before you talk to a qualified adviser about {subject}, it helps to have these ready:",
    "A conversation about {subject} with somebody qualified goes better when these are at hand:",
    "These belong on the table when you ask a professional about {subject}:",
)
_READY = (
    "your questions, written down in the order that matters to you",
    "letters and papers you have received so far",
    "the dates that matter, and any deadline you have been told",
    "notes of what you were told before, and by whom",
    "what you would like to be different afterwards",
    "the points you do not understand yet",
    "names and contact details of everybody involved",
    "time to read everything before you agree to it",
    "somebody you trust who can listen with you",
    "a pen and paper for the answers",
)


def is_sensitive(texts: Iterable[str]) -> bool:
    """Whether one of ``texts`` (topic, title, keywords) speaks of money, health or law."""
    return any(_WORDS.search(text) for text in texts)


def cautious_paragraphs(subject: str) -> list[str]:
    """Every introduction there is: what the page is about, and that it is a draft which needs an expert's facts."""
    pairs = [(about, draft) for draft in _DRAFT for about in _ABOUT]
    named = {"subject": subject, "Subject": subject[:1].upper() + subject[1:]}
    return [f"{about} {draft}".format(**named) for about, draft in pairs]


def preparation(subject: str, *, seed: int) -> tuple[str, list[str]]:
    """A sentence, and a list of what to have ready; neither says anything about the subject itself."""
    chance = random.Random(seed)
    return chance.choice(_PREPARE).format(subject=subject), chance.sample(_READY, 5)
