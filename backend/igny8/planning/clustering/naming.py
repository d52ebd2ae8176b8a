"""A name for a group of keywords, composed from the keywords' own words."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from igny8.planning.clustering.normalise import STOP_WORDS, stem, words

MAX_WORDS: Final = 5
MAX_LENGTH: Final = 60
_SMALL: Final = frozenset("a an and as at but by for from in into nor of on or the to vs with".split())
_UPPER: Final = frozenset(
    "ai api b2b b2c crm css diy erp faq gps html ios it led nhs pdf php ppc saas seo sms sql tv uk usa usb vpn".split()
)
# Words that ask or rank rather than say what the page is about; a name does without them when it can.
_MODIFIERS: Final = frozenset(
    "best top good cheap cheapest affordable free online near me how what why when who where which vs review reviews "
    "near today much many top-rated new".split()
)


def name_group(texts: Sequence[str], volumes: Sequence[int | None] | None, head: str) -> str:
    """Name of the group made of ``texts``: its most typical phrase, in title case, at most 60 characters.

    Candidates are the runs of one to five words of the keywords that neither begin nor end with a function word. Each
    is rated by the share of keywords (weighted by the logarithm of their volume) that hold all its words in any
    order, times the square root of its number of words that carry a topic; phrases of the head keyword count a
    quarter more. Ties are broken by length, then alphabetically, so the name does not depend on the order.

    :param head: the group's head keyword; the name when nothing better is found.
    """
    spoken = [words(text) for text in texts]
    weights = [1.0 + float(np.log1p(max(v or 0, 0))) for v in (volumes or [None] * len(texts))]
    total = sum(weights) or 1.0
    stems = [frozenset(map(stem, said)) for said in spoken]
    head_words = words(head)
    rated: dict[str, tuple[float, int, str]] = {}
    for said in [*spoken, head_words]:
        for phrase in _phrases(said):
            text = " ".join(phrase)
            if text in rated:
                continue
            needed = frozenset(stem(word) for word in phrase if word not in STOP_WORDS)
            topical = sum(1 for word in phrase if word not in STOP_WORDS and word not in _MODIFIERS)
            held = sum(weight for weight, own in zip(weights, stems, strict=True) if needed <= own) / total
            score = held * float(np.sqrt(topical)) * (1.25 if _inside(phrase, head_words) else 1.0)
            rated[text] = (-round(score, 9), len(phrase), text)
    best = min(rated.values(), default=None)
    chosen = best[2] if best is not None and best[0] < 0 else " ".join(head_words) or head.strip()
    return _titled(chosen)[:MAX_LENGTH].strip() or "Untitled"


def _phrases(said: Sequence[str]) -> list[tuple[str, ...]]:
    """Runs of 1 to 5 words with a topic word at both ends (a modifier may open only together with others)."""
    found = []
    for start in range(len(said)):
        for end in range(start + 1, min(start + MAX_WORDS, len(said)) + 1):
            phrase = tuple(said[start:end])
            if all(word not in STOP_WORDS and word not in _MODIFIERS for word in (phrase[0], phrase[-1])):
                found.append(phrase)
    return found


def _inside(phrase: Sequence[str], longer: Sequence[str]) -> bool:
    size = len(phrase)
    return any(tuple(longer[start : start + size]) == tuple(phrase) for start in range(len(longer) - size + 1))


def _titled(text: str) -> str:
    """Title case that leaves small words small (except the first) and known abbreviations upper."""
    titled = []
    for position, word in enumerate(text.split()):
        if word in _UPPER:
            titled.append(word.upper())
        elif position and word in _SMALL:
            titled.append(word)
        else:
            titled.append(word[:1].upper() + word[1:])
    return " ".join(titled)
