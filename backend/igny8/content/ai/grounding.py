"""What a model says about a product or service must be in the brief: what is not is dropped, whoever wrote it."""

import re
from collections.abc import Mapping
from typing import Any, Final

_WORD: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_FIGURE: Final = re.compile(r"\d+(?:[.,]\d+)*")
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")
_SAME_START: Final = 4  # letters of a word from which its other forms are taken for it
_SMALL: Final = frozenset("a an and or of the in with for from to".split())  # noqa: SIM905


def grounded(details: Mapping[str, Any], source: str) -> tuple[dict[str, Any], int]:
    """The details without values that ``source`` does not name.

    Values of attributes have to stand there word for word (in any form of the word); everywhere else the figures have to.

    :returns: the details, and how many statements were dropped.
    """
    known = {word.casefold() for word in _WORD.findall(source)}
    figures = set(_FIGURE.findall(source))
    out: dict[str, Any] = {}
    dropped = 0
    for name, value in details.items():
        if name == "attributes":
            kept: list[Any] = [_attribute(attribute, known) for attribute in value]
            dropped += sum(len(a["options"]) for a in value) - sum(len(a["options"]) for a in kept)
            kept = [attribute for attribute in kept if attribute["options"]]
        else:
            parts = _SENTENCE.split(value) if isinstance(value, str) else value
            kept = [part for part in parts if set(_FIGURE.findall(part)) <= figures]
            dropped += len(parts) - len(kept)
        out[name] = " ".join(kept) if isinstance(value, str) else kept
    return out, dropped


def _attribute(attribute: Mapping[str, Any], known: set[str]) -> dict[str, Any]:
    options = [option for option in attribute["options"] if _is_named(option, known)]
    return {"name": attribute["name"], "options": options}


def _is_named(option: str, known: set[str]) -> bool:
    words = [word.casefold() for word in _WORD.findall(option)]
    return bool(words) and all(word in known or word in _SMALL or _is_form(word, known) for word in words)


def _is_form(word: str, known: set[str]) -> bool:
    if len(word) < _SAME_START or word[0].isdigit():
        return False
    return any(
        len(other) >= _SAME_START
        and abs(len(other) - len(word)) <= 3
        and (other.startswith(word) or word.startswith(other))
        for other in known
    )
