"""The doctor's look at the bridge plugin: there, new enough, connected, with our secret, on time."""

import time
from collections.abc import Mapping
from typing import Any

from igny8.integration.base import Check, PlatformError
from igny8.integration.platforms.wordpress.bridge import BridgeClient
from igny8.integration.platforms.wordpress.connection import Connection
from igny8.integration.platforms.wordpress.faults import BY_REMOTE_CODE
from igny8.integration.platforms.wordpress.plugin_missing import plugin_missing, plugin_old, version_of
from igny8.integration.platforms.wordpress.wire import Answer, Wire

MAX_CLOCK_S = 300
WARN_CLOCK_S = 60


def examine(
    connection: Connection, wire: Wire, index: Mapping[str, Any], *, min_version: str
) -> tuple[list[Check], dict[str, Any]]:
    """Checks of the plugin, and what it said of itself."""
    if "igny8/v1" not in index.get("namespaces", []):
        return [plugin_missing(connection, wire).check], {}
    client = BridgeClient(connection, wire)
    try:
        plain = client.status(is_signed=False)
    except PlatformError as exc:
        return [exc.check], {}
    said = plain.data if isinstance(plain.data, dict) else {}
    plugin = {"version": str(said.get("version", ""))[:20]}
    if version_of(said.get("version")) < version_of(min_version):
        return [plugin_old(said.get("version"), min_version=min_version).check], plugin
    checks = [Check(code="PLUGIN", ok=True, sentence=f"The plugin is active, version {plugin['version']}.")]
    if not said.get("connected") or not connection.secret:
        return [*checks, _fault("igny8_not_connected")], plugin
    try:
        answer = client.status()
    except PlatformError as exc:
        if exc.remote_code == "igny8_signature_missing" or exc.status not in {401, 403}:
            return [*checks, exc.check], plugin
        return [*checks, *_refused(exc, plain)], plugin
    signed = answer.data if isinstance(answer.data, dict) else {}
    if not signed.get("signed"):
        return [*checks, _fault("igny8_signature_missing")], plugin
    plugin |= {name: str(signed.get(name, ""))[:20] for name in ("wordpress", "php")}
    return [
        *checks,
        Check(code="BRIDGE", ok=True, sentence="The plugin accepts our signature."),
        _clock(answer),
    ], plugin


def _refused(exc: PlatformError, plain: Answer) -> list[Check]:
    # A wrong clock also makes signatures look too old: it is the clearer cause.
    if plain.clock is not None and abs(plain.clock - time.time()) > MAX_CLOCK_S:
        return [_fault("igny8_clock")]
    return [exc.check]


def _clock(answer: Answer) -> Check:
    off = abs((answer.clock or time.time()) - time.time())
    if off > WARN_CLOCK_S:
        return Check(
            code="CLOCK",
            ok=True,
            sentence=f"The clock of the website's server is {round(off)} seconds off.",
            cure="Ask the hosting company to set the clock (NTP): past five minutes the connection breaks.",
        )
    return Check(code="CLOCK", ok=True, sentence="Its clock is right.")


def _fault(code: str) -> Check:
    name, sentence, cure = BY_REMOTE_CODE[code]
    return Check(code=name, ok=False, sentence=sentence, cure=cure)
