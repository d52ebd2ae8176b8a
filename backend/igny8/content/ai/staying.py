"""Whether a paragraph speaks of the subject that is meant: a small model guesses what an abbreviation or a name stands for."""

import re
from collections.abc import Callable, Sequence

from igny8.ai.services.writing import WELL_KNOWN, content_stems

_POINTS = 2
#: These fit any subject, so they are no sign of a certain one.
_GENERAL = content_stems(
    "providers services options application plan requirements form new find good best company companies team"
)


class Staying:
    """What else people search for with a subject, as the sign that a text means the same subject.

    :param subject: as it is written on the page, abbreviations in capitals.
    :param keywords: the cluster's searches. :param is_familiar: whether a word is one everybody knows.
    """

    def __init__(self, subject: str, keywords: Sequence[str], is_familiar: Callable[[str], bool]) -> None:
        words = re.findall(r"[^\W_]+", subject)
        is_short = any(w == w.upper() and not w.isdigit() and w not in WELL_KNOWN and len(w) > 1 for w in words)
        #: Whether the model may only be guessing what the subject is.
        self.is_unsure = is_short or not all(w in WELL_KNOWN or w.isdigit() or is_familiar(w) for w in words)
        self._least = 2 if is_short else 1
        self._signs = content_stems(" ".join(keywords)) - content_stems(subject) - _GENERAL if self.is_unsure else set()
        longer = [text for text in keywords if content_stems(text) & self._signs]
        #: Searches that tell the model which meaning it is; none for subjects it knows.
        self.points = tuple(longer[:_POINTS])

    def stays(self, text: str) -> bool:
        """Whether ``text`` (without the beginning it was given) shares words with the other searches, where that is needed."""
        return not self.is_unsure or len(content_stems(text) & self._signs) >= self._least
