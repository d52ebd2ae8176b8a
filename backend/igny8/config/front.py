"""Everything at one address, for the embedded mode: event streams in the event loop, all else in threads.

Production runs the two in processes of their own (gunicorn and uvicorn) behind a proxy that tells them apart.
"""

import re
from typing import Any

from igny8.config.asgi import application as streams
from igny8.config.settings import env
from igny8.config.wsgi import application as pages
from igny8.core.wsgi_in_threads import WsgiInThreads

STREAMS = re.compile(r"/api/v1/ai/runs/(stream|[0-9a-f-]+/events)/")
THREADS = env.integer("IGNY8_WEB_THREADS", 8, low=1, high=256)
_threaded = WsgiInThreads(pages, threads=THREADS)


async def application(scope: Any, receive: Any, send: Any) -> None:
    """The ASGI entry point."""
    if STREAMS.fullmatch(scope["path"]) and scope["method"] == "GET":
        await streams(scope, receive, send)
    else:
        await _threaded(scope, receive, send)
