"""Images of contents: planned, made, described, deleted. Files are written by ``base.image_files``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from igny8.accounts.selectors import account_plan
from igny8.content.base.image_files import StoredImage
from igny8.content.constants import ImageStatus
from igny8.content.events import ImageReady
from igny8.content.models import Image
from igny8.content.services.versions import content_locked
from igny8.core.errors import Conflict, NotFound
from igny8.core.events import emit

DEFAULT_QUOTA_GB = 10


class StorageFull(Conflict):
    code = "STORAGE_FULL"
    default = "The site's storage is full. Delete images, or choose a plan with more storage."


@dataclass(frozen=True, slots=True)
class PlannedImage:
    """An image to be made."""

    role: str
    position: int
    prompt: str
    alt_text: str
    caption: str = ""


def storage_left(site_id: UUID) -> int:
    """Bytes the site may still store by its account's plan; never below 0. Files used twice count once."""
    plan = account_plan()
    quota = (plan.storage_quota_gb if plan else DEFAULT_QUOTA_GB) * 1_000_000_000
    files = Image.objects.filter(site_id=site_id).exclude(sha256="").order_by().values("sha256")
    used = sum(row["size"] or 0 for row in files.annotate(size=Max("bytes")))
    return max(quota - used, 0)


@transaction.atomic
def images_plan(*, content_id: UUID, planned: Sequence[PlannedImage], run_id: UUID | None = None) -> list[Image]:
    """Plan images. A place whose image exists already keeps it; one that is only planned is described anew.

    :raises NotFound: no such content.
    """
    content = content_locked(content_id)
    rows = []
    for plan in planned:
        row = Image.objects.filter(content_id=content.id, role=plan.role, position=plan.position).first()
        if row is not None and row.status in {ImageStatus.READY, ImageStatus.QUEUED}:
            rows.append(row)
            continue
        row = row or Image(site_id=content.site_id, content_id=content.id, role=plan.role, position=plan.position)
        row.prompt, row.caption = plan.prompt[:4000], plan.caption[:300]
        row.alt_text = plan.alt_text.strip()[:300] or content.title[:300]
        row.status, row.error, row.run_id, row.slot = ImageStatus.PLANNED, "", run_id, plan.position
        row.save()
        rows.append(row)
    return rows


@transaction.atomic
def image_attach(*, image_id: UUID, stored: StoredImage, provider: str, run_id: UUID | None) -> Image | None:
    """The image's file is there. None when the image was deleted meanwhile.

    :raises StorageFull: the site has no room for it.
    """
    row = Image.locked(image_id)
    if row is None:
        return None
    if row.sha256 != stored.sha256 and stored.size > storage_left(row.site_id):
        raise StorageFull
    row.file, row.sha256, row.bytes = stored.file, stored.sha256, stored.size
    row.width, row.height, row.media_type = stored.width, stored.height, stored.media_type
    row.provider, row.run_id, row.status, row.error = provider[:120], run_id, ImageStatus.READY, ""
    row.save()
    emit(ImageReady(image_id=row.id, content_id=row.content_id, site_id=row.site_id))
    return row


@transaction.atomic
def image_fail(*, image_id: UUID, error: str) -> None:
    """The image could not be made; one that has a file already keeps it."""
    row = Image.locked(image_id)
    if row is not None:
        row.status = ImageStatus.READY if row.file else ImageStatus.FAILED
        row.error = error[:300]
        row.save()


@transaction.atomic
def image_update(*, image_id: UUID, changes: dict[str, Any]) -> Image:
    """Change prompt, alt text, caption or position. :raises NotFound: :raises Conflict: the place is taken."""
    row = Image.locked(image_id)
    if row is None:
        raise NotFound("No such image.")
    position = changes.get("position", row.position)
    if (
        position != row.position
        and Image.objects.filter(content_id=row.content_id, role=row.role, position=position).exists()
    ):
        raise Conflict("Another image has this place.", errors={"position": ["Taken."]})
    for field, value in changes.items():
        setattr(row, field, value)
    row.save()
    return row


@transaction.atomic
def image_delete(*, image_id: UUID) -> None:
    """Delete an image. Its file stays until nothing names it any more; see ``igny8.content.base.image_files``.

    :raises NotFound: no such image. :raises Conflict: it is being made.
    """
    row = Image.locked(image_id)
    if row is None:
        raise NotFound("No such image.")
    if row.status == ImageStatus.QUEUED:
        raise Conflict("The image is being made. Cancel its run first.")
    row.delete()
