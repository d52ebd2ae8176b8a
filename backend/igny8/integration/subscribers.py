"""Integrations hear of texts that change here."""

from typing import Any
from uuid import UUID

from igny8.content.events import ContentChanged
from igny8.core.events import subscribe
from igny8.integration.services.local_changes import local_change_note


@subscribe(ContentChanged, name="integration.note_local_change")
def note_local_change(payload: dict[str, Any]) -> None:
    """A text that is on a platform is ahead of it; what came from there is not."""
    if payload["cause"] != "sync":
        local_change_note(content_id=UUID(payload["content_id"]), version=payload["version"])
