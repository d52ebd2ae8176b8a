"""Rules about files that no linter knows."""

import ast
import re

import pytest

from tests.architecture.tree import ROOT, code, files, named, product

LONG = 400
#: Longer files, each with the reason why it is one thing.
LONG_FOR_A_REASON: dict[str, str] = {
    "frontend/src/shared/api/schema.d.ts": "generated from docs/api/openapi.yaml by `make openapi`",
    "sites/src/site/theme.css": "one stylesheet: it is sent whole, and the cascade is read from top to bottom",
    "tests/publishing/test_site.py": "one site walked through all its states; splitting it would double the set-up",
}
MISCELLANY = {"utils", "helpers", "helper", "common", "manager", "managers", "misc", "util"}
#: Where lines are written for a person at a terminal.
SPEAKS = {"backend/igny8/core/embedded/cli.py"}


def test_files_are_short() -> None:
    long = {
        named(p) for p in code(".py", ".ts", ".tsx", ".php", ".css") if len(p.read_text("utf-8").splitlines()) > LONG
    }
    assert sorted(long - set(LONG_FOR_A_REASON)) == [], "is there a second thing in them?"
    assert sorted(set(LONG_FOR_A_REASON) - {named(p) for p in files()}) == [], "no longer there"


def test_files_say_what_is_in_them() -> None:
    assert [named(p) for p in code(".py", ".ts", ".tsx", ".php") if p.stem in MISCELLANY] == []


def test_the_product_logs_and_does_not_print() -> None:
    found = []
    for path in product():
        if named(path) in SPEAKS:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"print", "breakpoint"}
            ):
                found.append(f"{named(path)}:{node.lineno}")
    assert found == []


# In pieces, or this file would name them.
HOSTS = [
    a + b
    for a, b in (
        ("npm", "js.org"),
        ("npm", "js.com"),
        ("python", "hosted.org"),
        ("py", "pi.org"),
        ("deb", ".debian.org"),
    )
]


def text_of(path: object) -> str:
    try:
        return path.read_text("utf-8")  # type: ignore[attr-defined]
    except UnicodeDecodeError:
        return ""


def test_no_file_names_a_package_registry() -> None:
    found = [f"{named(p)}: {host}" for p in files() for text in [text_of(p)] for host in HOSTS if host in text]
    assert found == [], "a lock file with addresses installs from nowhere else"


def test_no_file_names_a_path_of_one_machine() -> None:
    """This checkout's own folder and any home: a clone elsewhere has neither."""
    here = re.escape(str(ROOT))
    pattern = re.compile(rf"{here}\b|/home/[a-z]+/|/Users/[A-Za-z]+/|/roo[t]/\.|C:\\\\Users")
    found = [f"{named(p)}: {m.group()}" for p in files() if (m := pattern.search(text_of(p)))]
    assert [f for f in found if not f.startswith("tests/architecture/test_files.py")] == []


@pytest.mark.parametrize(
    "word", ["TO" + "DO", "FIX" + "ME", "Not" + "ImplementedError", "pytest.mark." + "skip", "xf" + "ail"]
)
def test_nothing_is_left_for_later(word: str) -> None:
    found = []
    for path in code(".py", ".ts", ".tsx", ".php"):
        found += [
            f"{named(path)}:{n}"
            for n, line in enumerate(text_of(path).splitlines(), 1)
            if re.search(rf"\b{re.escape(word)}\b", line)
        ]
    assert found == []
