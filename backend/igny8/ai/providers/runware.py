"""Images from Runware over its REST API (reference: runware.ai/docs/platform, read 2026-11-20)."""

import hashlib
import json
import uuid
from typing import Any

from igny8.ai.messages import ImageAnswer, ImageRequest, ProviderError, ProviderSettings, RetryableError, Skill, Usage

from . import faults
from .endpoint import JsonEndpoint
from .pictures import decoded_base64, picture_answer

RUNWARE_URL = "https://api.runware.ai/v1"
_MODEL = "runware:100@1"
_MAX_BYTES = 24_000_000
_STEP = 64  # width and height are multiples of it, from 128 to 2048 pixels
_WHO = "Runware"


class Runware:
    """One image per call; the task id follows from ``ImageRequest.key``, so a repeated call has the same."""

    skills = frozenset({Skill.IMAGES})

    def __init__(self, settings: ProviderSettings) -> None:
        self._model = settings.image_model or settings.model or _MODEL
        self._endpoint = JsonEndpoint(settings, who=_WHO, base_url=settings.base_url or RUNWARE_URL)

    def image(self, request: ImageRequest) -> ImageAnswer:
        """The image for ``request`` in the nearest size the service makes.

        :raises ProviderError: see ``faults`` for the codes.
        """
        task = task_uuid(request.key)
        data = self._endpoint.post(
            "",
            [
                {
                    "taskType": "imageInference",
                    "taskUUID": task,
                    "positivePrompt": request.prompt[:2900],  # the service accepts 3,000 characters
                    "model": self._model,
                    "width": _side(request.width),
                    "height": _side(request.height),
                    "numberResults": 1,
                    "outputType": "base64Data",
                    "outputFormat": "WEBP",
                    "includeCost": True,
                }
            ],
            model=self._model,
            deadline_s=request.deadline_s,
            max_bytes=_MAX_BYTES,
        )
        entry = self._entry(data, task)
        cost = entry.get("cost")
        known = isinstance(cost, float | int) and not isinstance(cost, bool) and 0 <= cost < 1_000
        usage = Usage(cost_usd=float(cost) if known and cost is not None else None)
        for field in ("imageBase64Data", "imageDataURI"):
            if isinstance(entry.get(field), str):
                raw = decoded_base64(entry[field], who=_WHO)
                return picture_answer(raw, model=self._model, usage=usage, who=_WHO)
        if isinstance(entry.get("imageURL"), str):
            raw = self._endpoint.fetch(entry["imageURL"], deadline_s=request.deadline_s, max_bytes=_MAX_BYTES)
            return picture_answer(raw, model=self._model, usage=usage, who=_WHO)
        raise faults.empty_answer(who=_WHO, detail="no image in the answer")

    def _entry(self, data: Any, task: str) -> dict[str, Any]:
        if not isinstance(data, dict):
            raise faults.malformed("the answer is not an object", who=_WHO)
        entries = data.get("data")
        if isinstance(entries, list):
            for entry in entries:
                if isinstance(entry, dict) and entry.get("taskUUID") == task:
                    return entry
        errors = data.get("errors")
        if isinstance(errors, list) and errors:
            raise _from_errors(errors[0], model=self._model)
        if entries == []:
            raise faults.empty_answer(who=_WHO)
        raise faults.malformed("no entry with our task id", who=_WHO)


def task_uuid(key: str) -> str:
    """A UUID that is the same for the same key, in the version-4 form the service demands."""
    return str(uuid.UUID(bytes=hashlib.sha256(f"igny8/image/{key}".encode()).digest()[:16], version=4))


def _side(pixels: int) -> int:
    return min(max(round(pixels / _STEP) * _STEP, 128), 2048)


def _from_errors(error: object, *, model: str) -> ProviderError:
    """An error inside an answer with status 200."""
    fields = error if isinstance(error, dict) else {}
    code, message = str(fields.get("code", "")), str(fields.get("message", error))[:300]
    if "timeout" in code.lower() or "provider" in code.lower():
        return RetryableError("PROVIDER_DOWN", f"{_WHO} reports a fault of its own. It is tried again.", detail=message)
    body = json.dumps({"error": {"code": code, "message": message}}).encode()
    status = 429 if "ratelimit" in code.lower() or "concurren" in code.lower() else 400
    return faults.from_status(status, {}, body, who=_WHO, model=model)
