"""What changed in the system domain."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from igny8.core.events import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptChanged(DomainEvent):
    """Another text is in use for a function. ``site_id`` None: for the whole account. ``version`` None: the default."""

    name: ClassVar[str] = "system.PromptChanged"
    function: str
    site_id: UUID | None
    version: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderSettingsChanged(DomainEvent):
    """A provider was set, changed or removed: what was known about its health no longer counts."""

    name: ClassVar[str] = "system.ProviderSettingsChanged"
    settings_id: UUID
    kind: str
    function: str
