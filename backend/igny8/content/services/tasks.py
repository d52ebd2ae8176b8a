"""Tasks: what is to be written."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from igny8.accounts.selectors import sector_get, user_get
from igny8.ai.selectors import active_runs_of
from igny8.ai.services.runs import run_cancel
from igny8.content.base.structures import STRUCTURES, structure_for
from igny8.content.base.type_limits import limits_of, refuse_too_long
from igny8.content.constants import ContentType, TaskStatus
from igny8.content.events import TaskQueued
from igny8.content.models import Task
from igny8.core.errors import Conflict, InvalidInput, NotFound
from igny8.core.events import emit
from igny8.core.ids import uuid7
from igny8.planning.selectors import cluster_facts, idea_brief
from igny8.planning.services.ideas import idea_release
from igny8.system.selectors import author_for


class TaskIsDone(Conflict):
    code = "TASK_DONE"
    default = "The task is completed; change its content instead."


class TaskInProgress(Conflict):
    code = "TASK_IN_PROGRESS"
    default = "The task is being written. Cancel it first."


def task_locked(task_id: UUID) -> Task:
    """The task, locked until the transaction ends. :raises NotFound: no such task."""
    row = Task.locked(task_id)
    if row is None:
        raise NotFound("No such task.")
    return row


@transaction.atomic
def task_create_from_idea(*, idea_id: UUID) -> Task:
    """The task of a queued idea; there is one, however often this is called.

    :raises NotFound: no such idea.
    """
    known = Task.objects.filter(idea_id=idea_id).first()
    if known is not None:
        if known.status == TaskStatus.CANCELLED:
            known.status, known.error = TaskStatus.QUEUED, ""
            known.save()
            emit(TaskQueued(task_id=known.id, site_id=known.site_id))
        return known
    brief = idea_brief(idea_id)
    if brief is None:
        raise NotFound("No such idea.")
    keywords = [brief.primary_keyword, *(k for k in brief.keywords if k != brief.primary_keyword)]
    structure = structure_for("", brief.content_type)
    row = Task(
        id=uuid7(),
        site_id=brief.site_id,
        sector_id=brief.sector_id,
        title=brief.title,
        brief="\n".join(part for part in (brief.description, brief.angle) if part),
        cluster_id=brief.cluster_id,
        idea_id=idea_id,
        target_keywords=keywords,
        outline=_outline(brief.outline)[: limits_of(brief.content_type).most_sections - 1],
        content_type=brief.content_type,
        structure=structure.name,
        target_words=structure.target_words,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as exc:
        if "task_idea_once" not in str(exc):
            raise
        return Task.objects.get(idea_id=idea_id)
    emit(TaskQueued(task_id=row.id, site_id=row.site_id))
    return row


@transaction.atomic
def task_create(*, sector_id: UUID, title: str, **fields: Any) -> Task:
    """Add a task by hand.

    :param fields: brief, cluster_id, target_keywords, outline, content_type, structure, target_words, author_profile_id,
        planned_date, assignee_id.
    :raises InvalidInput: naming the field.
    """
    sector = sector_get(sector_id)
    if sector is None:
        raise InvalidInput(errors={"sector_id": ["No such sector."]})
    row = Task(id=uuid7(), site_id=sector.site_id, sector_id=sector.id, title=title)
    template = structure_for(fields.get("structure", ""), fields.get("content_type", ContentType.POST))
    _assign(row, {"structure": template.name, "target_words": template.target_words, **fields})
    row.save(force_insert=True)
    emit(TaskQueued(task_id=row.id, site_id=row.site_id))
    return row


@transaction.atomic
def task_update(*, task_id: UUID, changes: dict[str, Any]) -> Task:
    """Change a task; one that is done keeps all but its assignee and planned date.

    :raises NotFound: :raises TaskIsDone: :raises TaskInProgress: :raises InvalidInput: naming the field.
    """
    row = task_locked(task_id)
    if set(changes) - {"assignee_id", "planned_date"}:
        if row.status == TaskStatus.COMPLETED:
            raise TaskIsDone
        if row.status == TaskStatus.IN_PROGRESS:
            raise TaskInProgress
    _assign(row, changes)
    row.save()
    return row


@transaction.atomic
def tasks_update(*, task_ids: Sequence[UUID], changes: dict[str, Any]) -> int:
    """The same change to many tasks, all or none. ``status`` may be queued (try again) or cancelled.

    :returns: how many of the ids exist.
    """
    changes = dict(changes)
    status = changes.pop("status", None)
    found = list(Task.objects.filter(pk__in=task_ids).order_by("id").values_list("id", flat=True))
    for task_id in found:
        if changes:
            task_update(task_id=task_id, changes=changes)
        if status == TaskStatus.CANCELLED:
            task_cancel(task_id=task_id)
        elif status == TaskStatus.QUEUED:
            task_requeue(task_id=task_id)
    return len(found)


@transaction.atomic
def task_requeue(*, task_id: UUID) -> Task:
    """Put a failed or cancelled task back into the queue. :raises TaskIsDone: :raises TaskInProgress: :raises NotFound:"""
    row = task_locked(task_id)
    if row.status == TaskStatus.COMPLETED:
        raise TaskIsDone
    if row.status == TaskStatus.IN_PROGRESS:
        raise TaskInProgress
    if row.status != TaskStatus.QUEUED:
        row.status, row.error = TaskStatus.QUEUED, ""
        row.save()
        emit(TaskQueued(task_id=row.id, site_id=row.site_id))
    return row


@transaction.atomic
def task_cancel(*, task_id: UUID) -> Task:
    """Give a task up: its runs are told to stop, its idea may be queued again. Cancelled already: nothing happens.

    :raises NotFound: :raises TaskIsDone:
    """
    row = task_locked(task_id)
    if row.status == TaskStatus.CANCELLED:
        return row
    if row.status == TaskStatus.COMPLETED:
        raise TaskIsDone
    for run_id in active_runs_of(row.id).values_list("id", flat=True):
        run_cancel(run_id=run_id)
    row.status = TaskStatus.CANCELLED
    row.save()
    if row.idea_id and idea_brief(row.idea_id):
        idea_release(idea_id=row.idea_id)
    return row


@transaction.atomic
def tasks_delete(*, task_ids: Sequence[UUID]) -> int:
    """Delete tasks, all or none; their content stays. :returns: how many. :raises TaskInProgress: one is being written."""
    rows = list(Task.objects.select_for_update(of=("self",)).filter(pk__in=task_ids).order_by("id"))
    for row in rows:
        if row.status == TaskStatus.IN_PROGRESS:
            raise TaskInProgress
        if row.status in {TaskStatus.QUEUED, TaskStatus.FAILED}:
            task_cancel(task_id=row.id)
        row.delete()
    return len(rows)


def task_delete(*, task_id: UUID) -> None:
    """Delete a task. :raises NotFound: no such task. :raises TaskInProgress: it is being written."""
    if not tasks_delete(task_ids=[task_id]):
        raise NotFound("No such task.")


def _assign(row: Task, fields: dict[str, Any]) -> None:
    if fields.get("assignee_id") is not None and user_get(fields["assignee_id"]) is None:
        raise InvalidInput(errors={"assignee_id": ["No such person."]})
    if fields.get("author_profile_id") is not None:
        author_for(site_id=row.site_id, author_id=fields["author_profile_id"])
    if fields.get("cluster_id") is not None:
        cluster = cluster_facts(fields["cluster_id"])
        if cluster is None or cluster.site_id != row.site_id:
            raise InvalidInput(errors={"cluster_id": ["No such cluster on this site."]})
    kind = fields.get("content_type", row.content_type)
    if fields.get("structure"):
        fitting = [structure.name for structure in STRUCTURES.values() if kind in structure.content_types]
        if fields["structure"] not in fitting:
            raise InvalidInput(errors={"structure": [f"For the type {kind} one of {', '.join(fitting)}."]})
    elif kind != row.content_type:
        fields = {**fields, "structure": structure_for(row.structure, kind).name}
    if "outline" in fields:
        fields = {**fields, "outline": _outline(fields["outline"])}
    for field, value in fields.items():
        setattr(row, field, value)
    if {"content_type", "target_words", "outline"} & set(fields):
        refuse_too_long(content_type=row.content_type, target_words=row.target_words, sections=len(row.outline))


def _outline(entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """An outline with every field of every section present."""
    return [
        {
            "heading": " ".join(str(entry.get("heading", "")).split())[:200],
            "points": [str(point)[:300] for point in entry.get("points") or []][:20],
            "keywords": [str(word)[:255] for word in entry.get("keywords") or []][:20],
            "is_locked": bool(entry.get("is_locked", False)),
        }
        for entry in entries
        if str(entry.get("heading", "")).strip()
    ][:30]
