"""What the domain that synchronises tells of contents; it stands above this one, so it registers how it is asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncNote:
    """How a content stands with the website it is on. ``conflict_id`` is the one that waits for a person."""

    state: str
    integration_id: UUID
    conflict_id: UUID | None = None


Find = Callable[[set[UUID]], Mapping[UUID, SyncNote]]
_finds: list[Find] = []


def register(find: Find) -> None:
    """Ask ``find`` about contents by id, in the open scope; contents it leaves out are on no website."""
    if find not in _finds:
        _finds.append(find)


def sync_notes(content_ids: set[UUID]) -> dict[UUID, SyncNote]:
    """What is known of these contents, by id."""
    found: dict[UUID, SyncNote] = {}
    for find in _finds:
        found.update(find(content_ids))
    return found
