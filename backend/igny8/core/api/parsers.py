"""JSON input, strictly: what PostgreSQL or Python would choke on later is refused here, by name."""

import json
import math
import re
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser, DataAndFiles, MultiPartParser

from igny8.core.errors import InvalidInput, TooLarge

MAX_DEPTH = 32
MAX_VALUES = 50_000  # in one body; five megabytes could hold millions, each of which a serializer would visit
MAX_NAME = 100  # characters of a faulty field's path that are repeated in the answer
_FORM_OVERHEAD = 64 * 1024  # boundaries and text fields beside the file
_BAD_TEXT = re.compile("[\x00\ud800-\udfff]")


def has_bad_text(value: str) -> bool:
    """Whether no text column can hold ``value``: NUL characters, lone surrogates."""
    return bool(_BAD_TEXT.search(value))


def check_text(value: str, field: str) -> None:
    """Refuse what no text column can hold.

    :raises InvalidInput: naming ``field``, for NUL characters and lone surrogates.
    """
    field = field[:MAX_NAME]
    if has_bad_text(value):
        raise InvalidInput(
            f"{field}: remove NUL characters and broken Unicode.",
            errors={field: ["Contains a NUL character or broken Unicode (a lone surrogate)."]},
        )


def _check(value: Any, path: str, depth: int, left: list[int]) -> None:
    """Visit every value below ``value``; ``left`` holds how many may still come."""
    left[0] -= 1
    if left[0] < 0:
        raise InvalidInput(f"The body holds more than {MAX_VALUES} values. Send it in parts.")
    if depth > MAX_DEPTH:
        raise InvalidInput(f"The body is nested deeper than {MAX_DEPTH} levels.")
    if isinstance(value, str):
        check_text(value, path or "body")
    elif isinstance(value, dict):
        for key, item in value.items():
            check_text(key, path or "body")
            _check(item, f"{path}.{key}"[:MAX_NAME] if path else key[:MAX_NAME], depth + 1, left)
    elif isinstance(value, float) and not math.isfinite(value):
        raise InvalidInput(errors={path or "body": ["This number is too large."]})
    elif isinstance(value, list):
        for index, item in enumerate(value):
            _check(item, f"{path}.{index}"[:MAX_NAME] if path else str(index), depth + 1, left)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    out = dict(pairs)
    if len(out) != len(pairs):
        seen: set[str] = set()
        double = next(k for k, _ in pairs if k in seen or seen.add(k))  # type: ignore[func-returns-value]
        name = "body" if has_bad_text(double) else double[:MAX_NAME]
        raise InvalidInput(f"The field {double[:60]!r} is given twice.", errors={name: ["Given twice."]})
    return out


def _no_constant(name: str) -> Any:
    raise ParseError(f"{name} is not JSON.")


def parse_json(raw: bytes) -> Any:
    """A JSON value from bytes.

    :raises ParseError: not UTF-8, not JSON. :raises InvalidInput: too deep, too many values, a field twice, NUL, lone surrogates.
    """
    try:
        text = raw.decode("utf-8")
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except UnicodeDecodeError as exc:
        raise ParseError("The body is not UTF-8.") from exc
    except RecursionError as exc:  # the scanner's own guard: brackets by the ten thousand end here, cheaply
        raise InvalidInput(f"The body is nested deeper than {MAX_DEPTH} levels.") from exc
    except ValueError as exc:
        raise ParseError(f"The body is not JSON: {exc}") from exc
    _check(value, "", 0, [MAX_VALUES])
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


class StrictMultiPartParser(MultiPartParser):
    """``multipart/form-data`` with one file a field, up to ``IMPORT_MAX_BYTES`` altogether; larger files never reach memory.

    Text fields are held to the same rules as JSON: no field twice, no NUL characters.
    """

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> DataAndFiles:
        headers = (parser_context or {})["request"].META
        length = str(headers.get("CONTENT_LENGTH") or "")
        if not length.isdecimal() or int(length) > settings.IMPORT_MAX_BYTES + _FORM_OVERHEAD:
            raise TooLarge(f"Upload at most {settings.IMPORT_MAX_BYTES // 1024 // 1024} MB at a time.")
        parsed: DataAndFiles = super().parse(stream, media_type, parser_context)
        for part in (parsed.data, parsed.files):
            for name, values in part.lists():
                check_text(name, "body")
                if len(values) > 1:
                    raise InvalidInput(f"The field {name[:60]!r} is given twice.", errors={name[:60]: ["Given twice."]})
        for name, value in parsed.data.items():
            check_text(str(value), name[:60])
        for name, file in parsed.files.items():
            check_text(str(file.name), name[:60])
        return parsed
