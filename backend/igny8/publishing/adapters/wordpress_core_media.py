"""Images through WordPress's own REST API: their name tells which ones are there already."""

import re
from dataclasses import dataclass
from typing import Any

from igny8.integration.base import PlatformError
from igny8.integration.platforms.wordpress.core_rest import CoreClient
from igny8.publishing.adapters.wordpress_pictures import Attachment, File

_OURS = re.compile(r"/igny8-[0-9a-f]{16}[^/]*$")


@dataclass(slots=True)
class CoreMedia:
    """The media library of one WordPress without the plugin."""

    client: CoreClient

    def upload(self, file: File) -> Attachment:
        """An image into the media library, looked for before it is sent. :raises PlatformError:"""
        name = f"igny8-{file.sha256[:16]}"
        row = self._find(name)
        if row is None:
            row = self.client.media_save(file.data, media_type=file.media_type, filename=f"{name}{file.ending}")
        words = {"alt_text": file.picture.alt, "caption": file.picture.caption}
        if file.picture.alt and str(row.get("alt_text") or "") == "":
            row = self.client.object_save(f"/wp/v2/media/{row['id']}", words)
        details = row.get("media_details")
        size = details if isinstance(details, dict) else {}
        return Attachment(
            id=int(row["id"]),
            url=str(row["source_url"]),
            width=int(size.get("width") or 0),
            height=int(size.get("height") or 0),
        )

    def is_ours(self, number: int) -> bool:
        """Whether an image of the library came from us. :raises PlatformError:"""
        try:
            return _OURS.search(str(self.client.object_read(f"/wp/v2/media/{number}").get("source_url"))) is not None
        except PlatformError as exc:
            if exc.status in {403, 404, 410}:
                return False
            raise

    def _find(self, name: str) -> dict[str, Any] | None:
        rows = self.client.rows("media", {"slug": f"{name},{name}-2", "context": "edit", "per_page": 10}).data
        found = (row for row in rows if isinstance(row, dict) and name in str(row.get("source_url")))
        return next(found, None)
