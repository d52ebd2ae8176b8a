"""Searches for somebody's name: who looks for a company wants its site, not an article about it. Plain Python, English."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from igny8.planning.clustering.normalise import STOP_WORDS, words

MOSTLY: Final = 0.6  # share of a cluster's keywords with a word, from which the word is its name
WIDE: Final = 0.1  # share of a site's keywords with a word, from which the word is the site's subject and no name
LEAST_SIGNS: Final = 2
_SIGNS: Final = re.compile(
    r"\b(?:log ?in|sign ?in|logo|careers?|jobs|ceo|founders?|headquarters|head office|company overview|company|competitors|"
    r"customer service|phone number|contact number|address|opening hours|stock price|reviews?|group|menu|app|com|features|"
    r"pricing|alternatives?|vs|employment|website)\b"
)
# Words with the endings of English nouns and verbs are no names; nor are these.
_WORD_ENDING: Final = re.compile(r"(?:ing|ers?|ors?|tion|ment|ness|ance|ence|ies|ity|ful|less|able|ical|ly|s|ed)$")
_PLAIN: Final = (
    "best top free online home code loan loans card cards how what why when which who where is are can does do cheap near "
    "new used small large big local good company business service data cloud digital payday cash credit bank"
)
_PLAIN_WORDS: Final = frozenset(_PLAIN.split())


def brand_of(head: str, texts: Sequence[str]) -> str:
    """The name a cluster is about; empty when none shows.

    Its head keyword begins with a word that most keywords of the cluster hold, that does not look like a word of the
    language, and that stands beside words people look companies up with: login, logo, careers, company overview.

    >>> brand_of("acme living", ["acme living", "acme logo", "acme jobs", "acme menu"])
    'acme'
    >>> brand_of("moka pot", ["moka pot", "moka pot sizes", "clean a moka pot"])
    ''
    """
    first = next(iter(words(head)), "")
    if len(first) < 4 or first in STOP_WORDS or first in _PLAIN_WORDS or _WORD_ENDING.search(first):
        return ""
    said = [words(text) for text in texts]
    holding = [" ".join(word for word in own if word != first) for own in said if first in own]
    if len(holding) < max(2, MOSTLY * len(said)):
        return ""
    shared = {word for own in [words(head)] for word in own}  # a sign that is part of the subject itself is none
    signs = Counter(sign for text in holding for sign in set(_SIGNS.findall(text)) if sign not in shared)
    strong = {"logo", "ceo", "headquarters", "head office", "company overview", "careers", "career", "login", "log in"}
    return first if len(signs) >= LEAST_SIGNS and strong & set(signs) else ""
