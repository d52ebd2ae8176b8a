"""Errors carry their own code and HTTP status; ``core.api.handler`` renders them in the envelope."""

from collections.abc import Mapping, Sequence
from typing import ClassVar


class AppError(Exception):
    """Base of every error a caller may see.

    :param sentence: what happened and what to do, for a person.
    :param errors: messages by input field, where a field is at fault.
    :param retry_after: seconds after which the same call may succeed.
    """

    code: ClassVar[str] = "ERROR"
    status: ClassVar[int] = 400
    default: ClassVar[str] = "The request could not be carried out."

    def __init__(
        self,
        sentence: str = "",
        *,
        errors: Mapping[str, Sequence[str]] | None = None,
        retry_after: float | None = None,
    ) -> None:
        self.sentence = sentence or self.default
        self.errors = {k: list(v) for k, v in (errors or {}).items()}
        self.retry_after = retry_after
        super().__init__(self.sentence)


class InvalidInput(AppError):
    code = "INVALID_INPUT"
    status = 400
    default = "Some fields are not valid."


class MalformedRequest(AppError):
    code = "MALFORMED_REQUEST"
    status = 400
    default = "The request is malformed."


class NotFound(AppError):
    code = "NOT_FOUND"
    status = 404
    default = "Not found."


class NotAllowed(AppError):
    code = "NOT_ALLOWED"
    status = 403
    default = "Your role does not allow this."


class NotAuthenticated(AppError):
    code = "NOT_AUTHENTICATED"
    status = 401
    default = "Sign in to continue."


class Conflict(AppError):
    code = "CONFLICT"
    status = 409
    default = "The object is not in a state that allows this."


class TooLarge(AppError):
    code = "TOO_LARGE"
    status = 413
    default = "The request is too large."


class LengthRequired(AppError):
    code = "LENGTH_REQUIRED"
    status = 411
    default = "Send the body with a Content-Length."


class Throttled(AppError):
    code = "THROTTLED"
    status = 429
    default = "Too many requests."


class Unavailable(AppError):
    code = "UNAVAILABLE"
    status = 503
    default = "A service this needs is not available right now. Try again shortly."
