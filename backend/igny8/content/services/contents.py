"""Content: made, described, archived. Its text changes only through ``versions.content_save_version``."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from igny8.accounts.selectors import sector_get, site_get
from igny8.content.base.details import details_fitting
from igny8.content.base.slugs import slug_candidates, slug_of
from igny8.content.constants import SCHEMA_TYPES, ContentSource, ContentStatus, ContentType, VersionCause
from igny8.content.events import ContentArchived
from igny8.content.models import Content, ContentTaxonomy, ContentTerm
from igny8.content.services.page_notes import note_page
from igny8.content.services.versions import content_locked, content_save_version
from igny8.core.errors import Conflict, InvalidInput, NotFound
from igny8.core.events import emit
from igny8.core.ids import uuid7
from igny8.core.tenancy import Actor
from igny8.planning.services.pages import page_forget
from igny8.system.selectors import author_for
from igny8.system.services.activity import activity_record, quoted

_TEXT = ("title", "html", "structure", "meta_title", "meta_description", "details")


class SlugTaken(Conflict):
    code = "SLUG_TAKEN"
    default = "Another content of this site has this slug already."


class ContentIsLive(Conflict):
    code = "CONTENT_IS_LIVE"
    default = "The content is published. Unpublish it first."


@transaction.atomic
def content_create(
    *,
    site_id: UUID,
    title: str,
    html: str = "",
    structure: Sequence[dict[str, Any]] | None = None,
    sector_id: UUID | None = None,
    task_id: UUID | None = None,
    cluster_id: UUID | None = None,
    slug: str = "",
    content_type: str = ContentType.POST,
    meta_title: str = "",
    meta_description: str = "",
    details: Mapping[str, Any] | None = None,
    primary_keyword: str = "",
    secondary_keywords: Sequence[str] = (),
    author_profile_id: UUID | None = None,
    planned_date: Any = None,
    taxonomy_ids: Sequence[UUID] = (),
    source: str = ContentSource.IGNY8,
    cause: str = VersionCause.HUMAN,
    actor: Actor | None = None,
    run_id: UUID | None = None,
    cost_centi: int = 0,
    provenance: dict[str, Any] | None = None,
    is_draft_quality: bool = False,
    note: str = "",
) -> Content:
    """Add a content with its first version. The slug comes from ``slug`` or the title and gets an ending when it is taken.

    :param structure: sections in place of ``html``.
    :raises NotFound: no such site, sector, author or term. :raises InvalidInput: naming the field.
    """
    if site_get(site_id) is None:
        raise NotFound("No such site.")
    _check_sector(sector_id, site_id)
    if author_profile_id is not None:
        author_for(site_id=site_id, author_id=author_profile_id)
    row = Content(
        id=uuid7(),
        site_id=site_id,
        sector_id=sector_id,
        task_id=task_id,
        cluster_id=cluster_id,
        title=title[:255],
        content_type=content_type,
        primary_keyword=primary_keyword,
        secondary_keywords=list(secondary_keywords),
        author_profile_id=author_profile_id,
        schema_type=SCHEMA_TYPES.get(content_type, "WebPage"),
        source=source,
        planned_date=planned_date,
    )
    _insert(row, slug or title)
    if taxonomy_ids:
        content_set_terms(content_id=row.id, taxonomy_ids=taxonomy_ids)
    return content_save_version(
        content_id=row.id,
        cause=cause,
        title=title,
        html=html if structure is None else None,
        structure=structure,
        meta_title=meta_title,
        meta_description=meta_description,
        details=details,
        actor=actor,
        run_id=run_id,
        cost_centi=cost_centi,
        provenance=provenance,
        is_draft_quality=is_draft_quality,
        note=note,
    )


def _insert(row: Content, wanted: str) -> None:
    for slug in slug_candidates(wanted):
        row.slug = slug
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as exc:
            if "content_slug_once" not in str(exc):
                raise
            continue
        return


def _check_sector(sector_id: UUID | None, site_id: UUID) -> None:
    if sector_id is not None:
        sector = sector_get(sector_id)
        if sector is None or sector.site_id != site_id:
            raise InvalidInput(errors={"sector_id": ["No such sector on this site."]})


@transaction.atomic
def content_update(*, content_id: UUID, changes: dict[str, Any], expected_version: int | None = None) -> Content:
    """Change a content: title, html, sections, meta and details become a version, everything else changes in place.

    Of another content type it keeps the details that one has, too, and the schema type follows where it was the usual one.

    :param changes: title, html, structure, meta_title, meta_description, details, slug, sector_id, content_type, primary_keyword,
        secondary_keywords, author_profile_id, schema_type, planned_date, taxonomy_ids, note.
    :param expected_version: the version the change was made on.
    :raises ContentChangedElsewhere: there is a newer one. :raises SlugTaken: :raises NotFound: :raises InvalidInput:
    """
    row = content_locked(content_id, expected_version)
    changes = dict(changes)
    text = {name: changes.pop(name) for name in _TEXT if name in changes}
    note = changes.pop("note", "")
    terms = changes.pop("taxonomy_ids", None)
    if "sector_id" in changes:
        _check_sector(changes["sector_id"], row.site_id)
    if changes.get("author_profile_id") is not None:
        author_for(site_id=row.site_id, author_id=changes["author_profile_id"])
    if "slug" in changes:
        changes["slug"] = slug_of(changes["slug"])
    if changes.get("content_type", row.content_type) != row.content_type:
        text.setdefault("details", details_fitting(changes["content_type"], row.details))
        if row.schema_type == SCHEMA_TYPES.get(row.content_type):
            changes.setdefault("schema_type", SCHEMA_TYPES[changes["content_type"]])
    for field, value in changes.items():
        setattr(row, field, value)
    if changes:
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError as exc:
            if "content_slug_once" not in str(exc):
                raise
            raise SlugTaken(errors={"slug": [SlugTaken.default]}) from exc
        note_page(row)
    if terms is not None:
        content_set_terms(content_id=row.id, taxonomy_ids=terms)
    if text or note:
        row = content_save_version(content_id=row.id, cause=VersionCause.HUMAN, note=note, **text)
    return row


@transaction.atomic
def content_set_terms(*, content_id: UUID, taxonomy_ids: Sequence[UUID]) -> None:
    """Exactly these terms. :raises InvalidInput: a term that is not of this site."""
    row = content_locked(content_id)
    wanted = set(taxonomy_ids)
    known = set(ContentTaxonomy.objects.filter(pk__in=wanted, site_id=row.site_id).values_list("id", flat=True))
    if wanted - known:
        raise InvalidInput(errors={"taxonomy_ids": ["No such term on this site."]})
    rows = ContentTerm.objects.filter(content_id=row.id)
    rows.exclude(taxonomy_id__in=wanted).delete()
    have = set(rows.values_list("taxonomy_id", flat=True))
    ContentTerm.objects.bulk_create(
        ContentTerm(site_id=row.site_id, content_id=row.id, taxonomy_id=term_id) for term_id in sorted(wanted - have)
    )


@transaction.atomic
def content_archive(*, content_id: UUID) -> Content:
    """Put a content away; archived already: nothing happens.

    :raises NotFound: no such content. :raises ContentIsLive: visitors still read it.
    """
    row = content_locked(content_id)
    if row.status == ContentStatus.ARCHIVED:
        return row
    if row.published_version is not None:
        raise ContentIsLive
    row.status, row.approved_version, row.scheduled_at = ContentStatus.ARCHIVED, None, None
    row.save()
    page_forget(source="content", source_id=row.id)
    emit(ContentArchived(content_id=row.id, site_id=row.site_id))
    activity_record(
        kind="content.archived",
        did=f"archived {quoted(row.title)}",
        site_id=row.site_id,
        object_type="content",
        object_id=row.id,
        title=row.title,
    )
    return row


@transaction.atomic
def content_unarchive(*, content_id: UUID) -> Content:
    """Take a content out of the archive, as a draft. :raises NotFound: no such content."""
    row = content_locked(content_id)
    if row.status == ContentStatus.ARCHIVED:
        row.status = ContentStatus.DRAFT
        row.save()
        note_page(row)
    return row
