"""Text forms used for comparing keywords."""

import re
import unicodedata
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*", re.ASCII)

# Function words of English: they carry grammar, not topic. Question words are kept out of here on purpose
# where they change the page that is wanted ("how", "best", "vs" are not stop words).
_FUNCTION_WORDS: Final = (
    "a an and any are as at be been but by can could did do does doing for from get had has have he her his i if in "
    "into is it its just like may me my no nor not of off on or our out own she should so some such than that the "
    "their them then there these they this those to too up us was we were will with would you your"
)
STOP_WORDS: Final = frozenset(_FUNCTION_WORDS.split())


def normal_form(text: str) -> str:
    """``text`` as keywords are compared: NFKC, case folded, white space collapsed. ``""`` when nothing is left."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def words(text: str) -> list[str]:
    """Words of the normal form of ``text``, in order; letters and digits of any script, apostrophes inside a word."""
    form = normal_form(text)
    if not form.isascii():  # vowel signs of Indic scripts are marks (M), which \w does not count as part of a word
        form = "".join(c if c in "'\u2019" or unicodedata.category(c)[0] in "LNM" else " " for c in form)
        return [word for word in (part.strip("'\u2019") for part in form.split()) if word]
    return _WORD.findall(form)


def stem(word: str) -> str:
    """``word`` without a plural or possessive ending; just enough for "loan" and "loans" to count as one term."""
    word = re.sub(r"['\u2019]s?$", "", word)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and re.search(r"(?:s|x|z|ch|sh)es$", word):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def terms(text: str) -> dict[str, str]:
    """Topic words of ``text``: stem -> word as written first, in order, without function words."""
    found: dict[str, str] = {}
    for word in words(text):
        if word not in STOP_WORDS:
            found.setdefault(stem(word), word)
    return found
