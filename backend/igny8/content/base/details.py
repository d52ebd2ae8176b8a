"""What a content has besides its text, by content type: plain text in a checked form, versioned with the text.

Whoever shows a detail as HTML escapes it: a value may hold ``<`` and ``&``, but nothing that reads as a tag.
"""

import re
import unicodedata
from collections.abc import Mapping
from html import escape
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from igny8.core.errors import InvalidInput

_TAG: Final = re.compile(r"<[/!?]?[A-Za-z]|<!--|-->")
_SPACES: Final = re.compile(r"[ \t\r\n\u00a0\u2028\u2029]+")
_UNPRINTABLE: Final = {"Cc", "Cs", "Cn"}
_MOST_ERRORS: Final = 20


def plain_text(value: str) -> str:
    """``value`` in one line. :raises ValueError: it has markup or control characters."""
    text = _SPACES.sub(" ", value).strip()
    if any(unicodedata.category(char) in _UNPRINTABLE for char in text):
        raise ValueError("Control characters are not allowed here")
    if _TAG.search(text):
        raise ValueError("Plain text only, without markup")
    return text


def _all_different(values: list[str]) -> list[str]:
    if len({value.casefold() for value in values}) != len(values):
        raise ValueError("The same entry stands here twice")
    return values


Short = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(plain_text)]
Line = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(plain_text)]
Name = Annotated[str, Field(min_length=1, max_length=60), AfterValidator(plain_text)]
Option = Annotated[str, Field(min_length=1, max_length=100), AfterValidator(plain_text)]
Highlights = Annotated[list[Line], Field(max_length=8), AfterValidator(_all_different)]
Lines = Annotated[list[Line], Field(max_length=20), AfterValidator(_all_different)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Attribute(_Strict):
    """A property that was named to us, and its values: ``Colour``: white, black."""

    name: Name
    options: Annotated[list[Option], Field(min_length=1, max_length=20), AfterValidator(_all_different)]


def _own_names(values: list[Attribute]) -> list[Attribute]:
    _all_different([value.name for value in values])
    return values


Attributes = Annotated[list[Attribute], Field(max_length=20), AfterValidator(_own_names)]


class Details(_Strict):
    """Of a post, a page, a category and a taxonomy page: what stands beside the title in lists."""

    short_description: Short | None = None


class ProductDetails(Details):
    highlights: Highlights = []
    attributes: Attributes = []


class ServiceDetails(Details):
    includes: Lines = []
    steps: Lines = []


_MODELS: Final[Mapping[str, type[Details]]] = {"product": ProductDetails, "service": ServiceDetails}
#: Every detail there is, in the order in which they are shown, with its name.
LABELS: Final[Mapping[str, str]] = {
    "short_description": "Short description",
    "highlights": "Highlights",
    "attributes": "Properties",
    "includes": "What is included",
    "steps": "Steps",
}


def details_model(content_type: str) -> type[Details]:
    """The form of a content type's details."""
    return _MODELS.get(content_type, Details)


def details_checked(content_type: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """``raw`` in the form that is stored: cleaned, without empty values.

    :raises InvalidInput: naming each field that is unknown to the type or does not fit (``details.attributes.0.name``).
    """
    try:
        found = details_model(content_type).model_validate(_without_empty(raw))
    except ValidationError as exc:
        errors: dict[str, list[str]] = {}
        for error in exc.errors(include_url=False)[:_MOST_ERRORS]:
            place = ".".join(["details", *(str(part)[:60] for part in error["loc"])])
            errors.setdefault(place, []).append(_sentence(error, content_type))
        raise InvalidInput(errors=errors) from exc
    return _without_empty(found.model_dump(exclude_none=True))


def details_fitting(content_type: str, stored: Mapping[str, Any]) -> dict[str, Any]:
    """What of stored details a content type has: a text may have been of another type when they were written."""
    known = details_model(content_type).model_fields
    return {name: value for name, value in stored.items() if name in known}


def details_lines(details: Mapping[str, Any]) -> dict[str, str]:
    """The details by field, each as text with one entry a line; fields without a value are left out."""
    return {name: "\n".join(_entries(name, details[name])) for name in LABELS if details.get(name)}


def details_html(details: Mapping[str, Any]) -> tuple[str, str]:
    """The details for a file: what stands before the text (the short description), and what follows it."""
    lead = f"<p><strong>{_safe(details['short_description'])}</strong></p>" if details.get("short_description") else ""
    parts = []
    for name, label in LABELS.items():
        if name == "short_description" or not details.get(name):
            continue
        tag = "ol" if name == "steps" else "ul"
        items = "".join(f"<li>{_safe(entry)}</li>" for entry in _entries(name, details[name]))
        parts.append(f"<h2>{label}</h2>\n<{tag}>{items}</{tag}>")
    return lead, "\n".join(parts)


def _entries(name: str, value: Any) -> list[str]:
    if name == "attributes":
        return [f"{attribute['name']}: {', '.join(attribute['options'])}" for attribute in value]
    return [value] if isinstance(value, str) else list(value)


def _safe(text: str) -> str:
    return escape(text, quote=False)


def _without_empty(value: Any) -> Any:
    """``value`` without empty strings, lists and objects at any depth; the rest as it is."""
    if isinstance(value, Mapping):
        pairs = {key: _without_empty(item) for key, item in value.items()}
        return {key: item for key, item in pairs.items() if item not in ("", [], {}, None)}
    if isinstance(value, list | tuple):
        items = [_without_empty(item) for item in value]
        return [
            item
            for item in items
            if not (item is None or (isinstance(item, str) and not item.strip()) or item in ([], {}))
        ]
    return value.strip() if isinstance(value, str) else value


def _sentence(error: Any, content_type: str) -> str:
    if error["type"] == "extra_forbidden":
        return f"A {content_type} has no such detail. It has: {', '.join(details_model(content_type).model_fields)}."
    return f"{error['msg'].removeprefix('Value error, ')}."
