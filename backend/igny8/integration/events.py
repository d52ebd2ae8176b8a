"""What happened between us and the platforms of a site."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from igny8.core.events import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrationConnected(DomainEvent):
    """The bridge of a site was connected, for the first time or again with a new secret."""

    name: ClassVar[str] = "integration.IntegrationConnected"
    integration_id: UUID
    site_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrationRemoved(DomainEvent):
    name: ClassVar[str] = "integration.IntegrationRemoved"
    integration_id: UUID
    site_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrationBroken(DomainEvent):
    """A person has to do something before the connection works again."""

    name: ClassVar[str] = "integration.IntegrationBroken"
    integration_id: UUID
    site_id: UUID
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncFinished(DomainEvent):
    name: ClassVar[str] = "integration.SyncFinished"
    run_id: UUID
    integration_id: UUID
    site_id: UUID
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictFound(DomainEvent):
    """A text was changed on both sides."""

    name: ClassVar[str] = "integration.ConflictFound"
    conflict_id: UUID
    integration_id: UUID
    site_id: UUID
    content_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictResolved(DomainEvent):
    """``resolution`` is keep_ours, take_theirs or merged; after the first and the last the platform is behind us."""

    name: ClassVar[str] = "integration.ConflictResolved"
    conflict_id: UUID
    integration_id: UUID
    site_id: UUID
    content_id: UUID
    resolution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletionDecided(DomainEvent):
    """What was deleted on the platform is to be archived, kept or (``republish``) sent there again."""

    name: ClassVar[str] = "integration.DeletionDecided"
    item_id: UUID
    integration_id: UUID
    site_id: UUID
    content_id: UUID
    choice: str
