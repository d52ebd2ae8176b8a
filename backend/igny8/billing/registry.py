"""What domains above billing know and billing may ask for: whether a run has ended."""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

RunChecker = Callable[[Sequence[UUID]], Mapping[UUID, bool]]
_checkers: list[RunChecker] = []


def register_run_checker(checker: RunChecker) -> RunChecker:
    """Let the owner of runs answer the ledger's audit. Usable as a decorator; registering twice is harmless.

    :param checker: called inside the tenant's scope with run ids; answers, for those it knows, whether the run has ended
        (its hold must be closed then). Ids it leaves out are unknown to it.
    """
    if checker not in _checkers:
        _checkers.append(checker)
    return checker


def runs_ended(run_ids: Sequence[UUID]) -> dict[UUID, bool] | None:
    """Whether each known run has ended; None when nobody registered, so that nothing can be said about any run."""
    if not _checkers:
        return None
    known: dict[UUID, bool] = {}
    for checker in _checkers:
        known.update(checker(run_ids))
    return known
