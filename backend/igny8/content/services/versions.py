"""Versions: the one way a text changes, whoever changes it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from igny8.accounts.selectors import site_facts
from igny8.content.base.details import details_checked, details_fitting
from igny8.content.base.sections import heading_text, sections_html, sections_of, with_ids, without_high_headings
from igny8.content.constants import ContentStatus, VersionCause
from igny8.content.events import ContentChanged
from igny8.content.models import Content, ContentVersion
from igny8.content.services.page_notes import note_page
from igny8.content.services.version_rows import version_author, version_note, version_write
from igny8.core.errors import Conflict, InvalidInput, NotFound
from igny8.core.events import emit
from igny8.core.html import HtmlTooLarge, sanitize_html, word_count
from igny8.core.tenancy import Actor, current_actor
from igny8.system.services.activity import activity_record, quoted

#: What people are told of a new version by its cause; of the others their own work tells.
TOLD: dict[str, str] = {VersionCause.HUMAN: "edited", VersionCause.RESTORE: "restored"}


class ContentChangedElsewhere(Conflict):
    code = "CONTENT_CHANGED"
    default = "The content was changed in the meantime. Compare with the newest version and save again."


class ContentIsArchived(Conflict):
    code = "CONTENT_ARCHIVED"
    default = "The content is archived. Take it out of the archive first."


def content_locked(content_id: UUID, expected_version: int | None = None) -> Content:
    """The content, locked until the transaction ends.

    :raises NotFound: no such content. :raises ContentChangedElsewhere: it is not at ``expected_version`` any more.
    """
    row = Content.locked(content_id)
    if row is None:
        raise NotFound("No such content.")
    if expected_version is not None and row.current_version != expected_version:
        by = version_author(row)
        raise ContentChangedElsewhere(
            f"The content is at version {row.current_version} now{f', saved by {by}' if by else ''}; your change was made on "
            f"version {expected_version}. Nothing was saved: compare with the newest version and save again.",
            errors={
                "expected_version": [f"The newest version is {row.current_version}."],
                "newest_version": [str(row.current_version)],
                "saved_by": [by] if by else [],
            },
        )
    return row


@transaction.atomic
def content_save_version(
    *,
    content_id: UUID,
    cause: str,
    title: str | None = None,
    html: str | None = None,
    structure: Sequence[dict[str, Any]] | None = None,
    meta_title: str | None = None,
    meta_description: str | None = None,
    details: Mapping[str, Any] | None = None,
    actor: Actor | None = None,
    run_id: UUID | None = None,
    cost_centi: int = 0,
    note: str = "",
    expected_version: int | None = None,
    provenance: dict[str, Any] | None = None,
    is_draft_quality: bool | None = None,
) -> Content:
    """Save a new version; None keeps what there is. Nothing different: no version, the row as it is.

    What one person saves within ten minutes is one version; see ``version_rows``.

    The text is sanitised and its words counted. A change after approval takes the approval back: to review where the site
    demands it, else to draft. What visitors read stays the published version until the new one is published.

    :param structure: sections ``{"id", "heading", "html", "is_locked"}`` in place of ``html``; each goes with the other.
    :param details: all of them, as the content's type has them (``base.details``).
    :param note: why; the version stays in the history with it, also when nothing is different.
    :param actor: who, when it is not the scope's actor. :param cost_centi: what the change cost, in hundredths of a credit.
    :raises NotFound: :raises ContentChangedElsewhere: :raises ContentIsArchived:
    :raises InvalidInput: the HTML is too large or nested too deeply, or a detail does not fit; naming the field.
    """
    row = content_locked(content_id, expected_version)
    if row.status == ContentStatus.ARCHIVED:
        raise ContentIsArchived
    before = _text_of(row)
    if structure is not None:
        row.structure = _clean_sections(structure, row.structure)
        row.html = sections_html(row.structure)
    elif html is not None:
        row.html = _sanitised(html)
        row.structure = sections_of(row.html, row.structure)
    if title is not None:
        row.title = " ".join(title.split())[:255] or row.title
    if meta_title is not None:
        row.meta_title = " ".join(meta_title.split())[:255]
    if meta_description is not None:
        row.meta_description = " ".join(meta_description.split())[:500]
    if details is not None:
        row.details = details_checked(row.content_type, details)
    if row.current_version and before == _text_of(row):
        if note:
            version_note(content_id=row.id, number=row.current_version, note=note)
        return row
    row.word_count = word_count(row.html)
    row.current_version += 1
    if provenance is not None:
        row.provenance = provenance
    if is_draft_quality is not None:
        row.is_draft_quality = is_draft_quality
    _take_back_approval(row)
    row.save()
    who = actor or current_actor()
    origin = {"run_id": run_id, "cost_centi": cost_centi, "provenance": row.provenance}
    goes_on = version_write(row, cause=cause, who=who, note=note, **origin)
    note_page(row)
    if cause in TOLD and not goes_on:
        activity_record(
            kind=f"content.{TOLD[cause]}",
            did=f"{TOLD[cause]} {quoted(row.title)}",
            site_id=row.site_id,
            object_type="content",
            object_id=row.id,
            title=row.title,
            actor=who,
        )
    emit(ContentChanged(content_id=row.id, site_id=row.site_id, version=row.current_version, cause=cause))
    return row


@transaction.atomic
def content_restore(*, content_id: UUID, number: int, expected_version: int | None = None) -> Content:
    """Bring a version back, as a new version. :raises NotFound: no such content or version."""
    row = content_locked(content_id, expected_version)
    old = ContentVersion.objects.filter(content_id=row.id, number=number).first()
    if old is None:
        raise NotFound("No such version.")
    return content_save_version(
        content_id=row.id,
        cause=VersionCause.RESTORE,
        title=old.title,
        structure=old.structure if sections_html(old.structure) == old.html else None,
        html=old.html,
        meta_title=old.meta_title,
        meta_description=old.meta_description,
        details=details_fitting(row.content_type, old.details),
        note=f"Version {number} restored",
        provenance=old.provenance,
    )


@transaction.atomic
def section_lock(*, content_id: UUID, section_id: str, is_locked: bool) -> Content:
    """Lock a section against being written anew, or unlock it; the text does not change, so no version is made.

    :raises NotFound: no such content or section.
    """
    row = content_locked(content_id)
    section = next((s for s in row.structure if s["id"] == section_id), None)
    if section is None:
        raise NotFound("No such section.")
    section["is_locked"] = is_locked
    row.save(update_fields=["structure", "updated_at"])
    return row


def _text_of(row: Content) -> tuple[Any, ...]:
    """What makes a version when it changes."""
    return row.title, row.html, row.structure, row.meta_title, row.meta_description, row.details


def _take_back_approval(row: Content) -> None:
    settled = {ContentStatus.APPROVED, ContentStatus.SCHEDULED, ContentStatus.PUBLISHED}
    if row.status in settled:
        needs_review = (site_facts(row.site_id) or {}).get("publish_policy") == "review"
        row.status = ContentStatus.IN_REVIEW if needs_review else ContentStatus.DRAFT
    row.approved_version, row.approved_by_id, row.scheduled_at = None, None, None


def _clean_sections(structure: Sequence[dict[str, Any]], known: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return with_ids(
        [
            {
                **section,
                "heading": heading_text(section["heading"]),
                "html": without_high_headings(_sanitised(section["html"])),
            }
            for section in structure
        ],
        known,
    )


def _sanitised(html: str) -> str:
    try:
        return sanitize_html(html)
    except HtmlTooLarge as exc:
        raise InvalidInput(str(exc), errors={"html": [str(exc)]}) from exc
