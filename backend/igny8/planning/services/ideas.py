"""Ideas: from draft over approval to the writer's queue."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from igny8.core.errors import AppError, Conflict, InvalidInput, NotFound
from igny8.core.events import emit
from igny8.core.ids import uuid7
from igny8.planning.constants import EDITABLE_IDEA_STATUSES, ClusterStatus, ContentType, IdeaStatus, PageRole
from igny8.planning.events import IdeaCreated, IdeaQueued
from igny8.planning.models import Cluster, ContentIdea, Keyword
from igny8.planning.services.cannibalisation import idea_collisions, refuse_collisions
from igny8.system.services.activity import activity_record, quoted

OPEN = EDITABLE_IDEA_STATUSES


class IdeaExists(Conflict):
    code = "IDEA_EXISTS"
    default = "The site has an idea of this title already."


class IdeaInWork(Conflict):
    code = "IDEA_IN_WORK"
    default = "The idea is queued or written already."


class IdeaRejected(Conflict):
    code = "IDEA_REJECTED"
    default = "The idea is rejected. Set it back to draft first."


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an idea was not queued."""

    idea_id: UUID
    code: str
    reason: str


def _locked(idea_id: UUID) -> ContentIdea:
    row = ContentIdea.locked(idea_id)
    if row is None:
        raise NotFound("No such idea.")
    return row


def _save(row: ContentIdea, **how: Any) -> None:
    try:
        with transaction.atomic():
            row.save(**how)
    except IntegrityError as exc:
        if "idea_title_once" in str(exc):
            raise IdeaExists(errors={"title": [IdeaExists.default]}) from exc
        raise


@transaction.atomic
def idea_create(
    *,
    cluster_id: UUID,
    title: str,
    primary_keyword: str = "",
    description: str = "",
    angle: str = "",
    outline: Sequence[dict[str, Any]] = (),
    suggested_keywords: Sequence[str] = (),
    content_type: str = ContentType.POST,
    intent: str = "",
    role: str = PageRole.SPOKE,
    is_draft_quality: bool = False,
    run_id: UUID | None = None,
    slot: int = 0,
) -> ContentIdea:
    """Add an idea to a cluster. Its priority is that of its primary keyword.

    :param primary_keyword: the cluster's head keyword when empty. :param slot: number within the run that made it.
    :raises NotFound: no such cluster. :raises Conflict: it is archived. :raises IdeaExists: the title is taken on this site.
    """
    cluster = Cluster.objects.filter(pk=cluster_id).first()
    if cluster is None:
        raise NotFound("No such cluster.")
    if cluster.status == ClusterStatus.ARCHIVED:
        raise Conflict("The cluster is archived.")
    row = ContentIdea(
        id=uuid7(),
        site_id=cluster.site_id,
        sector_id=cluster.sector_id,
        cluster_id=cluster.id,
        title=title,
        description=description,
        angle=angle,
        outline=list(outline),
        primary_keyword=primary_keyword or cluster.head_keyword or cluster.name,
        suggested_keywords=list(suggested_keywords),
        intent=intent or cluster.intent,
        content_type=content_type,
        role=role,
        is_draft_quality=is_draft_quality,
        run_id=run_id,
        slot=slot,
    )
    row.priority = (
        Keyword.objects.filter(cluster_id=cluster.id, keyword=row.primary_keyword)
        .values_list("priority_score", flat=True)
        .first()
    )
    _save(row, force_insert=True)
    emit(IdeaCreated(idea_id=row.id, site_id=row.site_id))
    return row


@transaction.atomic
def idea_update(*, idea_id: UUID, changes: dict[str, Any]) -> ContentIdea:
    """Change an idea that is not in work; ``status`` goes through its own rules.

    :raises NotFound: no such idea or cluster. :raises IdeaInWork: it is queued or written. :raises IdeaExists: taken title.
    """
    row = _locked(idea_id)
    changes = dict(changes)
    status = changes.pop("status", None)
    if changes and row.status not in OPEN:
        raise IdeaInWork
    if "cluster_id" in changes:
        cluster = Cluster.objects.filter(pk=changes["cluster_id"], site_id=row.site_id).first()
        if cluster is None:
            raise InvalidInput(errors={"cluster_id": ["No such cluster on this site."]})
        row.sector_id = cluster.sector_id
    for field, value in changes.items():
        setattr(row, field, value)
    if changes:
        _save(row)
    return idea_set_status(idea_id=row.id, status=status) if status else row


