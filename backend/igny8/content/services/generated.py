"""Keeping what the AI functions made: one transaction with the end of the run."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from igny8.accounts.selectors import sector_get
from igny8.content.base.details import details_fitting
from igny8.content.constants import TaskStatus, TaxonomyType, VersionCause
from igny8.content.events import ContentGenerated
from igny8.content.models import Content, Task
from igny8.content.services.contents import content_create
from igny8.content.services.generation import TaskIsCancelled
from igny8.content.services.tasks import task_locked
from igny8.content.services.taxonomies import taxonomy_ensure
from igny8.content.services.versions import content_locked, content_save_version
from igny8.core.errors import Conflict, NotFound
from igny8.core.events import emit
from igny8.core.tenancy import Actor
from igny8.planning.selectors import cluster_facts, idea_get
from igny8.planning.services.ideas import idea_complete
from igny8.planning.services.keywords import keywords_mark_used


class SectionIsLocked(Conflict):
    code = "SECTION_LOCKED"
    default = "The section is locked. Unlock it first."


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A text as a run made it; ``sections`` as in ``Content.structure``, ``details`` as its type has them."""

    title: str
    sections: Sequence[dict[str, Any]]
    meta_title: str
    meta_description: str
    details: dict[str, Any]
    run_id: UUID
    user_id: UUID | None
    cost_centi: int
    provenance: dict[str, Any]
    is_draft_quality: bool

    def origin(self) -> dict[str, Any]:
        """What every version of this run carries."""
        return {
            "cause": VersionCause.AI,
            "actor": Actor("user", self.user_id) if self.user_id else Actor("system"),
            "run_id": self.run_id,
            "cost_centi": self.cost_centi,
            "provenance": self.provenance,
            "is_draft_quality": self.is_draft_quality,
        }


@transaction.atomic
def task_article_save(*, task_id: UUID, written: Written) -> Content:
    """The article of a task: its content is made, or gets a version; task, idea and keywords are marked as done.

    :raises TaskIsCancelled: while it was being written. :raises NotFound: the task was deleted.
    """
    task = task_locked(task_id)
    if task.status == TaskStatus.CANCELLED:
        raise TaskIsCancelled
    known = Content.objects.filter(task_id=task.id).first()
    if known is not None:
        row = content_article_save(content_id=known.id, written=written, expected_version=None)
    else:
        keywords = list(task.target_keywords)
        row = content_create(
            site_id=task.site_id,
            title=written.title,
            structure=written.sections,
            sector_id=task.sector_id,
            task_id=task.id,
            cluster_id=task.cluster_id,
            content_type=task.content_type,
            meta_title=written.meta_title,
            meta_description=written.meta_description,
            details=written.details,
            primary_keyword=keywords[0] if keywords else "",
            secondary_keywords=keywords[1:],
            author_profile_id=task.author_profile_id,
            planned_date=task.planned_date,
            taxonomy_ids=_terms(task),
            **written.origin(),
        )
    task.status, task.error = TaskStatus.COMPLETED, ""
    task.save()
    if task.idea_id:
        idea = idea_get(task.idea_id)
        if idea is not None and idea.status == "queued":
            idea_complete(idea_id=idea.id)
    keywords_mark_used(texts=task.target_keywords, sector_id=task.sector_id)
    emit(ContentGenerated(content_id=row.id, site_id=row.site_id))
    return row


def _terms(task: Task) -> list[UUID]:
    """The sector as category and the cluster as cluster term. Tags are for people: none is made up."""
    terms = []
    sector = sector_get(task.sector_id)
    if sector is not None:
        terms.append(taxonomy_ensure(site_id=task.site_id, name=sector.name, kind=TaxonomyType.CATEGORY).id)
    cluster = cluster_facts(task.cluster_id) if task.cluster_id else None
    if cluster is not None:
        terms.append(taxonomy_ensure(site_id=task.site_id, name=cluster.name, kind=TaxonomyType.CLUSTER).id)
    return terms


@transaction.atomic
def content_article_save(*, content_id: UUID, written: Written, expected_version: int | None) -> Content:
    """A content written anew; its locked sections stay as they are, in their places.

    :raises ContentChangedElsewhere: it was changed while it was being written.
    """
    row = content_locked(content_id, expected_version)
    row = content_save_version(
        content_id=content_id,
        title=written.title,
        structure=merged_sections(row.structure, written.sections),
        meta_title=written.meta_title,
        meta_description=written.meta_description,
        details=_renewed(row, written),
        **written.origin(),
    )
    emit(ContentGenerated(content_id=row.id, site_id=row.site_id))
    return row


def _renewed(row: Content, written: Written) -> dict[str, Any]:
    """What was written takes the place of what there was; what was not written stays."""
    made = {name: value for name, value in written.details.items() if value}
    return details_fitting(row.content_type, {**row.details, **made})


def merged_sections(before: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """``new`` with every locked section of ``before`` in place of its namesake, or at its old position without one."""
    out = [dict(section) for section in new]
    for position, section in enumerate(before):
        if not section["is_locked"]:
            continue
        at = next((i for i, s in enumerate(out) if s["heading"].casefold() == section["heading"].casefold()), None)
        if at is None:
            out.insert(min(position, len(out)), dict(section))
        else:
            out[at] = dict(section)
    return out


@transaction.atomic
def section_save(*, content_id: UUID, section_id: str, html: str, written: Written) -> Content:
    """One section written anew on top of the newest version, whatever else changed meanwhile.

    :raises NotFound: the section is gone. :raises SectionIsLocked: it was locked meanwhile.
    """
    row = content_locked(content_id)
    section = next((s for s in row.structure if s["id"] == section_id), None)
    if section is None:
        raise NotFound("No such section.")
    if section["is_locked"]:
        raise SectionIsLocked
    structure = [{**s, "html": html} if s["id"] == section_id else s for s in row.structure]
    note = f"Section {section['heading'] or 'introduction'!r} written anew"
    return content_save_version(content_id=content_id, structure=structure, note=note, **written.origin())
