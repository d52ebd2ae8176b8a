"""The process behind :mod:`model`: run by path as ``model_server.py GGUF NAME HANDSHAKE PORT [HOST]``.

It writes its address into the handshake file once it listens, and ends on SIGTERM.
"""

import os
import signal
import sys
from pathlib import Path

import xllamacpp

_SLOTS = 2
_CONTEXT_TOKENS = 4096


def main() -> None:
    weights, name, handshake = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    # llama.cpp runs native threads that do not see Python's handlers: end at once, there is nothing to save.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: os._exit(0))
    params = xllamacpp.CommonParams()
    params.model.path = weights
    params.model_alias = {name}
    params.n_parallel = _SLOTS
    params.n_ctx = _CONTEXT_TOKENS * _SLOTS  # the context is divided among the slots
    # A thread a core spins against the web and worker processes: on two busy cores one thread wrote five times as fast.
    threads = max(1, len(os.sched_getaffinity(0)) - 1)
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = threads
    params.hostnames = sys.argv[5:6] or ["127.0.0.1"]
    params.port = int(sys.argv[4])
    params.ui = False
    params.cors_origins = "null"
    params.cache_ram_mib = 256
    params.verbosity = 2
    server = xllamacpp.Server(params)
    temporary = handshake.with_name(f"{handshake.name}.{os.getpid()}")
    temporary.write_text(f"{server.listening_address}/v1")
    temporary.replace(handshake)
    while True:
        signal.pause()


if __name__ == "__main__":
    main()
