"""Image files of a site, named by their content: ``{site}/images/{sha256}.{ext}`` below the storage root.

Writing the same image twice leaves one file; a file without a row is harmless and is found again by its next writer.
"""

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from igny8.core.images import MEDIA_TYPES, check_image, reencode

_NAME = re.compile(r"[0-9a-f]{64}\.(?:webp|png|jpg|gif)")


@dataclass(frozen=True, slots=True)
class StoredImage:
    """A file that is safely on disk. ``file`` is its name in the site's folder of images."""

    file: str
    sha256: str
    size: int
    width: int
    height: int
    media_type: str


def image_folder(site_id: UUID | str) -> Path:
    """Where a site's images lie."""
    return Path(settings.STORAGE_ROOT) / str(UUID(str(site_id))) / "images"


def image_path(site_id: UUID | str, file: str) -> Path:
    """The path of a stored image.

    :raises ValueError: for a name that is not one of ours, so that no path can leave the folder.
    """
    if not _NAME.fullmatch(file):
        raise ValueError("not the name of a stored image")
    return image_folder(site_id) / file


def image_prepare(data: bytes) -> tuple[bytes, str, int, int]:
    """Check and write the image anew as WebP. :returns: data, media type, width, height.

    :raises InvalidImage: it is no image that may be kept.
    """
    check_image(data)
    clean = reencode(data, image_format="WEBP", quality=86)
    image_format, width, height = check_image(clean)
    return clean, MEDIA_TYPES[image_format], width, height


def image_store(site_id: UUID | str, data: bytes, *, media_type: str, width: int, height: int) -> StoredImage:
    """Write the file under the name of its content, complete or not at all."""
    digest = hashlib.sha256(data).hexdigest()
    file = f"{digest}.{media_type.partition('/')[2].replace('jpeg', 'jpg')}"
    folder = image_folder(site_id)
    folder.mkdir(parents=True, exist_ok=True)
    target = image_path(site_id, file)
    if not target.exists() or target.stat().st_size != len(data):
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".new-", delete=False) as temporary:
            try:
                temporary.write(data)
                temporary.flush()
                os.fsync(temporary.fileno())
                os.chmod(temporary.name, 0o644)
                os.replace(temporary.name, target)
            except BaseException:
                Path(temporary.name).unlink(missing_ok=True)
                raise
    return StoredImage(file, digest, len(data), width, height, media_type)
