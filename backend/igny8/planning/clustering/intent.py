"""Search intent from a keyword's own words: the fallback when the source of the keyword names none."""

import re
from collections.abc import Collection
from typing import Final, Literal

from igny8.planning.clustering.normalise import normal_form, words

Intent = Literal["informational", "commercial", "transactional", "navigational"]

# Whole words or phrases of English, checked in this order: what somebody is about to do outweighs how they ask.
_SIGNALS: Final[tuple[tuple[Intent, str], ...]] = (
    (
        "navigational",
        r"log ?in|log ?on|sign ?in|official (?:site|website)|customer (?:service|support) number|contact number|"
        r"homepage|\w+\.(?:com|org|net|io|co\.uk|de)|(?:my )?account|portal",
    ),
    (
        "transactional",
        r"buy|purchase|order(?: online)?|price|prices|pricing|cost|cheap|cheapest|coupons?|promo(?: codes?)?|"
        r"discounts?|deals?|for sale|on sale|near me|nearby|download|free trial|subscribe|hire|rent|rental|book|"
        r"booking|quotes?|apply|in stock|shop|wholesale|same day delivery",
    ),
    (
        "commercial",
        r"best|top(?: rated)?|vs|versus|reviews?|compare|compared|comparison|alternatives?|cheaper than|"
        r"affordable|recommended|ranking|rated|worth it|pros and cons|under \$?\d+|for (?:beginners|small business)",
    ),
    (
        "informational",
        r"how|what|why|when|who|where|which|is|are|can|does|do|should|guide|tutorials?|examples?|ideas|tips|"
        r"meaning|definition|explained|learn|recipes?|symptoms|causes|benefits|checklist|template|difference|history|"
        r"statistics|diy|instructions|step by step",
    ),
)
_QUESTION: Final = re.compile(r"^(?:how (?!much|many)|what|why|when|who|is|are|can|does|do|should)\b")
_PATTERNS: Final = tuple((intent, re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")) for intent, pattern in _SIGNALS)


def guess_intent(text: str, *, brands: Collection[str] = ()) -> tuple[Intent | None, str]:
    """The intent that the words of ``text`` signal, and the reason as a sentence; ``(None, reason)`` without a signal.

    A keyword that opens with a question word is informational even when it holds a price or a product; otherwise
    navigational beats transactional beats commercial beats informational. English only; no guess is better than a
    wrong one, so a bare noun gets none.

    :param brands: names that make a keyword navigational when it is nothing but the name.
    """
    form = normal_form(text)
    if not words(form):
        return None, "The keyword holds no words."
    if form in {normal_form(name) for name in brands}:
        return "navigational", f"It is the name “{form}” alone."
    question = _QUESTION.match(form)
    best = _PATTERNS[2][1].search(form)
    if question and not (best and best.group() in {"best", "vs", "versus"}):
        return "informational", f"It opens with the question word “{question.group().strip()}”."
    for intent, pattern in _PATTERNS:
        found = pattern.search(form)
        if found:
            return intent, f"It contains “{found.group()}”."
    return None, "No word of it signals an intent."
