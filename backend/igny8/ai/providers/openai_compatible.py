"""Any endpoint that speaks OpenAI's REST API: chat with structured output, embeddings and images.

What an endpoint cannot do is declared in ``settings.extra``, never guessed from its name:

- ``structured_output``: ``json_schema`` (default), ``json_object`` or ``none``
- ``max_tokens_field``: ``max_tokens`` (default of other endpoints) or ``max_completion_tokens`` (default of OpenAI)
- ``fixed_sampling``: true for reasoning models, which refuse temperature, seed and stop
- ``image_sizes``: list of ``WIDTHxHEIGHT`` the image model can make; without it the wanted size is asked for
- ``body``: further fields of every chat request
"""

import math
import time
from collections.abc import Sequence
from typing import Any, Literal

from igny8.ai.messages import (
    ActionRequiredError,
    ChatAnswer,
    ChatRequest,
    EmbedAnswer,
    ImageAnswer,
    ImageRequest,
    Message,
    ProviderSettings,
    Skill,
    Usage,
)

from . import faults
from .endpoint import JsonEndpoint, host_of
from .pictures import decoded_base64, picture_answer
from .prices import cost_usd, usage_of
from .schemas import schema_instruction, strict_schema

OPENAI_URL = "https://api.openai.com/v1"
_REASONING_MODELS = ("o1", "o3", "o4", "gpt-5", "gpt-6")
_CHAT_BYTES = 4_000_000
_EMBED_BYTES = 16_000_000
_IMAGE_BYTES = 24_000_000
_EMBED_BATCH = 96
_FINISHES: dict[str, Literal["stop", "length"]] = {"stop": "stop", "length": "length"}
#: Sizes the models of OpenAI make; source: its image generation reference, read 2026-11-20.
_GPT_IMAGE_SIZES = ("1024x1024", "1536x1024", "1024x1536")


