"""The product's own processes: command, environment and what "healthy" means for each."""

import os
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from .environment import Addresses
from .node import node_bin
from .paths import REPOSITORY, VarPaths

BACKEND = REPOSITORY / "backend"


def is_running() -> bool:
    """The health of a process that listens nowhere: the supervisor sees itself that it lives."""
    return True


@dataclass(frozen=True)
class Program:
    """A process to keep running.

    ``grace`` is how many seconds it may take to end after SIGTERM. ``patience`` is how many seconds after its start an
    unhealthy answer still counts as starting.
    """

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    is_healthy: Callable[[], bool] = field(default=is_running)
    grace: float = 10.0
    patience: float = 120.0


def http_answers(url: str, *, ok: Callable[[int], bool] = lambda status: status < 500) -> bool:
    """Whether a GET within 5 seconds gets an acceptable status."""
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return ok(answer.status)
    except urllib.error.HTTPError as error:
        return ok(error.code)
    except (OSError, ValueError):
        return False


def worker_answers(broker_url: str, name: str) -> bool:
    """Whether the Celery worker ``name`` of this machine answers a ping on the broker within 5 seconds."""
    from celery import Celery
    from kombu.exceptions import KombuError

    try:
        with Celery(broker=broker_url) as app:
            node = f"{name}@{socket.gethostname()}"
            return bool(app.control.ping(timeout=5.0, limit=1, destination=[node]))
    except (KombuError, OSError):
        return False


def product_programs(*, environment: Mapping[str, str], addresses: Addresses, paths: VarPaths) -> list[Program]:
    """Web (with the event streams), worker, runner, beat and, when it is built, the sites server."""
    python, bind = sys.executable, addresses.host
    broker = environment.get("IGNY8_REDIS_BROKER_DB", "0")
    concurrency = environment.get("IGNY8_WORKER_CONCURRENCY", str(max(4, os.cpu_count() or 1)))
    web = [python, "-m", "igny8.core.embedded.web", "--host", bind, "--port", str(addresses.web_port)]
    celery = [python, "-m", "celery", "-A", "igny8.config.celery"]
    worker = [*celery, "worker", "-Q", "default", "--concurrency", "2", "--loglevel", "INFO"]
    worker += ["--without-gossip", "--without-mingle", "-n", "worker@%h"]
    # AI runs have processes of their own: articles that take minutes must not keep a publish or a sweep waiting.
    runner = [*celery, "worker", "-Q", "ai", "--concurrency", concurrency, "--loglevel", "INFO"]
    runner += ["--without-gossip", "--without-mingle", "-n", "runner@%h"]
    beat = [*celery, "beat", "--schedule", os.fspath(paths.run / "beat-schedule"), "--pidfile=", "--loglevel", "INFO"]
    programs = [
        Program(
            name="web",
            command=web,
            env=environment,
            is_healthy=partial(http_answers, f"{addresses.local(addresses.web_port)}/healthz", ok=lambda s: s == 200),
            grace=15.0,
        ),
        *(
            Program(
                name=name,
                command=command,
                env=environment,
                is_healthy=partial(worker_answers, f"{environment['REDIS_URL'].rstrip('/')}/{broker}", name),
                grace=30.0,
            )
            for name, command in (("worker", worker), ("runner", runner))
        ),
        Program(name="beat", command=beat, env=environment),
    ]
    server = REPOSITORY / "sites" / "dist" / "server.js"
    if server.exists():
        programs.append(
            Program(
                name="sites",
                command=(os.fspath(node_bin() / "node"), os.fspath(server)),
                env=dict(environment) | {"NODE_ENV": "production", "PORT": str(addresses.sites_port), "HOST": bind},
                is_healthy=partial(http_answers, f"{addresses.local(addresses.sites_port)}/"),
            )
        )
    return programs
