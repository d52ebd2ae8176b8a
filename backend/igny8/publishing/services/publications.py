"""What people and rules ask of publishing: publish, take down, try again."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from igny8.accounts.selectors import site_facts
from igny8.content.selectors import content_get
from igny8.content.services.approval import content_publishable
from igny8.content.services.publication import (
    content_mark_published,
    content_mark_scheduled,
    content_mark_unscheduled,
)
from igny8.content.services.version_rows import version_keep
from igny8.core.errors import AppError, Conflict, InvalidInput, NotFound
from igny8.core.tasks import kick
from igny8.core.tenancy import current_account_id
from igny8.publishing import constants as c
from igny8.publishing import registry
from igny8.publishing.base import PublishPayload, Target
from igny8.publishing.engine.content_door import payload_of
from igny8.publishing.engine.outcomes import clear_error
from igny8.publishing.models import PublicationSnapshot, PublishingRecord


class NoDestination(Conflict):
    code = "NO_DESTINATION"
    default = "The site has nothing to publish to. Connect a destination, or let IGNY8 host the site."


class SiteNotActive(Conflict):
    code = "SITE_NOT_ACTIVE"
    default = "The site is not active, so nothing is published to it."


class NotFailed(Conflict):
    code = "NOT_FAILED"
    default = "Only a publication that has failed can be tried again."


@transaction.atomic
def content_publish(
    *, content_ids: Sequence[UUID], destinations: Sequence[str] = (), at: datetime | None = None
) -> list[PublishingRecord]:
    """Publish contents to destinations: one record for each pair, each succeeding or failing alone.

    Asking again for what is live or on its way changes nothing; a changed content is brought up to date in place.

    :param destinations: keys of the sites' destinations; all the sites have when empty.
    :param at: not before this moment; at once when None or past.
    :raises NotFound: unknown content. :raises Conflict: one of them may not be published; nothing is published then.
    :raises InvalidInput: a destination the site does not have.
    """
    now = timezone.now()
    start = max(at or now, now)
    records = []
    refusals: list[str] = []
    targets: dict[UUID, list[Target]] = {}
    for content_id in sorted(set(content_ids)):  # one order for everybody: no two callers wait for each other
        try:
            with transaction.atomic():
                version = content_publishable(content_id)
        except NotFound:
            raise
        except AppError as exc:
            refusals.append(exc.sentence)
            continue
        version_keep(content_id=content_id, number=version)
        site_id, payload = payload_of(content_id, version=version, published_at=start)
        if site_id not in targets:
            targets[site_id] = _targets(site_id, destinations)
        taking = _taking(targets[site_id], payload, are_named=bool(destinations))
        if not taking:
            refusals.append(f"No destination of the site takes content of type {payload.content_type}.")
            continue
        content = content_get(content_id)
        is_read = content is not None and content.published_version is not None
        records += [_ask(site_id, target, payload, start, is_read=is_read) for target in taking]
        if start > now:  # after the records: deployments lock records and then contents, too
            content_mark_scheduled(content_id=content_id, scheduled_at=start)
    if refusals:
        raise _Refused(" ".join(refusals[:3]), errors={"content_ids": refusals})
    _kick(records)
    return records


class _Refused(Conflict):
    code = "NOT_PUBLISHABLE"


@transaction.atomic
def content_unpublish(*, content_ids: Sequence[UUID], destinations: Sequence[str] = ()) -> list[PublishingRecord]:
    """Take contents down, everywhere or at some destinations. What was never published there stays as it is.

    :raises NotFound: nothing was ever published of one of them.
    """
    records: list[PublishingRecord] = []
    for content_id in sorted(set(content_ids)):
        found = PublishingRecord.objects.select_for_update(of=("self",)).filter(content_id=content_id)
        if destinations:
            found = found.filter(destination__in=destinations)
        rows = list(found.order_by("id"))
        if not rows:
            raise NotFound("No such content has been published.")
        for record in rows:
            _take_down(record)
        every = PublishingRecord.objects.filter(content_id=content_id)
        if not every.filter(Q(wanted=c.Wanted.PUBLISH) | ~Q(live_hash="")).exists():
            _unschedule(content_id)
        records += rows
    _kick(records)
    return records


class NotScheduled(Conflict):
    code = "NOT_SCHEDULED"
    default = "The content is not scheduled, or is on its way already."


@transaction.atomic
def content_unschedule(*, content_ids: Sequence[UUID]) -> list[PublishingRecord]:
    """Call off what has not begun. What visitors read stays: a scheduled newer version is dropped, the live one remains.

    :raises NotScheduled: nothing of one of them waits for its moment; nothing is called off then.
    """
    records: list[PublishingRecord] = []
    for content_id in sorted(set(content_ids)):
        waiting = PublishingRecord.objects.select_for_update(of=("self",)).filter(
            content_id=content_id, status__in=(c.PublicationStatus.PLANNED, c.PublicationStatus.SCHEDULED),
            wanted=c.Wanted.PUBLISH, lease_until=None, scheduled_for__gt=timezone.now(), attempts=0,
        )  # fmt: skip
        rows = list(waiting.order_by("id"))
        if not rows:
            raise NotScheduled
        for record in rows:
            if record.external_id and not record.live_hash:  # it was sent ahead
                _take_down(record)
                continue
            record.scheduled_for = None
            is_live = bool(record.live_hash)
            record.status = c.PublicationStatus.LIVE if is_live else c.PublicationStatus.UNPUBLISHED
            record.wanted = c.Wanted.PUBLISH if is_live else c.Wanted.UNPUBLISH
            record.payload_hash = record.live_hash
            record.content_version = record.live_version or record.content_version
            record.not_before = timezone.now()
            record.save()
        _unschedule(content_id)
        records += rows
    _kick(records)
    return records


@transaction.atomic
def record_retry(*, record_id: UUID) -> PublishingRecord:
    """Try a failed publication again at once. If its outcome is unknown it is looked up first.

    :raises NotFound: no such record. :raises NotFailed: it has not failed.
    """
    record = PublishingRecord.locked(record_id)
    if record is None:
        raise NotFound("No such publication.")
    if record.status in c.DUE and record.attempts:
        record.not_before = timezone.now()  # it waits for its next attempt: now
    elif record.status == c.PublicationStatus.FAILED:
        _plan(record, timezone.now())
    elif record.status != c.PublicationStatus.SENDING:
        raise NotFailed
    record.save()
    _kick([record])
    return record


def _targets(site_id: UUID, destinations: Sequence[str]) -> list[Target]:
    facts = site_facts(site_id)
    if facts is None:
        raise NotFound("No such site.")
    if facts["status"] != "active":
        raise SiteNotActive
    known = {target.key: target for target in registry.targets_of(site_id)}
    unknown = [key for key in destinations if key not in known]
    if unknown:
        have = ", ".join(sorted(known)) or "none"
        raise InvalidInput(errors={"destinations": [f"The site has no destination {unknown[0][:60]}; it has: {have}."]})
    if not known:
        raise NoDestination
    return [known[key] for key in dict.fromkeys(destinations)] or list(known.values())


def _taking(targets: Sequence[Target], payload: PublishPayload, *, are_named: bool) -> list[Target]:
    """Those that take this type of content. :raises InvalidInput: one of them was asked for by name and does not."""
    taking = [target for target in targets if payload.content_type in registry.content_types_of(target)]
    other = next((target for target in targets if target not in taking), None)
    if are_named and other is not None:
        sentence = f"{other.name} does not take content of type {payload.content_type}."
        raise InvalidInput(errors={"destinations": [sentence]})
    return taking


def _ask(site_id: UUID, target: Target, payload: PublishPayload, start: datetime, *, is_read: bool) -> PublishingRecord:
    """Note what is wanted at one destination. A first publication goes ahead of its time where the destination can wait.

    :param is_read: visitors read the content somewhere, as far as we know: a website may have taken it down by itself.
    """
    now = timezone.now()
    destination, content_id, digest = target.key, UUID(payload.content_id), payload.hash
    created: dict[str, Any] = {
        "site_id": site_id,
        "title": payload.title[:255],
        "status": c.PublicationStatus.UNPUBLISHED,
    }
    PublishingRecord.objects.get_or_create(content_id=content_id, destination=destination, defaults=created)
    record = PublishingRecord.objects.select_for_update(of=("self",)).get(
        content_id=content_id, destination=destination
    )
    scheduled_for = start if start > now else None
    is_ahead = bool(
        scheduled_for and not record.live_hash and registry.adapter_for(destination).capabilities.has_schedule
    )
    moment = now if is_ahead else start
    payload = replace(payload, scheduled_for=start.isoformat() if is_ahead else "")
    PublicationSnapshot.objects.update_or_create(
        record_id=record.id,
        hash=digest,
        defaults={"site_id": site_id, "version": payload.version, "payload": payload.to_json()},
    )
    is_same = record.wanted == c.Wanted.PUBLISH and record.payload_hash == digest
    is_settled = record.status == c.PublicationStatus.SCHEDULED and record.scheduled_for == scheduled_for
    record.wanted, record.payload_hash, record.content_version = c.Wanted.PUBLISH, digest, payload.version
    record.title = payload.title[:255]
    in_work = record.status == c.PublicationStatus.SENDING or record.lease_until is not None
    is_live = is_read and record.live_hash == digest and record.status == c.PublicationStatus.LIVE
    record.scheduled_for = None if is_live and is_same else scheduled_for
    if in_work or (is_same and record.status in (c.PublicationStatus.PLANNED, c.PublicationStatus.UNKNOWN)):
        record.not_before = moment  # asked again: only the moment may differ
    elif not is_live and not (is_same and is_settled):
        _plan(record, moment)
    elif is_live and record.live_version != payload.version:
        _note_version(record, payload.version)
    record.save()
    if destination != c.IGNY8_SITES:  # a site's versions need theirs for as long as one may go back to them
        PublicationSnapshot.objects.filter(record_id=record.id).exclude(hash__in=[digest, record.live_hash]).delete()
    return record


def _note_version(record: PublishingRecord, version: int) -> None:
    """A newer version that reads the same is live already."""
    record.live_version = version
    content_mark_published(
        content_id=record.content_id, url=record.external_url, published_at=record.published_at, version=version
    )


def _take_down(record: PublishingRecord) -> None:
    record.wanted, record.scheduled_for = c.Wanted.UNPUBLISH, None
    in_work = record.status == c.PublicationStatus.SENDING or record.lease_until is not None
    if in_work:
        record.save()  # whoever works on it plans this when done
        return
    is_unknown = record.status == c.PublicationStatus.UNKNOWN or record.error_kind == "unknown"
    if record.live_hash or record.external_id or is_unknown:
        _plan(record, timezone.now())
    else:
        record.status = c.PublicationStatus.UNPUBLISHED
        clear_error(record)
    record.save()


def _unschedule(content_id: UUID) -> None:
    with suppress(NotFound):  # the content may be gone while its page is not
        content_mark_unscheduled(content_id=content_id)


def _plan(record: PublishingRecord, start: datetime) -> None:
    is_unknown = record.status == c.PublicationStatus.UNKNOWN or record.error_kind == "unknown"
    record.status = c.PublicationStatus.UNKNOWN if is_unknown else c.PublicationStatus.PLANNED
    record.attempts, record.not_before = 0, start
    clear_error(record)


def _kick(records: Iterable[PublishingRecord]) -> None:
    now = timezone.now()
    due = {(r.site_id, r.destination) for r in records if r.status in c.DUE and r.not_before <= now}
    account_id = str(current_account_id())
    for site_id, destination in sorted(due):
        hint = {"account_id": account_id, "site_id": str(site_id), "destination": destination}
        transaction.on_commit(lambda hint=hint: kick("publishing.send", **hint), robust=True)  # type: ignore[misc]
