"""Colours of the covers: one hue and its neighbour, with text that stands out as WCAG 2.2 asks (level AA, 4.5 to 1)."""

import colorsys
import random
from dataclasses import dataclass

Colour = tuple[int, int, int]

#: Hue of the ground and of the accent in degrees; pairs chosen by eye.
_HUES = (
    (222, 35),
    (205, 18),
    (262, 165),
    (172, 40),
    (340, 200),
    (24, 190),
    (150, 48),
    (238, 330),
    (12, 45),
    (190, 350),
)


@dataclass(frozen=True, slots=True)
class Palette:
    ground: Colour
    shapes: tuple[Colour, ...]
    accent: Colour
    text: Colour
    soft_text: Colour


def palette_for(rng: random.Random) -> Palette:
    """A palette drawn with ``rng``; dark ground two times of three, light ground otherwise."""
    hue, accent_hue = rng.choice(_HUES)
    if rng.random() < 0.66:
        return Palette(
            ground=_hsl(hue, 0.54, 0.14),
            shapes=tuple(
                _hsl(hue + turn, 0.5, light) for turn, light in ((-8, 0.20), (0, 0.25), (10, 0.31), (18, 0.38))
            ),
            accent=_hsl(accent_hue, 0.85, 0.62),
            text=(255, 255, 255),
            soft_text=_hsl(hue, 0.35, 0.84),
        )
    return Palette(
        ground=_hsl(hue, 0.45, 0.955),
        shapes=tuple(_hsl(hue + turn, 0.55, light) for turn, light in ((-8, 0.91), (0, 0.86), (10, 0.79), (18, 0.70))),
        accent=_hsl(accent_hue, 0.78, 0.47),
        text=_hsl(hue, 0.60, 0.13),
        soft_text=_hsl(hue, 0.40, 0.30),
    )


def contrast(first: Colour, second: Colour) -> float:
    """Contrast ratio of two colours, from 1 to 21 (WCAG 2.2, relative luminance)."""
    bright, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    linear = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _hsl(hue: float, saturation: float, lightness: float) -> Colour:
    red, green, blue = colorsys.hls_to_rgb((hue % 360) / 360, lightness, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)
