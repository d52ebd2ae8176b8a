"""What happened in publishing."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from igny8.core.events import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentPublished(DomainEvent):
    """A version of a content is live at a destination."""

    name: ClassVar[str] = "publishing.ContentPublished"
    content_id: UUID
    site_id: UUID
    record_id: UUID
    destination: str
    url: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentUnpublished(DomainEvent):
    """A content is not at a destination any more; ``url`` is where it was."""

    name: ClassVar[str] = "publishing.ContentUnpublished"
    content_id: UUID
    site_id: UUID
    record_id: UUID
    destination: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationFailed(DomainEvent):
    """Given up; a person is told. ``kind`` is action_required, permanent, retry (too often) or unknown."""

    name: ClassVar[str] = "publishing.PublicationFailed"
    content_id: UUID
    site_id: UUID
    record_id: UUID
    destination: str
    kind: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteDeployed(DomainEvent):
    """Another version of a site is being served; ``rolled_back_from`` is set when an older one came back."""

    name: ClassVar[str] = "publishing.SiteDeployed"
    site_id: UUID
    deployment_id: UUID
    version: int
    pages: int
    url: str
    rolled_back_from: int | None
