"""Destinations that take one content at a time.

claim (transaction) -> call (none) -> record (transaction, only while the fence is ours). A record that was being sent when its
worker died is unknown; the only way out of unknown is to look up and then create.

The destination is called by one thread, one call after the other, and never waits for our own bookkeeping: a second thread
records what came of a call and takes the next records while the next call is under way.
"""

import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import replace
from typing import Any
from uuid import UUID

import structlog
from django.db import connection, connections, transaction

from igny8.core.errors import AppError
from igny8.core.tenancy import tenant
from igny8.publishing import constants as c
from igny8.publishing import registry
from igny8.publishing.base import (
    ActionRequired,
    Adapter,
    Permanent,
    PublishError,
    PublishResult,
    Target,
    UnknownOutcome,
)
from igny8.publishing.engine.claims import Claim, claim_give_back, claims_take, still_ours
from igny8.publishing.engine.lanes import Lane, Replaced, lane_close, lane_keep, lane_open
from igny8.publishing.engine.outcomes import clear_error, record_down, record_erred, record_live, record_scheduled

log = structlog.get_logger(__name__)

SWITCH_S = 0.0005
#: What is at the destination after a call (None: nothing), or why the call came to nothing.
Outcome = PublishResult | PublishError | None


class _InTurn(Executor):
    """For callers that are inside a transaction: another thread's connection would not see its rows."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as exc:
            future.set_exception(exc)
        return future


class _Bookkeeper:
    """Does the transactions of a lane in the order in which they are handed over."""

    def __init__(self) -> None:
        self._executor: Executor = _InTurn() if connection.in_atomic_block else ThreadPoolExecutor(1, "bookkeeper")
        self._recorded: list[Future[None]] = []
        self._switch_s = sys.getswitchinterval()

    def __enter__(self) -> "_Bookkeeper":
        # An answer that has come must not wait the usual 5 ms for a thread that is busy with bookkeeping.
        sys.setswitchinterval(SWITCH_S)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setswitchinterval(self._switch_s)
        if isinstance(self._executor, ThreadPoolExecutor):
            self._executor.submit(connections.close_all)
        self._executor.shutdown()

    def take(self, lane: Lane, *, is_last: bool = False) -> "Future[list[Claim]]":
        return self._executor.submit(copy_context().run, claims_take, lane, c.CLAIM_BATCH, is_last=is_last)

    def record(self, lane: Lane, claim: Claim, outcome: Outcome) -> None:
        self._recorded.append(self._executor.submit(copy_context().run, record, claim, outcome, lane))

    def settle(self) -> None:
        """Wait until everything is recorded. :raises Exception: what kept one of them from being recorded."""
        recorded, self._recorded = self._recorded, []
        for future in recorded:
            future.result()


def drain(*, account_id: UUID, site_id: UUID, destination: str) -> int:
    """Carry out everything that is due at one destination, one after the other.

    :returns: how many attempts were made; 0 also when another worker is at it, who will see what came in meanwhile.
    """
    lane = lane_open(account_id=account_id, site_id=site_id, destination=destination)
    if lane is None:
        return 0
    done = 0
    with structlog.contextvars.bound_contextvars(destination=destination), _Bookkeeper() as books:
        try:
            while claims := _next(lane, books):
                done += _call_all(lane, books, claims)
        except Replaced:
            log.warning("lane_lost")
        finally:
            with tenant(account_id):
                lane_close(lane)
    return done


def _next(lane: Lane, books: _Bookkeeper) -> list[Claim]:
    """What is due when everything before is recorded: an attempt that failed may be due again at once."""
    books.settle()
    return books.take(lane, is_last=True).result()


def _call_all(lane: Lane, books: _Bookkeeper, claims: list[Claim]) -> int:
    """Call for these, and for what is due by then; the next ones are taken while the last call is under way."""
    done = 0
    while claims:
        *before, last = claims
        done += sum(_attempt(lane, books, claim) for claim in before)
        following = books.take(lane)
        done += _attempt(lane, books, last)
        claims = following.result()
    return done


def _attempt(lane: Lane, books: _Bookkeeper, claim: Claim) -> bool:
    """Call, unless the claim is too old for it or somebody else's by now. :returns: whether there was an attempt."""
    try:
        if claim.is_stale:
            claim_give_back(claim)
            return False
        books.record(lane, claim, call(claim))
    except Replaced:  # this record only: the lane is still ours
        log.warning("publication_discarded", record_id=str(claim.record_id))
        return False
    return True


