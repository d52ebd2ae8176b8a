"""Calm geometric patterns for the covers. They keep to the right, where no text stands."""

import math
import random
from collections.abc import Callable

from PIL import Image, ImageDraw

from .cover_palette import Palette

Drawing = Callable[[ImageDraw.ImageDraw, tuple[int, int], Palette, random.Random], None]


def is_upright(width: int, height: int) -> bool:
    """Whether text takes the whole width of the canvas and the pattern the foot of it."""
    return width < height * 1.35


def draw_pattern(canvas: Image.Image, palette: Palette, rng: random.Random, *, has_text: bool) -> None:
    """Draw one of the patterns on the right; over the whole canvas without text, along the bottom of an upright one."""
    width, height = canvas.size
    draw = ImageDraw.Draw(canvas)
    if not has_text:
        _tiles(draw, (0, 0, width, height), palette, rng)
    elif is_upright(width, height):
        _tiles(draw, (0, round(height * 0.8), width, height), palette, rng, rows=1)
    else:
        pattern = rng.choice((_arcs, _waves, _discs, _columns, None))
        if pattern is None:
            _tiles(draw, (width - round(height / 2), 0, width, height), palette, rng)
        else:
            pattern(draw, (width, height), palette, rng)


def _arcs(draw: ImageDraw.ImageDraw, size: tuple[int, int], palette: Palette, rng: random.Random) -> None:
    """Rings around a point at the right edge."""
    width, height = size
    x, y = width * rng.uniform(0.98, 1.04), height * rng.choice((0.0, 0.5, 1.0))
    step = height * (0.095 if 0 < y < height else 0.128)
    for number in range(6, 0, -1):
        radius = step * number
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), palette.shapes[(6 - number) % 4])
    draw.ellipse((x - step / 2, y - step / 2, x + step / 2, y + step / 2), palette.accent)


def _tiles(
    draw: ImageDraw.ImageDraw, area: tuple[int, int, int, int], palette: Palette, rng: random.Random, rows: int = 4
) -> None:
    """Quarter circles and discs on a grid that fills ``area`` (left, top, right, bottom) with ``rows`` rows."""
    left, top, right, bottom = area
    cell = (bottom - top) / rows
    columns = max(math.ceil((right - left) / cell - 0.05), 1)
    places = [(column, row) for column in range(columns) for row in range(rows)]
    accents = rng.sample(places, k=max(len(places) // 5, 1))
    draw.rectangle(area, palette.shapes[0])
    for column, row in places:
        x, y = right - (column + 1) * cell, top + row * cell
        colour = palette.accent if (column, row) in accents else rng.choice(palette.shapes[1:])
        turn = rng.randrange(5)
        if turn < 4:
            corner_x = x if turn in (0, 3) else x + cell
            corner_y = y if turn in (0, 1) else y + cell
            tile = Image.new("L", (round(cell), round(cell)))
            box = (corner_x - cell - x, corner_y - cell - y, corner_x + cell - x, corner_y + cell - y)
            ImageDraw.Draw(tile).ellipse(box, 255)
            draw.bitmap((round(x), round(y)), tile, colour)
        else:
            inset = cell * 0.22
            draw.ellipse((x + inset, y + inset, x + cell - inset, y + cell - inset), colour)


def _waves(draw: ImageDraw.ImageDraw, size: tuple[int, int], palette: Palette, rng: random.Random) -> None:
    """Hills along the right side, one behind the other."""
    width, height = size
    for number, colour in enumerate((*palette.shapes, palette.accent)):
        edge = width * (0.70 + 0.065 * number)
        swing, turns, phase = width * 0.028, rng.uniform(0.7, 1.3), rng.uniform(0, math.tau)
        points = [(edge + swing * math.sin(phase + turns * math.tau * y / 60), height * y / 60) for y in range(61)]
        draw.polygon([*points, (width, height), (width, 0)], colour)


def _discs(draw: ImageDraw.ImageDraw, size: tuple[int, int], palette: Palette, rng: random.Random) -> None:
    """A dotted field that thins out to the left, with one large disc before it."""
    width, height = size
    step = height / 12
    columns = round(width * 0.30 / step)
    for column in range(columns):
        for row in range(13):
            radius = step * 0.40 * ((column + 1) / columns) ** 0.8
            x, y = width - (columns - column - 0.5) * step, (row + 0.0) * step
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), palette.shapes[1 + (column + row) % 2])
    radius = height * rng.uniform(0.15, 0.19)
    x, y = width * 0.86, height * rng.uniform(0.36, 0.64)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), palette.accent)
    inner = radius * 0.56
    draw.ellipse((x - inner, y - inner, x + inner, y + inner), palette.ground)


def _columns(draw: ImageDraw.ImageDraw, size: tuple[int, int], palette: Palette, rng: random.Random) -> None:
    """Rounded columns of different height, standing on the lower edge."""
    width, height = size
    count = 6
    thickness = width * 0.27 / count
    heights = [0.30 + 0.62 * (number + 1) / count * rng.uniform(0.72, 1.0) for number in range(count)]
    chosen = rng.randrange(2, count)
    for number, share in enumerate(heights):
        left = width - (count - number) * thickness
        colour = palette.accent if number == chosen else palette.shapes[number % 4]
        box = (left, height * (1 - share), left + thickness * 0.86, height + thickness)
        draw.rounded_rectangle(box, thickness * 0.43, colour)
