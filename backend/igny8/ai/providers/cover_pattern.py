"""Calm geometric patterns for the covers. They keep to the right, where no text stands."""

import math
import random
from collections.abc import Callable

from PIL import Image, ImageDraw

from .cover_palette import Palette

Drawing = Callable[[ImageDraw.ImageDraw, tuple[int, int], Palette, random.Random], None]


def draw_pattern(canvas: Image.Image, palette: Palette, rng: random.Random, *, has_text: bool) -> None:
    """Draw one of the patterns. Upright and square canvases, where text takes the whole width, get it at the bottom."""
    width, height = canvas.size
    rng.choice((_arcs, _tiles, _waves, _discs, _columns))(ImageDraw.Draw(canvas), (width, height), palette, rng)
    if has_text and width <= height:
        canvas.paste(palette.ground, (0, 0, width, round(height * 0.8)))


def _arcs(draw: ImageDraw.ImageDraw, size: tuple[int, int], palette: Palette, rng: random.Random) -> None:
    """Rings around a point at the right edge."""
    width, height = size
    x, y = width * rng.uniform(0.98, 1.04), height * rng.choice((0.0, 0.5, 1.0))
    step = height * (0.105 if 0 < y < height else 0.15)
    for number in range(6, 0, -1):
        radius = step * number
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), palette.shapes[(6 - number) % 4])
    draw.ellipse((x - step / 2, y - step / 2, x + step / 2, y + step / 2), palette.accent)


def _tiles(draw: ImageDraw.ImageDraw, size: tuple[int, int], palette: Palette, rng: random.Random) -> None:
    """Quarter circles, squares and discs on a grid of four rows."""
    width, height = size
    cell = height / 4
    columns = max(round(width * 0.27 / cell), 1)
    accents = rng.sample([(c, r) for c in range(columns) for r in range(4)], k=min(2, columns * 4))
    for column in range(columns):
        for row in range(4):
            left, top = width - (columns - column) * cell, row * cell
            box = (left, top, left + cell, top + cell)
            colour = palette.accent if (column, row) in accents else rng.choice(palette.shapes[1:])
            draw.rectangle(box, palette.shapes[0])
            turn = rng.randrange(5)
            if turn < 4:
                x = left if turn in (0, 3) else left + cell
                y = top if turn in (0, 1) else top + cell
                draw.pieslice((x - cell, y - cell, x + cell, y + cell), turn * 90, turn * 90 + 90, colour)
            else:
                inset = cell * 0.22
                draw.ellipse((left + inset, top + inset, left + cell - inset, top + cell - inset), colour)


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
