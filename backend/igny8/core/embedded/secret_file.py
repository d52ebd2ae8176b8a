"""Keys of an embedded installation: made once, kept in ``var/secrets.env`` (mode 0600)."""

import base64
import fcntl
import os
import secrets

from .fault import writing
from .paths import VarPaths


def _fernet_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


_MAKERS = {
    "IGNY8_SECRET_KEY": lambda: secrets.token_urlsafe(48),
    "IGNY8_JWT_KEY": lambda: secrets.token_urlsafe(48),
    "IGNY8_FIELD_KEYS": _fernet_key,
}


def secrets_ensure(paths: VarPaths) -> dict[str, str]:
    """Read the keys, making those that are missing; a variable set in the environment wins over the file.

    :returns: ``IGNY8_SECRET_KEY``, ``IGNY8_JWT_KEY`` (text) and ``IGNY8_FIELD_KEYS`` (Fernet keys, newest first).
    :raises ServiceError: when the file cannot be written.
    """
    with writing(paths.secrets), open(paths.run / "secrets.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stored = _read(paths)
        missing = {name: make() for name, make in _MAKERS.items() if not stored.get(name)}
        if missing:
            stored |= missing
            _write(paths, stored)
        elif paths.secrets.stat().st_mode & 0o077:
            paths.secrets.chmod(0o600)
    return {name: os.environ.get(name) or value for name, value in stored.items()}


def _read(paths: VarPaths) -> dict[str, str]:
    if not paths.secrets.exists():
        return {}
    lines = (line.partition("=") for line in paths.secrets.read_text().splitlines() if "=" in line)
    return {name.strip(): value.strip() for name, _, value in lines}


def _write(paths: VarPaths, values: dict[str, str]) -> None:
    temporary = paths.secrets.with_name(f"{paths.secrets.name}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.writelines(f"{name}={value}\n" for name, value in values.items())
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(paths.secrets)
