"""Checks of a published page, as a reader's browser would see it."""

from urllib.parse import urljoin

import httpx
from selectolax.lexbor import LexborHTMLParser


class PageFault(httpx.HTTPError):
    """A published page is not what it should be."""


def check_page(reader: httpx.Client, *, url: str, title: str) -> None:
    """Fetch a page and its images.

    :raises PageFault: naming what is wrong: status, title, canonical address, a script, a missing image.
    """
    response = reader.get(url)
    if response.status_code != 200:
        raise PageFault(f"{url} answers {response.status_code}.")
    tree = LexborHTMLParser(response.text)
    heading = tree.css_first("h1")
    if heading is None or heading.text(strip=True) != title.strip():
        raise PageFault(f"{url} does not show the title {title!r}.")
    canonical = tree.css_first('link[rel="canonical"]')
    if canonical is None or canonical.attributes.get("href") != url:
        raise PageFault(f"{url} has another canonical address.")
    if any(s.attributes.get("type") != "application/ld+json" for s in tree.css("script")):
        raise PageFault(f"{url} needs a script to be read.")
    for image in tree.css("main img"):
        source = urljoin(url, image.attributes.get("src") or "")
        found = reader.get(source)
        if found.status_code != 200 or not found.headers.get("content-type", "").startswith("image/"):
            raise PageFault(f"{url} shows an image that is not there: {source}.")
