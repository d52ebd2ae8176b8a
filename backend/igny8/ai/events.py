"""What others may hear of runs."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from igny8.core.events import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFinished(DomainEvent):
    """A run reached its end: ``status`` is succeeded, failed or cancelled."""

    name: ClassVar[str] = "ai.RunFinished"
    run_id: UUID
    function: str
    status: str
    site_id: UUID | None = None
    error_code: str = ""
