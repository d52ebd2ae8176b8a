"""Questions that one page answers: what something is and how it works, however they are put. Plain Python, English only."""

import re
from typing import Final

from igny8.planning.clustering.normalise import normal_form, terms

_DEFINING: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:what|who)(?: is|'s| are|s) (?:meant by )?(?P<subject>.+?)(?: (?:and )?how (?:do|does) (?:it|they|these) works?)?",
        r"(?:what )?(?:does|do) (?P<subject>.+?) mean",
        r"how (?:do|does|to|is|are) (?P<subject>.+?) (?:really |actually )?works?",
        r"how (?P<subject>.+?) (?:really |actually )?works?",
        r"(?P<subject>.+?):? how (?:it|they) works?",
        r"(?P<subject>.+?):? (?:meaning|definition|defined|explained|explanation)",
        r"(?:define|definition of|meaning of|explain) (?P<subject>.+?)",
    )
)
# What follows makes it another question: what something is good for, needed for, or the best of its kind.
_OTHER: Final = re.compile(
    r"\b(?:best|top|good|worst|cheapest|easiest|alternatives?|difference|vs|versus|near me|cost|price|rates?|used for|needed|"
    r"required|requirements?|considered|called|like|better|maximum|average|example|statement|purpose|benefits?|risks?)\b"
)


def defined_subject(text: str) -> frozenset[str] | None:
    """The topic words a search wants defined or explained; None when it asks something else.

    >>> sorted(defined_subject("how do payday loans work") or [])
    ['loan', 'payday']
    >>> defined_subject("what are the best payday loans") is None
    True
    """
    form = normal_form(text).rstrip("?! .")
    for pattern in _DEFINING:
        found = pattern.fullmatch(form)
        if found and not _OTHER.search(found["subject"]):
            subject = frozenset(terms(found["subject"]))
            return subject or None
    return None
