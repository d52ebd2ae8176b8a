"""What the product's processes are told: where the services are, the keys, and their own addresses."""

import os
from dataclasses import dataclass
from pathlib import Path

from .fault import ServiceError
from .paths import VarPaths
from .ports import port_choose
from .secret_file import secrets_ensure
from .services import ServiceUrls

_PORTS = (("IGNY8_WEB_PORT", 8000), ("IGNY8_SITES_PORT", 8002))


def env_file_load(path: Path) -> None:
    """Take ``NAME=value`` lines for variables that are not set; blank values and a missing file are fine."""
    if not path.is_file():
        return
    for line in path.read_text("utf-8").splitlines():
        name, mark, value = line.partition("=")
        value = value.strip().strip("\"'")
        if mark and value and not line.lstrip().startswith("#"):
            os.environ.setdefault(name.strip(), value)


@dataclass(frozen=True)
class Addresses:
    """Where the product listens; ``host`` is the interface, ``moved`` the sentences about ports that were taken."""

    host: str
    web_port: int
    sites_port: int
    moved: tuple[str, ...] = ()

    def local(self, port: int) -> str:
        """The address of a port as this machine sees it."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::", "") else self.host
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def addresses_choose() -> Addresses:
    """Pick the ports: what ``IGNY8_*_PORT`` says, else the default or the next free one.

    :raises ServiceError: when a port that was asked for is taken or is no port number.
    """
    host = os.environ.get("IGNY8_BIND", "127.0.0.1")
    taken: set[int] = set()
    chosen: list[int] = []
    moved: list[str] = []
    for variable, default in _PORTS:
        asked = os.environ.get(variable, "").strip()
        if asked and not (asked.isascii() and asked.isdigit() and 0 < int(asked) < 65536):
            raise ServiceError(f"{variable}={asked!r} is not a port number (1 to 65535).")
        wanted = int(asked) if asked else default
        port = port_choose(wanted=wanted, is_fixed=bool(asked), variable=variable, host=host, taken=taken)
        if port != wanted:
            moved.append(f"Port {wanted} is in use; {port} is used instead (set {variable} to choose).")
        chosen.append(port)
    web, sites = chosen
    return Addresses(host=host, web_port=web, sites_port=sites, moved=tuple(moved))


def product_environment(*, urls: ServiceUrls, addresses: Addresses, paths: VarPaths) -> dict[str, str]:
    """The environment of web, worker and the others: ours, with services, keys and addresses.

    The owner's address is left out: what serves requests shall not be able to use the role that owns the tables.

    :raises ServiceError: when the keys cannot be written.
    """
    environment = dict(os.environ) | secrets_ensure(paths) | urls.environment()
    environment.pop("DATABASE_OWNER_URL", None)
    environment.pop("DATABASE_SUPERUSER_URL", None)
    environment["IGNY8_VAR"] = os.fspath(paths.root)
    environment.setdefault("DJANGO_SETTINGS_MODULE", "igny8.config.settings.dev")
    environment.setdefault("IGNY8_PUBLIC_URL", addresses.local(addresses.web_port))
    environment.setdefault("IGNY8_SITES_URL", addresses.local(addresses.sites_port))
    environment.setdefault("IGNY8_SITES_DATA", os.fspath(paths.root / "sites-data"))
    environment.setdefault("IGNY8_STORAGE", os.fspath(paths.root / "storage"))
    environment.setdefault("PYTHONUNBUFFERED", "1")
    return environment


def migration_environment(environment: dict[str, str], *, urls: ServiceUrls) -> dict[str, str]:
    """The same for a process that changes tables: it connects as the owner."""
    owner = urls.database_owner_url or urls.database_url
    return environment | {"DATABASE_URL": owner, "DATABASE_OWNER_URL": owner}
