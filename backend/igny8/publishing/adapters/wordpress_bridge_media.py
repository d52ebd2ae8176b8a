"""Images through the plugin: it knows by their SHA-256 which ones it has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from igny8.content.base.slugs import slug_of
from igny8.integration.base import PlatformError
from igny8.integration.platforms.wordpress.bridge import BridgeClient
from igny8.publishing.adapters.wordpress_pictures import Attachment, File

MOST = 100  # images asked for in one call


@dataclass(slots=True)
class BridgeMedia:
    """The media library of one WordPress with the plugin."""

    client: BridgeClient

    def held(self, sums: Sequence[str]) -> Mapping[str, Attachment]:
        """Which images are there, by SHA-256: one call for all of a text. :raises PlatformError:"""
        found: dict[str, Attachment] = {}
        for start in range(0, len(sums), MOST):
            asked = ",".join(sums[start : start + MOST])
            try:
                answer = self.client.call("GET", "/media", params={"sha256": asked})
            except PlatformError as exc:
                if exc.remote_code != "rest_no_route":
                    raise
                return {}  # a plugin that cannot tell yet; one that is gone says so when something is sent
            items = answer.data.get("items") if isinstance(answer.data, dict) else None
            found |= {checksum: _attachment(row) for checksum, row in dict(items or {}).items()}
        return found

    def upload(self, file: File) -> Attachment:
        """An image into the media library, once for all. :raises PlatformError:"""
        made = self.client.media_save(
            file.data,
            media_type=file.media_type,
            filename=f"{slug_of(file.picture.alt, fallback='image')[:80]}{file.ending}",
            sha256=file.sha256,
            alt=file.picture.alt,
            caption=file.picture.caption,
        )
        return _attachment(made)


def _attachment(row: Mapping[str, Any]) -> Attachment:
    return Attachment(
        id=int(row["attachment_id"]),
        url=str(row["url"]),
        width=int(row.get("width") or 0),
        height=int(row.get("height") or 0),
    )
