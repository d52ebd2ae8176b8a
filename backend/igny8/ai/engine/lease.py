"""One background thread a process keeps the leases of its runs alive and writes their progress.

The thread that works on a run never waits for the database to report progress: it changes a field, this thread writes it.
"""

import json
import threading
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import structlog
from django.conf import settings
from django.db import connection

from igny8.core.tenancy import tenant

log = structlog.get_logger(__name__)
TICK_S = 0.25


@dataclass(slots=True)
class Lease:
    """The live state of one run. ``lost`` means another worker took over; ``cancelled`` that a person asked for the end."""

    run_id: UUID
    account_id: UUID
    fence: int
    phase: str = "INIT"
    done: int = 0
    total: int = 0
    message: str = ""
    checkpoint: dict[str, Any] | None = None
    dirty: bool = False
    lost: bool = False
    cancelled: bool = False
    renewed_at: float = field(default_factory=time.monotonic)

    def report(self, **changes: Any) -> None:
        """Change what is shown; the thread writes it within a tick."""
        for name, value in changes.items():
            setattr(self, name, value)
        self.dirty = True

    def write(self) -> None:
        """Write progress and extend the lease, if it is still ours."""
        self.dirty, self.renewed_at = False, time.monotonic()
        checkpoint = None if self.checkpoint is None else json.dumps(self.checkpoint)
        with tenant(self.account_id), connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = off")  # a lost renewal is renewed
            cursor.execute(
                """UPDATE igny8_ai_runs SET phase = %s, progress_done = %s, progress_total = %s, message = %s,
                          checkpoint = coalesce(%s::jsonb, checkpoint), updated_at = clock_timestamp(),
                          lease_until = clock_timestamp() + make_interval(secs => %s)
                    WHERE id = %s AND fence = %s AND status = 'running' RETURNING cancel_requested_at IS NOT NULL""",
                [
                    self.phase,
                    self.done,
                    self.total,
                    self.message[:300],
                    checkpoint,
                    float(settings.RUN_LEASE_SECONDS),
                    self.run_id,
                    self.fence,
                ],
            )
            row = cursor.fetchone()
        if row is None:
            self.lost = True
        else:
            self.cancelled = self.cancelled or bool(row[0])


class Keeper(threading.Thread):
    """Renews every lease of this process at a third of its length, and sooner when there is progress to write."""

    def __init__(self) -> None:
        super().__init__(name="lease-keeper", daemon=True)
        self._leases: dict[UUID, Lease] = {}
        self._lock = threading.Lock()
        self._wake = threading.Event()

    def hold(self, lease: Lease) -> None:
        with self._lock:
            self._leases[lease.run_id] = lease
        self._wake.set()

    def drop(self, lease: Lease) -> None:
        with self._lock:
            self._leases.pop(lease.run_id, None)

    def run(self) -> None:
        while True:
            with self._lock:
                held = list(self._leases.values())
            if not held:
                self._wake.clear()
                connection.close()
                self._wake.wait()
                time.sleep(TICK_S)  # most runs are over before their first report
                continue
            due = time.monotonic() - min(settings.RUN_LEASE_SECONDS / 3, 10)
            for lease in held:
                if lease.dirty or lease.renewed_at < due:
                    try:
                        lease.write()
                    except Exception:  # the database is away: the lease may lapse, and then the fence protects us
                        log.exception("lease_write_failed", run_id=str(lease.run_id))
                        connection.close()
            time.sleep(TICK_S)


_keeper: Keeper | None = None
_keeper_lock = threading.Lock()


def keeper() -> Keeper:
    """This process's keeper, started on first use: a forked worker must not inherit a dead thread."""
    global _keeper
    with _keeper_lock:
        if _keeper is None or not _keeper.is_alive():
            _keeper = Keeper()
            _keeper.start()
        return _keeper
