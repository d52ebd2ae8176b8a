"""Trying a stored provider with the smallest request it can answer."""

import time
from dataclasses import dataclass

from igny8.ai.engine.providers import account_settings, service_for
from igny8.ai.messages import ChatRequest, ImageRequest, Message, ProviderError
from igny8.system.selectors import ProviderChoice

TEST_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class ProviderTested:
    """How a test ended: ``message`` is the fault in a sentence, or what answered."""

    ok: bool
    message: str
    code: str
    model: str
    latency_ms: int


def provider_try(choice: ProviderChoice) -> ProviderTested:
    """Call the provider once; nothing is read or written. Must run outside any tenant's scope.

    A test goes past the circuit breaker: a person asks, and wants to know about now.
    """
    started = time.monotonic()
    model = choice.model
    try:
        service = service_for(choice.kind, account_settings(choice))
        model = service.model or model
        if choice.kind == "chat":
            question = [Message("user", "Answer with the word ok.")]
            model = service.client.chat(ChatRequest(question, max_tokens=16, deadline_s=TEST_SECONDS)).model or model
        elif choice.kind == "embeddings":
            model = service.client.embed(["ok"], deadline_s=TEST_SECONDS).model or model
        else:
            request = ImageRequest("A plain grey square", key=f"test:{choice.settings_id}", width=512, height=512)
            model = service.client.image(request).model or model
    except ProviderError as exc:
        return ProviderTested(False, exc.sentence, exc.code, model, _since(started))
    return ProviderTested(True, f"{model or choice.provider} answered.", "", model, _since(started))


def _since(started: float) -> int:
    return round((time.monotonic() - started) * 1000)
