"""How long a text of each content type is: a category page is an introduction, not an article."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from igny8.core.errors import InvalidInput

LEAST_WORDS: Final = 100


@dataclass(frozen=True, slots=True)
class TypeLimits:
    """Sections are counted with the opening, which has no heading."""

    least_sections: int
    most_sections: int
    most_words: int


_LIMITS: Final[Mapping[str, TypeLimits]] = {
    "post": TypeLimits(least_sections=3, most_sections=31, most_words=10_000),
    "page": TypeLimits(least_sections=2, most_sections=13, most_words=4_000),
    "product": TypeLimits(least_sections=3, most_sections=9, most_words=1_500),
    "service": TypeLimits(least_sections=3, most_sections=11, most_words=2_500),
    "category": TypeLimits(least_sections=1, most_sections=3, most_words=400),
    "taxonomy": TypeLimits(least_sections=1, most_sections=2, most_words=250),
}


def limits_of(content_type: str) -> TypeLimits:
    """The limits of a content type."""
    return _LIMITS[content_type if content_type in _LIMITS else "post"]


def refuse_too_long(*, content_type: str, target_words: int, sections: int) -> None:
    """Whether a task asks for more than its type holds.

    :param sections: of its outline. :raises InvalidInput: naming the field.
    """
    limits = limits_of(content_type)
    most = limits.most_sections - 1
    errors = {}
    if target_words > limits.most_words:
        errors["target_words"] = [f"At most {limits.most_words} words for the type {content_type}."]
    if sections > most:
        errors["outline"] = [
            f"At most {most} section{'s' if most > 1 else ''} below the opening for the type {content_type}."
        ]
    if errors:
        raise InvalidInput(errors=errors)
