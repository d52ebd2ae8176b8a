"""What the dashboard's own linters cannot see: that it fits the API, and that no page is left out of the browser's tests."""

import re
import subprocess

from bootstrapping.clone import Clone
from bootstrapping.node_packages import node_environment, npm
from tests.architecture.tree import ROOT

FRONTEND = ROOT / "frontend"
PAGE_LIST = ROOT / "tests" / "browser" / "support" / "page-list.ts"


def test_the_types_are_those_of_the_openapi_file() -> None:
    clone = Clone(root=ROOT)
    command = npm(clone, "run", "--silent", "types:print")
    fresh = subprocess.run(
        command, cwd=FRONTEND, env=node_environment(clone), check=True, capture_output=True, text=True
    )
    committed = FRONTEND / "src" / "shared" / "api" / "schema.d.ts"
    assert fresh.stdout == committed.read_text(), "run make openapi and commit what it wrote"


TOKENS = re.compile(r'\b(open|account|site|navigation|commands|topBar): \[|path: "([^"]+)",\s*lazy')


def declared_routes() -> set[str]:
    """The paths in the ``routes.tsx`` of the features, those of a site below ``sites/:site/``."""
    routes = set()
    for file in sorted(FRONTEND.glob("src/features/**/routes.tsx")):
        kind = ""
        for block, path in TOKENS.findall(file.read_text()):
            if block:
                kind = block
            else:
                routes.add(f"sites/:site/{path}" if kind == "site" else path.removeprefix("/"))
    return routes


def test_every_page_is_looked_at_in_a_browser() -> None:
    text = PAGE_LIST.read_text()
    listed = {f"sites/:site/{path}" for path in re.findall(r'(?:ofSite|withId)\("([^"]+)"', text)}
    listed |= {path.split("?")[0] for path in re.findall(r'(?:ofAccount|open)\("([^"]+)"', text)}
    routes = declared_routes()
    assert len(routes) > 20
    assert sorted(routes - listed) == [], "add these to page-list.ts"
    assert sorted(listed - routes) == [], "these pages are no longer there"
