"""Celery's edge of planning."""

from typing import Any
from uuid import UUID

from celery import shared_task

from igny8.planning.services import keyword_import


@shared_task(name="planning.import_keywords")
def import_keywords(*, account_id: str, import_id: str, **_: Any) -> None:
    """Carry out one import."""
    keyword_import.import_run(account_id=UUID(account_id), import_id=UUID(import_id))


@shared_task(name="planning.sweep_imports")
def sweep_imports(**_: Any) -> None:
    """Find imports whose hint or worker was lost."""
    keyword_import.imports_sweep()
