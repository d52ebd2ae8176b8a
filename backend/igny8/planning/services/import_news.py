"""Telling people how an import ended: whoever uploaded the file, and everybody who follows the site."""

from igny8.core.roles import Role
from igny8.core.tenancy import Actor
from igny8.planning.constants import ImportStatus
from igny8.planning.models import KeywordImport
from igny8.system.services.activity import activity_record, quoted, some
from igny8.system.services.notifications import notification_create


def import_tell(row: KeywordImport) -> None:
    """Note the end of an import, done or failed, in the transaction that ends it."""
    is_done = row.status == ImportStatus.DONE
    file = quoted(row.filename)
    activity_record(
        kind="keywords.imported" if is_done else "import.failed",
        did=f"imported {some(row.created, 'keyword')} from {file}" if is_done else f"could not import {file}",
        site_id=row.site_id,
        object_type="import",
        object_id=row.id,
        title=row.filename,
        actor=Actor("user", row.user_id) if row.user_id else None,
    )
    notification_create(
        kind="planning.import_done" if is_done else "planning.import_failed",
        title=f"{some(row.created, 'keyword')} imported" if is_done else f"Not imported: {row.filename}"[:200],
        body=_figures(row) if is_done else row.error,
        link=f"/sites/{row.site_id}/planner/imports/{row.id}",
        user_id=row.user_id,
        site_id=row.site_id,
        min_role=Role.EDITOR,
        dedupe_key=f"planning.import:{row.id}",
    )


def _figures(row: KeywordImport) -> str:
    parts = [f"{row.filename}: {some(row.rows, 'row')} read, {row.created:,} new"]
    if row.duplicates:
        parts.append(f"{row.duplicates:,} known already")
    if row.rejected:
        parts.append(f"{row.rejected:,} not taken")
    return f"{', '.join(parts)}."
