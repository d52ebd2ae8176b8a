"""JSON input, strictly: what PostgreSQL or Python would choke on later is refused here, by name."""

import json
import math
import re
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from igny8.core.errors import InvalidInput, TooLarge

MAX_DEPTH = 32
_BAD_TEXT = re.compile("[\x00\ud800-\udfff]")


def check_text(value: str, field: str) -> None:
    """Refuse what no text column can hold.

    :raises InvalidInput: naming ``field``, for NUL characters and lone surrogates.
    """
    if _BAD_TEXT.search(value):
        raise InvalidInput(
            f"{field}: remove NUL characters and broken Unicode.",
            errors={field: ["Contains a NUL character or broken Unicode (a lone surrogate)."]},
        )


def _check(value: Any, path: str, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise InvalidInput(f"The body is nested deeper than {MAX_DEPTH} levels.")
    if isinstance(value, str):
        check_text(value, path or "body")
    elif isinstance(value, dict):
        for key, item in value.items():
            check_text(key, path or "body")
            _check(item, f"{path}.{key}" if path else key, depth + 1)
    elif isinstance(value, float) and not math.isfinite(value):
        raise InvalidInput(errors={path or "body": ["This number is too large."]})
    elif isinstance(value, list):
        for index, item in enumerate(value):
            _check(item, f"{path}.{index}" if path else str(index), depth + 1)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    out = dict(pairs)
    if len(out) != len(pairs):
        seen: set[str] = set()
        double = next(k for k, _ in pairs if k in seen or seen.add(k))  # type: ignore[func-returns-value]
        raise InvalidInput(f"The field {double[:60]!r} is given twice.")
    return out


def _no_constant(name: str) -> Any:
    raise ParseError(f"{name} is not JSON.")


def parse_json(raw: bytes) -> Any:
    """A JSON value from bytes.

    :raises ParseError: not UTF-8, not JSON. :raises InvalidInput: too deep, a field twice, NUL, lone surrogates.
    """
    try:
        # Depth is checked before parsing too: the parser itself recurses.
        text = raw.decode("utf-8")
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except UnicodeDecodeError as exc:
        raise ParseError("The body is not UTF-8.") from exc
    except RecursionError as exc:
        raise InvalidInput(f"The body is nested deeper than {MAX_DEPTH} levels.") from exc
    except ValueError as exc:
        raise ParseError(f"The body is not JSON: {exc}") from exc
    _check(value, "", 0)
    return value


class StrictJSONParser(BaseParser):
    """``application/json``, up to ``DATA_UPLOAD_MAX_MEMORY_SIZE`` bytes."""

    media_type = "application/json"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        raw = stream.read(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
        if len(raw) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise TooLarge
        if not raw.strip():
            return {}
        value = parse_json(raw)
        if not isinstance(value, dict):
            raise ParseError("The body must be a JSON object.")
        return value
