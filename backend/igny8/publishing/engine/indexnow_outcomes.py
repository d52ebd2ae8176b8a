"""What submissions become when a call has ended; inside the transaction that knows the call is still ours."""

from datetime import timedelta
from typing import Any

import structlog
from django.db.models import F, QuerySet
from django.utils import timezone

from igny8.core.backoff import full_jitter_s
from igny8.core.roles import Role
from igny8.publishing import constants as c
from igny8.publishing.base import PublishError
from igny8.publishing.models import IndexNowHost, IndexNowSubmission
from igny8.system.services.notifications import notification_create

log = structlog.get_logger(__name__)
ABOUT_KEY = "KEY_"  # how codes begin that say that search engines cannot read the key


def locked(rows: QuerySet[IndexNowSubmission]) -> QuerySet[IndexNowSubmission]:
    """The same rows, locked in the order in which new ones come in, so that nobody waits for each other."""
    list(rows.select_for_update(of=("self",)).order_by("url_hash").values_list("id", flat=True))
    return rows


def sending(host: IndexNowHost) -> QuerySet[IndexNowSubmission]:
    """The pages that are being sent, locked."""
    return locked(IndexNowSubmission.objects.filter(host_id=host.id, state=c.SubmissionState.SENDING))


def waiting(host: IndexNowHost) -> QuerySet[IndexNowSubmission]:
    """The pages whose turn comes."""
    return IndexNowSubmission.objects.filter(host_id=host.id, state=c.SubmissionState.WAITING)


def note_key(host: IndexNowHost, *, key: str, key_url: str) -> None:
    """The key was read; the row is saved by the caller."""
    host.key_state, host.key_read, host.key_url = c.KeyState.OK, key, key_url[:2000]
    host.key_code = host.key_error = ""
    host.key_checked_at = timezone.now()


def note_no_key(host: IndexNowHost, exc: PublishError, *, key_url: str) -> None:
    """The key cannot be read; the row is saved by the caller."""
    host.key_state, host.key_read, host.key_url = c.KeyState.MISSING, "", key_url[:2000]
    host.key_code, host.key_error = exc.code, exc.sentence
    host.key_checked_at = timezone.now()


def record_sent(host: IndexNowHost, *, skipped: list[str], status_code: int) -> int:
    """The call was taken. :param skipped: hashes of pages the key does not speak for. :returns: how many pages were told of."""
    rows = sending(host)
    outside = rows.filter(url_hash__in=skipped)
    sentence = f"The key at {host.key_url} speaks for pages in its own folder only."
    _end(outside, c.SubmissionState.SKIPPED, code="NOT_COVERED", sentence=sentence[:600])
    told = _end(rows, c.SubmissionState.SENT, status_code=status_code)
    host.attempts, host.lease_until = 0, None
    host.batch_size = min(c.SUBMISSION_BATCH, host.batch_size * 2)
    if told:
        host.sent_at = timezone.now()
    gap = 0.0 if waiting(host).exists() else full_jitter_s(0, base_s=1, cap_s=1) * c.SUBMISSION_GAP_SECONDS
    host.not_before = timezone.now() + timedelta(seconds=gap)
    host.save()
    return told


def record_refused(host: IndexNowHost, exc: PublishError) -> None:
    """The call failed: later again, or not at all.

    A refused call of several pages is made again with half of them, until the one page is found that is refused.
    """
    rows = sending(host)
    many = rows.count()
    host.lease_until = None
    if exc.kind == "skipped":
        _end(rows, c.SubmissionState.SKIPPED, code=exc.code, sentence=exc.sentence)
    elif exc.kind == "permanent" and many > 1:
        host.batch_size = max(1, many // 2)
        rows.update(state=c.SubmissionState.WAITING, attempts=F("attempts") - 1, is_again=False)
    elif exc.kind == "permanent":
        _end(rows, c.SubmissionState.FAILED, code=exc.code, sentence=exc.sentence)
        host.batch_size = c.SUBMISSION_BATCH
    else:
        _later(host, rows, exc)
    host.save()
    if exc.code.startswith(ABOUT_KEY) and exc.kind == "action_required":
        _tell(host, exc)


def _later(host: IndexNowHost, rows: QuerySet[IndexNowSubmission], exc: PublishError) -> None:
    sentence = f"Given up after {c.SUBMISSION_ATTEMPTS} attempts. {exc.sentence}"[:600]
    tired = rows.filter(attempts__gte=c.SUBMISSION_ATTEMPTS)
    if _end(tired, c.SubmissionState.FAILED, code=exc.code, sentence=sentence):
        _tell(host, exc)
    rows.update(
        state=c.SubmissionState.WAITING,
        is_again=False,
        error_code=exc.code,
        error=exc.sentence,
        updated_at=timezone.now(),
    )
    host.attempts += 1
    wait = full_jitter_s(host.attempts, base_s=c.SUBMISSION_BACKOFF_BASE_S, cap_s=c.SUBMISSION_BACKOFF_CAP_S)
    host.not_before = timezone.now() + timedelta(seconds=max(wait, exc.retry_after_s or 0.0))


def _end(
    rows: QuerySet[IndexNowSubmission],
    state: str,
    *,
    code: str = "",
    sentence: str = "",
    status_code: int | None = None,
) -> int:
    """Close lines of the log; a page that changed meanwhile gets a new one. :returns: how many."""
    changed: list[Any] = list(rows.filter(is_again=True))
    now = timezone.now()
    ended = rows.update(
        state=state,
        is_again=False,
        error_code=code,
        error=sentence,
        status_code=status_code,
        finished_at=now,
        updated_at=now,
    )
    IndexNowSubmission.objects.bulk_create(
        [
            IndexNowSubmission(
                site_id=row.site_id,
                host_id=row.host_id,
                content_id=row.content_id,
                destination=row.destination,
                url=row.url,
                url_hash=row.url_hash,
                reason=row.reason,
            )
            for row in changed
        ],
        batch_size=1000,
    )
    return ended


def _tell(host: IndexNowHost, exc: PublishError) -> None:
    notification_create(
        kind="publishing.indexnow_key",
        title=f"Search engines are not told of new pages on {host.host}"[:200],
        body=exc.sentence,
        link=f"/sites/{host.site_id}/settings/search-engines",
        site_id=host.site_id,
        min_role=Role.ADMIN,
        dedupe_key=f"publishing.indexnow_key:{host.id}:{exc.code}:{timezone.now():%Y-%m}",
    )
