"""Details inside a text: once, escaped, and only where they have no place of their own."""

from igny8.core.html import sanitize_html
from igny8.publishing.adapters.details_text import with_details

PRODUCT = {
    "short_description": "A kettle.",
    "highlights": ["Holds 1 l", "Fits < 20 cm shelves & boats"],
    "attributes": [{"name": "Colour", "options": ["white", "black"]}],
}
SERVICE = {"includes": ["A visit"], "steps": ["Call", "Meet"]}


def test_a_product_s_details_frame_its_text() -> None:
    html = with_details("<p>Boils water.</p>", PRODUCT)
    assert html == (
        "<ul><li>Holds 1 l</li><li>Fits &lt; 20 cm shelves &amp; boats</li></ul><p>Boils water.</p>"
        "<table><tbody><tr><th>Colour</th><td>white, black</td></tr></tbody></table>"
    )
    assert sanitize_html(html) == html


def test_a_service_s_details_follow_its_text() -> None:
    assert with_details("<p>We mend.</p>", SERVICE) == (
        "<p>We mend.</p><ul><li>A visit</li></ul><ol><li>Call</li><li>Meet</li></ol>"
    )


def test_what_came_back_with_its_details_does_not_get_them_twice() -> None:
    for details in (PRODUCT, SERVICE):
        once = with_details("<p>Text.</p>", details)
        assert with_details(once, details) == once
    edited = with_details("<p>Text.</p>", SERVICE).replace("<li>Meet</li>", "<li>Meet us</li>")
    assert with_details(edited, SERVICE) == edited


def test_a_destination_with_a_place_of_its_own_keeps_them_out() -> None:
    assert with_details("<p>x</p>", PRODUCT, but=("attributes", "highlights")) == "<p>x</p>"
    assert with_details("<p>x</p>", {}) == "<p>x</p>"
