"""Importing a keyword export: preview at once, the rows in the background, exactly once.

The whole import is one transaction that also ends the import's row, so a worker that dies leaves nothing behind and the
next one starts over. The row's lock is the lease: whoever holds it is alive.
"""

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

import structlog
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from igny8.accounts.selectors import sector_get
from igny8.core.errors import InvalidInput, NotFound
from igny8.core.events import emit
from igny8.core.ids import uuid7
from igny8.core.tasks import kick
from igny8.core.tenancy import current_account_id, current_actor, every_tenant, tenant
from igny8.planning import formats
from igny8.planning.constants import ImportStatus, KeywordSource
from igny8.planning.events import KeywordsAdded
from igny8.planning.models import Keyword, KeywordImport
from igny8.planning.services.import_news import import_tell
from igny8.planning.services.keyword_rows import Origin, keyword_rows_insert, rejects_insert
from igny8.system.selectors import user_known

log = structlog.get_logger(__name__)
MAX_ATTEMPTS = 3
PREVIEW_ROWS = 5000
SAMPLE_ROWS = 20
PROGRESS_EVERY = 2000


class UnreadableKeywordFile(InvalidInput):
    code = "UNREADABLE_FILE"


def _sector(site_id: UUID, sector_id: UUID) -> None:
    sector = sector_get(sector_id)
    if sector is None or sector.site_id != site_id:
        raise NotFound("No such sector on this site.")


def _unreadable(exc: formats.UnreadableFile) -> UnreadableKeywordFile:
    return UnreadableKeywordFile(exc.sentence, errors={"file": [exc.sentence]})


def detection_dict(detection: formats.Detection) -> dict[str, Any]:
    """A detection as plain JSON values."""
    return {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(detection).items()}


def import_preview(
    *, site_id: UUID, sector_id: UUID, file: BinaryIO, filename: str, mapping: dict[str, Any] | None = None
) -> dict[str, Any]:
    """What an import of this file would do, from its first 5,000 rows; nothing is written.

    :raises UnreadableKeywordFile: with cause and cure. :raises NotFound: no such sector.
    """
    _sector(site_id, sector_id)
    try:
        detection = formats.detect(file, filename=filename, mapping_override=mapping)
        rows: list[formats.ParsedRow] = []
        rejects: list[formats.Rejected] = []
        complete = True
        for item in formats.read(file, detection=detection, max_bytes=settings.IMPORT_MAX_BYTES):
            if len(rows) + len(rejects) >= PREVIEW_ROWS:
                complete = False
                break
            rows.append(item) if isinstance(item, formats.ParsedRow) else rejects.append(item)
    except formats.UnreadableFile as exc:
        raise _unreadable(exc) from exc
    distinct = {row.normalised for row in rows}
    known = Keyword.objects.filter(sector_id=sector_id, normalised__in=distinct).count()
    return {
        "detection": detection_dict(detection),
        "rows": len(rows) + len(rejects),
        "is_complete": complete,
        "duplicates": len(rows) - len(distinct) + known,
        "rejected": len(rejects),
        "sample": [{**_plain(row), "intent": row.intent} for row in rows[:SAMPLE_ROWS]],
        "rejects": [asdict(r) for r in rejects[:SAMPLE_ROWS]],
    }


def _plain(row: formats.ParsedRow) -> dict[str, Any]:
    values = asdict(row)
    values["cpc"] = None if row.cpc is None else float(row.cpc)
    return values


@transaction.atomic
def import_start(
    *, site_id: UUID, sector_id: UUID, file: BinaryIO, filename: str, mapping: dict[str, Any] | None = None
) -> KeywordImport:
    """Keep the file and start the import when the transaction commits.

    :raises UnreadableKeywordFile: a file that cannot be read at all. :raises NotFound: no such sector.
    """
    _sector(site_id, sector_id)
    try:
        detection = formats.detect(file, filename=filename, mapping_override=mapping)
    except formats.UnreadableFile as exc:
        raise _unreadable(exc) from exc
    row = KeywordImport(
        id=uuid7(),
        site_id=site_id,
        sector_id=sector_id,
        user_id=_uploader(),
        filename=Path(filename).name[:255] or "keywords",
        bytes=0,
        tool=detection.tool,
        detection={**detection_dict(detection), "mapping_override": mapping},
    )
    row.path = f"{site_id}/imports/{row.id}"
    target = settings.STORAGE_ROOT / row.path
    target.parent.mkdir(parents=True, exist_ok=True)
    file.seek(0)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as copy:
        shutil.copyfileobj(file, copy)
    Path(copy.name).replace(target)
    row.bytes = target.stat().st_size
    row.save(force_insert=True)
    account_id = current_account_id()
    transaction.on_commit(
        lambda: kick("planning.import_keywords", account_id=str(account_id), import_id=str(row.id)), robust=True
    )
    return row


