"""Checks of a published site, as a reader's browser would see it."""

from collections.abc import Sequence
from urllib.parse import urljoin

import httpx
from selectolax.lexbor import LexborHTMLParser


class PageFault(Exception):
    """A published page is not what it should be."""


def check_page(reader: httpx.Client, *, url: str, title: str) -> None:
    """Fetch a page and its images.

    :raises PageFault: naming what is wrong: status, title, canonical address, a script, a missing image.
    """
    tree = LexborHTMLParser(_text(reader, url))
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
        found = _get(reader, source)
        if found.status_code != 200 or not found.headers.get("content-type", "").startswith("image/"):
            raise PageFault(f"{url} shows an image that is not there: {source}.")


def check_home(reader: httpx.Client, *, home: str, urls: Sequence[str]) -> None:
    """Fetch the home page and the sitemap.

    :param urls: pages that both must lead to.
    :raises PageFault: naming the page that is not linked or not listed.
    """
    links = {
        urljoin(home, link.attributes.get("href") or "") for link in LexborHTMLParser(_text(reader, home)).css("a")
    }
    sitemap = _text(reader, urljoin(home, "sitemap.xml"))
    for url in urls:
        if url not in links:
            raise PageFault(f"The home page {home} does not lead to {url}.")
        if f"<loc>{url}</loc>" not in sitemap:
            raise PageFault(f"{url} is not in the sitemap of {home}.")


def _text(reader: httpx.Client, url: str) -> str:
    response = _get(reader, url)
    if response.status_code != 200:
        raise PageFault(f"{url} answers {response.status_code}.")
    return response.text


def _get(reader: httpx.Client, url: str) -> httpx.Response:
    try:
        return reader.get(url)
    except httpx.HTTPError as error:
        raise PageFault(f"{url} cannot be fetched: {str(error) or type(error).__name__}.") from error
