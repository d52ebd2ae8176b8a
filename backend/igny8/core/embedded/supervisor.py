"""Keep a set of programs running: start, watch, restart with back-off, stop with all their children."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from signal import SIGTERM
from subprocess import Popen

from .paths import REPOSITORY, VarPaths
from .processes import ProcessRecord, kill_group, record_of, record_read, spawn_detached, stop_record
from .programs import Program

_TICK_SECONDS = 0.2
_HEALTH_SECONDS = 10.0
_STARTING_HEALTH_SECONDS = 0.5
# A program is restarted after this many failed checks in a row (a minute and a half at the interval above).
_FAILURES_UNTIL_RESTART = 9
_LONGEST_BACKOFF_SECONDS = 30.0
# Running this long without a fault makes earlier faults forgotten.
_STEADY_SECONDS = 60.0


@dataclass
class _Watched:
    program: Program
    child: "Popen[bytes] | None" = None
    record: ProcessRecord | None = None
    started: float = 0.0
    restart_at: float = 0.0
    faults: int = 0
    restarts: int = 0
    is_healthy: bool = False
    failures: int = 0
    checked: float = 0.0
    check: "Future[bool] | None" = field(default=None, repr=False)


class Supervisor:
    """Runs programs until it is told to stop; every program leads a process group of its own.

    :param say: gets one sentence for each start, fault and restart.
    """

    def __init__(self, programs: Sequence[Program], *, paths: VarPaths, say: Callable[[str], None]) -> None:
        self._watched = [_Watched(program) for program in programs]
        self._paths = paths
        self._say = say
        self._stop = threading.Event()
        self._pool = ThreadPoolExecutor(max_workers=max(1, len(programs)), thread_name_prefix="health")

    def request_stop(self) -> None:
        """End :meth:`run` soon; may be called from a signal handler."""
        self._stop.set()

    def start(self) -> None:
        """Start every program; leftovers of an earlier supervisor are stopped first."""
        clear_leftovers(self._paths)
        for watched in self._watched:
            self._launch(watched)

    def wait_until_healthy(self, *, seconds: float) -> str:
        """Watch until all are healthy.

        :returns: an empty string, or one sentence on who is not and why.
        """
        deadline = time.monotonic() + seconds
        while not self._stop.is_set():
            self.tick()
            unhealthy = [watched for watched in self._watched if not watched.is_healthy]
            if not unhealthy:
                return ""
            broken = next((watched for watched in unhealthy if watched.restarts >= 3), None)
            if broken is not None or time.monotonic() > deadline:
                return self._why(broken or unhealthy[0])
            self._stop.wait(_TICK_SECONDS)
        return "Stopped while starting."

    def run(self, *, each_second: Callable[[], None] = lambda: None) -> None:
        """Watch until :meth:`request_stop`; ``each_second`` is called about once a second."""
        called = time.monotonic()
        while not self._stop.wait(_TICK_SECONDS):
            self.tick()
            if time.monotonic() - called >= 1.0:
                called = time.monotonic()
                each_second()

    def tick(self) -> None:
        """Look after every program once."""
        for watched in self._watched:
            self._look_after(watched)

    def stop(self) -> None:
        """Stop every program and what it started: all are asked at once, then each has its grace."""
        self._stop.set()
        threads = [
            threading.Thread(target=self._end, args=(watched,))
            for watched in self._watched
            if watched.record is not None
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def replace_environment(self, changed: Mapping[str, str]) -> None:
        """Start every program again with these variables changed."""
        for watched in self._watched:
            if watched.record is not None:
                stop_record(watched.record, grace=watched.program.grace)
            watched.program = replace(watched.program, env=dict(watched.program.env) | dict(changed))
            self._launch(watched)

    def report(self) -> dict[str, dict[str, object]]:
        """Process number, health and number of restarts by program."""
        return {
            watched.program.name: {
                "pid": watched.record.pid if watched.record else None,
                "is_healthy": watched.is_healthy,
                "restarts": watched.restarts,
            }
            for watched in self._watched
        }

    def _launch(self, watched: _Watched) -> None:
        program = watched.program
        log = self._paths.logs / f"{program.name}.log"
        watched.started, watched.is_healthy, watched.failures, watched.check = time.monotonic(), False, 0, None
        watched.record = watched.child = None
        try:
            child = spawn_detached(program.command, log=log, cwd=REPOSITORY / "backend", env=program.env)
            watched.record = record_of(child.pid)
            watched.record.write(_record_path(self._paths, program.name))
            watched.child = child
        except (OSError, ProcessLookupError) as error:
            self._schedule(watched, f"could not be started: {error}")

    def _look_after(self, watched: _Watched) -> None:
        now = time.monotonic()
        if watched.child is None:
            if now >= watched.restart_at:
                watched.restarts += 1
                self._launch(watched)
            return
        code = watched.child.poll()
        if code is not None:
            self._bury(watched)
            how = f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
            self._schedule(watched, how)
            return
        if now - watched.started > _STEADY_SECONDS:
            watched.faults = 0
        self._check_health(watched, now)

    def _check_health(self, watched: _Watched, now: float) -> None:
        if watched.check is None:
            if now - watched.checked >= (_HEALTH_SECONDS if watched.is_healthy else _STARTING_HEALTH_SECONDS):
                watched.checked = now
                watched.check = self._pool.submit(watched.program.is_healthy)
            return
        if not watched.check.done():
            return
        is_healthy = watched.check.exception() is None and watched.check.result()
        watched.check = None
        if is_healthy:
            watched.is_healthy, watched.failures = True, 0
            return
        if not watched.is_healthy and now - watched.started < watched.program.patience:
            return
        watched.failures += 1
        if watched.failures >= _FAILURES_UNTIL_RESTART and watched.record is not None:
            stop_record(watched.record, grace=watched.program.grace)
            self._bury(watched)
            self._schedule(watched, "did not answer its health check")

    def _bury(self, watched: _Watched) -> None:
        """The leader is gone; whatever it started goes too, before a successor comes."""
        if watched.record is not None:
            kill_group(watched.record)

    def _schedule(self, watched: _Watched, how: str) -> None:
        delay = min(0.5 * 2**watched.faults, _LONGEST_BACKOFF_SECONDS)
        watched.faults += 1
        watched.child, watched.is_healthy = None, False
        watched.restart_at = time.monotonic() + delay
        self._say(f"{watched.program.name} {how}; it is started again in {delay:g} s.")

    def _end(self, watched: _Watched) -> None:
        if watched.record is not None:
            stop_record(watched.record, signals=(SIGTERM,), grace=watched.program.grace)
        _record_path(self._paths, watched.program.name).unlink(missing_ok=True)

    def _why(self, watched: _Watched) -> str:
        log = self._paths.logs / f"{watched.program.name}.log"
        lines = [line for line in log.read_text(errors="replace").splitlines() if line.strip()] if log.exists() else []
        return "\n".join([f"{watched.program.name} does not become healthy; the end of {log}:", *lines[-12:]])


def clear_leftovers(paths: VarPaths) -> None:
    """Stop the programs that a supervisor left behind when it was killed."""
    for path in sorted(paths.run.glob("program-*.json")):
        record = record_read(path)
        if record is not None:
            stop_record(record, grace=10)
        path.unlink(missing_ok=True)


def _record_path(paths: VarPaths, name: str) -> Path:
    return paths.run / f"program-{name}.json"
