"""Which sentences of a small model may stand on a page. A page must not invent facts, so everything that claims one goes.

The rules look at form only; they cannot know whether a harmless sentence is true. They are written for English, the
language the built-in model writes.
"""

import re
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“(]?[A-Z])")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|vs|Dr|Mr|Mrs|Ms|St|No)\.$")

#: Claims a reader would take for fact, voices that are not the page's, and talk about the text itself.
_FORBIDDEN = re.compile(
    r"""
    \d | [%$€£@#*_=<>{}\[\]|\\`~^"“”«»:;…] | https?: | www\. | \b[\w-]+\.(?:com|org|net|io)\b
    | \b(?:i|i'm|i've|i'll|we|we're|we've|our|ours|us|my|mine|me|myself|ourselves|let's)\b
    | \b(?:percent|per\s+cent|percentage|hundreds?|thousands?|millions?|billions?|dozens?|decades?|century|centuries)\b
    | \b(?:stud(?:y|ies)|research(?:ers?)?|surveys?|statistics?|scientists?|experts?)\b
    | \b(?:according\s+to|evidence|proven|proves?)\b
    | \b(?:university|institute|government|federal|congress|president|patent(?:ed)?|award(?:s|ed)?)\b
    | \b(?:guarantee[sd]?|clinically|cures?|cancer|botulism|lawsuits?|die|death|suicide|diagnos\w+|medical|prescri\w+)\b
    | \b(?:this|the|your)\s+(?:article|blog|post|paragraph|section|passage|essay|text|guide|sentence|heading|title)\b
    | \b(?:as\s+an\s+ai|language\s+model|assistant|chatbot|sure,|certainly,|here\s+(?:is|are)|here's)
    | \b(?:click|subscribe|read\s+more)\b
    | \b(?:yesterday|today|tomorrow|latest|newest)\b
    | \b(?:nowadays|recently|last\s+(?:year|month|week)|this\s+(?:year|month|week)|years?\s+ago)\b
    | \b(?:in\s+conclusion|in\s+summary|to\s+summarize|overall,|sincerely|dear|thank\s+you|hello)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
#: A first sentence must not lean on one that is not there.
_LEANING = re.compile(
    r"^(?:additionally|also|and|another|besides|but|by doing (?:so|this)|finally|for (?:example|instance)|furthermore|hence"
    r"|however|in (?:addition|contrast|fact|other words|turn)|instead|it|its|lastly|likewise|moreover|next|nor|on the other"
    r"|or|otherwise|second(?:ly)?|similarly|so|such|that|their|then|thereby|therefore|these|they|this|those|thus|yet)\b",
    re.IGNORECASE,
)
_STOPWORDS = frozenset(
    [
        "a",
        "about",
        "after",
        "all",
        "also",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "but",
        "by",
        "can",
        "do",
        "each",
        "for",
        "from",
        "has",
        "have",
        "how",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "like",
        "make",
        "more",
        "most",
        "not",
        "of",
        "on",
        "one",
        "only",
        "or",
        "other",
        "out",
        "over",
        "should",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "up",
        "use",
        "used",
        "using",
        "want",
        "well",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "will",
        "with",
        "without",
        "you",
        "your",
    ]
)
ACRONYMS = frozenset(
    [
        "AI",
        "API",
        "CRM",
        "CSS",
        "DIY",
        "FAQ",
        "GPS",
        "HTML",
        "HTTPS",
        "LED",
        "PC",
        "PDF",
        "PVC",
        "SEO",
        "SMS",
        "TV",
        "URL",
        "USB",
        "VPN",
    ]
)
#: A sentence end inside a sentence: what follows does not begin like one.
_INNER_END = re.compile(r"(?<!e\.g)(?<!i\.e)(?<!etc)(?<!vs)[.!?]\s+[^A-Z\s]")
_STRAY_QUOTE = "\"'“”‘’` "


def words_of(text: str) -> list[str]:
    """The words of ``text`` in lower case."""
    return [word.lower() for word in _WORD.findall(text)]


def stems_of(text: str) -> set[str]:
    """Content words of ``text``, cut so that plural and verb forms meet."""
    return {word.rstrip("s")[:5] for word in words_of(text) if word not in _STOPWORDS and len(word) > 2}


def sentences_of(text: str) -> list[str]:
    """Complete sentences of ``text``; what has no end, because the model was cut off, is left out."""
    flat = " ".join(text.split())
    parts: list[str] = []
    for part in _SENTENCE_END.split(flat):
        if parts and _ABBREVIATION.search(parts[-1]):
            parts[-1] = f"{parts[-1]} {part}"
        else:
            parts.append(part)
    return [whole for part in parts if (whole := part.strip(_STRAY_QUOTE)) and whole[-1] in ".!?"]


def is_harmless(sentence: str, *, vocabulary: Iterable[str]) -> bool:
    """Whether ``sentence`` is plain English that claims no figure, name, source or experience.

    :param vocabulary: words of the topic; a capitalised word inside the sentence that is not among them is taken for a
        name the model made up.
    """
    words = words_of(sentence)
    if not 5 <= len(words) <= 45 or not sentence[0].isupper():
        return False
    if _FORBIDDEN.search(sentence) or _INNER_END.search(sentence):
        return False
    if sentence.endswith(("?", "!")) or sentence.count("(") != sentence.count(")"):
        return False
    if any(ord(char) > 0x24F and char not in "‘’–—" for char in sentence):
        return False
    if sum(word in _STOPWORDS for word in words) < 0.22 * len(words):
        return False
    if max(len(word) for word in words) > 22 or len(set(words)) < 0.6 * len(words):
        return False
    known = {word.lower() for word in vocabulary}
    inner = _WORD.findall(sentence)[1:]
    return all(word.islower() or word in ACRONYMS or word.lower() in known for word in inner)


def can_open(sentence: str) -> bool:
    """Whether ``sentence`` can stand first in a paragraph."""
    return not _LEANING.match(sentence)


def overlap(sentence: str, others: Sequence[str], *, n: int = 4) -> float:
    """Largest share of the ``n``-word sequences of ``sentence`` that one of ``others`` has too, from 0 to 1."""
    own = _sequences(sentence, n)
    if not own:
        return 0.0
    return max((len(own & _sequences(other, n)) / len(own) for other in others), default=0.0)


def _sequences(text: str, n: int) -> set[tuple[str, ...]]:
    words = words_of(text)
    return {tuple(words[i : i + n]) for i in range(len(words) - n + 1)}