@transaction.atomic
def idea_set_status(*, idea_id: UUID, status: str) -> ContentIdea:
    """Set an idea to draft, approved or rejected; queueing and completing have services of their own.

    :raises NotFound: no such idea. :raises IdeaInWork: it is queued or written.
    """
    row = _locked(idea_id)
    if row.status == status:
        return row
    if row.status not in OPEN:
        raise IdeaInWork
    if status not in OPEN:
        raise InvalidInput(errors={"status": ["Queue the idea instead: only the writer's work completes it."]})
    row.status = status
    _save(row)
    return row


@transaction.atomic
def ideas_set_status(*, idea_ids: Sequence[UUID], status: str) -> int:
    """The same status for many ideas, all or none. :returns: how many of the ids exist.

    :raises IdeaInWork: one is queued or written.
    """
    found = list(ContentIdea.objects.filter(pk__in=idea_ids).order_by("id").values_list("id", flat=True))
    for idea_id in found:
        idea_set_status(idea_id=idea_id, status=status)
    return len(found)


@transaction.atomic
def ideas_update(*, idea_ids: Sequence[UUID], changes: dict[str, Any]) -> int:
    """The same change to many ideas, all or none. :returns: how many of the ids exist."""
    found = list(ContentIdea.objects.filter(pk__in=idea_ids).order_by("id").values_list("id", flat=True))
    for idea_id in found:
        idea_update(idea_id=idea_id, changes=changes)
    return len(found)


@transaction.atomic
def ideas_delete(*, idea_ids: Sequence[UUID]) -> int:
    """Delete ideas, all or none. :returns: how many. :raises IdeaInWork: one is queued or written."""
    rows = ContentIdea.objects.select_for_update(of=("self",)).filter(pk__in=idea_ids)
    if any(row.status not in OPEN for row in rows):
        raise IdeaInWork("An idea that is queued or written cannot be deleted: its page refers to it.")
    deleted, _ = rows.delete()
    return deleted


def idea_delete(*, idea_id: UUID) -> None:
    """Delete an idea. :raises NotFound: no such idea. :raises IdeaInWork: it is queued or written."""
    if not ideas_delete(idea_ids=[idea_id]):
        raise NotFound("No such idea.")


@transaction.atomic
def idea_queue(*, idea_id: UUID, allow_overlap: bool = False) -> ContentIdea:
    """Hand an idea to the writer, who makes the task in the same transaction. An idea that is queued already stays so.

    :param allow_overlap: queue it although something answers its intent.
    :raises NotFound: no such idea. :raises IdeaRejected: it was rejected.
    :raises Cannibalisation: a page or another queued idea answers its intent.
    """
    row = _locked(idea_id)
    if row.status in {IdeaStatus.QUEUED, IdeaStatus.COMPLETED}:
        return row
    if row.status == IdeaStatus.REJECTED:
        raise IdeaRejected
    if not allow_overlap:
        refuse_collisions(idea_collisions(idea=row))
    row.status = IdeaStatus.QUEUED
    row.save(update_fields=["status", "updated_at"])
    emit(IdeaQueued(idea_id=row.id, site_id=row.site_id))
    activity_record(
        kind="idea.queued",
        did=f"sent the idea {quoted(row.title)} to the writer",
        site_id=row.site_id,
        object_type="idea",
        object_id=row.id,
        title=row.title,
    )
    return row


@transaction.atomic
def ideas_queue(*, idea_ids: Sequence[UUID], allow_overlap: bool = False) -> tuple[list[ContentIdea], list[Refusal]]:
    """Queue many ideas; each is queued or refused on its own, in the order given.

    :returns: the queued ideas and the refusals with their reasons.
    """
    queued: list[ContentIdea] = []
    refused: list[Refusal] = []
    for idea_id in dict.fromkeys(idea_ids):
        try:
            with transaction.atomic():
                queued.append(idea_queue(idea_id=idea_id, allow_overlap=allow_overlap))
        except AppError as exc:
            refused.append(Refusal(idea_id, exc.code, exc.sentence))
    return queued, refused


@transaction.atomic
def idea_complete(*, idea_id: UUID) -> ContentIdea:
    """The idea's page is written. :raises NotFound: no such idea. :raises Conflict: it was never queued."""
    row = _locked(idea_id)
    if row.status == IdeaStatus.COMPLETED:
        return row
    if row.status != IdeaStatus.QUEUED:
        raise Conflict("Only a queued idea can be completed.")
    row.status = IdeaStatus.COMPLETED
    row.save(update_fields=["status", "updated_at"])
    return row


@transaction.atomic
def idea_release(*, idea_id: UUID) -> ContentIdea:
    """The idea's task was cancelled: it is approved again and can be queued anew. :raises NotFound: no such idea."""
    row = _locked(idea_id)
    if row.status == IdeaStatus.QUEUED:
        row.status = IdeaStatus.APPROVED
        row.save(update_fields=["status", "updated_at"])
    return row
