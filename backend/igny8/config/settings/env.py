"""Every environment variable the product reads, typed, in one place.

A value that cannot be read stops the start with one sentence that names the variable and the cure.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[4]


def text(name: str, default: str = "") -> str:
    """The value of ``name``, or ``default`` when it is unset or blank."""
    return os.environ.get(name, "").strip() or default


def required(name: str, *, why: str) -> str:
    """The value of ``name``.

    :raises ImproperlyConfigured: when it is unset; the sentence says what it is for.
    """
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. It is {why}. Set it in the environment or in .env.")
    return value


def integer(name: str, default: int, *, low: int = 0, high: int = 2**31 - 1) -> int:
    """The whole number in ``name``.

    :raises ImproperlyConfigured: when it is no whole number from ``low`` to ``high``.
    """
    raw = text(name)
    if not raw:
        return default
    if raw.isascii() and raw.isdigit() and low <= int(raw[:20]) <= high:
        return int(raw)
    raise ImproperlyConfigured(f"{name}={raw!r} is not a whole number from {low} to {high}.")


def flag(name: str, default: bool = False) -> bool:
    """The yes or no in ``name``.

    :raises ImproperlyConfigured: when it is neither.
    """
    raw = text(name).lower()
    if not raw:
        return default
    if raw in {"1", "true", "yes", "on"}:
        return True
    if raw in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name}={raw!r} is neither yes nor no: use 1 or 0.")


def words(name: str, default: str = "") -> list[str]:
    """The comma-separated words in ``name``."""
    return [w.strip() for w in text(name, default).split(",") if w.strip()]


def var_dir() -> Path:
    """Where the embedded mode keeps its data: ``IGNY8_VAR``, or ``var/`` beside the sources."""
    return Path(text("IGNY8_VAR", str(ROOT / "var"))).resolve()


def database(url: str) -> dict[str, Any]:
    """Django's connection settings out of ``postgresql://user:password@host:port/name?host=/socket/dir``.

    :raises ImproperlyConfigured: when the address is not PostgreSQL's or names no database.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"DATABASE_URL starts with {parts.scheme!r}: only PostgreSQL is supported.")
    query = {k: v[-1] for k, v in parse_qs(parts.query).items()}
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ImproperlyConfigured("DATABASE_URL names no database: end it with /igny8.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": query.pop("port", "") or str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            **query,
            "connect_timeout": 5,
            "options": "-c timezone=UTC -c lock_timeout=15s -c statement_timeout=120s",
        },
    }


def load_file(path: Path) -> None:
    """Take ``NAME=value`` lines from ``path`` for variables the environment does not set; a missing file is fine."""
    if not path.is_file():
        return
    for line in path.read_text("utf-8").splitlines():
        name, mark, value = line.partition("=")
        if mark and not line.startswith("#"):
            os.environ.setdefault(name.strip(), value.strip())
