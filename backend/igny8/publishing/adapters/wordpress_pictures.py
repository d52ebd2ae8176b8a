"""Images of a text in the media library of a WordPress, and the text that shows them from there."""

import hashlib
import mimetypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Protocol

from selectolax.lexbor import LexborHTMLParser

from igny8.integration.base import PlatformError
from igny8.publishing.adapters.wordpress_errors import of
from igny8.publishing.base import Picture, PublishPayload

#: WordPress says of an image that it does not take it; a retry says the same.
_REFUSED = frozenset({413, 415, 422})
_REFUSED_CODES = frozenset({"rest_upload_sideload_error", "rest_upload_file_too_big", "rest_upload_limited_space"})


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """An image on this machine."""

    data: bytes
    sha256: str
    media_type: str
    ending: str
    picture: Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """An image in the media library; sizes are pixels, 0 when unknown."""

    id: int
    url: str
    width: int = 0
    height: int = 0


@dataclass(slots=True)
class Pictures:
    """Attachments by file, the featured one, and sentences about images that were not taken."""

    by_file: dict[str, Attachment] = field(default_factory=dict)
    featured: Attachment | None = None
    warnings: list[str] = field(default_factory=list)


class Library(Protocol):
    """A media library."""

    def held(self, sums: Sequence[str]) -> Mapping[str, Attachment]:
        """Which images are certainly there, by SHA-256; fewer than there are where it cannot tell. :raises PlatformError:"""
        ...

    def upload(self, file: File) -> Attachment:
        """An image into the library, twice is once. :raises PlatformError:"""
        ...


def pictures_upload(payload: PublishPayload, storage: Path, library: Library, *, has_gallery: bool = False) -> Pictures:
    """Bring the featured image and those that the text shows to the media library, each once.

    :param has_gallery: also those that the text does not show.
    :raises PublishError: it did not work, and may later.
    """
    found = Pictures()
    featured = payload.image
    wanted = {picture.file: picture for picture in payload.images if has_gallery or picture.file in payload.html}
    if featured is not None:
        wanted.setdefault(featured.file, featured)
    sums = {name: _sum(storage, picture) for name, picture in wanted.items()}
    held = _held(library, [checksum for checksum in sums.values() if checksum])
    for name, picture in wanted.items():
        file = _read(storage, picture) if sums[name] and sums[name] not in held else None
        if sums[name] in held:
            found.by_file[name] = held[sums[name]]
        elif file is None:
            found.warnings.append(f"The image {Path(name).name} is missing here and was left out.")
        else:
            try:
                found.by_file[name] = library.upload(file)
            except PlatformError as exc:
                if exc.status not in _REFUSED and exc.remote_code not in _REFUSED_CODES:
                    raise of(exc, is_write=False) from exc
                found.warnings.append(f"WordPress did not take an image, so it was left out: {exc.sentence}")
    if featured is not None:
        found.featured = found.by_file.get(featured.file)
    return found


def _held(library: Library, sums: Sequence[str]) -> Mapping[str, Attachment]:
    try:
        return library.held(list(dict.fromkeys(sums))) if sums else {}
    except PlatformError as exc:
        raise of(exc, is_write=False) from exc


def _sum(storage: Path, picture: Picture) -> str:
    """The SHA-256 of an image, empty when it is missing. It is read again where it has to be sent: it may be large."""
    try:
        with (storage / picture.file).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _read(storage: Path, picture: Picture) -> File | None:
    try:
        data = (storage / picture.file).read_bytes()
    except OSError:
        return None
    ending = Path(picture.file).suffix.lower()
    media_type = mimetypes.guess_type(f"x{ending}")[0] or "application/octet-stream"
    digest = hashlib.sha256(data).hexdigest()
    return File(data=data, sha256=digest, media_type=media_type, ending=ending, picture=picture)


def html_with_attachments(html: str, pictures: tuple[Picture, ...], attachments: Mapping[str, Attachment]) -> str:
    """``html`` with the attachments in place of our files, each in a figure as WordPress writes it.

    An image of ours that has no attachment is left out together with its figure.
    """
    ours = {picture.file: picture for picture in pictures if picture.file in html}
    if not ours:
        return html
    body = LexborHTMLParser(html).body
    assert body is not None
    for image in body.css("img[src]"):
        picture = ours.get(image.attributes.get("src") or "")
        if picture is None:
            continue
        parent = image.parent
        figure = parent if parent is not None and parent.tag == "figure" else None
        outer = figure if figure is not None else image
        attachment = attachments.get(picture.file)
        if attachment is None:
            outer.decompose()
            continue
        caption = figure.css_first("figcaption") if figure is not None else None
        words = (caption.inner_html or "") if caption is not None else escape(picture.caption)
        alt = image.attributes.get("alt") or picture.alt
        fragment = LexborHTMLParser(_figure(attachment, alt, words)).body
        fresh = fragment.css_first("figure") if fragment is not None else None
        assert fresh is not None
        outer.replace_with(fresh)
    return body.inner_html or ""


def _figure(attachment: Attachment, alt: str, caption: str) -> str:
    size = f' width="{attachment.width}" height="{attachment.height}"' if attachment.width and attachment.height else ""
    image = f'<img src="{escape(attachment.url)}" alt="{escape(alt)}" class="wp-image-{attachment.id}"{size}>'
    words = f'<figcaption class="wp-element-caption">{caption}</figcaption>' if caption.strip() else ""
    return f'<figure class="wp-block-image size-full">{image}{words}</figure>'
