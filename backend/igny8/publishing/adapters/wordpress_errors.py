"""Errors of the clients of WordPress as publishing knows them."""

from collections.abc import Iterator
from contextlib import contextmanager

from igny8.integration.base import PlatformError
from igny8.publishing.base import ActionRequired, Permanent, PublishError, Retry, UnknownOutcome

CHANGED_THERE = "CHANGED_THERE"
_CHANGED = (
    "It was changed or deleted in WordPress since both sides last agreed, so nothing was sent. Both versions are brought "
    "side by side now: choose what stays, and it is published from there."
)
_CODES = {
    "igny8_changed_here": (CHANGED_THERE, _CHANGED),
    "igny8_post_taken": (
        "POST_TAKEN",
        "The post in WordPress belongs to another content already. Take that one down first, or publish this one anew.",
    ),
    "igny8_term_exists": (
        "TERM_EXISTS",
        "WordPress has a term of this name that is not known here yet. It is being synchronised now: publish again after that.",
    ),
    "igny8_term_taken": (
        "TERM_TAKEN",
        "The term in WordPress carries another content's text already. Take that one down first.",
    ),
    "rest_no_route": (
        "ROUTE_MISSING",
        "WordPress does not know the address that was called: the post type or taxonomy is not open to the REST API any more. "
        "Run the connection doctor.",
    ),
}
#: What became of the plugin, where its own routes are missing: said better there than here.
_OF_PLUGIN = frozenset({"PLUGIN_ABSENT", "PLUGIN_INACTIVE", "PLUGIN_OLD", "PLUGIN_CLOSED"})
_BUSY = frozenset({408, 423, 425, 429, 503})


def changed_there() -> ActionRequired:
    """Somebody changed it in WordPress since both sides agreed."""
    return ActionRequired(CHANGED_THERE, _CHANGED)


def term_has_text(title: str) -> ActionRequired:
    """Somebody else wrote the description of a term."""
    return ActionRequired(
        "TERM_HAS_TEXT",
        f"WordPress has a term “{title[:80]}” with a description of its own, so nothing was sent. Copy what you want to "
        "keep of it into this text, empty it there, and publish again.",
    )


def of(exc: PlatformError, *, is_write: bool) -> PublishError:
    """An error of a client as one of the four kinds.

    :param is_write: the call may have made or changed the content itself, so that a lost answer leaves it open.
    """
    if exc.remote_code in _CODES and exc.code not in _OF_PLUGIN:
        return ActionRequired(*_CODES[exc.remote_code])
    sentence = f"{exc.sentence} {exc.cure}".strip()
    if exc.may_have_arrived and is_write:
        return UnknownOutcome(exc.code, sentence)
    if exc.kind == "retry" or exc.status in _BUSY:
        return Retry(exc.code, sentence, retry_after_s=exc.retry_after_s)
    return (ActionRequired if exc.kind == "action_required" else Permanent)(exc.code, sentence)


@contextmanager
def preparing() -> Iterator[None]:
    """Calls that may be repeated as they are: reads, images, terms."""
    try:
        yield
    except PlatformError as exc:
        raise of(exc, is_write=False) from exc


@contextmanager
def writing() -> Iterator[None]:
    """The call that makes or changes the content."""
    try:
        yield
    except PlatformError as exc:
        raise of(exc, is_write=True) from exc