def call(claim: Claim) -> Outcome:
    """One attempt at the destination, whatever comes of it."""
    with structlog.contextvars.bound_contextvars(record_id=str(claim.record_id), fence=claim.fence):
        try:
            return _carry_out(claim)
        except PublishError as exc:
            log.info("publication_erred", kind=exc.kind, code=exc.code)
            return exc
        except Replaced:
            raise
        except Exception:
            # A fault in an adapter: nobody knows how far it came.
            log.exception("adapter_crashed")
            return UnknownOutcome("INTERNAL", "A fault on our side stopped this publication.")


def _carry_out(claim: Claim) -> PublishResult | None:
    if claim.target is None:
        raise ActionRequired("DESTINATION_GONE", "The site does not have this destination any more. Connect it again.")
    adapter = registry.adapter_for(claim.target.key)
    if claim.wanted == c.Wanted.UNPUBLISH:
        return adapter.unpublish(claim.payload, claim.target)  # twice is once: no look-up needed
    return _publish(claim, adapter, claim.target)


def _publish(claim: Claim, adapter: Adapter, target: Target) -> PublishResult:
    if claim.payload.content_type not in registry.content_types_of(target):
        raise Permanent("TYPE_NOT_TAKEN", f"{target.name} does not take content of type {claim.payload.content_type}.")
    if claim.is_unknown:
        found = adapter.look_up(claim.payload, target)
        is_scheduled = bool(claim.payload.scheduled_for)  # the hash says what it is, not since when it is shown
        if found is not None and found.payload_hash == claim.payload_hash and not is_scheduled:
            return found
        _known_again(claim, found)
    return adapter.publish(claim.payload, target)


def _known_again(claim: Claim, found: PublishResult | None) -> None:
    """The look-up has told: note it *before* the next call, so that its outcome is the only open question."""
    with tenant(claim.account_id):
        row = still_ours(claim)
        row.status = c.PublicationStatus.SENDING
        row.external_id = found.external_id if found else ""
        row.external_url = found.url[:2000] if found else ""
        clear_error(row)
        row.save()
    claim.is_unknown = False
    claim.payload = replace(claim.payload, external_id=found.external_id if found else "")


def record(claim: Claim, outcome: Outcome, lane: Lane | None = None) -> None:
    """Note what came of a call, if the record is still ours, and renew the lane."""
    with structlog.contextvars.bound_contextvars(record_id=str(claim.record_id), fence=claim.fence):
        try:
            with tenant(claim.account_id):
                if lane is not None:
                    lane_keep(lane)
                _record(claim, outcome)
        except Replaced:
            log.warning("publication_discarded")


def _record(claim: Claim, outcome: Outcome) -> None:
    row = still_ours(claim)
    if isinstance(outcome, PublishError):
        asked = (row.wanted, row.payload_hash)
        record_erred(row, outcome, is_outdated=asked != (claim.wanted, claim.payload_hash))
        return
    is_down = claim.wanted == c.Wanted.UNPUBLISH
    _landed(claim, outcome, is_down=is_down)
    if is_down or outcome is None:
        record_down(row)
        return
    record_there = record_scheduled if outcome.state == "scheduled" and claim.payload.scheduled_for else record_live
    record_there(row, payload=claim.payload, payload_hash=claim.payload_hash, result=outcome)


def _landed(claim: Claim, result: PublishResult | None, *, is_down: bool) -> None:
    """Tell the platform's own domain before the content is locked: it locks its connection first and contents then."""
    assert claim.target is not None
    landed = registry.platform_of(claim.target.key).landed
    if landed is None:
        return
    try:
        with transaction.atomic():
            landed(claim.payload, claim.target, result, is_down=is_down)
    except AppError as exc:  # the connection or the content was removed meanwhile; what is there is there all the same
        log.warning("landing_not_noted", error=exc.sentence)
