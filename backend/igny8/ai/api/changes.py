"""One query a tick for all open streams of the process: idle streams cost neither queries nor connections."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID
from weakref import WeakKeyDictionary

import structlog
from django.db import close_old_connections, connection
from django.utils import timezone

from igny8.ai.selectors import run_changes

log = structlog.get_logger(__name__)
T = TypeVar("T")
TICK_S = 0.5
OVERLAP = timedelta(seconds=10)  # longer than a change takes from its time stamp to its commit, and than clocks differ
READERS = 4
_readers = ThreadPoolExecutor(max_workers=READERS, thread_name_prefix="run-streams")  # each keeps one connection


async def read(question: Callable[[], T]) -> T:
    """Ask the database in one of the few threads that may, outside any transaction of a request."""

    def ask() -> T:
        close_old_connections()
        try:
            return question()
        except Exception:
            connection.close()
            raise

    return await asyncio.get_running_loop().run_in_executor(_readers, ask)


class News:
    """The runs of one account that changed since the last look."""

    def __init__(self) -> None:
        self._ids: set[UUID] = set()
        self._event = asyncio.Event()

    def add(self, run_id: UUID) -> None:
        self._ids.add(run_id)
        self._event.set()

    async def wait(self, seconds: float) -> set[UUID]:
        """Ids of changed runs; empty when nothing changed within the time."""
        try:
            await asyncio.wait_for(self._event.wait(), seconds)
        except TimeoutError:
            return set()
        self._event.clear()
        ids, self._ids = self._ids, set()
        return ids


class Changes:
    """Looks for changes while anybody follows; one object an event loop."""

    def __init__(self) -> None:
        self._followers: dict[UUID, set[News]] = {}
        self._task: asyncio.Task[None] | None = None

    @contextmanager
    def follow(self, account_id: UUID) -> Iterator[News]:
        """News of the account's runs from now on."""
        news = News()
        self._followers.setdefault(account_id, set()).add(news)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._look())
        try:
            yield news
        finally:
            self._followers[account_id].discard(news)
            if not self._followers[account_id]:
                del self._followers[account_id]

    async def _look(self) -> None:
        seen: dict[UUID, datetime] = {}
        since = timezone.now() - OVERLAP
        while self._followers:
            started, accounts, looked_from = timezone.now(), list(self._followers), since
            try:
                rows = await read(lambda accounts=accounts, at=looked_from: run_changes(accounts, since=at))  # type: ignore[misc]
            except Exception as exc:  # the database is away: streams stay open and catch up
                log.warning("run_streams_wait", error=str(exc)[:200])
                await asyncio.sleep(4 * TICK_S)
                continue
            for account_id, run_id, changed_at in rows:
                if seen.get(run_id) != changed_at:
                    seen[run_id] = changed_at
                    for news in self._followers.get(account_id, ()):
                        news.add(run_id)
            since = started - OVERLAP
            seen = {run_id: at for run_id, at in seen.items() if at > since}
            await asyncio.sleep(TICK_S)


_by_loop: "WeakKeyDictionary[asyncio.AbstractEventLoop, Changes]" = WeakKeyDictionary()


def changes() -> Changes:
    """The one of the running event loop."""
    return _by_loop.setdefault(asyncio.get_running_loop(), Changes())
