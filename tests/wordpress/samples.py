"""Payloads and images for the tests."""

import io
from typing import Any

from PIL import Image


def payload(content_id: str = "c-1", **changes: Any) -> dict[str, Any]:
    """A post as the platform sends it."""
    return {
        "content_id": content_id,
        "task_id": f"t-{content_id}",
        "post_type": "post",
        "title": "Brühen & Kochen",
        "html": "<p>Erster <strong>Absatz</strong> — mit “Zeichen” 🍲.</p>",
        "excerpt": "Kurz.",
        "slug": f"slug-{content_id.lower()}",
        "status": "publish",
        "payload_hash": "1",
    } | changes


def picture(colour: str = "green", *, size: tuple[int, int] = (400, 300), form: str = "PNG") -> bytes:
    """A small image of one colour."""
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, form)
    return stream.getvalue()
