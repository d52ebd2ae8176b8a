"""Which links of a text stay on its website."""

from igny8.publishing.adapters.wordpress_links import MOST, links_within


def test_only_links_within_the_website_and_with_their_words() -> None:
    html = (
        '<p><a href="https://kitchen.example/tea/">Black  <em>tea</em></a> <a href="/cups/">cups</a> <a href="#top">up</a>'
        ' <a href="https://www.kitchen.example/x">x</a> <a href="https://other.example/">other</a> <a href="mailto:a@b.c">m</a>'
        ' <a href="http://[">broken</a> <a>none</a></p>'
    )
    assert links_within(html, "https://kitchen.example") == [
        {"url": "https://kitchen.example/tea/", "anchor": "Black tea"},
        {"url": "https://kitchen.example/cups/", "anchor": "cups"},
        {"url": "https://www.kitchen.example/x", "anchor": "x"},
    ]
    assert len(links_within('<a href="/a">a</a>' * (MOST + 9), "http://127.0.0.1:8000/blog")) == MOST
