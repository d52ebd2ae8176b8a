"""Why WordPress takes us for nobody.

Its REST API says the same 401 to a wrong user, to a wrong application password and to a header that never arrived, unless a
plugin asks early who is there. Two other doors tell them apart: XML-RPC takes application passwords in the body, where no
server strips them; and the form of wp-login.php keeps the name it was given only when a user has it.
"""

import re
from urllib.parse import urlencode
from xml.sax.saxutils import escape

from igny8.integration.base import PlatformError
from igny8.integration.platforms.wordpress.connection import Connection
from igny8.integration.platforms.wordpress.wire import Answer, Wire

APPLICATION_PASSWORD = 24  # letters and digits of one (WP_Application_Passwords::PW_LENGTH)
_CALL = (
    '<?xml version="1.0"?><methodCall><methodName>wp.getUsersBlogs</methodName><params>'
    "<param><value><string>{}</string></value></param><param><value><string>{}</string></value></param>"
    "</params></methodCall>"
)
_NAME_FIELD = re.compile(r"<input[^>]*\bname=[\"']log[\"'][^>]*>", re.IGNORECASE)
_VALUE = re.compile(r"\bvalue=[\"']([^\"']*)[\"']", re.IGNORECASE)


def why_unknown(connection: Connection, wire: Wire) -> str:
    """The code of the fault; ``NOT_SIGNED_IN`` where both doors are shut. Asks with what a person entered, once at each door."""
    by_body = _xml_rpc(connection, wire)
    if by_body is True:
        is_one = len(re.sub(r"[^A-Za-z0-9]", "", connection.app_password)) == APPLICATION_PASSWORD
        return "AUTHORIZATION_STRIPPED" if is_one else "WRONG_APPLICATION_PASSWORD"
    by_form = _form(connection, wire)
    if by_form is not None:
        return "WRONG_APPLICATION_PASSWORD" if by_form else "WRONG_USER"
    return "WRONG_CREDENTIALS" if by_body is False else "NOT_SIGNED_IN"


def _ask(wire: Wire, url: str, body: str, media_type: str) -> Answer | None:
    try:
        return wire.ask("POST", url, headers={"Content-Type": media_type}, body=body.encode())
    except PlatformError:
        return None


def _xml_rpc(connection: Connection, wire: Wire) -> bool | None:
    """Whether XML-RPC takes the password; None when it is shut."""
    body = _CALL.format(escape(connection.username), escape(connection.app_password))
    answer = _ask(wire, f"{connection.base_url}/xmlrpc.php", body, "text/xml")
    if answer is None or answer.status != 200 or "<methodResponse" not in answer.text:
        return None
    if "<fault>" in answer.text:
        return False if re.search(r"<int>403</int>", answer.text) else None
    return True


def _form(connection: Connection, wire: Wire) -> bool | None:
    """Whether a user has the name; None when the form does not tell."""
    body = urlencode({"log": connection.username, "pwd": connection.app_password})
    answer = _ask(wire, f"{connection.base_url}/wp-login.php", body, "application/x-www-form-urlencoded")
    field = _NAME_FIELD.search(answer.text) if answer is not None and "login_error" in answer.text else None
    if field is None:
        return None
    value = _VALUE.search(field.group())
    return bool(value and value.group(1))
