"""Images people bring themselves, and the order of a content's images."""

from collections.abc import Sequence
from typing import BinaryIO, Final
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max, QuerySet

from igny8.content.base.image_files import image_prepare, image_store
from igny8.content.constants import ImageRole, ImageStatus
from igny8.content.models import Image
from igny8.content.services.images import StorageFull, image_attach, storage_left
from igny8.content.services.versions import content_locked
from igny8.core.errors import Conflict, InvalidInput, NotFound
from igny8.core.images import InvalidImage

MAX_BYTES: Final = 10_000_000
MAX_IMAGES: Final = 100  # of one content
_AWAY: Final = 10_000  # positions no image has: while two change places, each needs one of its own


@transaction.atomic
def image_upload(*, content_id: UUID, role: str, file: BinaryIO, alt_text: str, caption: str = "") -> Image:
    """Keep an image of somebody's own, checked and written anew. A featured one takes the place of the one before.

    :param file: PNG, JPEG, WebP or GIF of up to 10 MB and 40 million pixels.
    :raises NotFound: no such content. :raises InvalidInput: it is no image that may be kept.
    :raises StorageFull: the site has no room for it. :raises Conflict: the content has a hundred images.
    """
    try:
        data, media_type, width, height = image_prepare(file.read(MAX_BYTES + 1))
    except InvalidImage as exc:
        raise InvalidInput(str(exc), errors={"file": [str(exc)]}) from exc
    content = content_locked(content_id)
    if len(data) > storage_left(content.site_id):
        raise StorageFull
    if Image.objects.filter(content_id=content.id).count() >= MAX_IMAGES:
        raise Conflict(f"A content has at most {MAX_IMAGES} images. Delete one first.")
    if role != ImageRole.IN_ARTICLE:
        _make_room(content.id, role)
    row = Image(
        site_id=content.site_id,
        content_id=content.id,
        role=role,
        position=_next(content.id, role),
        alt_text=alt_text.strip()[:300] or content.title[:300],
        caption=caption[:300],
    )
    row.save(force_insert=True)
    stored = image_store(content.site_id, data, media_type=media_type, width=width, height=height)
    ready = image_attach(image_id=row.id, stored=stored, provider="upload", run_id=None)
    assert ready is not None
    return ready


@transaction.atomic
def image_feature(*, image_id: UUID) -> Image:
    """Make an image the featured one of its content; the one before becomes one inside the article.

    :raises NotFound: no such image. :raises Conflict: it has no file yet.
    """
    row = Image.objects.filter(pk=image_id).first()
    if row is None:
        raise NotFound("No such image.")
    content_locked(row.content_id)
    row.refresh_from_db()
    if row.role == ImageRole.FEATURED:
        return row
    if row.status != ImageStatus.READY:
        raise Conflict("The image is not made yet.")
    _make_room(row.content_id, ImageRole.FEATURED)
    row.role, row.position = ImageRole.FEATURED, 0
    row.save()
    return row


@transaction.atomic
def images_reorder(*, content_id: UUID, image_ids: Sequence[UUID]) -> list[Image]:
    """Put the images inside an article into this order.

    :param image_ids: all of them, each once. :raises NotFound: no such content.
    :raises InvalidInput: one is missing, named twice or no image inside this article.
    """
    content_locked(content_id)
    rows = {row.id: row for row in _inside(content_id)}
    if len(image_ids) != len(rows) or set(image_ids) != set(rows):
        raise InvalidInput(errors={"image_ids": ["Name every image inside the article once."]})
    _inside(content_id).update(position=F("position") + _AWAY)
    for position, image_id in enumerate(image_ids):
        rows[image_id].position = position
        rows[image_id].save(update_fields=["position", "updated_at"])
    return [rows[image_id] for image_id in image_ids]


def _inside(content_id: UUID) -> QuerySet[Image]:
    return Image.objects.filter(content_id=content_id, role=ImageRole.IN_ARTICLE)


def _next(content_id: UUID, role: str) -> int:
    highest = Image.objects.filter(content_id=content_id, role=role).aggregate(top=Max("position"))["top"]
    return 0 if highest is None else highest + 1


def _make_room(content_id: UUID, role: str) -> None:
    """Whoever is in the single place of this role moves into the article; what was only planned for it goes.

    :raises Conflict: an image for the place is being made.
    """
    for row in Image.objects.select_for_update(of=("self",)).filter(content_id=content_id, role=role):
        if row.status == ImageStatus.QUEUED:
            raise Conflict("An image for this place is being made. Wait for its run to end, or cancel it.")
        if not row.file:
            row.delete()
            continue
        row.position = _next(content_id, ImageRole.IN_ARTICLE)
        row.role = ImageRole.IN_ARTICLE
        row.save()
