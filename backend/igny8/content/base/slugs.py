"""Slugs of content: plain ASCII where the title allows it, its own letters where it does not."""

import secrets
import unicodedata
from collections.abc import Iterator

from django.utils.text import slugify

MAX_LENGTH = 80
_MAX_BYTES = 150
#: Letters that NFKD does not take apart.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ł": "l", "Ł": "l", "œ": "oe"}
)


def slug_of(text: str, *, fallback: str = "page") -> str:
    """Lower-case letters, digits and single hyphens, at most 80 characters and 150 bytes, cut at a hyphen.

    A text in another script keeps its letters, which browsers show as they are: ``онлайн-курс``.
    """
    plain = slugify(text.translate(_LETTERS))
    letters = sum(char.isalnum() for char in text)
    if sum(char.isalnum() for char in plain) * 2 < letters:
        plain = slugify(unicodedata.normalize("NFC", text), allow_unicode=True).lower()
        while len(plain.encode()) > _MAX_BYTES:
            plain = plain[:-1]
    plain = "-".join(part for part in plain.replace("_", "-").split("-") if part)
    if len(plain) > MAX_LENGTH:
        cut = plain[: MAX_LENGTH + 1].rpartition("-")[0]
        plain = cut if len(cut) > MAX_LENGTH // 2 else plain[:MAX_LENGTH]
    return plain.strip("-") or fallback


def slug_candidates(text: str) -> Iterator[str]:
    """Slugs to try in order: the plain one, ``-2`` to ``-9``, then random endings without end."""
    base = slug_of(text)
    yield base
    for number in range(2, 10):
        yield f"{base}-{number}"
    while True:
        yield f"{base}-{secrets.token_hex(3)}"
