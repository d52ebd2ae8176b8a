"""The supervisor with stand-in programs: restarts, back-off, health, and nothing left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from igny8.core.embedded.paths import VarPaths
from igny8.core.embedded.processes import ProcessRecord, record_of, record_read
from igny8.core.embedded.programs import Program, is_running
from igny8.core.embedded.supervisor import Supervisor, clear_leftovers

# Starts a grandchild that ignores SIGTERM, writes both numbers, and waits.
FAMILY = """
import os, signal, subprocess, sys, time
stubborn = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
child = subprocess.Popen([sys.executable, "-c", stubborn])
with open(sys.argv[1] + ".new", "w") as file:
    file.write(f"{os.getpid()} {child.pid}")
os.rename(sys.argv[1] + ".new", sys.argv[1])
time.sleep(600)
"""


def wait_for(
    condition: Callable[[], object], *, seconds: float = 20.0, tick: Callable[[], None] = lambda: None
) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        tick()
        time.sleep(0.02)


def family(tmp_path: Path, *, name: str = "family", is_healthy: Callable[[], bool] = is_running) -> Program:
    command = (sys.executable, "-c", FAMILY, str(tmp_path / name))
    return Program(name=name, command=command, env=dict(os.environ), is_healthy=is_healthy, grace=5.0, patience=0.5)


def numbers(tmp_path: Path, name: str = "family") -> tuple[int, int]:
    file = tmp_path / name
    wait_for(file.exists)
    leader, grandchild = file.read_text().split()
    return int(leader), int(grandchild)


def is_gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def run(paths: VarPaths, said: list[str]) -> Iterator[Callable[..., Supervisor]]:
    made: list[Supervisor] = []

    def start(*programs: Program) -> Supervisor:
        supervisor = Supervisor(programs, paths=paths, say=said.append)
        made.append(supervisor)
        supervisor.start()
        return supervisor

    yield start
    for supervisor in made:
        supervisor.stop()


def test_stop_ends_children_and_stubborn_grandchildren(run: Callable[..., Supervisor], tmp_path: Path) -> None:
    supervisor = run(family(tmp_path))
    assert supervisor.wait_until_healthy(seconds=10) == ""
    leader, grandchild = numbers(tmp_path)
    supervisor.stop()
    assert is_gone(leader)
    wait_for(lambda: is_gone(grandchild))


def test_killed_program_is_started_again_without_its_old_children(
    run: Callable[..., Supervisor], tmp_path: Path, said: list[str]
) -> None:
    supervisor = run(family(tmp_path))
    leader, grandchild = numbers(tmp_path)
    (tmp_path / "family").unlink()
    os.kill(leader, signal.SIGKILL)
    wait_for((tmp_path / "family").exists, tick=supervisor.tick)
    assert numbers(tmp_path)[0] != leader
    assert is_gone(grandchild)
    assert said == ["family was killed by signal 9; it is started again in 0.5 s."]
    assert supervisor.report()["family"]["restarts"] == 1


def test_delay_between_restarts_doubles(run: Callable[..., Supervisor], said: list[str]) -> None:
    supervisor = run(Program(name="broken", command=(sys.executable, "-c", "exit(3)"), env=dict(os.environ)))
    wait_for(lambda: len(said) >= 3, tick=supervisor.tick)
    assert [line.rpartition("again in ")[2] for line in said] == ["0.5 s.", "1 s.", "2 s."]
    assert "ended with code 3" in said[0]


def test_program_that_never_works_is_named_with_the_end_of_its_log(run: Callable[..., Supervisor]) -> None:
    code = "import sys; sys.exit('the reason it fails')"
    supervisor = run(Program(name="broken", command=(sys.executable, "-c", code), env=dict(os.environ)))
    trouble = supervisor.wait_until_healthy(seconds=30)
    assert trouble.startswith("broken does not become healthy")
    assert "the reason it fails" in trouble


def test_program_that_cannot_be_executed_is_retried_and_named(run: Callable[..., Supervisor], said: list[str]) -> None:
    supervisor = run(Program(name="absent", command=("/nonexistent/program",), env=dict(os.environ)))
    assert "absent does not become healthy" in supervisor.wait_until_healthy(seconds=30)
    assert "could not be started" in said[0]


def test_program_that_stops_answering_is_replaced(
    run: Callable[..., Supervisor], tmp_path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("igny8.core.embedded.supervisor._HEALTH_SECONDS", 0.01)
    monkeypatch.setattr("igny8.core.embedded.supervisor._FAILURES_UNTIL_RESTART", 3)
    answers = [True]
    supervisor = run(family(tmp_path, is_healthy=lambda: answers[0]))
    leader, grandchild = numbers(tmp_path)
    assert supervisor.wait_until_healthy(seconds=10) == ""
    answers[0] = False
    wait_for(lambda: said, tick=supervisor.tick)
    assert "did not answer its health check" in said[0]
    assert is_gone(leader)
    wait_for(lambda: is_gone(grandchild))


def test_changed_address_reaches_the_programs(run: Callable[..., Supervisor], tmp_path: Path) -> None:
    code = "import os, sys, time; open(sys.argv[1], 'a').write(os.environ['ADDRESS'] + '\\n'); time.sleep(600)"
    file = tmp_path / "seen"
    command = (sys.executable, "-c", code, str(file))
    supervisor = run(Program(name="reader", command=command, env=dict(os.environ) | {"ADDRESS": "old"}))
    wait_for(lambda: file.exists() and file.read_text())
    supervisor.replace_environment({"ADDRESS": "new"})
    wait_for(lambda: file.read_text() == "old\nnew\n", tick=supervisor.tick)


def test_leftovers_of_a_killed_supervisor_are_stopped(paths: VarPaths, tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", FAMILY, str(tmp_path / "family")], start_new_session=True)
    leader, grandchild = numbers(tmp_path)
    record_of(leader).write(paths.run / "program-family.json")
    # The leader is gone as well: only the group and the record are left.
    child.kill()
    child.wait()
    clear_leftovers(paths)
    wait_for(lambda: is_gone(grandchild))
    assert record_read(paths.run / "program-family.json") is None


def test_record_of_a_reused_number_is_not_obeyed(paths: VarPaths) -> None:
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
    try:
        ProcessRecord(pid=stranger.pid, started=time.time() + 3600).write(paths.run / "program-old.json")
        clear_leftovers(paths)
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()
