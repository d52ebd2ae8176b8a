"""A circuit breaker per provider and key: after repeated faults of the provider itself, runs wait instead of failing one by one.

Shared by all workers through Redis. Redis down means no breaker, not no work.
"""

from collections.abc import Callable
from typing import TypeVar

import structlog
from django.core.cache import cache

from igny8.ai.messages import RetryableError

log = structlog.get_logger(__name__)
T = TypeVar("T")

# Faults of the provider as a whole; a rate limit has its own waiting time and does not open the circuit.
PROVIDER_FAULTS = frozenset(
    {"CONNECT_TIMEOUT", "READ_TIMEOUT", "CONNECTION_RESET", "CONNECTION_REFUSED", "DNS", "PROVIDER_DOWN"}
)
THRESHOLD = 5
WINDOW_S = 60
OPEN_S = 20


class Breaker:
    """Closed: calls pass. Five provider faults within a minute open it for 20 s; then one call decides."""

    def __init__(self, key: str) -> None:
        self._faults, self._open = f"breaker:{key}:faults", f"breaker:{key}:open"

    def call(self, call: Callable[[], T]) -> T:
        """Run the call unless the circuit is open.

        :raises RetryableError: ``CIRCUIT_OPEN`` while it is.
        """
        if self._ask(lambda: cache.get(self._open)):
            raise RetryableError(
                "CIRCUIT_OPEN",
                "The AI provider has failed repeatedly; the run waits until it answers again.",
                retry_after_s=OPEN_S,
            )
        try:
            return call()
        except RetryableError as exc:
            if exc.code in PROVIDER_FAULTS:
                self._ask(self._fault)
            raise

    def _fault(self) -> None:
        cache.add(self._faults, 0, WINDOW_S)
        if cache.incr(self._faults) >= THRESHOLD:
            cache.set(self._open, 1, OPEN_S)
            cache.delete(self._faults)
            log.warning("circuit_opened", key=self._open)

    @staticmethod
    def _ask(question: Callable[[], T]) -> T | None:
        try:
            return question()
        except Exception as exc:
            log.warning("breaker_unavailable", error=str(exc)[:200])
            return None
