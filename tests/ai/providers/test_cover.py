"""Cover images: sizes, weight, determinism, contrast, and titles of every kind."""

import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from igny8.ai.messages import ImageRequest, ProviderSettings
from igny8.ai.providers import cover
from igny8.ai.providers.catalog import build_images
from igny8.ai.providers.cover import CoverRenderer
from igny8.ai.providers.cover_palette import contrast, palette_for
from igny8.core.images import check_image

TITLES = [
    "Running shoes",
    "Größe und Passform: Wanderschuhe für Damen",
    "Как выбрать обувь для бега",
    "Πώς να διαλέξετε παπούτσια",
    "How to check a used car before buying: a complete checklist for first-time buyers on a tight budget, with notes "
    * 3,
    "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle",
    "日本語のタイトル",
    "العناوين العربية",
    "😀 🎉",
    "",
    " \n\t ",
    "a",
]


def draw(title: str, *, key: str = "run-1/featured", width: int = 1200, height: int = 630) -> bytes:
    answer = CoverRenderer().image(ImageRequest("", key=key, title=title, subtitle="Guide", width=width, height=height))
    assert (answer.media_type, answer.width, answer.height) == ("image/webp", width, height)
    return answer.data


@pytest.mark.parametrize("title", TITLES)
def test_every_title_gives_a_light_image_of_the_right_size(title: str) -> None:
    data = draw(title)
    assert check_image(data) == ("WEBP", 1200, 630)
    assert len(data) < 100_000


@pytest.mark.parametrize("size", [(200, 200), (1080, 1080), (1000, 1500), (1600, 900), (300, 250), (3000, 400)])
def test_other_sizes(size: tuple[int, int]) -> None:
    assert check_image(draw(TITLES[1], width=size[0], height=size[1]))[1:] == size


def test_the_same_request_gives_the_same_bytes_and_another_key_others() -> None:
    assert draw("Boots") == draw("Boots")
    assert len({draw("Boots", key=f"run-{n}") for n in range(4)}) == 4


def test_the_prompt_stands_in_for_a_missing_title() -> None:
    renderer = build_images(ProviderSettings("local"))
    given_title = renderer.image(ImageRequest("", key="k", title="Boots"))
    given_prompt = renderer.image(ImageRequest("Boots", key="k"))
    assert given_title.data == given_prompt.data
    assert given_title.usage.cost_usd == 0.0


@given(st.integers())
def test_text_stands_out_from_the_ground(seed: int) -> None:
    palette = palette_for(random.Random(seed))
    assert contrast(palette.text, palette.ground) >= 7
    assert contrast(palette.soft_text, palette.ground) >= 4.5
    assert contrast(palette.text, palette.shapes[0]) >= 4.5
    assert contrast(palette.text, palette.shapes[1]) >= 4.5


def test_contrast_is_that_of_wcag() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21.0)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=120), st.integers(100, 900), st.integers(60, 500))
def test_type_never_leaves_its_room(title: str, room: int, tallest: int) -> None:
    readable = cover._readable(title)
    if not readable:
        return
    block = cover._fitted(readable, room=room, tallest=tallest, largest=90)
    assert all(block.font.getlength(line) <= room for line in block.lines)
    assert len(block.lines) == 1 or block.leading * len(block.lines) <= tallest


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("Größe  für\nalle", "Größe für alle"),
        ("łódź – señor “ok”", "łódź – señor “ok”"),
        ("Tea 茶 for two of us today", "Tea for two of us today"),
        ("茶道の歴史", ""),
        ("Party 🎉 time", "Party time"),
        ("ﬁne １２", "ﬁne 12"),
    ],
)
def test_what_the_font_lacks(text: str, readable: str) -> None:
    assert cover._readable(text) == readable


def test_text_is_really_drawn() -> None:
    with_text = Image.open(io.BytesIO(draw("Boots"))).convert("RGB")
    left = with_text.crop((90, 200, 600, 430))
    assert len(left.getcolors(100_000) or []) > 20
