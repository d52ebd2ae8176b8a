"""The one table of AI functions."""

from typing import Any

from igny8.ai.base import AIFunction
from igny8.core.errors import NotFound

_functions: dict[str, AIFunction[Any, Any]] = {}


class UnknownFunction(NotFound):
    code = "UNKNOWN_FUNCTION"
    default = "There is no such AI function."


def add(function: AIFunction[Any, Any]) -> None:
    """Add a function. :raises ValueError: when its name is taken."""
    if function.name in _functions:
        raise ValueError(f"The AI function {function.name} is registered twice.")
    _functions[function.name] = function


def get(name: str) -> AIFunction[Any, Any]:
    """The function of this name. :raises UnknownFunction: when there is none."""
    try:
        return _functions[name]
    except KeyError:
        raise UnknownFunction from None


def names() -> list[str]:
    """All names, sorted."""
    return sorted(_functions)


def remove(name: str) -> None:
    """Take a function out again (tests and examples)."""
    _functions.pop(name, None)
