"""Tasks, images, terms and templates."""

from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from igny8.content.base.structures import STRUCTURES, Structure
from igny8.content.models import Content, ContentTaxonomy, Image, Task


def task_list() -> QuerySet[Task]:
    """Tasks of the sites the actor may see, each with the id of its content."""
    made = Content.objects.filter(task_id=OuterRef("pk")).values("id")[:1]
    return Task.objects.annotate(content_id=Subquery(made))


def task_get(task_id: UUID) -> Task | None:
    """One task."""
    return task_list().filter(pk=task_id).first()


def image_list() -> QuerySet[Image]:
    """Images of the sites the actor may see."""
    return Image.objects.all()


def image_get(image_id: UUID) -> Image | None:
    """One image."""
    return Image.objects.filter(pk=image_id).first()


def taxonomy_list() -> QuerySet[ContentTaxonomy]:
    """Categories, tags and other terms of the sites the actor may see."""
    return ContentTaxonomy.objects.all()


def structure_list(content_type: str = "") -> list[Structure]:
    """The section templates, or those offered for a content type."""
    return [s for s in STRUCTURES.values() if not content_type or content_type in s.content_types]
