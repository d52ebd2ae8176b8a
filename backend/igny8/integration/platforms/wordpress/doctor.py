"""The connection doctor: looks from the outside inwards and names the first fault of each layer, with its cure.

Address, name, socket, certificate; is it WordPress; is its REST API open, where, and clean; the application password; the
plugin, its secret and the clocks.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from igny8.core.http import Timeouts
from igny8.integration.base import Check, PlatformError
from igny8.integration.platforms.woocommerce import doctor as doctor_shop
from igny8.integration.platforms.wordpress import doctor_credentials, doctor_plugin
from igny8.integration.platforms.wordpress.addresses import is_plain, plain_root, pretty_root
from igny8.integration.platforms.wordpress.connection import Connection
from igny8.integration.platforms.wordpress.plugin_missing import MIN_VERSION
from igny8.integration.platforms.wordpress.wire import Answer, Wire

TIMEOUTS = Timeouts(connect_s=5.0, read_s=10.0, write_s=10.0, total_s=15.0)
TOTAL_S = 60.0  # of the whole examination
_SIGNS = ("/wp-content/", "/wp-includes/", 'content="wordpress', "wp-json")


@dataclass(slots=True)
class Diagnosis:
    """What was looked at, in order, and what was found out on the way: where the REST API is and what runs there."""

    checks: list[Check] = field(default_factory=list)
    rest_url: str = ""
    plugin: dict[str, Any] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return all(check.ok for check in self.checks)


def examine(connection: Connection, *, timeouts: Timeouts = TIMEOUTS, min_plugin: str = MIN_VERSION) -> Diagnosis:
    """Look at a connection. Never raises for what may be wrong there."""
    found = Diagnosis()
    until = time.monotonic() + TOTAL_S
    with Wire(allow_private=connection.allow_private, timeouts=timeouts) as wire:
        try:
            index = _rest_api(connection, wire, found, until)
        except PlatformError as exc:
            found.checks.append(exc.check)
            return found
        if index is None:
            return found
        _clean(wire, found)
        reached = Connection(
            base_url=connection.base_url,
            rest_url=found.rest_url,
            username=connection.username,
            app_password=connection.app_password,
            secret=connection.secret,
            allow_private=connection.allow_private,
        )
        if reached.has_password:
            found.checks += doctor_credentials.examine(reached, wire, index)
        if not reached.has_password or all(check.ok for check in found.checks):
            found.checks += doctor_shop.examine(reached, wire, index)
        checks, plugin = doctor_plugin.examine(reached, wire, index, min_version=min_plugin)
        is_optional = (reached.has_password or reached.has_keys) and not reached.secret
        found.checks += [replace(check, ok=True) for check in checks] if is_optional else checks
        found.plugin |= plugin
    return found


def _rest_api(connection: Connection, wire: Wire, found: Diagnosis, until: float) -> Mapping[str, Any] | None:
    """Find the REST API. :returns: its index; None when a fault was noted. :raises PlatformError: the host is not reached."""
    roots = list(dict.fromkeys([connection.root, pretty_root(connection.base_url), plain_root(connection.base_url)]))
    refusal: Check | None = None
    for root in roots:
        answer = wire.ask("GET", root, until=until)
        if _is_index(answer):
            found.rest_url = root if answer.url == root else answer.url
            found.checks += [
                Check(code="REACHABLE", ok=True, sentence="The website answers."),
                Check(code="REST_API", ok=True, sentence="Its REST API is open."),
                _permalinks(found.rest_url),
            ]
            return answer.data if isinstance(answer.data, dict) else {}
        refusal = refusal or _refusal(answer)
    found.checks.append(Check(code="REACHABLE", ok=True, sentence="The website answers."))
    found.checks.append(refusal or _no_index(connection, wire, until))
    return None


def _is_index(answer: Answer) -> bool:
    return answer.status == 200 and isinstance(answer.data, dict) and isinstance(answer.data.get("namespaces"), list)


def _refusal(answer: Answer) -> Check | None:
    """An answer in WordPress's own form that is a refusal: the API is there, and closed."""
    if answer.remote_code.startswith("rest_") or (answer.remote_code and answer.status in {401, 403}):
        return _REST_DISABLED
    return None


def _no_index(connection: Connection, wire: Wire, until: float) -> Check:
    home = wire.ask("GET", f"{connection.base_url}/", until=until)
    text = home.text.lower()
    if "api.w.org" in home.headers.get("link", "") or any(sign in text for sign in _SIGNS):
        return _REST_DISABLED
    if home.status >= 500:
        return Check(
            code="SERVER_ERROR",
            ok=False,
            sentence=f"The website answers with an error of its own ({home.status}).",
            cure="Look into the error log of the website.",
        )
    return Check(
        code="NOT_WORDPRESS",
        ok=False,
        sentence="There is a website under this address, but no WordPress.",
        cure="If WordPress is in a folder, enter the address with it, for example https://www.example.com/blog.",
    )


_REST_DISABLED = Check(
    code="REST_DISABLED",
    ok=False,
    sentence="This is WordPress, but its REST API is switched off or closed.",
    cure="Allow it in the security plugin or firewall that closes it (often “Disable REST API”); /wp-json/ must answer.",
)


def _permalinks(rest_url: str) -> Check:
    if is_plain(rest_url):
        return Check(
            code="PLAIN_PERMALINKS",
            ok=True,
            sentence="The permalinks are plain. The connection works, through ?rest_route=.",
            cure="Choose another structure under Settings, Permalinks: readers and search engines prefer readable addresses.",
        )
    return Check(code="PERMALINKS", ok=True, sentence="The permalinks are readable.")


def _clean(wire: Wire, found: Diagnosis) -> None:
    if wire.is_dirty:
        found.checks.append(
            Check(
                code="HTML_BEFORE_JSON",
                ok=False,
                sentence="PHP writes notices or blank lines in front of the data. They are skipped here, other programs fail.",
                cure="Set WP_DEBUG_DISPLAY to false in wp-config.php, and look for text before <?php in the theme's files.",
            )
        )
    else:
        found.checks.append(Check(code="CLEAN_JSON", ok=True, sentence="Its answers are clean JSON."))
