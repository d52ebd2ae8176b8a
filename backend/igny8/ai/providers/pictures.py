"""Image data from a provider: decoded strictly and checked to be an image before anybody keeps it."""

import base64
import binascii

from igny8.ai.messages import ImageAnswer, Usage
from igny8.core.images import MEDIA_TYPES, InvalidImage, check_image

from . import faults

_MAX_BYTES = 20_000_000
_MAX_PIXELS = 20_000_000


def decoded_base64(text: str, *, who: str) -> bytes:
    """The bytes behind base64 ``text``, with or without a ``data:`` prefix.

    :raises RetryableError: it is not base64.
    """
    if text.startswith("data:"):
        text = text.partition(",")[2]
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise faults.malformed("the image is not base64", who=who) from error


def picture_answer(data: bytes, *, model: str, usage: Usage, who: str) -> ImageAnswer:
    """The answer holding ``data`` with the format and size it really has.

    :raises RetryableError: empty, or no image.
    """
    if not data:
        raise faults.empty_answer(who=who, detail="the image is empty")
    try:
        image_format, width, height = check_image(data, max_bytes=_MAX_BYTES, max_pixels=_MAX_PIXELS)
    except InvalidImage as error:
        raise faults.malformed(str(error), who=who) from error
    return ImageAnswer(data, MEDIA_TYPES[image_format], width, height, model, usage)
