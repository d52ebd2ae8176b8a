"""The keys a hosted site shows to search engines: ``ROOT/indexnow/{site_id}``, one a line, read by the sites server."""

import os
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID


def keys_serve(root: Path, site_id: UUID | str, keys: Sequence[str]) -> bool:
    """Have the sites server answer ``/{key}.txt`` of the site for exactly these keys. :returns: whether that is a change.

    :param root: the sites' data folder.
    """
    path = root / "indexnow" / str(UUID(str(site_id)))
    text = "".join(f"{key}\n" for key in keys if key)
    try:
        if path.read_text() == text:
            return False
    except (OSError, UnicodeDecodeError):
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    fresh.write_text(text)
    os.replace(fresh, path)
    return True
