"""Set-up: what is done is not done again, what was cut short is repaired, and faults are one sentence."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest

from bootstrapping import node_packages, python_packages, run
from bootstrapping.clone import Clone, SetupFailed, hash_files, hash_sources, is_stamped, write_stamp
from bootstrapping.commands import explain, run_logged

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    made = Clone(root=tmp_path / "clone")
    (made.root / "backend").mkdir(parents=True)
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-models.lock"):
        (made.root / name).write_text(f"# {name}\n")
    return made


def test_stamp_counts_only_for_its_value(tmp_path: Path) -> None:
    stamp = tmp_path / "stamp"
    assert not is_stamped(stamp, "a")
    write_stamp(stamp, "a")
    assert is_stamped(stamp, "a")
    assert not is_stamped(stamp, "b")


def test_hash_of_files_follows_content_and_absence(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    absent = hash_files([file])
    file.write_text("one")
    one = hash_files([file])
    file.write_text("two")
    assert len({absent, one, hash_files([file]), hash_files([file], extra="python")}) == 4


def test_hash_of_sources_ignores_what_tools_made_and_sees_renames(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "a.ts").write_text("1")
    before = hash_sources(tmp_path)
    for folder in ("node_modules", "dist", ".cache"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x").write_text("1")
    assert hash_sources(tmp_path) == before
    (tmp_path / "src" / "a.ts").rename(tmp_path / "src" / "b.ts")
    assert hash_sources(tmp_path) != before


def test_changed_lock_file_makes_its_packages_stale(clone: Clone) -> None:
    clone.venv.mkdir()
    stamp = clone.venv / ".igny8-requirements.lock"
    write_stamp(stamp, python_packages.packages_key(clone, "requirements.lock"))
    assert python_packages.packages_are_ready(clone, "requirements.lock")
    (clone.root / "requirements.lock").write_text("other==1\n")
    assert not python_packages.packages_are_ready(clone, "requirements.lock")


def test_broken_environment_is_made_again(clone: Clone) -> None:
    (clone.venv / "bin").mkdir(parents=True)
    clone.python.write_text("#!/bin/sh\nexit 1\n")
    clone.python.chmod(0o755)
    assert not python_packages.venv_is_ready(clone)
    python_packages.make_venv(clone)
    assert python_packages.venv_is_ready(clone)
    shown = subprocess.run(
        [clone.python, "-c", "import sys; print(sys.path)"], capture_output=True, text=True, check=True
    )
    assert str(clone.root / "backend") in shown.stdout


def test_environment_of_a_clone_that_was_moved_is_not_ready(clone: Clone) -> None:
    python_packages.make_venv(clone)
    moved = Clone(root=clone.root.rename(clone.root.with_name("moved")))
    assert not python_packages.venv_is_ready(moved)


def test_working_environment_made_by_hand_is_kept(clone: Clone) -> None:
    subprocess.run([sys.executable, "-m", "venv", clone.venv], check=True)
    (clone.venv / "mine").write_text("")
    python_packages.make_venv(clone)
    assert (clone.venv / "mine").exists()
    assert python_packages.venv_is_ready(clone)


def test_python_without_pip_and_venv_gives_a_sentence(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(python_packages, "find_spec", lambda name: None)
    with pytest.raises(SetupFailed, match=r"apt install python3\.\d+-venv"):
        python_packages.make_venv(clone)


def test_uv_is_taken_with_its_hashes_from_the_lock_of_this_repository() -> None:
    found = python_packages.uv_requirement((REPOSITORY / "requirements-dev.lock").read_text()).splitlines()
    assert found[0].startswith("uv==")
    assert len(found) > 3
    assert all(line.strip().startswith("--hash=sha256:") for line in found[1:])


@pytest.mark.parametrize(
    ("environment", "settings", "expected"),
    [
        ({}, "", False),
        ({}, "global.extra-index-url='x'\nglobal.cert='y'", False),
        ({"PIP_INDEX_URL": "x"}, "", True),
        ({"PIP_NO_INDEX": "1"}, "", True),
        ({}, "global.index-url='x'", True),
        ({}, "install.no-index='true'", True),
        ({}, "global.proxy='x'", True),
    ],
)
def test_pip_does_the_work_where_it_was_redirected(environment: dict[str, str], settings: str, expected: bool) -> None:
    assert python_packages.is_pip_redirected(environment, settings=settings) is expected


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("[Errno 28] No space left on device", "the disk is full"),
        ("npm error code ENOSPC", "the disk is full"),
        ("failed: Temporary failure in name resolution", "cannot be reached"),
        ("npm error code EAI_AGAIN", "cannot be reached"),
        ("error: error sending request for url", "cannot be reached"),
        ("SSL: CERTIFICATE_VERIFY_FAILED", "a certificate this machine does not trust"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "differs from the one that was locked"),
        ("line 1\nsome other fault", "some other fault"),
    ],
)
def test_fault_of_an_installer_becomes_a_sentence(output: str, sentence: str) -> None:
    assert sentence in explain(output, what="install the packages", log=Path("bootstrap.log"))


def test_too_little_space_is_said_before_anything_is_made(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "NEEDED_BYTES", 2**60)
    with pytest.raises(SetupFailed, match="are free at"):
        run.set_up(clone, dev=False)
    assert not clone.venv.exists()


def test_old_python_is_told_what_to_do() -> None:
    code = "import sys; sys.version_info = (3, 9); sys.argv = ['bootstrap.py']; import bootstrap; bootstrap.main()"
    environment = dict(os.environ) | {"PYTHONPATH": str(REPOSITORY / "backend"), "PATH": "/nonexistent"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("IGNY8 needs Python 3.11 or newer and this is 3.9.")


def test_interrupted_installer_is_ended_with_its_children(tmp_path: Path) -> None:
    mark = tmp_path / "grandchild"
    code = (
        f"import subprocess as s; p = s.Popen(['sleep', '600']); open({str(mark)!r}, 'w').write(str(p.pid)); p.wait()"
    )
    driver = (
        "import sys; from pathlib import Path; from bootstrapping.commands import run_logged\n"
        f"run_logged([sys.executable, '-c', {code!r}], what='wait', log=Path({str(tmp_path / 'log')!r}), cwd=Path('/'))"
    )
    environment = dict(os.environ) | {"PYTHONPATH": str(REPOSITORY / "backend")}
    process = subprocess.Popen([sys.executable, "-c", driver], env=environment, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 20
    while not (mark.exists() and mark.read_text()):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    process.wait(timeout=20)
    state = Path(f"/proc/{mark.read_text()}/stat")
    assert not state.exists() or state.read_text().split()[2] == "Z"


def test_failed_command_raises_with_the_end_of_its_output(tmp_path: Path) -> None:
    with pytest.raises(SetupFailed, match="the very last words"):
        run_logged(
            [sys.executable, "-c", "import sys; sys.exit('the very last words')"],
            what="fail",
            log=tmp_path / "log",
            cwd=tmp_path,
        )


def test_build_is_stale_when_sources_or_output_change(clone: Clone) -> None:
    folder = clone.root / "sites"
    for name in ("src", "dist", "node_modules"):
        (folder / name).mkdir(parents=True)
    (folder / "package.json").write_text('{"scripts": {"build": "x"}}')
    (folder / "package-lock.json").write_text("{}")
    (folder / "src" / "a.ts").write_text("1")
    (folder / "dist" / "server.js").write_text("1")
    write_stamp(node_packages._build_stamp(folder), node_packages._build_mark(clone, folder))
    assert node_packages.has_build(folder)
    assert node_packages.build_is_ready(clone, folder)
    (folder / "dist" / "server.js").write_text("")
    assert not node_packages.build_is_ready(clone, folder)
    (folder / "dist" / "server.js").write_text("1")
    assert node_packages.build_is_ready(clone, folder)
    (folder / "src" / "a.ts").write_text("2")
    assert not node_packages.build_is_ready(clone, folder)


def test_two_set_ups_at_once_work_one_after_the_other(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    step = run.Step(says="Working", is_done=lambda: bool(done), do=lambda: done.append("once"))
    monkeypatch.setattr(run, "steps", lambda clone, *, dev: iter([step]))
    clone.venv.mkdir()
    workers = [Thread(target=run.set_up, args=(clone,), kwargs={"dev": False}) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=30)
    assert done == ["once"]
