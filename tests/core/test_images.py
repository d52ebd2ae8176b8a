"""Images from outside: what passes, what is refused before it is decoded, what is left after writing anew."""

import io
import struct
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from igny8.core.images import InvalidImage, check_image, reencode


def picture(image_format: str, size: tuple[int, int] = (40, 30), mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    pattern = Image.linear_gradient("L").rotate(30).resize(size).convert(mode)
    pattern.save(out, image_format, **options)
    return out.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("image_format", ["PNG", "JPEG", "WEBP", "GIF"])
def test_the_four_formats_pass(image_format: str) -> None:
    assert check_image(picture(image_format)) == (image_format, 40, 30)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"GIF", b"not an image", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<?xml version='1.0'?><svg/>", b"%PDF-1.7", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", 
        b"RIFF\0\0\0\0WEBP", b"GIF89a\x01\x00", b"\x00\x00\x01\x00\x01\x00",
    ],
)  # fmt: skip
def test_everything_else_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidImage):
        check_image(data)


@pytest.mark.parametrize("image_format", ["BMP", "TIFF", "ICO", "PPM"])
def test_other_real_formats_are_refused(image_format: str) -> None:
    with pytest.raises(InvalidImage, match="Only PNG"):
        check_image(picture(image_format))


@pytest.mark.parametrize("image_format", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_half_a_file_is_refused(image_format: str, share: float) -> None:
    whole = picture(image_format, (200, 150))
    with pytest.raises(InvalidImage, match="damaged"):
        check_image(whole[: int(len(whole) * share)])


def test_pixels_are_counted_before_they_are_decoded() -> None:
    began = time.process_time()
    with pytest.raises(InvalidImage, match="pixels"):
        check_image(png_claiming(60_000, 60_000))
    assert time.process_time() - began < 0.2


def test_bytes_are_counted() -> None:
    with pytest.raises(InvalidImage, match="1 MB"):
        check_image(picture("PNG") + b"x" * 1_000_000, max_bytes=1_000_000)


def test_a_flood_of_frames_is_refused() -> None:
    frames = [Image.new("RGB", (2, 2), (n % 250, n // 250, 9)) for n in range(600)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=20)
    with pytest.raises(InvalidImage, match="frames"):
        check_image(out.getvalue())


@pytest.mark.parametrize("image_format", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGB", "L", "P", "RGBA", "1"])
def test_writing_anew(image_format: str, mode: str) -> None:
    again = reencode(picture("PNG", mode=mode), image_format=image_format)  # type: ignore[arg-type]
    assert check_image(again) == (image_format, 40, 30)


def test_the_first_frame_of_an_animation_is_kept() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    pixel = Image.open(io.BytesIO(reencode(out.getvalue(), image_format="PNG"))).getpixel((5, 5))
    assert isinstance(pixel, tuple)
    assert pixel[0] > 200 > 50 > pixel[2]


def test_metadata_and_what_is_appended_do_not_survive() -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    exif[0x0112] = 6  # turned by 90 degrees
    data = picture("JPEG", exif=exif) + b"<script>alert(1)</script>"
    again = reencode(data, image_format="JPEG")
    assert b"secret" not in again
    assert b"script" not in again
    image = Image.open(io.BytesIO(again))
    assert not image.getexif()
    assert image.size == (30, 40)


def test_large_pictures_shrink() -> None:
    assert check_image(reencode(picture("JPEG", (1500, 500)), max_side=600))[1:] == (600, 200)


def test_transparency_becomes_white_in_jpeg() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")
    assert Image.open(io.BytesIO(reencode(out.getvalue(), image_format="JPEG"))).getpixel((4, 4)) == (255, 255, 255)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damaged_files_are_refused_or_read_and_nothing_else(data: st.DataObject) -> None:
    whole = bytearray(picture(data.draw(st.sampled_from(["PNG", "JPEG", "WEBP", "GIF"])), (24, 24)))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        outcome = check_image(reencode(bytes(whole), max_pixels=1_000_000))[0]
    except InvalidImage as error:
        outcome = str(error)[-1]  # type: ignore[assignment]
    assert outcome in ("WEBP", ".")
