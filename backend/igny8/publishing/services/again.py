"""What happened at a destination makes a publication necessary again, or impossible."""

from hashlib import sha256
from uuid import UUID

from django.db import transaction

from igny8.content.selectors import content_get
from igny8.core.errors import AppError
from igny8.core.roles import Role
from igny8.publishing import constants as c
from igny8.publishing.engine.outcomes import announce_failure
from igny8.publishing.models import PublishingRecord
from igny8.publishing.services.publications import content_publish
from igny8.system.services.notifications import notification_create

REMOVED = "The connection was removed before this could be sent. What is published there already stays as it is."


@transaction.atomic
def note_other_text(*, content_id: UUID, version: int, platform: str) -> int:
    """Visitors of a platform's destinations read a text by now that we did not send: our ``version`` was made of it.

    :returns: how many publications were told.
    """
    rows = PublishingRecord.objects.filter(
        content_id=content_id, destination__startswith=f"{platform}:", live_version__lt=version
    )
    return rows.exclude(live_hash="").update(live_hash=c.OTHER_TEXT, live_version=version)


@transaction.atomic
def content_publish_again(*, content_id: UUID, site_id: UUID, destination: str, is_gone: bool) -> bool:
    """Publish a content to a destination although what was sent there last may be the same text.

    :param is_gone: nothing of it is there any more; else it is another text. Where the site's policy or the state of the content
        do not let it go, people are told. :returns: whether it is on its way.
    """
    rows = PublishingRecord.objects.select_for_update(of=("self",)).filter(
        content_id=content_id, destination=destination
    )
    record = rows.first()
    if record is not None and record.lease_until is None:
        record.live_hash = "" if is_gone else record.live_hash and c.OTHER_TEXT
        record.save()
    try:
        with transaction.atomic():
            content_publish(content_ids=[content_id], destinations=[destination])
    except AppError as exc:
        content = content_get(content_id)
        notification_create(
            kind="publishing.failed",
            title=f"Not published again: {content.title if content is not None else ''}"[:200],
            body=exc.sentence,
            link=f"/sites/{site_id}/writer/content/{content_id}",
            site_id=site_id,
            min_role=Role.EDITOR,
            dedupe_key=f"publishing.again:{content_id}:{destination}:{sha256(exc.sentence.encode()).hexdigest()[:8]}",
        )
        return False
    return True


@transaction.atomic
def destination_removed(*, destination: str) -> int:
    """A destination is gone: what waits to be sent there fails; what is live there stays noted. :returns: how many failed."""
    rows = PublishingRecord.objects.select_for_update(of=("self",)).filter(
        destination=destination, status__in=c.DUE, lease_until=None
    )
    failed = list(rows.order_by("id"))
    for record in failed:
        is_unknown = record.status == c.PublicationStatus.UNKNOWN
        record.status, record.error_code, record.error = c.PublicationStatus.FAILED, "DESTINATION_GONE", REMOVED
        record.error_kind = "unknown" if is_unknown else "action_required"
        record.save()
        announce_failure(record)
    return len(failed)
