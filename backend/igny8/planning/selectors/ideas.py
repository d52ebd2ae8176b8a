"""Ideas, and the brief of one that the writer works from."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from igny8.planning.models import ContentIdea


@dataclass(frozen=True, slots=True)
class IdeaBrief:
    """Everything a task takes over from its idea. ``outline``: heading, points and keywords a section."""

    id: UUID
    title: str
    description: str
    angle: str
    outline: list[dict[str, Any]]
    primary_keyword: str
    keywords: list[str]
    content_type: str
    intent: str
    role: str
    cluster_id: UUID
    cluster_name: str
    sector_id: UUID
    site_id: UUID
    is_draft_quality: bool


def idea_list() -> QuerySet[ContentIdea]:
    """The ideas of the sites the actor may see, with the names of their clusters."""
    return ContentIdea.objects.select_related("cluster").defer(
        *(f"cluster__{name}" for name in ("centroid", "description", "created_at", "updated_at"))
    )


def idea_get(idea_id: UUID) -> ContentIdea | None:
    """One idea."""
    return idea_list().filter(pk=idea_id).first()


def idea_titles(idea_ids: Collection[UUID]) -> dict[UUID, str]:
    """Titles of ideas of the sites the actor may see."""
    return dict(ContentIdea.objects.filter(pk__in=idea_ids).values_list("id", "title"))


def idea_brief(idea_id: UUID) -> IdeaBrief | None:
    """The brief of an idea; None when it does not exist here."""
    row = idea_get(idea_id)
    if row is None:
        return None
    return IdeaBrief(
        id=row.id,
        title=row.title,
        description=row.description,
        angle=row.angle,
        outline=list(row.outline),
        primary_keyword=row.primary_keyword,
        keywords=list(row.suggested_keywords),
        content_type=row.content_type,
        intent=row.intent,
        role=row.role,
        cluster_id=row.cluster_id,
        cluster_name=row.cluster.name,
        sector_id=row.sector_id,
        site_id=row.site_id,
        is_draft_quality=row.is_draft_quality,
    )