class OpenAICompatible:
    """Chat, embeddings and images of one configured endpoint; which of them is in ``skills``.

    :param who: how sentences name the endpoint; by default its host.
    :raises ActionRequiredError: the address is not a web address.
    """

    def __init__(self, settings: ProviderSettings, *, skills: frozenset[Skill], who: str = "") -> None:
        base_url = settings.base_url or OPENAI_URL
        self._is_openai = host_of(base_url) == host_of(OPENAI_URL)
        self._who = who or ("OpenAI" if self._is_openai else f"the AI endpoint {host_of(base_url)}")
        self._settings = settings
        self._endpoint = JsonEndpoint(settings, who=self._who, base_url=base_url)
        self.structured_output = str(settings.extra.get("structured_output", "json_schema"))
        self.skills = skills if self.structured_output == "json_schema" else skills - {Skill.JSON_SCHEMA}

    def chat(self, request: ChatRequest) -> ChatAnswer:
        """One chat completion. ``finish_reason`` is ``length`` where the answer was cut at ``max_tokens``.

        :raises ProviderError: see ``faults`` for the codes.
        """
        model = self._named(self._settings.model, "text model")
        body = self._chat_body(request, model)
        data = self._endpoint.post(
            "/chat/completions", body, model=model, deadline_s=request.deadline_s, max_bytes=_CHAT_BYTES
        )
        choice = self._first(data, "choices")
        message = choice.get("message")
        if not isinstance(message, dict):
            raise faults.malformed("choices[0].message is not an object", who=self._who)
        text, refusal, finish = message.get("content"), message.get("refusal"), choice.get("finish_reason")
        if finish == "content_filter" or (isinstance(refusal, str) and refusal):
            raise faults.content_refused(who=self._who, detail=str(refusal or finish))
        if text is not None and not isinstance(text, str):
            raise faults.malformed("choices[0].message.content is not text", who=self._who)
        if not text or not text.strip():
            raise faults.empty_answer(who=self._who, detail=f"finish_reason {finish!r}")
        if not _is_clean(text):
            raise faults.malformed("the text has control characters or lone surrogates", who=self._who)
        sent = "".join(m["content"] for m in body["messages"])
        return ChatAnswer(
            text=text,
            model=_text(data.get("model")) or model,
            finish_reason=_FINISHES.get(finish, "other") if isinstance(finish, str) else "other",
            usage=usage_of(data.get("usage"), model=model, sent=sent, received=text),
        )

    def embed(self, texts: Sequence[str], *, deadline_s: float = 120.0) -> EmbedAnswer:
        """One L2-normalised vector per text, in order; sent in batches of 96.

        :raises ProviderError: also when counts, order or lengths of the vectors are not as asked.
        """
        model = self._named(self._settings.embedding_model, "embedding model")
        until = time.monotonic() + deadline_s
        vectors: list[list[float]] = []
        tokens = 0
        estimated = False
        for start in range(0, len(texts), _EMBED_BATCH):
            batch = [text if text.strip() else "-" for text in texts[start : start + _EMBED_BATCH]]
            data = self._endpoint.post(
                "/embeddings",
                {"model": model, "input": batch, "encoding_format": "float"},
                model=model,
                deadline_s=until - time.monotonic(),
                max_bytes=_EMBED_BYTES,
            )
            vectors.extend(self._vectors(data, len(batch)))
            usage = usage_of(data.get("usage"), model=model, sent="".join(batch), received="")
            tokens += usage.tokens_in
            estimated = estimated or usage.estimated
        if len({len(vector) for vector in vectors}) > 1:
            raise faults.malformed("the vectors differ in length", who=self._who)
        price = cost_usd(model, tokens_in=tokens, tokens_out=0)
        return EmbedAnswer(vectors, model, Usage(tokens, 0, price, estimated))

    def image(self, request: ImageRequest) -> ImageAnswer:
        """One image, checked to be one, in the size the model has nearest to the one asked for.

        :raises ProviderError: see ``faults`` for the codes.
        """
        model = self._named(self._settings.image_model, "image model")
        body: dict[str, Any] = {"model": model, "prompt": request.prompt, "n": 1, "size": self._size(request, model)}
        if not model.startswith("gpt-image"):
            body["response_format"] = "b64_json"
        data = self._endpoint.post(
            "/images/generations", body, model=model, deadline_s=request.deadline_s, max_bytes=_IMAGE_BYTES
        )
        entry = self._first(data, "data")
        if isinstance(entry.get("b64_json"), str):
            raw = decoded_base64(entry["b64_json"], who=self._who)
        elif isinstance(entry.get("url"), str):
            raw = self._endpoint.fetch(entry["url"], deadline_s=request.deadline_s, max_bytes=_IMAGE_BYTES)
        elif entry.get("b64_json") is None and entry.get("url") is None:
            raise faults.empty_answer(who=self._who, detail="neither b64_json nor url")
        else:
            raise faults.malformed("data[0] holds no image", who=self._who)
        usage = usage_of(data.get("usage"), model=model, sent=request.prompt, received="")
        return picture_answer(raw, model=model, usage=usage, who=self._who)

    def _chat_body(self, request: ChatRequest, model: str) -> dict[str, Any]:
        messages = list(request.messages)
        if request.schema is not None and self.structured_output != "json_schema":
            messages = [*messages, Message("user", schema_instruction(request.schema))]
        field = self._settings.extra.get(
            "max_tokens_field", "max_completion_tokens" if self._is_openai else "max_tokens"
        )
        body: dict[str, Any] = {
            "model": model,
            "messages": [{"role": m.role, "content": m.text} for m in messages],
            field: request.max_tokens,
        }
        fixed = self._settings.extra.get("fixed_sampling", self._is_openai and model.startswith(_REASONING_MODELS))
        if not fixed:
            body["temperature"] = request.temperature
            if request.seed is not None:
                body["seed"] = request.seed
            if request.stop:
                body["stop"] = list(request.stop)
            if request.avoid_repetition:
                body.update(self._repetition_control())
        if request.schema is not None and self.structured_output == "json_schema":
            body["response_format"] = self._schema_format(request)
        elif request.schema is not None and self.structured_output == "json_object":
            body["response_format"] = {"type": "json_object"}
        return body | dict(self._settings.extra.get("body", {}))

    def _schema_format(self, request: ChatRequest) -> dict[str, Any]:
        assert request.schema is not None
        return {
            "type": "json_schema",
            "json_schema": {"name": request.schema_name, "strict": True, "schema": strict_schema(request.schema)},
        }

    def _repetition_control(self) -> dict[str, Any]:
        return {"frequency_penalty": 0.3}

    def _named(self, model: str, what: str) -> str:
        if not model:
            raise ActionRequiredError(
                "UNKNOWN_MODEL", f"No {what} is chosen for {self._who}. Choose one in the provider settings."
            )
        return model

    def _first(self, data: Any, key: str) -> dict[str, Any]:
        """The first entry of the list ``data[key]``, which must be an object."""
        if not isinstance(data, dict) or not isinstance(data.get(key), list):
            raise faults.malformed(f"no list {key!r}", who=self._who)
        if not data[key]:
            raise faults.empty_answer(who=self._who, detail=f"{key} is empty")
        entry = data[key][0]
        if not isinstance(entry, dict):
            raise faults.malformed(f"{key}[0] is not an object", who=self._who)
        return entry

    def _vectors(self, data: Any, count: int) -> list[list[float]]:
        self._first(data, "data")
        rows = data["data"]
        by_index: dict[int, list[float]] = {}
        for position, row in enumerate(rows):
            index = row.get("index", position) if isinstance(row, dict) else None
            if not isinstance(index, int) or isinstance(index, bool) or index in by_index or not 0 <= index < count:
                raise faults.malformed(f"unexpected index at data[{position}]", who=self._who)
            by_index[index] = self._unit_vector(row.get("embedding"), position)
        if len(by_index) != count:
            raise faults.malformed(f"{len(by_index)} vectors for {count} texts", who=self._who)
        return [by_index[index] for index in range(count)]

    def _unit_vector(self, values: Any, position: int) -> list[float]:
        if not isinstance(values, list) or not 1 <= len(values) <= 16_384:
            raise faults.malformed(f"data[{position}].embedding is not a list of numbers", who=self._who)
        if not all(isinstance(v, float | int) and not isinstance(v, bool) and math.isfinite(v) for v in values):
            raise faults.malformed(f"data[{position}].embedding holds something that is no number", who=self._who)
        length = math.hypot(*values)
        if length == 0.0 or not math.isfinite(length):
            raise faults.malformed(f"data[{position}].embedding has no direction", who=self._who)
        return [v / length for v in values]

    def _size(self, request: ImageRequest, model: str) -> str:
        sizes = self._settings.extra.get("image_sizes") or (_GPT_IMAGE_SIZES if model.startswith("gpt-image") else ())
        wanted = math.log(request.width / request.height)

        def distance(size: str) -> float:
            width, _, height = size.partition("x")
            return abs(math.log(int(width) / int(height)) - wanted)

        return min(map(str, sizes), key=distance) if sizes else f"{request.width}x{request.height}"


def _is_clean(text: str) -> bool:
    return not any((c < " " and c not in "\n\r\t") or c == "\x7f" or "\ud800" <= c <= "\udfff" for c in text)


def _text(value: object) -> str:
    return value[:200] if isinstance(value, str) else ""
