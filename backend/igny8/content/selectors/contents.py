"""Contents, their versions and what is like them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from igny8.content.base.details import LABELS, details_lines
from igny8.content.base.diff import html_diff, text_diff
from igny8.content.base.similarity import resemblance, shingles
from igny8.content.constants import SIMILAR_FROM, ContentStatus, ImageRole, ImageStatus
from igny8.content.models import Content, ContentComment, ContentVersion, Image
from igny8.core.errors import NotFound

_MOST_COMPARED = 2000  # texts of a site, newest first


@dataclass(frozen=True, slots=True)
class SimilarContent:
    """A content that is like another. ``similarity`` from 0 to 1; ``reasons``: text, title, keyword."""

    content_id: UUID
    title: str
    status: str
    similarity: float
    reasons: tuple[str, ...]


def content_list() -> QuerySet[Content]:
    """Contents of the sites the actor may see."""
    return Content.objects.all()


def content_titles(content_ids: Collection[UUID]) -> dict[UUID, str]:
    """Titles of contents of the sites the actor may see."""
    return dict(Content.objects.filter(pk__in=content_ids).values_list("id", "title"))


def content_get(content_id: UUID) -> Content | None:
    """One content."""
    return Content.objects.filter(pk=content_id).first()


def content_states(content_ids: Collection[UUID]) -> dict[UUID, str]:
    """The status of contents of the sites the actor may see."""
    return dict(Content.objects.filter(pk__in=content_ids).values_list("id", "status"))


def content_versions(content_ids: Collection[UUID]) -> dict[UUID, int]:
    """The number of the newest version of contents of the sites the actor may see."""
    return dict(Content.objects.filter(pk__in=content_ids).values_list("id", "current_version"))


def open_comment_counts(content_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many remarks on each content are open; contents without any are left out."""
    rows = ContentComment.objects.filter(content_id__in=content_ids, resolved_at=None)
    return dict(rows.order_by().values_list("content_id").annotate(count=Count("id")))


def featured_image_ids(content_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """The featured image of each content that has one with a file."""
    rows = Image.objects.filter(content_id__in=content_ids, role=ImageRole.FEATURED, status=ImageStatus.READY)
    return dict(rows.order_by("-position").values_list("content_id", "id"))


def version_list(content_id: UUID) -> QuerySet[ContentVersion]:
    """The versions of a content, without their text; newest first by number."""
    return ContentVersion.objects.filter(content_id=content_id).defer("html", "structure").order_by("-number")


def version_get(content_id: UUID, number: int) -> ContentVersion:
    """One version. :raises NotFound: no such content or version."""
    row = ContentVersion.objects.filter(content_id=content_id, number=number).first()
    if row is None:
        raise NotFound("No such version.")
    return row


def version_diff(content_id: UUID, *, before: int, after: int) -> dict[str, Any]:
    """What changed from one version to another.

    :returns: ``hunks`` of the text (see ``base.diff.html_diff``), word pieces of ``title``, ``meta_title`` and
        ``meta_description``, and the ``details`` that differ with their pieces. :raises NotFound: no such content or version.
    """
    old, new = version_get(content_id, before), version_get(content_id, after)
    fields = ("title", "meta_title", "meta_description")
    return {
        "before": before,
        "after": after,
        "words_before": old.word_count,
        "words_after": new.word_count,
        **{name: text_diff(getattr(old, name), getattr(new, name)) for name in fields},
        "details": _details_diff(old.details, new.details),
        "hunks": html_diff(old.html, new.html),
    }


def _details_diff(before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, Any]]:
    old, new = details_lines(before), details_lines(after)
    return [
        {"field": name, "label": label, "pieces": text_diff(old.get(name, ""), new.get(name, ""))}
        for name, label in LABELS.items()
        if old.get(name, "") != new.get(name, "")
    ]


def comment_list(content_id: UUID) -> QuerySet[ContentComment]:
    """Remarks on a content."""
    return ContentComment.objects.filter(content_id=content_id)


def content_similar(content_id: UUID) -> list[SimilarContent]:
    """Other contents of the site with much the same text, the same title or the same main keyword, most alike first.

    :raises NotFound: no such content.
    """
    row = content_get(content_id)
    if row is None:
        raise NotFound("No such content.")
    own = shingles(row.html)
    title, keyword = row.title.casefold().strip(), row.primary_keyword.casefold().strip()
    others = Content.objects.filter(site_id=row.site_id).exclude(pk=row.id).exclude(status=ContentStatus.ARCHIVED)
    found = []
    for other in others.order_by("-id").only("id", "title", "status", "html", "primary_keyword")[:_MOST_COMPARED]:
        similarity = resemblance(own, shingles(other.html))
        reasons = (
            *(("text",) if similarity >= SIMILAR_FROM else ()),
            *(("title",) if other.title.casefold().strip() == title else ()),
            *(("keyword",) if keyword and other.primary_keyword.casefold().strip() == keyword else ()),
        )
        if reasons:
            found.append(SimilarContent(other.id, other.title, other.status, round(similarity, 3), reasons))
    return sorted(found, key=lambda s: (-s.similarity, str(s.content_id)))
