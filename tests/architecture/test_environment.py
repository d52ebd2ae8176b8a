"""Every variable the product reads is in ``.env.example``, and the other way round."""

import re

from tests.architecture.tree import ROOT, files, named

PREFIX = r"(?:IGNY8|OPENAI|DATABASE|REDIS|POSTGRES)_[A-Z0-9_]+"
READ = {
    ".py": re.compile(rf"""["']({PREFIX})["']"""),
    ".yml": re.compile(rf"\$\{{({PREFIX})"),
    ".sh": re.compile(rf"\$\{{?({PREFIX})"),
    ".ts": re.compile(rf"env\.({PREFIX})"),
    ".js": re.compile(rf"env\.({PREFIX})"),
    ".mjs": re.compile(rf"env\.({PREFIX})"),
    "Caddyfile": re.compile(rf"\{{\$({PREFIX})"),
    "Dockerfile": re.compile(rf"\$\{{?({PREFIX})"),
}
#: Marks one process of ours sets for another; nobody configures them.
BETWEEN_PROCESSES = {
    "IGNY8_TEST",
    "IGNY8_TEST_EXTERNAL",
    "IGNY8_REEXECUTED",
    "IGNY8_URL",
    "IGNY8_LOGS",
    "IGNY8_BROWSER_OUTPUT",
    "IGNY8_PYTHON",
}
#: Names of things that look like variables.
CONSTANTS = {"OPENAI_COMPATIBLE"}


def read() -> set[str]:
    found: set[str] = set()
    for path in files():
        place = named(path)
        pattern = READ.get(path.suffix) or READ.get(path.name)
        if pattern and place.startswith(("backend/", "sites/", "docker-compose", "Caddyfile")):
            found |= set(pattern.findall(path.read_text("utf-8")))
    return found - BETWEEN_PROCESSES - CONSTANTS


def offered() -> list[str]:
    return re.findall(r"^#?\s?([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE)


def test_every_variable_is_offered() -> None:
    assert sorted(read() - set(offered())) == [], "add it to .env.example with a word on what it does"


def test_nothing_is_offered_that_nobody_reads() -> None:
    assert sorted(set(offered()) - read()) == []
    assert len(offered()) == len(set(offered()))


def test_the_example_holds_no_secret() -> None:
    secret = re.compile(r"^(\w*(?:KEY|KEYS|PASSWORD|TOKEN|SECRET)\w*)=(.+)$", re.MULTILINE)
    assert secret.findall((ROOT / ".env.example").read_text("utf-8")) == []
