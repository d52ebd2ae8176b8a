"""A circuit breaker per provider, address and key: while a provider is down, runs wait instead of failing one by one.

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
DOUBT_S = 600  # how long a circuit that was open asks one call first
TRIAL_S = 150  # longer than a call may take


class Breaker:
    """Closed: calls pass. Five provider faults within a minute and no success between open it for 20 s; then one call at a
    time tries, and its end closes the circuit or opens it again."""

    def __init__(self, key: str) -> None:
        self._faults, self._open = f"breaker:{key}:faults", f"breaker:{key}:open"
        self._doubt, self._trial = f"breaker:{key}:doubt", f"breaker:{key}:trial"

    def call(self, call: Callable[[], T]) -> T:
        """Run the call unless the circuit is open.

        :raises RetryableError: ``CIRCUIT_OPEN`` while it is.
        """
        found = self._ask(lambda: cache.get_many((self._faults, self._open, self._doubt))) or {}
        if self._open in found:
            raise _refused(OPEN_S)
        if self._doubt in found and self._ask(lambda: cache.add(self._trial, 1, TRIAL_S)) is False:
            raise _refused(2.0)  # another run is trying it
        try:
            answer = call()
        except RetryableError as exc:
            if exc.code in PROVIDER_FAULTS:
                self._ask(lambda: self._fault(doubtful=self._doubt in found))
            elif found:
                self._ask(self._close)
            raise
        except BaseException:
            if self._doubt in found:
                self._ask(lambda: cache.delete(self._trial))
            raise
        if found:
            self._ask(self._close)
        return answer

    def _fault(self, *, doubtful: bool) -> None:
        cache.add(self._faults, 0, WINDOW_S)
        if cache.incr(self._faults) >= THRESHOLD or doubtful:
            cache.set(self._doubt, 1, OPEN_S + DOUBT_S)
            cache.set(self._open, 1, OPEN_S)
            cache.delete_many((self._faults, self._trial))
            log.warning("circuit_opened", key=self._open)

    def _close(self) -> None:
        cache.delete_many((self._faults, self._doubt, self._trial))

    @staticmethod
    def _ask(question: Callable[[], T]) -> T | None:
        try:
            return question()
        except Exception as exc:
            log.warning("breaker_unavailable", error=str(exc)[:200])
            return None


def _refused(seconds: float) -> RetryableError:
    return RetryableError(
        "CIRCUIT_OPEN",
        "The AI provider has failed repeatedly; the run waits until it answers again.",
        retry_after_s=seconds,
    )
