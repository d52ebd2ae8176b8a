"""Cover images drawn from type and a calm pattern, without any network: the built-in image provider."""

import functools
import importlib.resources
import io
import math
import random
import re
import unicodedata
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from igny8.ai.messages import ImageAnswer, ImageRequest, Skill, Usage

from .cover_palette import Palette, palette_for
from .cover_pattern import draw_pattern, is_upright

MODEL = "typographic-cover-1"
_SCALE = 2  # drawn at twice the size and scaled down, for smooth edges
_MAX_BYTES = 100_000
_MARGIN = 0.075  # of the width
_MAX_LINES = 4


@dataclass(frozen=True, slots=True)
class _Block:
    """Text broken into lines that fit, with the size they are set in."""

    lines: list[str]
    font: ImageFont.FreeTypeFont
    leading: int


class CoverRenderer:
    """Draws the title of a post on a pattern; the same request gives the same bytes.

    The title comes from ``ImageRequest.title``, or from the prompt where there is none. Colours and pattern follow from
    the key. Text in a script the font lacks (it has Latin, Greek and Cyrillic) is left out, and the
    pattern stands alone.
    """

    skills = frozenset({Skill.IMAGES})

    def image(self, request: ImageRequest) -> ImageAnswer:
        """The cover as WebP of at most 100 kB in exactly the size asked for, from 200 to 3,000 pixels a side."""
        width, height = (min(max(side, 200), 3000) for side in (request.width, request.height))
        title = _readable(request.title or request.prompt)
        rng = random.Random(f"{request.key}|{title}")
        palette = palette_for(rng)
        canvas = Image.new("RGB", (width * _SCALE, height * _SCALE), palette.ground)
        draw_pattern(canvas, palette, rng, has_text=bool(title))
        if title:
            _set_type(canvas, title, _readable(request.subtitle), palette)
        final = canvas.resize((width, height), Image.Resampling.LANCZOS)
        return ImageAnswer(_encoded(final), "image/webp", width, height, MODEL, Usage(cost_usd=0.0))


def _set_type(canvas: Image.Image, title: str, subtitle: str, palette: Palette) -> None:
    width, height = canvas.size
    draw = ImageDraw.Draw(canvas)
    left = round(width * _MARGIN)
    room = round(width * (1 - 2 * _MARGIN if is_upright(width, height) else 0.62))
    block = _fitted(title, room=room, tallest=round(height * 0.56), largest=min(width, height * 2) // 13)
    small = _font("Medium", max(round(block.leading * 0.36), round(height / 26)))
    note = _clipped(subtitle, small, room) if subtitle else ""
    gap = round(height * 0.045)
    total = block.leading * len(block.lines) + (gap + small.size if note else 0)
    top = (height - total) // 2 + round(gap * 0.4)
    bar = round(height * 0.012)
    draw.rounded_rectangle((left, top - gap - bar, left + round(width * 0.07), top - gap), bar // 2, palette.accent)
    for number, line in enumerate(block.lines):
        draw.text((left, top + number * block.leading), line, palette.text, block.font)
    if note:
        draw.text((left, top + block.leading * len(block.lines) + gap // 2), note, palette.soft_text, small)


def _fitted(title: str, *, room: int, tallest: int, largest: int) -> _Block:
    """The largest setting in which the title fits; what is still too long is cut with an ellipsis."""
    size = largest
    smallest = max(largest // 3, 12)
    while True:
        font = _font("Bold", size)
        leading = round(size * 1.22)
        lines = _wrapped(title, font, room)
        fits = len(lines) <= _MAX_LINES and leading * len(lines) <= tallest
        if fits and all(font.getlength(line) <= room for line in lines):
            return _Block(_balanced(title, font, room, len(lines)), font, leading)
        if size <= smallest:
            count = max(min(_MAX_LINES, tallest // leading), 1)
            if len(lines) > count:
                lines = [*lines[: count - 1], _clipped(" ".join(lines[count - 1 :]), font, room)]
            return _Block([_clipped(line, font, room) for line in lines], font, leading)
        size = max(round(size * 0.93), smallest)


def _wrapped(text: str, font: ImageFont.FreeTypeFont, room: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def _balanced(text: str, font: ImageFont.FreeTypeFont, room: int, count: int) -> list[str]:
    """Lines of about equal length, so that no single word is left over on the last one."""
    low, high = room / 3, float(room)
    for _ in range(12):
        middle = (low + high) / 2
        lines = _wrapped(text, font, middle)
        if len(lines) <= count and all(font.getlength(line) <= room for line in lines):
            high = middle
        else:
            low = middle
    return _wrapped(text, font, high)


def _clipped(text: str, font: ImageFont.FreeTypeFont, room: int) -> str:
    if font.getlength(text) <= room:
        return text
    while text and font.getlength(text + "…") > room:
        text = text[:-1]
    return text.rstrip(" ,;:-–") + "…"


def _readable(text: str) -> str:
    """``text`` in one line if the font can set it; letters it lacks lose their accents, else all is left out."""
    composed = unicodedata.normalize("NFC", re.sub(r"\s+", " ", text)).strip()[:300]
    out = ""
    letters = missing = 0
    for char in composed:
        letters += char.isalpha()
        if _has_glyph(char):
            out += char
            continue
        plain = "".join(
            c for c in unicodedata.normalize("NFKD", char) if _has_glyph(c) and not unicodedata.combining(c)
        )
        missing += char.isalpha() and not plain
        out += plain
    return "" if missing > 0.1 * max(letters, 1) else " ".join(out.split())


@functools.lru_cache(maxsize=64)
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    file = importlib.resources.files("font_manrope") / "files" / f"Manrope-{weight}.ttf"
    return ImageFont.truetype(io.BytesIO(file.read_bytes()), size)


@functools.cache
def _missing_box() -> bytes:
    """What the font draws for a character it does not have."""
    return bytes(_font("Bold", 24).getmask("\U0010fffe"))


def _has_glyph(char: str) -> bool:
    if char == " ":
        return True
    mask = _font("Bold", 24).getmask(char)
    return math.prod(mask.size) > 0 and bytes(mask) != _missing_box()


def _encoded(image: Image.Image) -> bytes:
    for quality in (90, 80, 65, 45, 25, 10):
        out = io.BytesIO()
        image.save(out, "WEBP", quality=quality, method=4)
        if out.tell() <= _MAX_BYTES:
            break
    return out.getvalue()
