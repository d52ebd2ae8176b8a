"""JSON schemas in the dialect that strict structured output accepts."""

import copy
import json
from typing import Any

#: Keywords that strict mode of OpenAI's structured output refuses or ignores; the answer is validated here anyway.
_DROPPED = frozenset(
    {"default", "title", "examples", "minLength", "maxLength", "uniqueItems", "minProperties", "maxProperties"}
)


def strict_schema(schema: dict[str, Any]) -> dict[str, Any]:
    """A copy of ``schema`` in which every object names all its properties as required and allows no others."""
    result = _strict(copy.deepcopy(schema))
    assert isinstance(result, dict)
    return result


def schema_instruction(schema: dict[str, Any]) -> str:
    """What to tell a model whose endpoint cannot constrain the output."""
    compact = json.dumps(strict_schema(schema), ensure_ascii=False, separators=(",", ":"))
    return f"Answer with one JSON object and nothing else. It must obey this JSON schema:\n{compact}"


def _strict(node: Any, *, names: bool = False) -> Any:
    """:param names: the keys of ``node`` are names of properties or definitions, not schema keywords."""
    if isinstance(node, list):
        return [_strict(item) for item in node]
    if not isinstance(node, dict):
        return node
    if names:
        return {key: _strict(value) for key, value in node.items()}
    result = {
        key: value if key in ("enum", "const") else _strict(value, names=key in ("properties", "$defs", "definitions"))
        for key, value in node.items()
        if key not in _DROPPED
    }
    if isinstance(result.get("properties"), dict):
        result["required"] = list(result["properties"])
        result["additionalProperties"] = False
    return result
