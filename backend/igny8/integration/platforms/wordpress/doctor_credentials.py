"""The doctor's look at an application password."""

from collections.abc import Mapping
from typing import Any

from igny8.integration.base import Check, PlatformError
from igny8.integration.platforms.wordpress.connection import Connection
from igny8.integration.platforms.wordpress.core_rest import CoreClient
from igny8.integration.platforms.wordpress.faults import BY_REMOTE_CODE
from igny8.integration.platforms.wordpress.sign_in import why_unknown
from igny8.integration.platforms.wordpress.wire import Wire

NEEDED = {
    "edit_posts": "write posts",
    "publish_posts": "publish posts",
    "edit_others_posts": "edit posts of others",
    "edit_pages": "edit pages",
    "upload_files": "upload files",
}
_INSECURE = Check(
    code="APPLICATION_PASSWORDS_INSECURE",
    ok=False,
    sentence="WordPress takes application passwords over https only, and this address begins with http.",
    cure="Install a certificate, set both addresses under Settings, General to https, and connect the https address.",
)


def examine(connection: Connection, wire: Wire, index: Mapping[str, Any]) -> list[Check]:
    """Whether WordPress takes the password, and whether its user may do what is needed.

    :param index: the REST API's own description.
    """
    try:
        me = CoreClient(connection, wire).me()
    except PlatformError as exc:
        return [_refused(connection, wire, index, exc)]
    checks = [Check(code="CREDENTIALS", ok=True, sentence=f"WordPress knows us as {me.get('name', '')}.")]
    rights = me.get("capabilities")
    if isinstance(rights, dict):
        missing = [words for right, words in NEEDED.items() if not rights.get(right)]
        checks.append(_rights(missing))
    return checks


def _rights(missing: list[str]) -> Check:
    if not missing:
        return Check(code="RIGHTS", ok=True, sentence="The user may write, publish and upload.")
    return Check(
        code="MISSING_CAPABILITY",
        ok=False,
        sentence=f"The user may not {', '.join(missing)}.",
        cure="Give the user the role Editor under Users, or make an application password for a user who has it.",
    )


def _refused(connection: Connection, wire: Wire, index: Mapping[str, Any], exc: PlatformError) -> Check:
    if exc.remote_code in BY_REMOTE_CODE:
        return exc.check
    if exc.status not in {401, 403}:
        return exc.check
    ways = index.get("authentication")
    takes_passwords = isinstance(ways, dict) and "application-passwords" in ways
    if not takes_passwords and connection.root.startswith("http://"):
        return _INSECURE
    if not takes_passwords:
        code, sentence, cure = BY_REMOTE_CODE["application_passwords_disabled"]
        return Check(code=code, ok=False, sentence=sentence, cure=cure)
    if exc.remote_code in _NOBODY:
        return _BY_CODE[why_unknown(connection, wire)]
    return exc.check


def _fault(code: str, sentence: str, cure: str) -> Check:
    return Check(code=code, ok=False, sentence=sentence, cure=cure)


_NOBODY = frozenset({"rest_not_logged_in", "rest_cannot_view", "rest_forbidden_context", "rest_forbidden"})
_PASS_ON = (
    'Have the server pass the header on (Apache: “SetEnvIf Authorization "(.*)" HTTP_AUTHORIZATION=$1” in .htaccess), or connect '
    "with the IGNY8 plugin."
)
_BY_CODE = {
    "AUTHORIZATION_STRIPPED": _fault(
        "AUTHORIZATION_STRIPPED",
        "The server removes the Authorization header before WordPress sees it, so the password never arrives.",
        _PASS_ON,
    ),
    "WRONG_USER": _fault(*BY_REMOTE_CODE["invalid_username"]),
    "WRONG_APPLICATION_PASSWORD": _fault(*BY_REMOTE_CODE["incorrect_password"]),
    "WRONG_CREDENTIALS": _fault(
        "WRONG_CREDENTIALS",
        "WordPress does not accept this user with this application password.",
        "Compare the user name with the list under Users, and make a new application password in that user's profile.",
    ),
    "NOT_SIGNED_IN": _fault(
        "NOT_SIGNED_IN",
        "WordPress takes us for nobody: the user or the application password is wrong, or the server removes the header.",
        f"Make a new application password and enter it with the user name as listed under Users. If it stays so: {_PASS_ON}",
    ),
}
