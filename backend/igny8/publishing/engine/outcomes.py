"""What a record becomes when an attempt has ended. One place for both kinds of destination.

All functions run inside the transaction that knows the attempt is still ours.
"""

from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from igny8.content.services.publication import content_mark_published, content_mark_unpublished
from igny8.core.backoff import full_jitter_s
from igny8.core.errors import AppError
from igny8.core.events import emit
from igny8.core.roles import Role
from igny8.publishing import constants as c
from igny8.publishing.base import PublishError, PublishPayload, PublishResult
from igny8.publishing.events import ContentPublished, ContentUnpublished, PublicationFailed
from igny8.publishing.models import PublishingRecord
from igny8.system.services.activity import activity_record, quoted
from igny8.system.services.notifications import notification_create

log = structlog.get_logger(__name__)


def clear_error(record: PublishingRecord) -> None:
    """Forget what went wrong before."""
    record.error_kind = record.error_code = record.error = ""


def is_up_to_date(record: PublishingRecord) -> bool:
    """Whether what is there is what was asked for, even if somebody asked again meanwhile."""
    if record.wanted == c.Wanted.UNPUBLISH:
        return not record.live_hash
    return record.live_hash == record.payload_hash


def _rest(record: PublishingRecord) -> None:
    """The state of a record nobody works on: done, or planned again because something else is wanted by now."""
    record.lease_until, record.deployment_id, record.attempts = None, None, 0
    if is_up_to_date(record):
        record.status = c.PublicationStatus.LIVE if record.live_hash else c.PublicationStatus.UNPUBLISHED
        record.scheduled_for = None
    else:
        record.status = c.PublicationStatus.PLANNED


def record_live(record: PublishingRecord, *, payload: PublishPayload, payload_hash: str, result: PublishResult) -> None:
    """A version is at the destination: record it, tell the content and everybody above."""
    if record.live_slug and record.live_slug != payload.slug:
        kept = [slug for slug in record.past_slugs if slug not in (payload.slug, record.live_slug)]
        record.past_slugs = [*kept, record.live_slug][-c.MAX_PAST_SLUGS :]
    record.live_hash, record.live_version, record.live_slug = payload_hash, payload.version, payload.slug
    record.published_at = record.published_at or result.published_at or datetime.fromisoformat(payload.published_at)
    _note_there(record, result)
    _rest(record)
    record.save()
    _tell_content(record)
    emit(
        ContentPublished(
            content_id=record.content_id,
            site_id=record.site_id,
            record_id=record.id,
            destination=record.destination,
            url=record.external_url,
            version=payload.version,
        )
    )
    _tell_people(record, "content.published", f"published {quoted(record.title)}")


def record_scheduled(
    record: PublishingRecord,
    *,
    payload: PublishPayload,
    payload_hash: str,
    result: PublishResult,
) -> None:
    """A version lies at the destination, which shows it at its moment. Then it is published once more, to make sure."""
    moment = datetime.fromisoformat(payload.scheduled_for)
    _note_there(record, result)
    record.lease_until, record.attempts = None, 0
    asked = (record.wanted, record.payload_hash, record.scheduled_for)
    if asked == (c.Wanted.PUBLISH, payload_hash, moment):
        record.status = c.PublicationStatus.SCHEDULED
        record.not_before = moment + timedelta(seconds=c.SCHEDULE_GRACE_S)
    else:
        record.status = c.PublicationStatus.PLANNED
    record.save()
    _tell_people(record, "content.scheduled", f"scheduled {quoted(record.title)}")


def _note_there(record: PublishingRecord, result: PublishResult) -> None:
    record.external_id = result.external_id[:100] or record.external_id
    record.external_url = result.url[:2000]
    record.warnings = [sentence[:300] for sentence in result.warnings[:10]]
    clear_error(record)


def record_moved(record: PublishingRecord, url: str) -> None:
    """The site's own address changed, and with it the page's."""
    record.external_url = url[:2000]
    record.save()
    _tell_content(record)


