"""``python -m tests.support.standin --port 8099``: the stand-in as a process of its own; ends on Ctrl-C or SIGTERM."""

import argparse
import importlib
import signal
import threading

from .faults import FAULTS
from .server import StandIn


def main() -> None:
    parser = argparse.ArgumentParser(description="A stand-in for OpenAI and Runware on loopback.")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--default", default="ok", choices=["ok", *sorted(FAULTS)], help="behaviour without a script")
    parser.add_argument("--hang", type=float, default=5.0, help="seconds a hanging answer hangs")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before every answer")
    parser.add_argument("--answers", default="", help="module:function that makes the assistant's text")
    options = parser.parse_args()
    answer = None
    if options.answers:
        module, _, name = options.answers.partition(":")
        answer = getattr(importlib.import_module(module), name)
    done = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: done.set())
    signal.signal(signal.SIGINT, lambda *_: done.set())
    with StandIn(
        answer=answer, port=options.port, default=options.default, hang_s=options.hang, latency_s=options.latency
    ) as standin:
        print(standin.openai_url, flush=True)
        done.wait()


if __name__ == "__main__":
    main()
