"""What the other texts of a site say already: a page must not repeat them word for word."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models.functions import Left
from selectolax.lexbor import LexborHTMLParser

from igny8.content.base.similarity import shingles
from igny8.content.models import Content

_CONTENTS = 50  # the latest of the site
_CHARACTERS = 40_000  # of each
_DOUBLED = 0.5  # share of five-word runs; the same sentence about another subject of two words keeps about two thirds
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class SiteTexts:
    """Checksums of all five-word runs of other texts."""

    runs: frozenset[int] = frozenset()

    def has(self, text: str) -> bool:
        """Whether a sentence of ``text`` stands elsewhere, but for a few words."""
        return any(self._has(sentence) for sentence in _SENTENCE_END.split(text))

    def _has(self, sentence: str) -> bool:
        own = shingles(sentence)
        return len(own & self.runs) > _DOUBLED * len(own)


def site_texts(site_id: UUID, *, but: Iterable[UUID | None] = (), but_task: UUID | None = None) -> SiteTexts:
    """The latest texts of a site, except the contents ``but`` and the content of the task ``but_task``."""
    rows = Content.objects.filter(site_id=site_id).exclude(pk__in=[pk for pk in but if pk])
    if but_task:
        rows = rows.exclude(task_id=but_task) | rows.filter(task_id=None)
    texts = rows.order_by("-id").values_list(Left("html", _CHARACTERS), flat=True)[:_CONTENTS]
    return SiteTexts(frozenset().union(*(shingles(text) for text in texts)))


def without_doubles(
    sections: Sequence[dict[str, str]], known: SiteTexts, *, but: Collection[str] = (), least: int = 3
) -> list[dict[str, str]]:
    """``sections`` without the paragraphs that stand elsewhere; unchanged where too few sections would be left.

    :param but: headings, case folded, of sections that stay as they are. :param least: sections a text needs.
    """
    out = []
    for section in sections:
        if section["heading"].casefold() in but:
            out.append(section)
            continue
        tree = LexborHTMLParser(section["html"])
        for paragraph in tree.css("p"):
            if known.has(paragraph.text()):
                paragraph.decompose()
        html = (tree.body.inner_html or "").strip() if tree.body is not None else ""
        if html:
            out.append({**section, "html": html})
    return out if len(out) >= least else list(sections)
