"""What happens in planning."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from igny8.core.events import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class KeywordsAdded(DomainEvent):
    name: ClassVar[str] = "planning.KeywordsAdded"
    site_id: UUID
    sector_id: UUID
    count: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterCreated(DomainEvent):
    name: ClassVar[str] = "planning.ClusterCreated"
    cluster_id: UUID
    site_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaCreated(DomainEvent):
    name: ClassVar[str] = "planning.IdeaCreated"
    idea_id: UUID
    site_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaQueued(DomainEvent):
    """The writer hears this at once, in the same transaction, and makes the task."""

    name: ClassVar[str] = "planning.IdeaQueued"
    idea_id: UUID
    site_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterMerged(DomainEvent):
    """``cluster_id`` is gone; what named it belongs to ``into_id`` now."""

    name: ClassVar[str] = "planning.ClusterMerged"
    cluster_id: UUID
    into_id: UUID
    site_id: UUID
