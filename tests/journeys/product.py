"""The whole product for a test: the programs of the embedded mode, on the tests' database, with a provider that stands in."""

import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from demonstration.client import Api
from igny8.core.embedded.environment import Addresses, product_environment
from igny8.core.embedded.paths import VarPaths
from igny8.core.embedded.processes import record_of
from igny8.core.embedded.programs import product_programs
from igny8.core.embedded.services import ServiceUrls
from igny8.core.embedded.supervisor import Supervisor
from tests.journeys import author
from tests.support.standin import StandIn


@dataclass
class Product:
    """A running product. ``said`` is what its supervisor had to report: nothing, when all is well."""

    public_url: str
    sites_url: str
    paths: VarPaths
    provider: StandIn
    said: list[str] = field(default_factory=list)

    def api(self) -> Api:
        """A client nobody is signed in with."""
        return Api(self.public_url)

    def mailed(self, page: str, recipient: str) -> list[str]:
        """The tokens of the links to ``page`` in mails to ``recipient``: the console backend writes mails to the log."""
        text = "".join(path.read_text(errors="replace") for path in self.paths.logs.glob("*.log"))
        mails = re.split(r"Subject: ", text)[1:]
        found = [re.search(rf"/{page}\?token=([A-Za-z0-9_-]+)", mail) for mail in mails if f"To: {recipient}" in mail]
        return [match[1] for match in found if match]

    def log(self, name: str) -> str:
        return (self.paths.logs / f"{name}.log").read_text(errors="replace")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def product_running(folder: Path) -> Iterator[Product]:
    """Start everything, and leave nothing running."""
    paths = VarPaths(root=folder)
    paths.create()
    addresses = Addresses(host="127.0.0.1", web_port=free_port(), sites_port=free_port())
    with pytest.MonkeyPatch.context() as patch, StandIn(answer=author.answer) as provider:
        author.learn(patch)
        patch.setenv("DJANGO_SETTINGS_MODULE", "igny8.config.settings.dev")
        patch.setenv("OPENAI_BASE_URL", provider.openai_url)
        patch.setenv("IGNY8_WORKER_CONCURRENCY", "3")
        patch.setenv("IGNY8_WEB_WORKERS", "1")
        for name in ("IGNY8_PUBLIC_URL", "IGNY8_SITES_URL", "IGNY8_STORAGE", "IGNY8_SITES_DATA"):
            patch.delenv(name, raising=False)
        urls = ServiceUrls(database_url=os.environ["DATABASE_URL"], redis_url=os.environ["REDIS_URL"])
        environment = product_environment(urls=urls, addresses=addresses, paths=paths)
        product = Product(
            public_url=environment["IGNY8_PUBLIC_URL"],
            sites_url=environment["IGNY8_SITES_URL"],
            paths=paths,
            provider=provider,
        )
        programs = product_programs(environment=environment, addresses=addresses, paths=paths)
        supervisor = Supervisor(programs, paths=paths, say=product.said.append)
        records = []
        try:
            supervisor.start()
            trouble = supervisor.wait_until_healthy(seconds=90)
            assert not trouble, trouble
            records = [record_of(int(str(report["pid"]))) for report in supervisor.report().values()]
            yield product
        finally:
            everybody = [child for record in records if psutil.pid_exists(record.pid) for child in _family(record.pid)]
            supervisor.stop()
            left = [
                process for process in everybody if process.is_running() and process.status() != psutil.STATUS_ZOMBIE
            ]
            for process in left:
                process.kill()
        assert left == [], "stopping the product stops everything it started"


def _family(pid: int) -> list[psutil.Process]:
    try:
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []
