"""Texts as blocks, and edited texts back in the blocks they came from."""

import json
import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from igny8.core.html import sanitize_html
from igny8.integration.platforms.wordpress.blocks import merged, to_blocks
from igny8.integration.platforms.wordpress.blocks_parse import Block, comment, parse, with_mark
from igny8.integration.platforms.wordpress.blocks_pieces import pieces
from igny8.integration.platforms.wordpress.texts import html_of
from tests.wordpress.samples_of_blocks import BLOCKS, KINDS, POST, RICH

BASE = sanitize_html(html_of(POST))


def keys(html: str) -> list[str]:
    """What a text reads as."""
    return [piece.key for piece in pieces(sanitize_html(html))]


def pulled(raw: str) -> str:
    """What the platform makes of a post."""
    return sanitize_html(html_of(raw))


def edited(old: str, new: str) -> str:
    assert old in BASE
    return BASE.replace(old, new)


def kept(raw: str) -> list[bool]:
    return [text in raw for text in BLOCKS]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_reads_the_same_when_it_comes_back(kind: str) -> None:
    html = sanitize_html(KINDS[kind])
    made = to_blocks(html, images={"https://a.example/topf.png": 7})
    assert keys(pulled(made)) == keys(html)
    assert all(block.name for block in parse(made) if block.raw.strip())
    assert "<!-- wp:html" not in made or kind in FOREIGN


#: What no block of WordPress's can hold as it is.
FOREIGN = {
    "foreign", "letters", "list of blocks", "quote with a source", "two images", "table with columns", "table of lists",
    "details", "definitions", "note",
}  # fmt: skip


def test_the_markup_is_the_editor_s_own() -> None:
    made = to_blocks("<h3>A</h3><ul><li>b</li></ul><p class='lead'>c</p>", mark="x--y")
    assert made == (
        '<!-- wp:heading {"level":3,"metadata":{"igny8":"x\\u002d\\u002dy"}} -->\n<h3 class="wp-block-heading">A</h3>\n'
        "<!-- /wp:heading -->\n\n"
        '<!-- wp:list -->\n<ul class="wp-block-list"><!-- wp:list-item -->\n<li>b</li>\n<!-- /wp:list-item --></ul>\n'
        "<!-- /wp:list -->\n\n"
        '<!-- wp:paragraph {"className":"lead"} -->\n<p class="lead">c</p>\n<!-- /wp:paragraph -->'
    )
    assert to_blocks("") == ""
    assert to_blocks("<p> </p><div></div>", mark="m") == ""


def test_an_image_knows_its_number() -> None:
    made = to_blocks(KINDS["image"], images={"https://a.example/topf.png": 7})
    assert '<!-- wp:image {"id":7,"sizeSlug":"full","linkDestination":"none"} -->' in made
    assert 'class="wp-image-7"' in made
    assert "wp-image" not in to_blocks(KINDS["image"], images={"https://other.example/": 7}).replace(
        "wp-block-image", ""
    )


def test_shortcodes_and_addresses_in_code_stay_code() -> None:
    made = to_blocks(KINDS["code"])
    assert "[gallery" not in made
    assert not re.search(r"^\s*https?://", made, re.MULTILINE)


def test_reading_the_same_gives_the_post_itself() -> None:
    assert merged(POST, BASE, BASE) == POST
    assert merged(POST, "", BASE, mark="m") == POST
    assert merged(POST, BASE, BASE.replace("\n", " \n ")) == POST


def test_a_post_without_blocks_gets_plain_html() -> None:
    assert (
        merged("One\n\nTwo", "<p>One</p>\n<p>Two</p>", "<p>One</p><p>Three</p>", mark="m") == "<p>One</p><p>Three</p>"
    )
    assert merged("", "", "<p>New</p>", mark="m").startswith(
        '<!-- wp:paragraph {"metadata":{"igny8":"m"}} -->\n<p>New</p>'
    )


def test_an_edited_paragraph_keeps_its_design_and_everything_else_its_bytes() -> None:
    result = merged(POST, BASE, edited("introduction</strong> in colour", "opening</strong> in two colours"))
    assert result == POST.replace("introduction</strong> in colour", "opening</strong> in two colours")
    result = merged(POST, BASE, edited("How to cook", "How to cook it"))
    assert result == POST.replace("How to cook", "How to cook it")
    result = merged(POST, BASE, edited("Soup is patience.", "Soup is time."))
    assert result == POST.replace("Soup is patience.", "Soup is time.")


def test_an_edit_inside_columns_keeps_the_columns() -> None:
    result = merged(POST, BASE, edited("<p>Skim it.</p>", "<p>Skim it well.</p><p>Twice.</p>"))
    second = "<p>Skim it well.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:paragraph -->\n<p>Twice.</p>"
    assert kept(result) == [n != 2 for n in range(len(BLOCKS))]
    assert "flex-basis:66.66%" in result
    assert keys(pulled(result)) == keys(edited("<p>Skim it.</p>", "<p>Skim it well.</p><p>Twice.</p>"))
    assert second.split("\n\n")[0] in result


def test_a_text_whose_boxes_an_editor_dropped_is_still_the_same() -> None:
    flat = re.sub(r"</?(?:div|section)[^>]*>", "", BASE).replace(
        '[contact-form id="7"]', '<p>[contact-form id="7"]</p>'
    )
    assert "<div" not in flat
    assert merged(POST, BASE, flat.replace("Skim it", "Skim it off")) == POST.replace("Skim it", "Skim it off")


def test_an_image_keeps_its_number_and_design_when_its_caption_changes() -> None:
    result = merged(POST, BASE, edited("A pot</figcaption>", "A <em>large</em> pot</figcaption>"))
    image = parse(BLOCKS[3])[0]
    found = next(block for block in parse(result) if block.name == "image")
    assert found.attrs == image.attrs
    assert found.inside == image.inside.replace("A pot", "A <em>large</em> pot")
    other = merged(
        POST,
        BASE,
        edited("https://a.example/pot.jpg", "https://a.example/pan.jpg"),
        images={"https://a.example/pan.jpg": 3},
    )
    found = next(block for block in parse(other) if block.name == "image")
    assert found.attrs["id"] == 3


def test_what_is_removed_goes_and_what_cannot_be_seen_stays() -> None:
    result = merged(POST, BASE, "<p>All is new.</p>")
    names = [block.name for block in parse(result) if block.raw.strip()]
    assert sorted(names) == sorted(["latest-posts", "spacer", "more", "paragraph"])
    assert merged(POST, BASE, "").count("<!-- wp:latest-posts") == 1


def test_what_was_moved_keeps_its_block() -> None:
    html = "\n".join(sanitize_html(text) for text in reversed(BLOCKS))
    result = merged(POST, BASE, html)
    assert all(kept(result))
    assert keys(pulled(result)) == keys(html)


def test_shortcodes_that_follow_each_other_stay_two() -> None:
    one, two = (f"<!-- wp:shortcode -->\n[{name}]\n<!-- /wp:shortcode -->" for name in ("a", "b"))
    text = "<!-- wp:paragraph -->\n<p>x</p>\n<!-- /wp:paragraph -->"
    raw = "\n\n".join([one, two, text])
    assert merged(raw, pulled(raw), pulled(raw).replace("x", "y")) == raw.replace("<p>x", "<p>y")
    assert merged(raw, pulled(raw), pulled(raw).replace("[a]", "")) == f"{two}\n\n{text}"


def test_the_mark_is_put_on_the_first_block_once() -> None:
    html = edited("Skim it.", "Skim it!")
    once = merged(POST, BASE, html, mark="c-1")
    first = parse(once)[0]
    assert first.attrs == {"align": "center", "style": {"color": {"text": "#123456"}}, "metadata": {"igny8": "c-1"}}
    again = merged(once, pulled(once), pulled(once).replace("Skim it!", "Skim."), mark="c-1")
    assert again.count("c-1") == 1
    assert with_mark("<!-- wp:acme/x /-->", "m") == '<!-- wp:acme/x {"metadata":{"igny8":"m"}} /-->'
    assert with_mark("plain", "m") == "plain"


