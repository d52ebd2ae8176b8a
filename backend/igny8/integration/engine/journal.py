"""What the appliers of a page share: the integration, the run, the counts and the lines of the log."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from igny8.integration.constants import LogLevel
from igny8.integration.models import SiteIntegration, SyncLogEntry


def site_lock(integration_id: UUID) -> None:
    """Wait for whoever else changes this integration's items, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"integration:{integration_id}"])


@dataclass(slots=True)
class Journal:
    """``counts`` by outcome, and log entries that are written together."""

    integration: SiteIntegration
    run_id: UUID | None = None
    counts: Counter[str] = field(default_factory=Counter)
    entries: list[SyncLogEntry] = field(default_factory=list)

    def note(
        self, code: str, message: str, *, level: str = LogLevel.INFO, item: Any = None, content_id: UUID | None = None
    ) -> None:
        """Add a line for people."""
        self.entries.append(
            SyncLogEntry(
                site_id=self.integration.site_id,
                integration_id=self.integration.id,
                run_id=self.run_id,
                item_id=item.id if item is not None else None,
                content_id=content_id or (item.content_id if item is not None else None),
                level=level,
                code=code[:60],
                message=message[:600],
            )
        )

    def write(self) -> None:
        """Store the lines."""
        SyncLogEntry.objects.bulk_create(self.entries)
        self.entries = []
