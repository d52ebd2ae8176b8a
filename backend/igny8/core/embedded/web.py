"""The web process: ``python -m igny8.core.embedded.web --port 8000``. Uvicorn, with what its command line cannot set."""

import argparse
import os
import socket

import uvicorn
from uvicorn.supervisors import Multiprocess

GRACE_SECONDS = 5  # for requests under way when it is told to stop; event streams end then


def config(*, host: str, port: int, workers: int) -> uvicorn.Config:
    """How everything is served at one address.

    Addresses of clients are taken from the socket; what proxies report is judged by NUM_PROXIES alone.
    """
    return uvicorn.Config(
        "igny8.config.front:application",
        host=host,
        port=port,
        workers=workers,
        lifespan="off",
        ws="none",
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_level="warning",
        backlog=2048,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


def listen(chosen: uvicorn.Config) -> socket.socket:
    """The listening socket.

    Head and body of an answer are two writes. Without TCP_NODELAY, which connections take over from here, the second waits
    40 ms for the client's acknowledgement of the first.
    """
    opened = chosen.bind_socket()
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return opened


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(prog="igny8-web", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=int(os.environ.get("IGNY8_WEB_WORKERS") or "2"))
    chosen = config(**vars(parser.parse_args()))
    opened = listen(chosen)
    if chosen.workers == 1:
        uvicorn.Server(chosen).run(sockets=[opened])
    else:
        Multiprocess(chosen, sockets=[opened]).run()


if __name__ == "__main__":
    main()
