"""Sections made of what people search for: real data, and true whatever the subject is."""

import re
from collections.abc import Callable, Sequence
from html import escape

from igny8.content.ai.brief import Brief

_LEAST, _MOST = 3, 8
_SMALL_WORDS = (
    "a an the do does did is are was i you my your can to of for in on with and or "
    "what how get it me have at out there any"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_BRANDS = re.compile(
    r"\b(?:yahoo|reddit|quora|youtube|wikipedia|facebook|twitter|tiktok|instagram|pinterest|linkedin|google|bing|amazon|ebay"
    r"|walmart|craigslist|yelp|trustpilot|chatgpt|answers?\.com|pdf|quizlet|brainly|chegg|crossword|meme|lyrics)\b",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:vs|versus|or|compare[ds]?|comparison|difference|alternatives?|better|best|instead)\b", re.I
)
_PROMISES = re.compile(r"\b(?:guaranteed|instant|no matter what|no credit check|no refusal|100)\b", re.IGNORECASE)
_QUESTION = re.compile(r"(?:how|what|why|when|where|which|who|is|are|can|do|does|should|will)\b", re.IGNORECASE)
_NEAR = re.compile(r"\b(?:near|in|online|local|nearby)\b", re.IGNORECASE)

Cased = Callable[[str], str]
Section = dict[str, str]


def questions_in(brief: Brief) -> list[str]:
    """The brief's questions, without near doubles, fragments and other companies' names."""
    own = set(brief.keywords)
    ordered = sorted(brief.questions, key=lambda text: text not in own)  # the page's own before the cluster's
    return _distinct([text for text in ordered if _is_clean(text, brief) and len(text.split()) >= 3])


def asked(brief: Brief, cased: Cased) -> list[Section]:
    """The questions people search for; none when there are too few."""
    questions = [as_question(cased(text)) for text in questions_in(brief)]
    return _listed("What people also ask", "", questions)


def _item(text: str) -> str:
    return as_question(text) if _QUESTION.match(text) else text


def data_sections(brief: Brief, subject: str, cased: Cased) -> list[Section]:
    """Comparisons, places and related searches of the cluster, each search in one list only."""
    questions = questions_in(brief)[:_MOST]
    left = [t for t in dict.fromkeys([*brief.keywords, *brief.related]) if t not in questions and _is_clean(t, brief)]
    left = [text for text in left if len(text.split()) >= 2]
    out: list[Section] = []
    for heading, lead, fits in (
        (f"What people compare with {subject}", "Readers weigh these against each other:", _COMPARES),
        (f"Where people look for {subject}", "These searches name a place or a way to reach it:", _NEAR),
        (f"Related searches about {subject}", "The same readers also look for:", None),
    ):
        found = _distinct([text for text in left if fits is None or fits.search(text)], beyond=questions)[:_MOST]
        section = _listed(heading, lead, [_item(cased(text)) for text in found])
        if section:
            out += section
            left = [text for text in left if text not in found]
    return out


def kinds_in(brief: Brief) -> list[str]:
    """Searches that name a kind of the subject: its words and at least one more; no questions, comparisons or places."""
    subject = _words(brief.topic)
    left = dict.fromkeys([*brief.keywords, *brief.related])
    found = [text for text in left if _is_clean(text, brief) and not _QUESTION.match(text)]
    found = [text for text in found if not _COMPARES.search(text) and not _NEAR.search(text)]
    return _distinct([text for text in found if subject < _words(text)])


def as_question(search: str) -> str:
    """``how do payday loans work`` as ``How do payday loans work?``"""
    text = " ".join(search.split()).rstrip("?")
    return f"{text[:1].upper()}{text[1:]}?"


def list_html(items: Sequence[str], lead: str = "") -> str:
    """A list, with a paragraph before it."""
    before = f"<p>{escape(lead, quote=False)}</p>\n" if lead else ""
    return f"{before}<ul>{''.join(f'<li>{escape(item, quote=False)}</li>' for item in items)}</ul>"


def _listed(heading: str, lead: str, items: Sequence[str]) -> list[Section]:
    return [{"heading": heading, "html": list_html(items[:_MOST], lead)}] if len(items) >= _LEAST else []


def _is_clean(text: str, brief: Brief) -> bool:
    words = text.lower().replace("?", "").split()
    is_single = any(len(word) == 1 and word not in {"a", "i", "&"} for word in words)
    named = _BRANDS.search(text)
    return (
        not is_single and not _PROMISES.search(text) and (named is None or named.group().lower() in brief.topic.lower())
    )


def _words(text: str) -> frozenset[str]:
    """The words of a search that carry meaning, cut so that their forms meet."""
    return frozenset(word.rstrip("s")[:6] for word in re.findall(r"[^\W_]+", text.lower()) if word not in _SMALL)


def _distinct(texts: Sequence[str], *, beyond: Sequence[str] = ()) -> list[str]:
    """The texts whose words are not nearly those of an earlier one, or of one of ``beyond``."""
    kept: list[str] = []
    seen: list[frozenset[str]] = []
    for number, text in enumerate([*beyond, *texts]):
        words = _words(text)
        if any(words == other or len(words & other) > 0.75 * len(words | other) for other in seen):
            continue
        seen.append(words)
        if number >= len(beyond):
            kept.append(text)
    return kept