def _uploader() -> UUID | None:
    """Who is at it, if they can be told later: staff are nobody of the account."""
    actor = current_actor()
    return actor.id if actor.kind == "user" and user_known(actor.id) else None


def import_progress(import_id: UUID) -> int:
    """Rows read so far by a running import; 0 when unknown."""
    return int(cache.get(f"import:{import_id}", 0) or 0)


def import_run(*, account_id: UUID, import_id: UUID) -> str:
    """Carry out an import, unless it is over or another worker is at it.

    :returns: the import's status, or ``busy``.
    """
    with tenant(account_id):
        row = KeywordImport.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=import_id).first()
        if row is None:
            return "busy"
        if row.status in {ImportStatus.DONE, ImportStatus.FAILED}:
            return str(row.status)
        if row.attempt >= MAX_ATTEMPTS:
            return _fail(row, "WORKER_LOST", "The worker was lost repeatedly while importing. Try a smaller file.")
        row.status, row.attempt = ImportStatus.RUNNING, row.attempt + 1
        row.save(update_fields=["status", "attempt", "updated_at"])
    with tenant(account_id):
        row = (
            KeywordImport.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(pk=import_id, status=ImportStatus.RUNNING)
            .first()
        )
        if row is None:
            return "busy"
        try:
            with transaction.atomic():
                return _import(row)
        except formats.UnreadableFile as exc:
            return _fail(row, exc.code, exc.sentence)
        except FileNotFoundError:
            return _fail(row, "FILE_LOST", "The uploaded file is no longer there. Upload it again.")
        finally:
            cache.delete(f"import:{import_id}")


def _fail(row: KeywordImport, code: str, sentence: str) -> str:
    row.status, row.error_code, row.error = ImportStatus.FAILED, code, sentence[:600]
    row.finished_at = timezone.now()
    row.save()
    _forget(row)
    import_tell(row)
    return str(row.status)


def _forget(row: KeywordImport) -> None:
    path = settings.STORAGE_ROOT / row.path
    transaction.on_commit(lambda: path.unlink(missing_ok=True), robust=True)


def _import(row: KeywordImport) -> str:
    path = settings.STORAGE_ROOT / row.path
    mapping = row.detection.get("mapping_override")
    detection = formats.detect(path, filename=row.filename, mapping_override=mapping)
    origin = Origin(row.site_id, row.sector_id, KeywordSource.CSV, row.tool, row.id)
    rejects: list[tuple[int, str, str, str]] = []
    rejected = 0

    def accepted() -> Iterator[formats.ParsedRow]:
        nonlocal rejected
        for number, item in enumerate(formats.read(path, detection=detection, max_bytes=settings.IMPORT_MAX_BYTES), 1):
            if number % PROGRESS_EVERY == 0:
                cache.set(f"import:{row.id}", number, 600)
            if isinstance(item, formats.ParsedRow):
                yield item
            else:
                rejected += 1
                rejects.append((item.line, item.code, item.reason, item.raw))

    read, created = keyword_rows_insert(accepted(), origin=origin)
    rejects_insert(rejects, origin=origin)
    row.rows, row.created, row.duplicates, row.rejected = read + rejected, created, read - created, rejected
    row.status, row.finished_at = ImportStatus.DONE, timezone.now()
    row.save()
    _forget(row)
    import_tell(row)
    if created:
        emit(KeywordsAdded(site_id=row.site_id, sector_id=row.sector_id, count=created, source=KeywordSource.CSV))
    log.info("keywords_imported", rows=row.rows, created=created, duplicates=row.duplicates, rejected=rejected)
    return str(row.status)


def imports_sweep() -> int:
    """Hint again for imports whose hint or worker was lost. :returns: how many."""
    with every_tenant("import sweeper"):
        lost = list(
            KeywordImport.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(
                status__in=[ImportStatus.PENDING, ImportStatus.RUNNING],
                updated_at__lt=timezone.now() - timedelta(seconds=10),
            )
            .order_by(F("updated_at"))
            .values_list("account_id", "id")[:50]
        )
    for account_id, import_id in lost:
        kick("planning.import_keywords", account_id=str(account_id), import_id=str(import_id))
    return len(lost)
