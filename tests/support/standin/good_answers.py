"""Well-behaved answers in the shapes of OpenAI and Runware."""

import base64
import hashlib
import io
import json
from collections.abc import Callable
from typing import Any

from PIL import Image

Answer = Callable[[dict[str, Any]], str]
TEXT = "Good preparation makes the work easier. Start with what you need, and keep what helps you close at hand."


def from_schema(schema: dict[str, Any], root: dict[str, Any] | None = None, depth: int = 0) -> Any:
    """The smallest plain value that obeys a JSON schema of the kind pydantic writes."""
    root = schema if root is None else root
    if "$ref" in schema:
        target: Any = root
        for part in schema["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        return from_schema(target, root, depth + 1)
    if "const" in schema:
        return schema["const"]
    if schema.get("enum"):
        return schema["enum"][0]
    for union in ("anyOf", "oneOf", "allOf"):
        if schema.get(union):
            options = [option for option in schema[union] if option.get("type") != "null"]
            return from_schema(options[0], root, depth + 1) if options and depth < 12 else None
    kind = schema.get("type", "object")
    if isinstance(kind, list):
        kind = next((k for k in kind if k != "null"), "null")
    if kind == "object":
        return {name: from_schema(sub, root, depth + 1) for name, sub in schema.get("properties", {}).items()}
    if kind == "array":
        count = max(schema.get("minItems", 0), 1 if depth < 12 else 0)
        return [from_schema(schema.get("items", {}), root, depth + 1) for _ in range(count)]
    if kind in ("integer", "number"):
        low = schema.get("minimum", schema.get("exclusiveMinimum", 0) + ("exclusiveMinimum" in schema))
        return min(max(low, 1), schema.get("maximum", max(low, 1)))
    if kind == "boolean":
        return True
    if kind == "null":
        return None
    text = TEXT
    while len(text) < schema.get("minLength", 0):
        text = f"{text} {TEXT}"
    return text[: schema.get("maxLength", 60 if "minLength" not in schema else len(text))].strip()


def chat_text(request: dict[str, Any], answer: Answer | None) -> str:
    """The assistant's text: from the test's own function, or by walking the schema, or a plain sentence."""
    if answer is not None:
        return answer(request)
    wanted = request.get("response_format") or {}
    if wanted.get("type") == "json_schema":
        return json.dumps(from_schema(wanted["json_schema"]["schema"]))
    return "{}" if wanted.get("type") == "json_object" else TEXT


def chat(request: dict[str, Any], text: str, **choice: Any) -> dict[str, Any]:
    sent = sum(len(str(message.get("content", ""))) for message in request.get("messages", []))
    return {
        "id": "chatcmpl-standin",
        "object": "chat.completion",
        "model": request.get("model", "standin"),
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"} | choice],
        "usage": {"prompt_tokens": sent // 4 + 1, "completion_tokens": len(text) // 4 + 1},
    }


def embeddings(request: dict[str, Any], size: int = 16) -> dict[str, Any]:
    """One direction per text, the same for the same text; in reverse order, which ``index`` allows."""
    texts = request["input"] if isinstance(request["input"], list) else [request["input"]]
    rows = []
    for index, text in enumerate(texts):
        seed = hashlib.shake_128(str(text).encode()).digest(size)
        rows.append({"object": "embedding", "index": index, "embedding": [byte / 127.5 - 1.0 for byte in seed]})
    return {
        "object": "list",
        "model": request.get("model", "standin"),
        "data": rows[::-1],
        "usage": {"prompt_tokens": sum(len(str(t)) // 4 + 1 for t in texts), "total_tokens": 0},
    }


def picture(width: int = 64, height: int = 64, image_format: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (40, 90, 160)).save(out, image_format)
    return out.getvalue()


def image(request: dict[str, Any], *, url: str = "") -> dict[str, Any]:
    size = str(request.get("size", "64x64"))
    width, _, height = size.partition("x")
    if url:
        return {"created": 1, "data": [{"url": url}]}
    data = picture(int(width), int(height)) if height.isdigit() and width.isdigit() else picture()
    return {"created": 1, "data": [{"b64_json": base64.b64encode(data).decode()}]}


def runware(tasks: list[dict[str, Any]], *, url: str = "") -> dict[str, Any]:
    data = []
    for task in tasks:
        entry = {
            "taskType": task["taskType"],
            "taskUUID": task["taskUUID"],
            "imageUUID": task["taskUUID"],
            "cost": 0.0013,
        }
        raw = picture(task["width"], task["height"], "WEBP")
        data.append(entry | ({"imageURL": url} if url else {"imageBase64Data": base64.b64encode(raw).decode()}))
    return {"data": data}
