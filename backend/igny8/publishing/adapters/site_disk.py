"""The folders the sites server reads: versions, the ``current`` link, routes.

    ROOT/clients/{site_id}/v{n}/            a rendered version, never changed afterwards
    ROOT/clients/{site_id}/v{n}.building/   one that is being rendered
    ROOT/clients/{site_id}/current -> v{n}
    ROOT/routes/slugs/{slug}, ROOT/routes/hosts/{host}   text files with the site id

Every change is one rename; whatever a crash leaves behind has a name that is never served.
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import UUID

_VERSION = re.compile(r"v(\d{1,9})")
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?")
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+")
_KINDS = {"slugs": _SLUG, "hosts": _HOST}


class SiteDisk:
    """The files of one site.

    :param root: the sites' data folder. :param site_id: becomes a folder's name, so it must be a UUID.
    """

    def __init__(self, root: Path, site_id: UUID | str) -> None:
        self.root = root
        self.site_id = str(UUID(str(site_id)))
        self.folder = root / "clients" / self.site_id

    def version(self, number: int) -> Path:
        return self.folder / f"v{number:d}"

    def building(self, number: int) -> Path:
        return self.folder / f"v{number:d}.building"

    def has(self, number: int) -> bool:
        """Whether the version is there and complete: the manifest is written last."""
        return (self.version(number) / "manifest.json").is_file()

    def versions(self) -> set[int]:
        """Numbers of the finished versions on disk."""
        return {int(found[1]) for name in self._names() if (found := _VERSION.fullmatch(name))}

    def current(self) -> int | None:
        """The version being served."""
        try:
            found = _VERSION.fullmatch(os.readlink(self.folder / "current"))
        except OSError:
            return None
        return int(found[1]) if found else None

    def prepare(self, number: int) -> Path:
        """An empty place to render a version to."""
        self.folder.mkdir(parents=True, exist_ok=True)
        place = self.building(number)
        shutil.rmtree(place, ignore_errors=True)
        return place

    def promote(self, number: int) -> None:
        """Give a verified version its final name; a finished one of that number is never overwritten."""
        os.rename(self.building(number), self.version(number))
        _sync(self.folder)

    def switch(self, number: int | None) -> None:
        """Serve this version from the next request on; None serves nothing."""
        link = self.folder / "current"
        if number is None:
            link.unlink(missing_ok=True)
        else:
            fresh = self.folder / "current.new"
            fresh.unlink(missing_ok=True)
            fresh.symlink_to(f"v{number:d}")
            os.replace(fresh, link)
        if self.folder.exists():
            _sync(self.folder)

    def route(self, kind: str, name: str) -> bool:
        """Point a slug or host at this site. :returns: whether it did not before.

        :param kind: slugs or hosts. :raises ValueError: for a name that can be no such route.
        """
        path = self._route(kind, name)
        if _read(path) == self.site_id:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{self.site_id}.new")  # no slug or host begins with a dot
        fresh.write_text(self.site_id)
        os.replace(fresh, path)
        _sync(path.parent)
        return True

    def unroute(self, kind: str, name: str) -> bool:
        """Take a route away, if it is (still) this site's. :returns: whether it was."""
        with suppress(ValueError):
            path = self._route(kind, name)
            if _read(path) == self.site_id:
                path.unlink(missing_ok=True)
                return True
        return False

    def routes(self) -> set[tuple[str, str]]:
        """All routes that lead here; reads those of all sites."""
        return {
            (kind, entry.name)
            for kind in _KINDS
            for entry in _entries(self.root / "routes" / kind)
            if not entry.name.startswith(".") and _read(Path(entry.path)) == self.site_id
        }

    def remove(self, number: int) -> None:
        """Delete a version. It is renamed first, so that no half of it is ever taken for the whole."""
        gone = self.folder / f"v{number:d}.gone"
        with suppress(FileNotFoundError):
            shutil.rmtree(gone, ignore_errors=True)
            os.rename(self.version(number), gone)
        shutil.rmtree(gone, ignore_errors=True)

    def sweep(self, *, keep: set[int], building: set[int]) -> list[str]:
        """Delete versions nobody keeps and leftovers of crashes. :returns: the names that went."""
        wanted = {"current", *(f"v{n}" for n in keep), *(f"v{n}.building" for n in building)}
        gone = sorted(set(self._names()) - wanted)
        for name in gone:
            found = _VERSION.fullmatch(name)
            if found:
                self.remove(int(found[1]))
                continue
            path = self.folder / name
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        return gone

    def _names(self) -> list[str]:
        return [entry.name for entry in _entries(self.folder)]

    def _route(self, kind: str, name: str) -> Path:
        if not _KINDS[kind].fullmatch(name):
            raise ValueError(f"{name[:80]!r} cannot be a route")
        return self.root / "routes" / kind / name


def sites_on_disk(root: Path) -> list[str]:
    """Ids of all sites that have a folder."""
    out = []
    for entry in _entries(root / "clients"):
        with suppress(ValueError):
            out.append(str(UUID(entry.name)))
    return sorted(out)


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            yield from list(found)
    except FileNotFoundError:
        return


def _read(path: Path) -> str:
    try:
        return path.read_text().strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _sync(folder: Path) -> None:
    """Make names of a folder durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
