"""Our own sites: the whole site is rendered to static files by the Node program in ``sites/``."""

import hashlib
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from igny8.publishing.base import (
    ActionRequired,
    Capabilities,
    Check,
    Permanent,
    PublishError,
    PublishPayload,
    PublishResult,
    Retry,
    Target,
)

CURE = "Build the sites program (npm ci && npm run build in sites/, or run make) and try again."


class RenderRefused(Permanent):
    """The renderer refuses the definition; ``path`` names the field at fault."""

    def __init__(self, code: str, sentence: str, *, path: str = "") -> None:
        super().__init__(code, sentence)
        self.path = path


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What a version consists of. ``bytes`` counts every file but the manifest."""

    pages: int
    files: int
    bytes: int
    linked: int


class SitesAdapter:
    """A whole site at a time: contents are gathered into one definition and one version (``engine.deploy``).

    :param node: the Node program; None when it is not installed. :param program: ``render.js``.
    :param data: the folder the sites server reads.
    """

    platform = "igny8_sites"
    capabilities = Capabilities(
        content_types=frozenset({"post", "page", "product", "service", "category", "taxonomy"}),
        has_media=True,
        has_terms=True,
        is_whole_site=True,
        is_local=True,
    )

    def __init__(self, *, node: Path | None, program: Path, data: Path, timeout_s: float = 600) -> None:
        self.node = node
        self.program = program
        self.data = data
        self.timeout_s = timeout_s

    def publish(self, payload: PublishPayload, target: Target) -> PublishResult:
        raise Permanent("WHOLE_SITE", "This destination is deployed as a whole.")

    def unpublish(self, payload: PublishPayload, target: Target) -> None:
        raise Permanent("WHOLE_SITE", "This destination is deployed as a whole.")

    def look_up(self, payload: PublishPayload, target: Target) -> PublishResult | None:
        raise Permanent("WHOLE_SITE", "This destination is deployed as a whole.")

    def check(self, target: Target) -> Check:
        try:
            self._require()
            self.data.mkdir(parents=True, exist_ok=True)
            if not os.access(self.data, os.W_OK):
                return Check(ok=False, problem=f"The folder of the rendered sites ({self.data}) cannot be written.")
        except PublishError as exc:
            return Check(ok=False, problem=exc.sentence)
        except OSError as exc:
            return Check(ok=False, problem=f"The folder of the rendered sites cannot be made: {exc.strerror}.")
        return Check(ok=True)

    def render(
        self,
        definition: dict[str, Any],
        *,
        out: Path,
        previous: Path | None,
        on_wait: Callable[[], None] = lambda: None,
    ) -> Rendered:
        """Render into ``out``, which must be missing or empty.

        :param previous: folder of the version before; equal files become hard links to it.
        :param on_wait: called every few seconds meanwhile; what it raises stops the renderer.
        :raises RenderRefused: naming the field. :raises ActionRequired: not built. :raises Retry: it broke down.
        """
        node = self._require()
        command = [os.fspath(node), os.fspath(self.program), "--out", os.fspath(out), "--fsync"]
        command += ["--previous", os.fspath(previous)] if previous else []
        environment = {"NODE_ENV": "production", "PATH": os.defpath, "LANG": "C.UTF-8"}
        with tempfile.TemporaryFile() as wanted, tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as faults:
            wanted.write(json.dumps(definition).encode())
            wanted.seek(0)
            process = subprocess.Popen(command, stdin=wanted, stdout=said, stderr=faults, env=environment)
            self._wait(process, on_wait)
            said.seek(0)
            faults.seek(0)
            return _answer(said.read(1_000_000), faults.read(4000), process.returncode)

    def _wait(self, process: "subprocess.Popen[bytes]", on_wait: Callable[[], None]) -> None:
        ends = time.monotonic() + self.timeout_s
        try:
            while True:
                try:
                    process.wait(timeout=min(5.0, self.timeout_s))
                    return
                except subprocess.TimeoutExpired:
                    if time.monotonic() > ends:
                        raise Retry("RENDER_TIMEOUT", "Rendering the site took too long.") from None
                    on_wait()
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()

    def _require(self) -> Path:
        if self.node is None or not self.node.is_file():
            raise ActionRequired("NODE_MISSING", "Node.js is not installed on the server: run make and try again.")
        if not self.program.is_file():
            raise ActionRequired("SITES_NOT_BUILT", f"The sites program is not built. {CURE}")
        return self.node


def _answer(said: bytes, faults: bytes, code: int) -> Rendered:
    try:
        answer = json.loads(said)
        if answer.get("ok") and code == 0:
            return Rendered(**{name: int(answer[name]) for name in ("pages", "files", "bytes", "linked")})
    except (ValueError, KeyError, TypeError, AttributeError):
        detail = faults.decode(errors="replace").strip().splitlines()[-1:] or [f"exit code {code}"]
        raise Retry("RENDERER_BROKE", f"The renderer ended without an answer: {detail[0][:300]}") from None
    if answer.get("code") in {"io_error", "internal_error", "output_not_empty"}:
        raise Retry("RENDERER_" + str(answer["code"]).upper(), f"The renderer failed: {str(answer.get('error'))[:400]}")
    raise RenderRefused(
        str(answer.get("code", "")).upper(), str(answer.get("error"))[:500], path=str(answer.get("path", ""))
    )


def verify(folder: Path, *, rendered: Rendered, slugs: Iterable[str]) -> None:
    """Check that a version is exactly what its manifest lists, and holds what was to be published.

    Compares the SHA-256 of every file, counts pages and files, refuses links and paths that lead elsewhere.

    :raises Retry: naming the first thing that is wrong.
    """
    wrong = _first_fault(folder, rendered, slugs)
    if wrong:
        raise Retry("VERSION_INVALID", f"The rendered version is not whole: {wrong}.")


def _first_fault(folder: Path, rendered: Rendered, slugs: Iterable[str]) -> str:
    try:
        listed: dict[str, dict[str, Any]] = json.loads((folder / "manifest.json").read_bytes())["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return "the manifest cannot be read"
    found = set()
    for place, folders, names in os.walk(folder):
        for name in (*folders, *names):
            path = os.path.join(place, name)
            if os.path.islink(path):
                return f"{os.path.relpath(path, folder)} is a link"
            if name in names:
                found.add(os.path.relpath(path, folder).replace(os.sep, "/"))
    found.discard("manifest.json")
    if found != set(listed):
        odd = sorted(found ^ set(listed))[0]
        return f"{odd} is {'not listed' if odd in found else 'missing'}"
    for path, facts in listed.items():
        data = (folder / path).read_bytes()
        if len(data) != facts.get("size") or hashlib.sha256(data).hexdigest() != facts.get("sha256"):
            return f"{path} differs from the manifest"
    pages = sum(path.endswith(".html") for path in listed)
    if (pages, len(listed)) != (rendered.pages, rendered.files):
        return f"{pages} pages and {len(listed)} files, {rendered.pages} and {rendered.files} were announced"
    missing = next((slug for slug in slugs if f"{slug}/index.html" not in listed), None)
    return f"the page {missing} is missing" if missing is not None else ""
