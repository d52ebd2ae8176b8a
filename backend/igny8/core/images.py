"""Images from outside: looked at before they are decoded, and written anew before they are kept. Plain Python."""

import io
import warnings
from typing import Literal

from PIL import Image, ImageOps

ImageFormat = Literal["PNG", "JPEG", "WEBP", "GIF"]
MEDIA_TYPES: dict[str, str] = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "WEBP": "image/webp",
    "GIF": "image/gif",
}
_MAX_FRAMES = 500


class InvalidImage(ValueError):
    """The data is not an image that may be kept; the text says why, for a person."""


def check_image(
    data: bytes, *, max_bytes: int = 10_000_000, max_pixels: int = 40_000_000
) -> tuple[ImageFormat, int, int]:
    """Format, width and height of ``data``, which is fully decoded once so that half a file does not pass.

    :param max_bytes: largest file; :param max_pixels: largest width times height, checked before any pixel is decoded.
    :raises InvalidImage: too large, another format (SVG is one), damaged or cut off.
    """
    image_format, image = _opened(data, max_bytes=max_bytes, max_pixels=max_pixels)
    return image_format, image.width, image.height


def reencode(
    data: bytes,
    *,
    image_format: Literal["PNG", "JPEG", "WEBP"] = "WEBP",
    max_bytes: int = 10_000_000,
    max_pixels: int = 40_000_000,
    max_side: int = 2_560,
    quality: int = 82,
) -> bytes:
    """The picture of ``data`` as a new file: upright, without metadata, colour profile, or anything hidden behind it.

    Of an animation the first frame is kept. Larger than ``max_side`` pixels on a side is scaled down.

    :raises InvalidImage: as ``check_image``.
    """
    _, image = _opened(data, max_bytes=max_bytes, max_pixels=max_pixels)
    upright = ImageOps.exif_transpose(image)
    has_alpha = "A" in upright.getbands() or "transparency" in upright.info
    plain = upright.convert("RGBA" if has_alpha else "RGB")
    if image_format == "JPEG" and has_alpha:
        ground = Image.new("RGB", plain.size, "white")
        ground.paste(plain, mask=plain.getchannel("A"))
        plain = ground
    if max(plain.size) > max_side:
        plain.thumbnail((max_side, max_side), Image.Resampling.LANCZOS)
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    out = io.BytesIO()
    if image_format == "PNG":
        clean.save(out, "PNG", optimize=True)
    else:
        clean.save(out, image_format, quality=quality)
    return out.getvalue()


def _opened(data: bytes, *, max_bytes: int, max_pixels: int) -> tuple[ImageFormat, Image.Image]:
    if not data:
        raise InvalidImage("The image file is empty.")
    if len(data) > max_bytes:
        raise InvalidImage(f"The image file is larger than {max_bytes // 1_000_000} MB.")
    found = _format_by_magic(data)
    if found is None:
        raise InvalidImage("Only PNG, JPEG, WebP and GIF images are accepted.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the pixel limit below is stricter than Pillow's warning
            image = Image.open(io.BytesIO(data), formats=[found])
            width, height = image.size
            if width < 1 or height < 1 or width * height > max_pixels:
                raise InvalidImage(f"The image has {width} x {height} pixels; {max_pixels:,} in all are accepted.")
            if getattr(image, "n_frames", 1) > _MAX_FRAMES:
                raise InvalidImage(f"The animation has more than {_MAX_FRAMES} frames.")
            image.seek(0)
            image.load()
    except InvalidImage:
        raise
    except Image.DecompressionBombError as error:
        raise InvalidImage(f"The image has too many pixels; {max_pixels:,} in all are accepted.") from error
    except Exception as error:  # decoders raise OSError, struct.error, IndexError and more
        raise InvalidImage("The image file is damaged or incomplete.") from error
    return found, image


def _format_by_magic(data: bytes) -> ImageFormat | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return "GIF"
    return None
