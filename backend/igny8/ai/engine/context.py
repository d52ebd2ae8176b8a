"""The engine's implementation of ``RunContext``: providers behind usage counting, breaker and stop checks."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

from igny8.ai.base import ChatAnswer, ChatRequest, EmbedAnswer, ImageAnswer, ImageRequest, RunContext, RunStopped, Skill
from igny8.ai.engine.lease import Lease
from igny8.ai.engine.providers import Choices, Service
from igny8.ai.messages import RetryableError, Usage
from igny8.ai.models import AIRun

T = TypeVar("T", ChatAnswer, EmbedAnswer, ImageAnswer)
_MOST_TOKENS = 2**31 - 1  # what the column holds
_MOST_USD = 999_999.0


class EngineContext(RunContext):
    """One attempt of one run. No provider is built before it is needed."""

    def __init__(
        self,
        *,
        run: AIRun,
        lease: Lease,
        work_s: float,
        prompt: str,
        prompt_version: str,
        choices: Choices,
    ) -> None:
        self.run_id, self.account_id = run.id, run.account_id
        self.site_id, self.user_id = run.site_id, run.user_id
        self.prompt, self.prompt_version = prompt, prompt_version
        self.checkpoint = dict(run.checkpoint)
        self.provider = self.model = ""
        self.tokens_in, self.tokens_out, self.cost_usd = run.tokens_in, run.tokens_out, run.provider_cost_usd
        self._lease = lease
        self._choices = choices
        self._services: dict[str, Service] = {}
        # ``work_s`` is what the function allows one attempt; the run's own deadline also counts the waiting.
        self._ends = time.monotonic() + min(work_s, run.deadline_at.timestamp() - time.time())

    @property
    def skills(self) -> frozenset[Skill]:
        found: frozenset[Skill] = self._service("chat").client.skills
        return found

    def _service(self, kind: str) -> Service:
        if kind not in self._services:
            self._services[kind] = self._choices.service(kind)
        return self._services[kind]

    def check(self) -> None:
        """Stop here if the run was cancelled, replaced or ran out of time.

        :raises RunStopped: with the reason.
        """
        if self._lease.lost:
            raise RunStopped("replaced")
        if self._lease.cancelled:
            raise RunStopped("cancelled")
        if self.seconds_left <= 0:
            raise RunStopped("deadline")

    @property
    def seconds_left(self) -> float:
        """Until the run's deadline."""
        return self._ends - time.monotonic()

    def chat(self, request: ChatRequest) -> ChatAnswer:
        limits = self._choices.chat
        limited = replace(
            request,
            deadline_s=self._seconds(request.deadline_s),
            temperature=request.temperature if limits.temperature is None else limits.temperature,
            max_tokens=min(request.max_tokens, limits.max_tokens or request.max_tokens),
        )
        return self._guarded("chat", lambda client: client.chat(limited))

    def embed(self, texts: Sequence[str]) -> EmbedAnswer:
        return self._guarded("embeddings", lambda client: client.embed(texts, deadline_s=self._seconds(math.inf)))

    def image(self, request: ImageRequest) -> ImageAnswer:
        limited = replace(request, deadline_s=self._seconds(request.deadline_s))
        return self._guarded("images", lambda client: client.image(limited))

    def _seconds(self, wanted: float) -> float:
        return min(wanted, max(self.seconds_left, 0.1))

    def _guarded(self, kind: str, call: Callable[[Any], T]) -> T:
        self.check()
        service = self._service(kind)
        if kind != "embeddings" or not self.provider:  # embeddings serve the texts and images a run is about
            self.provider, self.model = service.provider, service.model
        try:
            answer = service.breaker.call(lambda: call(service.client))
        except RetryableError:
            self.check()  # a run out of time is not tried again
            raise
        self._count(answer.usage)
        if kind != "embeddings" or not self.model:
            self.model = answer.model or self.model
        self.check()
        return answer

    def _count(self, usage: Usage) -> None:
        self.tokens_in = min(self.tokens_in + usage.tokens_in, _MOST_TOKENS)
        self.tokens_out = min(self.tokens_out + usage.tokens_out, _MOST_TOKENS)
        if usage.cost_usd:
            self.cost_usd += Decimal(str(round(min(usage.cost_usd, _MOST_USD - float(self.cost_usd)), 6)))

    def spent(self) -> dict[str, Any]:
        """What the run cost us so far and who served it: the columns of its row."""
        return {
            "tokens_in": self.tokens_in,
            "tokens_out": self.tokens_out,
            "provider_cost_usd": self.cost_usd,
            "provider": self.provider[:40],
            "model": self.model[:120],
            "prompt_version": self.prompt_version[:60],
        }

    def progress(self, done: int, total: int, message: str = "") -> None:
        self._lease.report(done=max(done, 0), total=max(total, 0), message=message)

    def keep(self, **values: Any) -> None:
        self.checkpoint.update(values)
        self._lease.report(checkpoint=dict(self.checkpoint))
