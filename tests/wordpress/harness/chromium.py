"""A Chromium without a window, spoken to over two pipes in its own protocol: no driver has to be installed."""

import base64
import json
import os
import select
import shlex
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from . import process
from .presence import chromium

ARGUMENTS = (
    "--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
    "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--hide-scrollbars", "about:blank",
)  # fmt: skip


class Page:
    """One tab; a context manager."""

    def __init__(self, *, width: int = 1280, height: int = 900) -> None:
        self.size = (width, height)
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self.number, self.session, self.read = 0, "", b""

    def __enter__(self) -> Self:
        there, self.sending = os.pipe()
        self.receiving, here = os.pipe()
        arguments = [*ARGUMENTS, f"--user-data-dir={self.folder.name}", f"--window-size={self.size[0]},{self.size[1]}"]
        # The protocol's pipes are the file descriptors 3 and 4 of the browser, whatever they are here.
        command = f"exec {shlex.join([chromium(), *arguments])} 3<&{there} 4>&{here}"
        with (Path(self.folder.name) / "log").open("wb") as log:
            self.browser = subprocess.Popen(
                ["bash", "-c", command], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                pass_fds=(there, here), start_new_session=True,
            )  # fmt: skip
        os.close(there)
        os.close(here)
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.resize(*self.size)
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        process.stop(self.browser)
        os.close(self.sending)
        os.close(self.receiving)
        self.folder.cleanup()

    def ask(self, method: str, *, seconds: float = 60, **params: Any) -> dict[str, Any]:
        """One command of the protocol, and its result.

        :raises TimeoutError: no answer came. :raises RuntimeError: it is an error.
        """
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.sending, json.dumps(message).encode() + b"\0")
        until = time.monotonic() + seconds
        while True:
            while b"\0" not in self.read:
                left = until - time.monotonic()
                if left <= 0 or not select.select([self.receiving], [], [], left)[0]:
                    raise TimeoutError(f"{method} was not answered within {seconds:.0f} s")
                part = os.read(self.receiving, 1 << 20)
                if not part:
                    raise RuntimeError("Chromium has ended.")
                self.read += part
            one, _, self.read = self.read.partition(b"\0")
            answer = json.loads(one)
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result

    def run(self, script: str) -> Any:
        """The value of a piece of JavaScript; a promise is waited for."""
        answer = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"])[:800])
        return answer["result"].get("value")

    def wait_for(self, script: str, *, seconds: float = 60) -> Any:
        """What the script gives, once it gives something true."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                if found := self.run(f"(() => {{ try {{ return {script}; }} catch (e) {{ return null; }} }})()"):
                    return found
            except RuntimeError:  # the page is being changed
                pass
            time.sleep(0.1)
        raise TimeoutError(f"not true within {seconds:.0f} s: {script}")

    def open(self, url: str) -> None:
        """Open a page, and wait until it is read."""
        self.run("window.leaving = true; 0")
        self.ask("Page.navigate", url=url)
        self.wait_for("!window.leaving && document.readyState === 'complete'")

    def sign_in(self, url: str, password: str, *, name: str = "admin") -> None:
        """Sign in at WordPress."""
        self.open(f"{url}/wp-login.php")
        fields = json.dumps([["user_login", name], ["user_pass", password]])
        self.run(
            f"for (const [id, value] of {fields}) document.getElementById(id).value = value; "
            "setTimeout(() => document.getElementById('wp-submit').click()); 0"
        )
        self.wait_for("location.pathname.startsWith('/wp-admin') && document.readyState === 'complete'")

    def resize(self, width: int, height: int) -> None:
        """Make the window as large as a desktop's, or a phone's."""
        self.ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )

    def picture(self, file: Path) -> None:
        """Keep what is seen."""
        file.write_bytes(base64.b64decode(self.ask("Page.captureScreenshot", format="png")["data"]))
