"""The example of ``docs/guides/add-a-publishing-adapter.md``: contents as JSON files in a folder."""

import json
import os
from pathlib import Path

from igny8.publishing.base import (
    ActionRequired,
    Capabilities,
    Check,
    PublishPayload,
    PublishResult,
    Retry,
    Target,
)


class JsonFolderAdapter:
    platform = "json_folder"
    capabilities = Capabilities(content_types=frozenset({"post", "page"}), is_local=True)

    def publish(self, payload: PublishPayload, target: Target) -> PublishResult:
        path = self._path(payload.key, target)
        fresh = path.with_suffix(".new")
        try:
            fresh.write_text(json.dumps({"title": payload.title, "html": payload.html, "hash": payload.hash}))
            os.replace(fresh, path)
        except OSError as exc:
            raise Retry("FOLDER_NOT_WRITTEN", f"The file could not be written: {exc.strerror}.") from exc
        return PublishResult(external_id=payload.key, url=path.as_uri(), payload_hash=payload.hash)

    def unpublish(self, payload: PublishPayload, target: Target) -> None:
        self._path(payload.key, target).unlink(missing_ok=True)

    def look_up(self, payload: PublishPayload, target: Target) -> PublishResult | None:
        path = self._path(payload.key, target)
        try:
            found = json.loads(path.read_text())
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as exc:
            raise Retry("FOLDER_NOT_READ", "The file could not be read.") from exc
        return PublishResult(external_id=payload.key, url=path.as_uri(), payload_hash=found["hash"])

    def check(self, target: Target) -> Check:
        if Path(target.config["folder"]).is_dir():
            return Check(ok=True)
        return Check(ok=False, problem=f"There is no folder {target.config['folder']}. Make it.")

    def _path(self, key: str, target: Target) -> Path:
        folder = Path(target.config["folder"])
        if not folder.is_dir():
            raise ActionRequired("FOLDER_MISSING", f"There is no folder {folder}. Make it and try again.")
        return folder / f"{key}.json"
