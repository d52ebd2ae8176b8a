"""How WordPress and WooCommerce say no."""

from typing import Any


class Refused(Exception):
    """An answer with an error."""

    def __init__(self, status: int, code: str, message: str = "", **data: Any) -> None:
        self.status = status
        self.body = {"code": code, "message": message or f"Refused: {code}.", "data": {"status": status, **data}}
        super().__init__(code)


def invalid(name: str, why: str) -> Refused:
    """A parameter of the wrong kind."""
    return Refused(400, "rest_invalid_param", f"Invalid parameter(s): {name}", params={name: why}, details={})


def missing(name: str) -> Refused:
    """A parameter that has to be there."""
    return Refused(400, "rest_missing_callback_param", f"Missing parameter(s): {name}", params=[name])


def whole(query: dict[str, str], name: str, default: int, *, least: int = 0, most: int | None = None) -> int:
    """A number of the query."""
    raw = query.get(name, str(default))
    if not raw.isdecimal():
        raise invalid(name, f"{name} is not of type integer.")
    if int(raw) < least or (most is not None and int(raw) > most):
        raise invalid(name, f"{name} must be between {least} (inclusive) and {most} (inclusive)")
    return int(raw)


def one_of(query: dict[str, str], name: str, default: str, allowed: tuple[str, ...]) -> str:
    """A word of the query."""
    value = query.get(name, default)
    if value not in allowed:
        raise invalid(name, f"{name} is not one of {', '.join(allowed)}.")
    return value
