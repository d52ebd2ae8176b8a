"""Why the plugin does not answer as it should: it is not there, switched off, or older than what we ask of it."""

import re

from igny8.integration.base import ActionRequired, PlatformError
from igny8.integration.platforms.wordpress.addresses import route_url
from igny8.integration.platforms.wordpress.connection import Connection
from igny8.integration.platforms.wordpress.core_rest import CoreClient
from igny8.integration.platforms.wordpress.wire import Wire

MIN_VERSION = "1.1.0"  # the oldest plugin that knows every route we call
STATUS_ROUTE = "/igny8/v1/status"


def version_of(text: object) -> tuple[int, ...]:
    """The numbers of a version."""
    return tuple(int(n) for n in re.findall(r"\d+", str(text))[:4])


def route_missing(connection: Connection, wire: Wire) -> ActionRequired:
    """Why WordPress knows no route of the plugin's. Asks for the one that every version of it has.

    :raises PlatformError: it does not answer any more.
    """
    answer = wire.ask("GET", route_url(connection.root, STATUS_ROUTE, {}))
    if answer.status == 200 and isinstance(answer.data, dict) and "version" in answer.data:
        version = answer.data["version"]
        return plugin_old(version) if version_of(version) < version_of(MIN_VERSION) else _closed()
    return plugin_missing(connection, wire)


def plugin_missing(connection: Connection, wire: Wire) -> ActionRequired:
    """None of its routes is there. Installed but not active is only told to an administrator."""
    if connection.has_password:
        try:
            found = CoreClient(connection, wire).rows("plugins", {"search": "igny8"}).data
        except PlatformError:
            found = []
        if isinstance(found, list) and any("igny8-bridge" in str(row.get("plugin")) for row in found):
            return _gone(
                "PLUGIN_INACTIVE",
                "The IGNY8 plugin is installed, but not active.",
                "Activate it under Plugins in WordPress.",
            )
    cure = "Install and activate it under Plugins in WordPress"
    other = "" if connection.has_password or connection.has_keys else ", or enter an application password instead"
    return _gone(
        "PLUGIN_ABSENT",
        "The IGNY8 plugin does not answer: it is not installed, or not active.",
        f"{cure}{other}.",
    )


def plugin_old(version: object, *, min_version: str = MIN_VERSION) -> ActionRequired:
    """It is there and too old."""
    return _gone(
        "PLUGIN_OLD",
        f"The plugin is version {str(version or 'unknown')[:20]}; {min_version} is needed.",
        "Update the IGNY8 plugin under Plugins in WordPress.",
    )


def _closed() -> ActionRequired:
    return _gone(
        "PLUGIN_CLOSED",
        "The IGNY8 plugin is active and new enough, but something in WordPress hides the address we called.",
        "Let everything below igny8/v1 through in the security plugin that restricts the REST API.",
    )


def _gone(code: str, sentence: str, cure: str) -> ActionRequired:
    return ActionRequired(code, sentence, cure=cure, status=404, remote_code="rest_no_route")
