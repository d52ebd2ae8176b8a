"""The writer hears planning and the AI engine."""

from typing import Any
from uuid import UUID

from igny8.ai.events import RunFinished
from igny8.content.services.generation import run_ended
from igny8.content.services.tasks import task_create_from_idea
from igny8.core.events import subscribe
from igny8.planning.events import IdeaQueued


@subscribe(IdeaQueued, name="content.make_task", immediate=True)
def make_task(payload: dict[str, Any]) -> None:
    """A queued idea has its task in the same transaction: there is no moment in which it could be lost."""
    task_create_from_idea(idea_id=UUID(payload["idea_id"]))


@subscribe(RunFinished, name="content.note_failed_run")
def note_failed_run(payload: dict[str, Any]) -> None:
    """A run that failed or was cancelled shows on its task and its images."""
    if payload["function"].startswith("content.") and payload["status"] != "succeeded":
        run_ended(run_id=UUID(payload["run_id"]), status=payload["status"])
