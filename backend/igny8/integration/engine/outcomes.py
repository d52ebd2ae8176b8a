"""How a synchronisation ends, and what the integration is told. All inside the transaction that knows the run is ours."""

from datetime import timedelta

from django.utils import timezone

from igny8.core.backoff import full_jitter_s
from igny8.core.events import emit
from igny8.core.roles import Role
from igny8.integration import constants as c
from igny8.integration.base import PlatformError
from igny8.integration.engine.journal import Journal
from igny8.integration.engine.tombstones import unseen_gone
from igny8.integration.engine.webhook_news import receipts_settle
from igny8.integration.events import IntegrationBroken, SyncFinished
from igny8.integration.models import SiteIntegration, SyncRun
from igny8.system.services.notifications import notification_create


def finish_well(run: SyncRun, journal: Journal) -> None:
    """Everything came in."""
    row = journal.integration
    if run.kind == c.SyncKind.FULL:
        _tombstones(run, journal)
    receipts_settle(journal, run)
    for name in c.COUNTS:
        setattr(run, name, getattr(run, name) + journal.counts[name])
    journal.counts.clear()
    now = timezone.now()
    row.watermark_at = max(filter(None, [row.watermark_at, run.watermark_at]), default=None)
    row.last_sync_at, row.sync_status, row.sync_error, row.failures = now, c.SyncStatus.OK, "", 0
    row.next_sync_at = now + c.SYNC_EVERY
    row.save()
    _end(run, c.SyncRunStatus.SUCCEEDED)
    journal.note("finished", _summary(run))
    journal.write()
    _tell_people(run, row)


def _tombstones(run: SyncRun, journal: Journal) -> None:
    parts = run.cursor.get("parts") or []
    if any(":" in part for part in parts):  # the REST API names what it pulled
        types = [part.split(":")[1] for part in parts if part.startswith("posts:")]
        taxonomies = [part.split(":")[1] for part in parts if part.startswith("terms:")]
        unseen_gone(journal, run_id=run.id, post_types=types, taxonomies=taxonomies)
        return
    kinds = None if "products" in parts else [k for k in c.ItemKind.values if k != c.ItemKind.PRODUCT]
    chosen = journal.integration.config.get("post_types") or None
    unseen_gone(journal, run_id=run.id, post_types=chosen, taxonomies=None, kinds=kinds)


#: What a run counts, for one and for several.
_WORDS = {
    "created": ("new object", "new objects"),
    "updated": ("changed", "changed"),
    "unchanged": ("as it was", "as they were"),
    "conflicts": ("conflict", "conflicts"),
    "tombstones": ("deletion on the website", "deletions on the website"),
    "failed": ("that could not be read", "that could not be read"),
}


def _summary(run: SyncRun) -> str:
    counted = {name: getattr(run, name) for name in c.COUNTS}
    words = [f"{number} {_WORDS[name][number != 1]}" for name, number in counted.items() if number]
    return f"Synchronised: {', '.join(words) or 'nothing changed'}."


def finish_badly(run: SyncRun, row: SiteIntegration, exc: PlatformError) -> None:
    """Try again later, or give up and say so."""
    run.error_kind, run.error_code, run.error = exc.kind, exc.code, f"{exc.sentence} {exc.cure}".strip()[:600]
    run.lease_until = None
    if exc.kind == "retry" and run.attempts < c.MAX_ATTEMPTS:
        wait = exc.retry_after_s or full_jitter_s(run.attempts, base_s=c.BACKOFF_BASE_S, cap_s=c.BACKOFF_CAP_S)
        run.status, run.not_before = c.SyncRunStatus.PENDING, timezone.now() + timedelta(seconds=wait)
        run.save()
        return
    _end(run, c.SyncRunStatus.FAILED)
    row.failures += 1
    row.sync_status = c.SyncStatus.BROKEN if exc.kind == "action_required" else c.SyncStatus.FAILED
    row.sync_error = run.error
    row.next_sync_at = timezone.now() + min(c.SYNC_EVERY * 2 ** min(row.failures, 10), c.SYNC_EVERY_AT_MOST)
    row.save()
    journal = Journal(row, run.id)
    journal.note(exc.code, run.error, level=c.LogLevel.ERROR)
    journal.write()
    notification_create(
        kind="integration.broken" if exc.kind == "action_required" else "integration.sync_failed",
        title=f"{row.name} is not synchronised"[:200],
        body=run.error,
        link=f"/sites/{row.site_id}/settings/integrations/{row.id}",
        site_id=row.site_id,
        min_role=Role.EDITOR,
        dedupe_key=f"integration.broken:{row.id}:{exc.code}:{row.last_sync_at}"[:200],
    )
    if exc.kind == "action_required":
        emit(IntegrationBroken(integration_id=row.id, site_id=row.site_id, code=exc.code))


def finish_cancelled(run: SyncRun, row: SiteIntegration) -> None:
    """A person stopped it; what came in stays."""
    _end(run, c.SyncRunStatus.CANCELLED)
    row.sync_status = c.SyncStatus.OK if row.last_sync_at else c.SyncStatus.NEVER
    row.next_sync_at = timezone.now() + c.SYNC_EVERY
    row.save()


def _end(run: SyncRun, status: str) -> None:
    run.status, run.lease_until, run.finished_at = status, None, timezone.now()
    if status == c.SyncRunStatus.SUCCEEDED:
        run.error_kind = run.error_code = run.error = ""
    run.save()
    emit(SyncFinished(run_id=run.id, integration_id=run.integration_id, site_id=run.site_id, status=status))


def _tell_people(run: SyncRun, row: SiteIntegration) -> None:
    base = f"/sites/{row.site_id}/settings/integrations/{row.id}"
    if run.conflicts:
        notification_create(
            kind="integration.conflicts",
            title=f"{run.conflicts} {'text was' if run.conflicts == 1 else 'texts were'} changed here and in {row.name}"[
                :200
            ],
            body="Nothing was overwritten. Choose what stays.",
            link=f"{base}/conflicts",
            site_id=row.site_id,
            min_role=Role.EDITOR,
            dedupe_key=f"integration.conflicts:{run.id}",
        )
    if run.tombstones:
        notification_create(
            kind="integration.deletions",
            title=f"{run.tombstones} {'object was' if run.tombstones == 1 else 'objects were'} deleted in {row.name}"[
                :200
            ],
            body="Nothing was deleted here. Archive the texts, keep them, or publish them again.",
            link=f"{base}/deletions",
            site_id=row.site_id,
            min_role=Role.EDITOR,
            dedupe_key=f"integration.deletions:{run.id}",
        )
