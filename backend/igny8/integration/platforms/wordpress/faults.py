"""Faults of a connection by name: sentence and cure, written once."""

from urllib.parse import urlsplit

from igny8.core.http import HttpFailure
from igny8.integration.base import ActionRequired, PlatformError, Retry

#: Code of core.http -> code, sentence, cure.
_NETWORK = {
    "DNS": (
        "DNS",
        "There is no server under the name {host}.",
        "Check the address for typing errors, and whether the domain is still registered.",
    ),
    "CONNECTION_REFUSED": (
        "CONNECTION_REFUSED",
        "The server {host} refused the connection.",
        "The web server may be down, or a firewall turns us away. Ask the hosting company.",
    ),
    "CONNECT_TIMEOUT": (
        "TIMEOUT",
        "The server {host} did not answer the attempt to connect.",
        "A firewall may drop our calls, or the server is down. Ask the hosting company to let them through.",
    ),
    "READ_TIMEOUT": (
        "TIMEOUT",
        "The website {host} took too long to answer.",
        "Try again later. If it stays slow, a plugin or the database of the website needs attention.",
    ),
    "TLS": (
        "TLS",
        "The certificate of {host} is not valid.",
        "Renew it, or enter the address the certificate was made for. Browsers show what is wrong with it.",
    ),
    "BLOCKED_ADDRESS": (
        "PRIVATE_ADDRESS",
        "{host} leads to a private address or an unusual port, which cannot be called from here.",
        "Enter the website's public address. For a server in your own network the operator lists it in IGNY8_PROVIDER_HOSTS.",
    ),
    "INVALID_URL": ("ADDRESS_INVALID", "This is not the address of a website.", "Enter it as visitors do."),
    "TOO_MANY_REDIRECTS": (
        "TOO_MANY_REDIRECTS",
        "The website keeps redirecting.",
        "Look for contradicting redirects in the server's settings.",
    ),
    "ANSWER_TOO_LARGE": (
        "ANSWER_TOO_LARGE",
        "The website's answer is too large.",
        "Try again; if it stays so, one of the posts is larger than an article should be.",
    ),
}
_OTHER = (
    "CONNECTION_BROKEN",
    "The connection to {host} broke in the middle of an answer.",
    "Try again. If it happens again, look into the error log of the website.",
)
_FOR_PEOPLE = {"DNS", "TLS", "PRIVATE_ADDRESS", "ADDRESS_INVALID"}

#: WordPress's code of an error -> code, sentence, cure. ``{said}`` stands for its own words.
BY_REMOTE_CODE: dict[str, tuple[str, str, str]] = {
    "invalid_username": (
        "WRONG_USER",
        "WordPress has no user of this name.",
        "Enter the user name as it is listed under Users, not the display name.",
    ),
    "invalid_email": (
        "WRONG_USER",
        "WordPress has no user with this e-mail address.",
        "Enter the user name as it is listed under Users.",
    ),
    "incorrect_password": (
        "WRONG_APPLICATION_PASSWORD",
        "WordPress does not accept the application password.",
        "Make a new one in WordPress under Users, Profile, Application Passwords, and enter it here. It is not the password "
        "you sign in with.",
    ),
    "application_passwords_disabled": (
        "APPLICATION_PASSWORDS_OFF",
        "Application passwords are switched off in this WordPress.",
        "Allow them in the security plugin that switched them off, or connect with the IGNY8 plugin.",
    ),
    "application_passwords_disabled_for_user": (
        "APPLICATION_PASSWORDS_OFF",
        "This user may not use application passwords.",
        "Choose another user, or connect with the IGNY8 plugin.",
    ),
    "rest_cannot_access": (
        "REST_DISABLED",
        "A plugin has closed the REST API of this WordPress to us.",
        "Open it for signed-in users in that plugin, or deactivate it.",
    ),
    "igny8_signature_missing": (
        "SIGNATURE_STRIPPED",
        "The server removes the headers X-IGNY8-Signature, X-IGNY8-Timestamp and X-IGNY8-Id before WordPress sees them.",
        "Ask the hosting company to let headers that begin with X-IGNY8- through its proxy or firewall.",
    ),
    "igny8_signature_wrong": (
        "KEY_MISMATCH",
        "The secret in the plugin is not the one kept here: the site was connected again, or its key was changed.",
        "Open Settings, IGNY8 in WordPress and press Connect once more.",
    ),
    "igny8_clock": (
        "CLOCK_OFF",
        "The clock of the website's server is wrong by more than five minutes.",
        "Ask the hosting company to set the clock (NTP).",
    ),
    "igny8_not_connected": (
        "BRIDGE_NOT_CONNECTED",
        "The plugin is installed but not connected.",
        "Open Settings, IGNY8 in WordPress, paste an API key of this site and press Connect.",
    ),
    "igny8_post_unknown": (
        "POST_UNKNOWN",
        "The post is not in WordPress any more.",
        "Synchronise: the deletion is then shown here, and you choose whether the text is published anew.",
    ),
    "igny8_post_taken": (
        "POST_TAKEN",
        "The post in WordPress belongs to another content already.",
        "Take that one down first, or publish this one as a new post.",
    ),
    "igny8_term_unknown": (
        "TERM_UNKNOWN",
        "The term is not in WordPress any more.",
        "Synchronise, then publish again: a new term is made.",
    ),
    "igny8_term_taken": (
        "TERM_TAKEN",
        "The term in WordPress carries another content's text already.",
        "Take that one down first.",
    ),
    "igny8_term_exists": (
        "TERM_EXISTS",
        "WordPress has a term of this name already that is not known here yet.",
        "Synchronise, then publish again: its description is then filled, and no second term is made.",
    ),
    "igny8_term_refused": (
        "TERM_REFUSED",
        "WordPress did not take the term: {said}",
        "Change what it names, then publish again.",
    ),
    "igny8_taxonomy_unknown": (
        "TAXONOMY_UNKNOWN",
        "This WordPress has no such taxonomy.",
        "Update the structure of the connection, and choose another taxonomy for this type of content.",
    ),
}


def of_network(exc: HttpFailure, *, is_read: bool) -> PlatformError:
    """A failed call of core.http as an error of ours."""
    code, sentence, cure = _NETWORK.get(exc.code, _OTHER)
    sentence = sentence.format(host=exc.host or "The website")
    if code in _FOR_PEOPLE:
        return ActionRequired(code, sentence, cure=cure)
    return Retry(code, sentence, cure=cure, may_have_arrived=exc.may_have_arrived and not is_read)


def redirect_to_another_host(target: str) -> ActionRequired:
    """The website sends its REST API to another host, where no credentials are sent."""
    parts = urlsplit(target)
    return ActionRequired(
        "REDIRECT_TO_ANOTHER_HOST",
        f"The website redirects to another host: {parts.netloc[:200]}.",
        cure=f"If that is your website, connect it under {parts.scheme}://{parts.netloc[:200]} instead.",
    )


def redirect_to_http() -> ActionRequired:
    """From a safe address to an unsafe one: credentials must not follow."""
    return ActionRequired(
        "REDIRECT_TO_HTTP",
        "The website redirects from https to http, where passwords could be read by others.",
        cure="Set both addresses under Settings, General in WordPress to https.",
    )
