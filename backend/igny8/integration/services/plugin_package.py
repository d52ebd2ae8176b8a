"""The bridge plugin as an installable zip, from the sources this release came with."""

import tempfile
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from django.conf import settings

from igny8.core.errors import NotFound


@dataclass(frozen=True, slots=True)
class PluginPackage:
    """The zip, and the file name people get."""

    name: str
    data: bytes


def plugin_package() -> PluginPackage:
    """The zip ``make plugin`` would write.

    :raises NotFound: this installation came without the plugin's sources.
    """
    folder = Path(settings.ROOT) / "wp-plugin"
    if not (folder / "build.py").is_file():
        raise NotFound("This installation came without the plugin. Build it in a clone of the repository: make plugin.")
    builder = _builder(folder / "build.py")
    stamp = max(path.stat().st_mtime_ns for path in builder.shipped())
    return _built(folder, stamp)


@lru_cache(maxsize=1)
def _builder(file: Path) -> Any:
    """The script of ``make plugin``; it needs nothing but Python and is therefore no part of this package."""
    spec = spec_from_file_location("igny8_plugin_build", file)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@lru_cache(maxsize=1)
def _built(folder: Path, stamp: int) -> PluginPackage:
    """Built once for each state of the sources."""
    with tempfile.TemporaryDirectory() as place:
        path: Path = _builder(folder / "build.py").build(Path(place))
        return PluginPackage(path.name, path.read_bytes())
