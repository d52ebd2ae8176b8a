"""Builds the installable zip of the plugin: the same sources give the same bytes."""

import re
import sys
import zipfile
from pathlib import Path

PLUGIN = Path(__file__).resolve().parent / "igny8-bridge"
NOT_SHIPPED = {"tests", "phpcs.xml.dist"}
#: The oldest time that a zip can hold; the sources' own times differ from clone to clone.
TIME = (1980, 1, 1, 0, 0, 0)


def version(plugin: Path = PLUGIN) -> str:
    """The version in the plugin's header.

    :raises ValueError: when header, constant and readme.txt do not name the same one.
    """
    main, readme = (plugin / "igny8-bridge.php").read_text("utf-8"), (plugin / "readme.txt").read_text("utf-8")
    patterns = (
        (main, r"^ \* Version:\s*(\S+)$"),
        (main, r"'IGNY8_BRIDGE_VERSION', '([^']+)'"),
        (readme, r"^Stable tag: (\S+)$"),
    )
    found = {match.group(1) for text, pattern in patterns if (match := re.search(pattern, text, re.M))}
    if len(found) != 1:
        raise ValueError(f"header, constant and readme.txt name different versions: {sorted(found)}")
    return found.pop()


def shipped(plugin: Path = PLUGIN) -> list[Path]:
    """The files that belong into the zip, in a fixed order."""
    files = (path for path in plugin.rglob("*") if path.is_file())
    kept = [f for f in files if f.relative_to(plugin).parts[0] not in NOT_SHIPPED and not f.name.startswith(".")]
    return sorted(kept, key=lambda file: file.relative_to(plugin).as_posix())


def build(folder: Path, plugin: Path = PLUGIN) -> Path:
    """Write the zip into a folder.

    :returns: its path.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"igny8-bridge-{version(plugin)}.zip"
    fresh = target.with_suffix(".new")
    with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in shipped(plugin):
            entry = zipfile.ZipInfo(f"igny8-bridge/{file.relative_to(plugin).as_posix()}", TIME)
            entry.external_attr, entry.create_system = 0o100644 << 16, 3
            archive.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED, 9)
    fresh.replace(target)
    return target


if __name__ == "__main__":
    zipped = build(Path(sys.argv[1]) if len(sys.argv) > 1 else PLUGIN.parent / "dist")
    print(f"{zipped} ({zipped.stat().st_size:,} bytes)")
