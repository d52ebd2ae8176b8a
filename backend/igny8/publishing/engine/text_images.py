"""Images that a text shows: the editor names them by their address in our API, destinations by their file."""

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborHTMLParser

_OWN = re.compile(r"/api/v1/writer/images/([0-9a-f-]{36})/file/")


def images_named(html: str) -> set[str]:
    """Ids of our images that ``html`` shows."""
    return set(_OWN.findall(html))


def with_files(html: str, files: Mapping[str, str]) -> str:
    """``html`` with the files of our images in place of their addresses.

    An image that is not among ``files`` (deleted, or not made yet) is left out together with its figure: readers get no
    broken image.

    :param files: file by image id.
    """
    if not images_named(html):
        return html
    body = LexborHTMLParser(html).body
    assert body is not None
    for image in body.css("img[src]"):
        found = _OWN.fullmatch(image.attributes.get("src") or "")
        if found is None:
            continue
        file = files.get(found[1])
        if file is not None:
            image.attrs["src"] = file
            continue
        figure = image.parent
        (figure if figure is not None and figure.tag == "figure" else image).decompose()
    return body.inner_html or ""
