"""The engine's implementation of ``RunContext``: providers behind usage counting, breaker and stop checks."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, TypeVar

from igny8.ai.base import ChatAnswer, ChatRequest, EmbedAnswer, ImageAnswer, ImageRequest, RunContext, RunStopped, Skill
from igny8.ai.engine.breaker import Breaker
from igny8.ai.engine.lease import Lease
from igny8.ai.messages import ChatProvider, EmbeddingProvider, ImageProvider, Usage
from igny8.ai.models import AIRun

T = TypeVar("T")


class EngineContext(RunContext):
    """One attempt of one run. Providers are given as callables, so that none is built before it is needed."""

    def __init__(
        self,
        *,
        run: AIRun,
        lease: Lease,
        work_s: float,
        prompt: str,
        prompt_version: str,
        limits: tuple[float | None, int | None],
        chat: Callable[[], tuple[ChatProvider, Breaker]],
        embeddings: Callable[[], tuple[EmbeddingProvider, Breaker]],
        images: Callable[[], tuple[ImageProvider, Breaker]],
    ) -> None:
        self.run_id, self.account_id = run.id, run.account_id
        self.site_id, self.user_id = run.site_id, run.user_id
        self.prompt, self.prompt_version = prompt, prompt_version
        self.checkpoint = dict(run.checkpoint)
        self.model = ""
        self.tokens_in, self.tokens_out, self.cost_usd = run.tokens_in, run.tokens_out, run.provider_cost_usd
        self._lease = lease
        self._temperature, self._max_tokens = limits
        self._chat, self._embeddings, self._images = chat, embeddings, images
        # ``work_s`` is what the function allows one attempt; the run's own deadline also counts the waiting.
        self._ends = time.monotonic() + min(work_s, run.deadline_at.timestamp() - time.time())

    @property
    def skills(self) -> frozenset[Skill]:
        return self._chat()[0].skills

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
        provider, breaker = self._chat()
        seconds = min(request.deadline_s, max(self.seconds_left, 0.1))
        limited = replace(
            request,
            deadline_s=seconds,
            temperature=request.temperature if self._temperature is None else self._temperature,
            max_tokens=min(request.max_tokens, self._max_tokens or request.max_tokens),
        )
        answer = self._guarded(breaker, lambda: provider.chat(limited))
        self._count(answer.usage, answer.model)
        return answer

    def embed(self, texts: Sequence[str]) -> EmbedAnswer:
        provider, breaker = self._embeddings()
        answer = self._guarded(breaker, lambda: provider.embed(texts, deadline_s=max(self.seconds_left, 0.1)))
        self._count(answer.usage, "")
        return answer

    def image(self, request: ImageRequest) -> ImageAnswer:
        provider, breaker = self._images()
        seconds = min(request.deadline_s, max(self.seconds_left, 0.1))
        limited = replace(request, deadline_s=seconds)
        answer = self._guarded(breaker, lambda: provider.image(limited))
        self._count(answer.usage, answer.model)
        return answer

    def _guarded(self, breaker: Breaker, call: Callable[[], T]) -> T:
        self.check()
        answer = breaker.call(call)
        self.check()
        return answer

    def _count(self, usage: Usage, model: str) -> None:
        self.tokens_in += usage.tokens_in
        self.tokens_out += usage.tokens_out
        if usage.cost_usd:
            self.cost_usd += Decimal(str(usage.cost_usd))
        self.model = model or self.model

    def progress(self, done: int, total: int, message: str = "") -> None:
        self._lease.report(done=max(done, 0), total=max(total, 0), message=message)

    def keep(self, **values: Any) -> None:
        self.checkpoint.update(values)
        self._lease.report(checkpoint=dict(self.checkpoint))
