"""Handing work to the AI engine, and noting on tasks and images how a run ended."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from igny8.ai.selectors import active_runs_of, run_get
from igny8.ai.services.runs import runs_submit
from igny8.content.constants import IMAGES_PER_REQUEST, ImageStatus, TaskStatus
from igny8.content.models import Content, Image, Task
from igny8.content.services.tasks import TaskIsDone, task_locked
from igny8.core.errors import Conflict, NotFound

GENERATE_CONTENT = "content.generate_content"
GENERATE_IMAGE_PROMPTS = "content.generate_image_prompts"
GENERATE_IMAGES = "content.generate_images"


class AlreadyRunning(Conflict):
    code = "ALREADY_RUNNING"
    default = "This is being written already. Wait for its run to end, or cancel it."


class TaskIsCancelled(Conflict):
    code = "TASK_CANCELLED"
    default = "The task is cancelled."


@transaction.atomic
def tasks_generate(*, task_ids: Sequence[UUID]) -> list[tuple[UUID, int]]:
    """Write the articles of tasks: one run a task, all or none.

    :returns: run id and the hundredths of a credit it holds, in the order given.
    :raises NotFound: one does not exist. :raises TaskIsDone: :raises TaskIsCancelled: :raises AlreadyRunning:
    :raises CreditsExhausted: the balance does not cover all of them; nothing is written then.
    """
    wanted = list(dict.fromkeys(task_ids))
    for task_id in sorted(wanted):
        row = task_locked(task_id)
        if row.status == TaskStatus.COMPLETED:
            raise TaskIsDone
        if row.status == TaskStatus.CANCELLED:
            raise TaskIsCancelled
    runs = runs_submit(function=GENERATE_CONTENT, payloads=[{"task_id": str(i)} for i in wanted])
    Task.objects.filter(pk__in=wanted).update(status=TaskStatus.IN_PROGRESS, error="")
    return [(run.id, run.reserved_centi) for run in runs]


def content_regenerate(*, content_id: UUID, section_id: str = "", instruction: str = "") -> tuple[UUID, int]:
    """Write a content anew, or one of its sections; locked sections stay.

    :param instruction: what to do differently, in the words of a person.
    :returns: run id and the hundredths of a credit it holds. :raises NotFound: :raises Conflict: the section is locked.
    """
    payload = {"content_id": str(content_id), "section_id": section_id, "instruction": instruction}
    run = runs_submit(function=GENERATE_CONTENT, payloads=[payload])[0]
    return run.id, run.reserved_centi


@transaction.atomic
def image_prompts_generate(*, content_ids: Sequence[UUID], in_article: int = 1) -> list[tuple[UUID, int]]:
    """Describe the images of contents: one run a content. :raises NotFound: one does not exist."""
    payloads = [{"content_id": str(i), "in_article": in_article} for i in dict.fromkeys(content_ids)]
    return [(run.id, run.reserved_centi) for run in runs_submit(function=GENERATE_IMAGE_PROMPTS, payloads=payloads)]


@transaction.atomic
def images_generate(*, image_ids: Sequence[UUID]) -> list[tuple[UUID, int]]:
    """Make images: up to six a run, never two sites in one run.

    :returns: run id and the hundredths of a credit it holds, a run each.
    :raises NotFound: one does not exist. :raises AlreadyRunning: one is being made.
    """
    wanted = list(dict.fromkeys(image_ids))
    rows = {row.id: row for row in Image.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("id")}
    if len(rows) != len(wanted):
        raise NotFound("No such image.")
    if any(row.status == ImageStatus.QUEUED for row in rows.values()):
        raise AlreadyRunning
    by_site: dict[UUID, list[UUID]] = {}
    for image_id in wanted:
        by_site.setdefault(rows[image_id].site_id, []).append(image_id)
    groups = [
        ids[start : start + IMAGES_PER_REQUEST]
        for ids in by_site.values()
        for start in range(0, len(ids), IMAGES_PER_REQUEST)
    ]
    runs = runs_submit(function=GENERATE_IMAGES, payloads=[{"image_ids": [str(i) for i in ids]} for ids in groups])
    for run, ids in zip(runs, groups, strict=True):
        Image.objects.filter(pk__in=ids).update(status=ImageStatus.QUEUED, run_id=run.id, error="")
    return [(run.id, run.reserved_centi) for run in runs]


def refuse_active(subject_id: UUID) -> None:
    """:raises AlreadyRunning: a run on this object has not ended."""
    if active_runs_of(subject_id).exists():
        raise AlreadyRunning


@transaction.atomic
def run_ended(*, run_id: UUID, status: str) -> None:
    """Note on tasks and images that a run ended without a result; says nothing where another run took over."""
    run = run_get(run_id)
    if run is None:
        return
    error = run.error or "Cancelled."
    if run.function == GENERATE_CONTENT and run.subject_id and not active_runs_of(run.subject_id).exists():
        cancelled = status == "cancelled"
        Task.objects.filter(pk=run.subject_id, status=TaskStatus.IN_PROGRESS).update(
            status=TaskStatus.QUEUED if cancelled else TaskStatus.FAILED, error="" if cancelled else error[:600]
        )
    if run.function == GENERATE_IMAGES:
        waiting = Image.objects.filter(run_id=run_id, status=ImageStatus.QUEUED)
        if status == "cancelled":
            waiting.update(status=ImageStatus.PLANNED)
        else:
            waiting.update(status=ImageStatus.FAILED, error=error[:300])


def content_subject(content_id: UUID) -> Content:
    """The content a run is to work on. :raises NotFound: no such content."""
    row = Content.objects.filter(pk=content_id).first()
    if row is None:
        raise NotFound("No such content.")
    return row
