"""Contents as destinations get them: plain values of one version."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from igny8.accounts.selectors import site_facts
from igny8.content.base.details import details_fitting
from igny8.content.base.image_files import image_path
from igny8.content.constants import ContentStatus, ImageRole, ImageStatus, TaxonomyType
from igny8.content.models import Content, ContentTerm, ContentVersion, Image
from igny8.core.errors import NotFound
from igny8.core.html import excerpt, sanitize_html
from igny8.system.selectors import author_profile_list

_SHOP_TERMS = (str(TaxonomyType.PRODUCT_CATEGORY), str(TaxonomyType.ATTRIBUTE))


@dataclass(frozen=True, slots=True)
class PublishableAuthor:
    slug: str
    name: str
    bio: str
    same_as: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublishableTerm:
    """``taxonomy`` is what the platform calls its own taxonomy (``pa_colour``), where the term is one of the platform's."""

    slug: str
    name: str
    description: str
    kind: str = str(TaxonomyType.CATEGORY)
    taxonomy: str = ""


@dataclass(frozen=True, slots=True)
class PublishableImage:
    """``file`` is the absolute path of the image on this machine, ``name`` its file name (content hash and ending)."""

    id: UUID
    role: str
    position: int
    file: str
    name: str
    media_type: str
    alt: str
    caption: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishableContent:
    """One version of a content with all that belongs to it. ``published_at`` is the first time it went live, if it did.

    ``details`` as its type has them (``content.base.details``: plain text, to be escaped), ``terms`` are product categories and
    attributes.
    """

    id: UUID
    site_id: UUID
    task_id: UUID | None
    version: int
    title: str
    slug: str
    html: str
    excerpt: str
    meta_title: str
    meta_description: str
    published_at: datetime | None
    updated_at: datetime
    author: PublishableAuthor | None
    categories: tuple[PublishableTerm, ...]
    tags: tuple[str, ...]
    featured_image: PublishableImage | None
    images: tuple[PublishableImage, ...]
    schema_type: str
    content_type: str
    status: str
    word_count: int
    language: str
    is_draft_quality: bool
    provenance: dict[str, Any]
    primary_keyword: str
    details: dict[str, Any] = field(default_factory=dict)
    terms: tuple[PublishableTerm, ...] = ()


def content_for_publishing(content_id: UUID, *, version: int | None = None) -> PublishableContent:
    """A content at one version (the newest when None).

    :raises NotFound: no such content or version.
    """
    row = Content.objects.filter(pk=content_id).first()
    if row is None:
        raise NotFound("No such content.")
    return _publishables([row], {row.id: version or row.current_version})[0]


def contents_published(site_id: UUID, *, also: dict[UUID, int] | None = None) -> list[PublishableContent]:
    """Everything of a site that is live, each at its live version, newest first.

    :param also: contents that are about to go live, with the version that will.
    """
    also = also or {}
    rows = Content.objects.filter(site_id=site_id).exclude(status=ContentStatus.ARCHIVED).order_by("-id")
    wanted = [row for row in rows.defer("html", "structure") if row.published_version is not None or row.id in also]
    return _publishables(wanted, {row.id: also.get(row.id) or row.published_version or 0 for row in wanted})


def _publishables(rows: Sequence[Content], versions: dict[UUID, int]) -> list[PublishableContent]:
    ids = [row.id for row in rows]
    texts = {
        version.content_id: version
        for version in ContentVersion.objects.filter(content_id__in=ids, number__in=set(versions.values()))
        if versions[version.content_id] == version.number
    }
    if len(texts) != len(rows):
        raise NotFound("No such version.")
    terms: dict[UUID, list[Any]] = defaultdict(list)
    for term in ContentTerm.objects.filter(content_id__in=ids).select_related("taxonomy").order_by("id"):
        terms[term.content_id].append(term.taxonomy)
    images: dict[UUID, list[PublishableImage]] = defaultdict(list)
    ready = (
        Image.objects.filter(content_id__in=ids, status=ImageStatus.READY).exclude(file="").order_by("position", "id")
    )
    for image in ready:
        images[image.content_id].append(_image(image))
    profiles = list(author_profile_list())
    languages = {
        site_id: str((site_facts(site_id) or {}).get("locale") or "en") for site_id in {r.site_id for r in rows}
    }
    out = []
    for row in rows:
        text, own = texts[row.id], images[row.id]
        out.append(
            PublishableContent(
                id=row.id,
                site_id=row.site_id,
                task_id=row.task_id,
                version=text.number,
                title=text.title,
                slug=row.slug,
                html=sanitize_html(text.html),
                excerpt=text.meta_description or excerpt(text.html, max_chars=160),
                meta_title=text.meta_title,
                meta_description=text.meta_description,
                published_at=row.first_published_at,
                updated_at=text.created_at,
                author=_author(row, profiles),
                categories=tuple(_terms(terms[row.id], TaxonomyType.CATEGORY)),
                tags=tuple(term.name for term in _terms(terms[row.id], TaxonomyType.TAG)),
                featured_image=next((image for image in own if image.role == ImageRole.FEATURED), None),
                images=tuple(image for image in own if image.role == ImageRole.IN_ARTICLE),
                schema_type=row.schema_type,
                content_type=row.content_type,
                status=row.status,
                word_count=text.word_count,
                language=languages[row.site_id],
                is_draft_quality=row.is_draft_quality,
                provenance=dict(text.provenance),
                primary_keyword=row.primary_keyword,
                details=details_fitting(row.content_type, text.details),
                terms=tuple(term for kind in _SHOP_TERMS for term in _terms(terms[row.id], kind)),
            )
        )
    return out


def _terms(terms: Iterable[Any], kind: str) -> list[PublishableTerm]:
    return [
        PublishableTerm(term.slug, term.name, term.description, kind, term.external_taxonomy)
        for term in terms
        if term.type == kind
    ]


def _image(row: Image) -> PublishableImage:
    return PublishableImage(
        id=row.id,
        role=row.role,
        position=row.position,
        file=str(image_path(row.site_id, row.file)),
        name=row.file,
        media_type=row.media_type,
        alt=row.alt_text,
        caption=row.caption,
        width=row.width or 0,
        height=row.height or 0,
    )


def _author(row: Content, profiles: Iterable[Any]) -> PublishableAuthor | None:
    """The profile named by the content, else the site's default, else the account's."""
    usable = [p for p in profiles if p.site_id in (None, row.site_id)]
    named = next((p for p in usable if p.id == row.author_profile_id), None)
    chosen = named or max((p for p in usable if p.is_default), key=lambda p: p.site_id is not None, default=None)
    return PublishableAuthor(chosen.slug, chosen.name, chosen.bio, tuple(chosen.same_as)) if chosen else None
