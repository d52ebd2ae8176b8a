"""Slugs for public addresses."""

import secrets
from collections.abc import Iterator

from django.utils.text import slugify


def slug_candidates(text: str, *, fallback: str, length: int = 80) -> Iterator[str]:
    """Slugs to try in order: the plain one, ``-2`` to ``-5``, then random endings without end.

    :param fallback: used when ``text`` holds nothing a slug can keep (``日本語``).
    """
    base = slugify(text)[:length].strip("-_") or fallback
    yield base
    for number in range(2, 6):
        yield f"{base}-{number}"
    while True:
        yield f"{base}-{secrets.token_hex(4)}"
