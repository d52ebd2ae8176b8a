"""The whole product on this machine: services, tables, processes; up and down."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from .environment import addresses_choose, migration_environment, product_environment
from .fault import ServiceError, writing
from .paths import REPOSITORY, VarPaths
from .processes import ProcessRecord, record_of, record_read, spawn_detached, stop_record
from .programs import product_programs
from .services import ServiceUrls, ensure_services, stop_services
from .supervisor import Supervisor, clear_leftovers

_READY_SECONDS = 180.0


@dataclass(frozen=True)
class ProductStatus:
    """``run/status.json``: state is starting, ready, failed or stopping."""

    state: str
    message: str = ""
    exit_code: int = 0
    addresses: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    programs: dict[str, dict[str, object]] = field(default_factory=dict)

    def write(self, paths: VarPaths) -> None:
        """Store the status atomically."""
        path = paths.run / "status.json"
        temporary = path.with_name(f"status.json.{os.getpid()}")
        temporary.write_text(json.dumps(asdict(self)))
        temporary.replace(path)


def status_read(paths: VarPaths) -> ProductStatus | None:
    """The last status that was written, or ``None``."""
    try:
        return ProductStatus(**json.loads((paths.run / "status.json").read_text()))
    except (OSError, ValueError, TypeError):
        return None


def supervisor_running(paths: VarPaths) -> ProcessRecord | None:
    """The record of the supervisor if it is alive."""
    record = record_read(paths.run / "supervisor.json")
    return record if record is not None and record.is_alive() else None


class Product:
    """One run of the product in this process, until a signal ends it."""

    def __init__(self, *, paths: VarPaths, say: Callable[[str], None]) -> None:
        self._paths = paths
        self._say = say
        self._supervisor: Supervisor | None = None
        self._is_stopping = False

    def request_stop(self, *_: object) -> None:
        """Signal handler: end soon, whatever is going on."""
        if not self._is_stopping:
            self._is_stopping = True
            if self._supervisor is not None:
                self._supervisor.request_stop()
            else:
                raise KeyboardInterrupt

    def run(self) -> int:
        """Start everything, watch, stop everything.

        :returns: the exit code: 0 after a stop that was asked for, 2 for a taken port, 1 for any other fault.
        """
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self.request_stop)
        record_of(os.getpid()).write(self._paths.run / "supervisor.json")
        status = ProductStatus(state="starting")
        status.write(self._paths)
        try:
            status = self._start()
            status.write(self._paths)
            if status.state == "ready" and self._supervisor is not None:
                self._announce(status)
                self._supervisor.run(each_second=self._each_second)
                status = ProductStatus(state="stopping")
        except KeyboardInterrupt:
            status = ProductStatus(state="stopping", message="Stopped while starting.", exit_code=130)
        except ServiceError as error:
            status = ProductStatus(state="failed", message=str(error), exit_code=1)
        finally:
            self._stop(status)
        if status.message:
            self._say(status.message)
        return status.exit_code

    def _start(self) -> ProductStatus:
        clear_leftovers(self._paths)
        try:
            addresses = addresses_choose()
        except ServiceError as error:
            return ProductStatus(state="failed", message=str(error), exit_code=2)
        self._say("Starting PostgreSQL, Redis and the local model ...")
        urls = self._services()
        environment = product_environment(urls=urls, addresses=addresses, paths=self._paths)
        self._say("Bringing the tables up to date ...")
        prepare_database(environment=migration_environment(environment, urls=urls), paths=self._paths)
        self._say("Starting web, workers, beat and sites ...")
        self._urls = urls
        programs = product_programs(environment=environment, addresses=addresses, paths=self._paths)
        self._supervisor = Supervisor(programs, paths=self._paths, say=self._say)
        self._supervisor.start()
        trouble = self._supervisor.wait_until_healthy(seconds=_READY_SECONDS)
        if trouble:
            return ProductStatus(state="failed", message=trouble, exit_code=1)
        named = {
            "Dashboard": f"{environment['IGNY8_PUBLIC_URL'].rstrip('/')}/",
            "published sites": environment["IGNY8_SITES_URL"],
            "API documentation": f"{environment['IGNY8_PUBLIC_URL'].rstrip('/')}/api/schema/swagger-ui/",
        }
        return ProductStatus(state="ready", addresses=named, notes=addresses.moved, programs=self._supervisor.report())

    def _services(self) -> ServiceUrls:
        wants_model = os.environ.get("IGNY8_LOCAL_MODEL", "on").lower() not in ("off", "0", "no", "false")
        return ensure_services(model=wants_model, var=self._paths.root)

    def _each_second(self) -> None:
        """Start a service again that died; where its address changed, so must the programs."""
        assert self._supervisor is not None
        try:
            if not services_are_alive(self._paths):
                self._say("A service ended; it is started again.")
                urls = self._services()
                if urls != self._urls:
                    self._say("Its address changed; the programs are started again with the new one.")
                    self._supervisor.replace_environment(urls.environment())
                    self._urls = urls
        except ServiceError as error:
            self._say(str(error))
        status = status_read(self._paths)
        report = self._supervisor.report()
        if status is not None and status.programs != report:
            with suppress(OSError):
                ProductStatus(
                    state=status.state, addresses=status.addresses, notes=status.notes, programs=report
                ).write(self._paths)

    def _announce(self, status: ProductStatus) -> None:
        for line in status_lines(status):
            self._say(line)

    def _stop(self, status: ProductStatus) -> None:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        with suppress(OSError):
            status.write(self._paths)
        if self._supervisor is not None:
            self._supervisor.stop()
        with suppress(ServiceError):
            stop_services(self._paths.root)
        (self._paths.run / "supervisor.json").unlink(missing_ok=True)


def services_are_alive(paths: VarPaths) -> bool:
    """Whether every service that was started here still has its process."""
    records = (record_read(paths.run / f"{name}.json") for name in ("postgres", "redis", "model"))
    return all(record.is_alive() for record in records if record is not None)


def prepare_database(*, environment: dict[str, str], paths: VarPaths) -> None:
    """Migrate as the owner of the tables and collect the static files.

    :raises ServiceError: with the end of what a command said.
    """
    log = paths.logs / "migrate.log"
    done = subprocess.run(
        [sys.executable, "-m", "igny8.core.embedded.tables"],
        cwd=REPOSITORY / "backend",
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    with writing(log), log.open("a") as file:
        file.write(done.stdout + done.stderr)
    if done.returncode != 0:
        said = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        raise ServiceError(f"The tables cannot be brought up to date: {said[-1] if said else 'no reason'} (log: {log})")


def status_lines(status: ProductStatus) -> list[str]:
    """The status for a person: the sentences about ports, then one line for each address."""
    lines = [f"  {name:<18} {address}" for name, address in status.addresses.items()]
    return [*status.notes, "IGNY8 runs:", *lines] if status.state == "ready" else [status.message or status.state]


def up_detached(paths: VarPaths, *, say: Callable[[str], None]) -> int:
    """Start the supervisor in a session of its own and wait until it is ready or has failed.

    :returns: the exit code.
    """
    log = paths.logs / "supervisor.log"
    with writing(log):
        (paths.run / "status.json").unlink(missing_ok=True)
        command: list[str | Path] = [sys.executable, "-m", "igny8.core.embedded", "up"]
        environment = dict(os.environ) | {"IGNY8_VAR": os.fspath(paths.root), "PYTHONUNBUFFERED": "1"}
        child = spawn_detached(command, log=log, cwd=REPOSITORY, env=environment)
    record = record_of(child.pid)
    try:
        while True:
            status = status_read(paths)
            if status is not None and status.state != "starting":
                break
            if child.poll() is not None:
                say(f"The supervisor ended with code {child.returncode}; see {log}.")
                return 1
            time.sleep(0.1)
        if status.state != "ready":
            with suppress(subprocess.TimeoutExpired):
                child.wait(timeout=60)
    except KeyboardInterrupt:
        say("Interrupted; stopping what was started.")
        stop_record(record, grace=60)
        raise
    for line in status_lines(status):
        say(line)
    return 0 if status.state == "ready" else status.exit_code or 1


def down(paths: VarPaths) -> bool:
    """Stop the supervisor, what a killed one left behind, and the services.

    :returns: whether a supervisor was running.
    """
    record = supervisor_running(paths)
    if record is not None:
        stop_record(record, grace=90)
    clear_leftovers(paths)
    stop_services(paths.root)
    for name in ("supervisor.json", "status.json"):
        (paths.run / name).unlink(missing_ok=True)
    return record is not None
