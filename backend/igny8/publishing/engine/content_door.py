"""The one place where a content becomes a payload."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from igny8.content.selectors import PublishableImage, content_for_publishing
from igny8.publishing.base import Byline, Picture, PublishPayload, Term
from igny8.publishing.engine.text_images import images_named, with_files


def payload_of(content_id: UUID, *, version: int, published_at: datetime) -> tuple[UUID, PublishPayload]:
    """One version of a content, ready to be sent. :returns: its site and the payload.

    :param published_at: the date readers see, unless the content was published before.
    :raises NotFound: no such content or version.
    """
    content = content_for_publishing(content_id, version=version)
    author, model = content.author, str(content.provenance.get("model") or "")
    featured = content.featured_image
    shown = images_named(content.html)
    images = [*content.images, *([featured] if featured and str(featured.id) in shown else [])]
    return content.site_id, PublishPayload(
        key=str(content.id),
        content_id=str(content.id),
        version=content.version,
        title=" ".join(content.title.split()),
        slug=content.slug,
        html=with_files(content.html, {str(image.id): _picture(image).file for image in images}),
        excerpt=str(content.details.get("short_description") or content.excerpt),
        meta_title=" ".join(content.meta_title.split()),
        meta_description=content.meta_description,
        published_at=_moment(content.published_at or published_at),
        updated_at=_moment(content.updated_at),
        author=Byline(slug=author.slug, name=author.name, bio=author.bio, same_as=author.same_as) if author else None,
        categories=tuple(Term(slug=t.slug, name=t.name, description=t.description) for t in content.categories),
        tags=content.tags,
        image=_picture(featured) if featured else None,
        images=tuple(_picture(image) for image in images),
        schema_type=content.schema_type,
        content_type=content.content_type,
        language=content.language,
        terms=tuple(
            Term(slug=t.slug, name=t.name, description=t.description, kind=t.kind, taxonomy=t.taxonomy)
            for t in content.terms
        ),
        details=content.details,
        task_id=str(content.task_id or ""),
        focus_keyword=content.primary_keyword,
        dashboard_url=f"{settings.PUBLIC_URL}/sites/{content.site_id}/writer/content/{content.id}",
        provenance_model=model,
        provenance_note="A draft of a small language model." if content.is_draft_quality and model else "",
    )


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()


def _picture(image: PublishableImage) -> Picture:
    return Picture(
        file=str(Path(image.file).relative_to(Path(settings.STORAGE_ROOT))),
        alt=image.alt,
        caption=image.caption,
        width=image.width or None,
        height=image.height or None,
    )
