"""Model output is hostile input: parsed strictly, or refused with words the model can mend it by."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

T = TypeVar("T", bound=BaseModel)

_FENCE = re.compile(r"\A\s*```[a-zA-Z0-9]*[ \t\r]*\n(.*?)\n?[ \t]*```\s*\Z", re.DOTALL)
_MAX_PROBLEMS = 12


class InvalidAnswer(ValueError):
    """The answer breaks a rule. ``sentence`` says so to a person, ``problems`` to the model for the one repair."""

    def __init__(self, sentence: str, problems: Sequence[str] = (), *, is_truncated: bool = False) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.problems = list(problems)[:_MAX_PROBLEMS] or [sentence]
        self.is_truncated = is_truncated

    def repair_prompt(self) -> str:
        """The message to send back for one repair."""
        lines = "\n".join(f"- {problem}" for problem in self.problems)
        return f"Your answer cannot be used:\n{lines}\nAnswer again with the complete corrected JSON object only."


def parse_json_answer(
    text: str, model: type[T], *, max_chars: int = 400_000, max_depth: int = 20, max_string: int = 50_000
) -> T:
    """``text`` as an instance of ``model``, types taken strictly and unknown fields refused.

    :param max_chars: longest text; :param max_depth: deepest nesting; :param max_string: longest single string.
    :raises InvalidAnswer: too long, cut off, not JSON, too deep, forbidden characters, or not obeying the model.
    """
    if len(text) > max_chars:
        raise InvalidAnswer("The model's answer is too long.", [f"The answer has more than {max_chars} characters."])
    fenced = _FENCE.match(text)
    body = (fenced.group(1) if fenced else text).strip()
    if not body:
        raise InvalidAnswer("The model answered with nothing.", ["The answer is empty."])
    depth, is_open = _brackets(body)
    if depth > max_depth:
        raise InvalidAnswer("The model's answer is nested too deeply.", [f"Nested deeper than {max_depth} levels."])
    try:
        value = json.loads(body, parse_constant=_no_constant, object_pairs_hook=_no_doubles)
    except (ValueError, RecursionError) as error:
        if is_open and body[0] in "{[":
            raise InvalidAnswer(
                "The model's answer breaks off.",
                ["The JSON is cut off before its end. Answer more briefly."],
                is_truncated=True,
            ) from error
        raise InvalidAnswer("The model's answer is not valid JSON.", [f"Not valid JSON: {error}"]) from error
    if problems := list(_forbidden(value, "answer", max_string)):
        raise InvalidAnswer("The model's answer has forbidden characters or is too long.", problems)
    try:
        # JSON mode: enums, dates and tuples are read from their JSON form, everything else must have the exact type.
        return model.model_validate_json(json.dumps(value), strict=True, extra="forbid")
    except ValidationError as error:
        problems = [f"{'.'.join(map(str, e['loc'])) or 'answer'}: {e['msg']}" for e in error.errors(include_url=False)]
        raise InvalidAnswer("The model's answer does not have the form that was asked for.", problems) from error


def _brackets(text: str) -> tuple[int, bool]:
    """The deepest nesting of brackets outside strings, and whether a bracket or string is open at the end."""
    depth = deepest = 0
    in_string = escaped = False
    for char in text:
        if in_string:
            if escaped:
                escaped = False
            elif char == "\\":
                escaped = True
            elif char == '"':
                in_string = False
        elif char == '"':
            in_string = True
        elif char in "{[":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "}]":
            depth -= 1
    return deepest, in_string or depth > 0


def _forbidden(value: Any, path: str, max_string: int) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _forbidden(key, f"a name in {path}", max_string)
            yield from _forbidden(item, f"{path}.{key[:40]}", max_string)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _forbidden(item, f"{path}[{index}]", max_string)
    elif isinstance(value, str):
        if len(value) > max_string:
            yield f"{path} is longer than {max_string} characters."
        if any((c < " " and c not in "\n\r\t") or "\x7f" <= c <= "\x9f" or "\ud800" <= c <= "\udfff" for c in value):
            yield f"{path} contains control characters or broken Unicode."
    elif isinstance(value, int) and abs(value) >= 2**63:
        yield f"{path} is a number too large to keep."


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a JSON number")


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise ValueError("a name occurs twice in one object")
    return result