def _tell_content(record: PublishingRecord) -> None:
    try:
        with transaction.atomic():
            content_mark_published(
                content_id=record.content_id,
                url=record.external_url,
                published_at=record.published_at,
                version=record.live_version,
            )
    except AppError as exc:  # the content was archived or deleted meanwhile; the page is live all the same
        log.warning("content_not_marked", record_id=str(record.id), error=exc.sentence)


def record_down(record: PublishingRecord) -> None:
    """Nothing of the content is at the destination any more."""
    was_live, url = bool(record.live_hash), record.external_url
    record.live_hash, record.live_version, record.live_slug = "", None, ""
    record.external_id, record.external_url, record.published_at, record.warnings = "", "", None, []
    clear_error(record)
    _rest(record)
    record.save()
    if not was_live:
        return
    if not PublishingRecord.objects.filter(content_id=record.content_id).exclude(live_hash="").exists():
        try:
            with transaction.atomic():
                content_mark_unpublished(content_id=record.content_id)
        except AppError as exc:
            log.warning("content_not_marked", record_id=str(record.id), error=exc.sentence)
    emit(
        ContentUnpublished(
            content_id=record.content_id,
            site_id=record.site_id,
            record_id=record.id,
            destination=record.destination,
            url=url,
        )
    )
    _tell_people(record, "content.unpublished", f"took {quoted(record.title)} down")


def _tell_people(record: PublishingRecord, kind: str, did: str) -> None:
    activity_record(
        kind=kind,
        did=did,
        site_id=record.site_id,
        object_type="content",
        object_id=record.content_id,
        title=record.title,
    )


def record_erred(record: PublishingRecord, exc: PublishError, *, is_outdated: bool = False) -> None:
    """Try again later, or give up and say so.

    An unknown outcome stays one until a look-up has told: also when we give up, because a later retry must look up first.

    :param is_outdated: something else is wanted by now, so this failure ends nothing.
    """
    record.error_kind, record.error_code, record.error = exc.kind, exc.code, exc.sentence
    record.lease_until, record.deployment_id = None, None
    is_unknown = exc.kind == "unknown" or record.status == c.PublicationStatus.UNKNOWN
    if is_outdated:
        record.status = c.PublicationStatus.UNKNOWN if is_unknown else c.PublicationStatus.PLANNED
        record.attempts = 0
        record.save()
        return
    if exc.kind in {"retry", "unknown"} and record.attempts < c.MAX_ATTEMPTS:
        record.status = c.PublicationStatus.UNKNOWN if is_unknown else c.PublicationStatus.PLANNED
        record.not_before = timezone.now() + timedelta(seconds=backoff_s(record.attempts, exc.retry_after_s))
        record.save()
        return
    record.status = c.PublicationStatus.FAILED
    if is_unknown:
        record.error_kind = "unknown"
    record.save()
    announce_failure(record)


def announce_failure(record: PublishingRecord) -> None:
    """Tell people and domains above that a publication was given up."""
    emit(
        PublicationFailed(
            content_id=record.content_id,
            site_id=record.site_id,
            record_id=record.id,
            destination=record.destination,
            kind=record.error_kind,
            code=record.error_code,
        )
    )
    verb = "published" if record.wanted == c.Wanted.PUBLISH else "taken down"
    _tell_people(
        record, "publication.failed", f"could not get {quoted(record.title)} {verb}: {record.error.rstrip('.')}"
    )
    notification_create(
        kind="publishing.failed",
        title=f"Not {verb}: {record.title}"[:200],
        body=record.error,
        link=f"/sites/{record.site_id}/writer/published?record={record.id}",
        site_id=record.site_id,
        min_role=Role.EDITOR,
        dedupe_key=f"publishing.failed:{record.id}:{record.payload_hash[:16]}:{record.error_code}",
    )


def backoff_s(attempt: int, retry_after_s: float | None = None) -> float:
    """Seconds to wait: what the destination said, else exponential with full jitter."""
    if retry_after_s is not None:
        return min(retry_after_s, 24 * 3600.0)
    return full_jitter_s(attempt, base_s=c.BACKOFF_BASE_S, cap_s=c.BACKOFF_CAP_S)
