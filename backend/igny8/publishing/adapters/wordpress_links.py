"""Links of a text that stay on its own website: the plugin shows them beside the editor."""

from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

MOST = 50


def links_within(html: str, base_url: str) -> list[dict[str, str]]:
    """``url`` and ``anchor`` of each link to the website of ``base_url``, in the order of the text, ``MOST`` at most.

    Links to a place on the same page do not count.
    """
    host, found = urlsplit(base_url).netloc.removeprefix("www."), []
    body = LexborHTMLParser(html).body
    for link in body.css("a[href]") if body is not None else ():
        href = (link.attributes.get("href") or "").strip()
        try:
            url = urljoin(base_url.rstrip("/") + "/", href)
            is_within = urlsplit(url).netloc.removeprefix("www.") == host
        except ValueError:
            continue
        if is_within and not href.startswith("#"):
            found.append({"url": url, "anchor": " ".join(link.text().split())[:200]})
    return found[:MOST]
