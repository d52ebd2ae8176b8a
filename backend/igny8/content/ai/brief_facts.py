"""What a brief names as a fact, line by line: ``Material: oak`` or ``Includes:`` with a list below it.

Everything else in a brief is meant for the writer, not for the page.
"""

import re
from collections.abc import Iterable
from typing import Any, Final

from igny8.content.base.details import details_checked, details_fitting
from igny8.core.errors import InvalidInput

_LABELLED: Final = re.compile(r"(?:[-*•]\s*)?([^\W\d_][^:]{1,38}?)\s*:(?!//)\s*(.*)")
_ITEM: Final = re.compile(r"(?:[-*•]|\d+[.)])\s+(.+)")
_VALUES: Final = re.compile(r"[,;]\s+|;")
_LISTS: Final = {
    "includes": "includes", "included": "includes", "what is included": "includes", "scope": "includes",
    "steps": "steps", "process": "steps", "how it works": "steps",
    "highlights": "highlights", "features": "highlights",
}  # fmt: skip
#: Labels that speak to the writer.
_INSTRUCTIONS: Final = re.compile(
    r"\b(?:audience|readers?|tone|style|voice|notes?|goal|aim|angle|keywords?|do not|don't|avoid|mention|write|say|title|brief"
    r"|links?|sources?|length|words?|examples?|task|focus|important|target|persona|cta|call to action|price|budget|deadline"
    r"|competitors?|explain|describe|use|please|must|for whom)\b",
    re.IGNORECASE,
)
_MOST_NAME_WORDS: Final = 3


def facts_of(brief: str, content_type: str) -> dict[str, Any]:
    """The details of the content type that the brief itself names."""
    found: dict[str, list[Any]] = {"highlights": [], "attributes": [], "includes": [], "steps": []}
    open_list = ""
    for line in (raw.strip() for raw in brief.splitlines()):
        labelled, item = _LABELLED.fullmatch(line), _ITEM.fullmatch(line)
        if labelled and labelled[1].strip().casefold() in _LISTS:
            open_list = _LISTS[labelled[1].strip().casefold()]
            found[open_list] += _values(labelled[2])
        elif open_list and item:
            found[open_list].append(item[1].strip())
        else:
            open_list = ""
            if labelled and labelled[2] and _is_property(labelled[1]):
                found["attributes"].append({"name": labelled[1].strip(), "options": _values(labelled[2])})
    return _fitting(found, content_type)


def _values(text: str) -> list[str]:
    return [part.strip().rstrip(".") for part in _VALUES.split(text) if part.strip(" .")]


def _is_property(name: str) -> bool:
    return len(name.split()) <= _MOST_NAME_WORDS and not _INSTRUCTIONS.search(name)


def _fitting(found: dict[str, list[Any]], content_type: str) -> dict[str, Any]:
    """Entry by entry: one that does not fit is left out, the others stay."""
    out: dict[str, Any] = {}
    for name, entries in details_fitting(content_type, found).items():
        kept: list[Any] = []
        for entry in entries:
            if _fits(content_type, name, [*kept, entry]):
                kept.append(entry)
        if kept:
            out[name] = kept
    return details_checked(content_type, out)


def _fits(content_type: str, name: str, entries: Iterable[Any]) -> bool:
    try:
        details_checked(content_type, {name: list(entries)})
    except InvalidInput:
        return False
    return True
