"""What happens to content."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from igny8.core.events import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskQueued(DomainEvent):
    name: ClassVar[str] = "content.TaskQueued"
    task_id: UUID
    site_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentGenerated(DomainEvent):
    name: ClassVar[str] = "content.ContentGenerated"
    content_id: UUID
    site_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentChanged(DomainEvent):
    """A new version exists."""

    name: ClassVar[str] = "content.ContentChanged"
    content_id: UUID
    site_id: UUID
    version: int
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentApproved(DomainEvent):
    name: ClassVar[str] = "content.ContentApproved"
    content_id: UUID
    site_id: UUID
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentArchived(DomainEvent):
    name: ClassVar[str] = "content.ContentArchived"
    content_id: UUID
    site_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageReady(DomainEvent):
    name: ClassVar[str] = "content.ImageReady"
    image_id: UUID
    content_id: UUID
    site_id: UUID