@pytest.mark.parametrize(
    "raw",
    [
        POST,
        "",
        "text",
        "<!-- /wp:paragraph -->stray<!-- wp:a --><!-- wp:b --><p>never closed",
        '<!-- wp:x {"a":"}"} --><p>a</p><!-- /wp:other -->',
        '<!-- wp:x {broken} -->a<!-- /wp:x --><!-- wp:y {"a":{"b":"-->"}} /-->',
        "<!-- wp:UPPER -->a<!-- not ours -->",
    ],
)
def test_parsing_loses_nothing(raw: str) -> None:
    found = parse(raw)
    assert "".join(block.raw for block in found) == raw
    assert all(isinstance(block, Block) for block in found)


@given(st.dictionaries(st.text(max_size=5), st.text(alphabet='-<>&"\\a}{ü/', max_size=12), max_size=3))
def test_attributes_survive_and_end_no_comment(attrs: dict[str, str]) -> None:
    opening = comment("paragraph", attrs)
    assert opening.count("-->") == 1
    found = parse(opening + "<p>a</p><!-- /wp:paragraph -->")
    assert (found[0].attrs, len(found)) == (attrs, 1)
    if attrs:
        assert json.loads(opening.removeprefix("<!-- wp:paragraph ").removesuffix(" -->")) == attrs


WORDS = st.sampled_from(["salt", "water", "pot & lid", "<em>slow</em>", "a<br>b", "[x]", "fire &lt; ice", "–"])
TEXT = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
NEW = st.one_of(
    TEXT.map(lambda text: f"<p>{text}</p>"),
    TEXT.map(lambda text: f"<h2>{text}</h2>"),
    st.lists(TEXT, min_size=1, max_size=3).map(
        lambda items: "<ul>" + "".join(f"<li>{i}</li>" for i in items) + "</ul>"
    ),
    st.sampled_from([sanitize_html(html) for html in KINDS.values()]),
)
#: The post's own pieces by number, or something new.
TEXTS = st.lists(st.one_of(st.integers(0, len(BLOCKS) - 1), NEW), max_size=14)


def composed(parts: list[int | str]) -> str:
    """Blocks of the post, and new pieces, as the platform would hold them."""
    return "\n\n".join(sanitize_html(BLOCKS[part]) if isinstance(part, int) else part for part in parts)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
@example([0, 0, 1])
@example([13, 2, "<p>Freeze them.</p>"])
def test_merged_and_pulled_back_reads_as_our_text(parts: list[int | str]) -> None:
    html = composed(parts)
    result = merged(POST, BASE, html)
    assert keys(pulled(result)) == keys(html)
    assert "".join(block.raw for block in parse(result)) == result


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_every_block_that_is_there_unchanged_keeps_its_bytes(parts: list[int | str]) -> None:
    """As often as it was there before: of two copies in our text, one is the old block."""
    result = merged(POST, BASE, composed(parts))
    wanted = Counter(part for part in parts if isinstance(part, int))
    # A block that our text does not show is kept wherever it stood; new pieces may read as an old block as well.
    for number in wanted:
        assert BLOCKS[number] in result, number


@settings(max_examples=120, deadline=None)
@given(st.lists(NEW, max_size=8), st.lists(NEW, max_size=8))
def test_merging_native_blocks_again(before: list[str], after: list[str]) -> None:
    raw = to_blocks("\n".join(before))
    if raw:
        html = "\n".join(after)
        result = merged(raw, pulled(raw), html)
        assert keys(pulled(result)) == keys(html)
        assert merged(result, pulled(result), html) == result or not result


def test_a_long_article_is_merged_quickly() -> None:
    import time

    html = "\n".join(f"<p>Paragraph number {n} of a long text.</p>" for n in range(1500))
    raw = to_blocks(html)
    begun = time.process_time()
    result = merged(raw, html, html.replace("number 7", "no. 7"))
    assert time.process_time() - begun < 5
    assert result.count("<!-- wp:paragraph -->") == 1500
    assert "no. 700 of" in result


def test_the_rich_text_reads_the_same_when_it_comes_back() -> None:
    assert keys(pulled(to_blocks(RICH))) == keys(RICH)
