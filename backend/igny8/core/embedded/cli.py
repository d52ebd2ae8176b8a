"""``python -m igny8.core.embedded COMMAND``: the product on one machine.

up [--detach]     services, tables, processes; in the foreground until Ctrl-C, or detached until ``down``
down              stop all of it
status            what runs, and where
services          start PostgreSQL, Redis and the model alone, and print their addresses
stop-services     stop these
demo [--once]     bring the product up and run the main job against its API
provision         create roles, database and rights on a configured server (DATABASE_SUPERUSER_URL)
model-server      serve the local model in the foreground: --host 0.0.0.0 --port 8003
run -- CMD ...    run a command with the services' addresses and the keys in its environment
"""

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress

from .environment import env_file_load, migration_environment
from .fault import ServiceError
from .model import model_serve
from .paths import REPOSITORY, VarPaths, var_paths
from .postgres_roles import provision_configured
from .product import Product, down, status_lines, status_read, supervisor_running, up_detached
from .secret_file import secrets_ensure
from .services import ensure_services, services_running, stop_services


def say(line: str) -> None:
    print(line, flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    :returns: the exit code: 0, 1 for a fault, 2 for wrong usage or a taken port, 130 after Ctrl-C.
    """
    parser = argparse.ArgumentParser(prog="igny8", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in ("down", "status", "services", "stop-services", "provision"):
        commands.add_parser(name)
    commands.add_parser("up").add_argument("--detach", action="store_true")
    commands.add_parser("demo").add_argument("--once", action="store_true")
    model = commands.add_parser("model-server")
    model.add_argument("--host", default="127.0.0.1")
    model.add_argument("--port", type=int, default=8003)
    commands.add_parser("run").add_argument("argv", nargs=argparse.REMAINDER, metavar="CMD")
    chosen = parser.parse_args(arguments)
    try:
        env_file_load(REPOSITORY / ".env")
        paths = var_paths()
        if chosen.command == "up":
            return _up(paths, detach=chosen.detach)
        if chosen.command == "demo":
            return _demo(paths, once=chosen.once)
        if chosen.command == "run":
            return _run(paths, [part for part in chosen.argv if part != "--" or chosen.argv.index(part) > 0])
        if chosen.command == "model-server":
            return model_serve(paths, host=chosen.host, port=chosen.port)
        others = {
            "down": _down,
            "status": _status,
            "services": _services,
            "stop-services": _stop_services,
            "provision": _provision,
        }
        return others[chosen.command](paths)
    except ServiceError as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130


def _up(paths: VarPaths, *, detach: bool) -> int:
    paths.create()
    if supervisor_running(paths):
        status = status_read(paths)
        say("It is running already.")
        for line in status_lines(status) if status else ():
            say(line)
        return 0
    return up_detached(paths, say=say) if detach else Product(paths=paths, say=say).run()


def _down(paths: VarPaths) -> int:
    say("Stopped." if down(paths) else "It was not running.")
    return 0


def _status(paths: VarPaths) -> int:
    for name, address in services_running(paths.root).items():
        say(f"{name:<10} {address}")
    status = status_read(paths)
    if status is None or supervisor_running(paths) is None:
        say("The product is not running (make up).")
        return 1
    for name, report in status.programs.items():
        say(f"{name:<10} {' '.join(f'{key}={value}' for key, value in report.items())}")
    for line in status_lines(status):
        say(line)
    return 0


def _services(paths: VarPaths) -> int:
    for name, value in ensure_services(model=True, var=paths.root).environment().items():
        say(f"{name}={value}")
    return 0


def _stop_services(paths: VarPaths) -> int:
    stop_services(paths.root)
    return 0


def _provision(_: VarPaths) -> int:
    provision_configured()
    say("Roles, database and rights are in place.")
    return 0


def _run(paths: VarPaths, command: list[str]) -> int:
    if not command:
        print("Name the command to run: run -- CMD ...", file=sys.stderr)
        return 2
    paths.create()
    urls = ensure_services(var=paths.root)
    environment = dict(os.environ) | secrets_ensure(paths) | urls.environment()
    environment = migration_environment(environment, urls=urls) | {"IGNY8_VAR": os.fspath(paths.root)}
    sys.stdout.flush()
    try:
        os.execvpe(command[0], command, environment)
    except OSError as error:
        print(f"{command[0]} cannot be run: {error.strerror}.", file=sys.stderr)
        return 127


def _demo(paths: VarPaths, *, once: bool) -> int:
    """The demo is a client like any other: it knows the public address and nothing else."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    client_command = [sys.executable, os.fspath(REPOSITORY / "backend" / "demo.py")]
    wrong = subprocess.call([*client_command, "--check"])
    if wrong:
        return wrong
    try:
        code = _up(paths, detach=True)
        status = status_read(paths)
        if code != 0 or status is None:
            return code or 1
        public = {
            "IGNY8_PUBLIC_URL": status.addresses["Dashboard"].rstrip("/"),
            "IGNY8_SITES_URL": status.addresses["published sites"],
            "IGNY8_VAR": os.fspath(paths.root),
            "ONCE": "1" if once else "",
        }
        client = subprocess.Popen(client_command, env=dict(os.environ) | public)
        try:
            return client.wait()
        except KeyboardInterrupt:
            _end_client(client)
            say("The demo was interrupted.")
            return 130
    finally:
        if once:
            down(paths)
            say("Stopped (ONCE=1).")


def _end_client(client: "subprocess.Popen[bytes]") -> None:
    """A terminal tells the client as well and it ends by itself; another sender may have told only us."""
    for number in (None, signal.SIGINT, signal.SIGKILL):
        if number is not None:
            client.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            client.wait(timeout=3)
            return
