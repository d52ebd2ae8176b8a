"""Whether a paragraph speaks of the subject that is meant: a small model guesses what an abbreviation or a name stands for."""

import re
from collections.abc import Callable, Sequence

from igny8.ai.services.writing import WELL_KNOWN, content_stems

_POINTS = 2
_WORD = re.compile(r"[^\W_]+")
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
        self._words = frozenset(_WORD.findall(subject))
        self._is_familiar = is_familiar
        is_short = any(map(_is_short_form, self._words))
        #: Whether the model may only be guessing what the subject is.
        self.is_unsure = any(map(self._is_strange, self._words))
        self._least = 2 if is_short else 1
        self._signs = content_stems(" ".join(keywords)) - content_stems(subject) - _GENERAL if self.is_unsure else set()
        longer = [text for text in keywords if content_stems(text) & self._signs]
        #: Searches that tell the model which meaning it is; none for subjects it knows.
        self.points = tuple(longer[:_POINTS])

    def stays(self, text: str) -> bool:
        """Whether ``text`` (without the beginning it was given) shares words with the other searches, where that is needed."""
        return not self.is_unsure or len(content_stems(text) & self._signs) >= self._least

    def names_others(self, phrase: str) -> bool:
        """Whether ``phrase`` (what a section is about) has names besides the subject that the model cannot know."""
        return any(map(self._is_strange, {*_WORD.findall(phrase)} - self._words))

    def _is_strange(self, word: str) -> bool:
        if word in WELL_KNOWN or not word.isalpha():
            return False
        return _is_short_form(word) or not self._is_familiar(word)


def _is_short_form(word: str) -> bool:
    return len(word) > 1 and word == word.upper() and word not in WELL_KNOWN and word.isalpha()
