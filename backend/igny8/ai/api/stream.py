"""Live progress as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html).

The ASGI process holds the stream open; a WSGI worker, which must not be held, answers with the present state and asks the
browser to come back in a second: the same address is then polling.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.db import connection
from rest_framework.utils.encoders import JSONEncoder

from igny8.ai.api.serializers import RunOut
from igny8.ai.constants import TERMINAL
from igny8.ai.selectors import run_list
from igny8.core.principal import Principal
from igny8.core.tenancy import tenant

POLL_S = 0.5
KEEP_ALIVE_S = 15.0
LONGEST_S = 900.0  # then the browser reconnects, and its rights are checked anew


def _rows(principal: Principal, run_id: UUID | None, site_id: UUID | None) -> list[dict[str, Any]]:
    with tenant(principal.account_id, site_ids=principal.site_ids, actor=principal.actor):
        runs = run_list()
        if run_id is not None:
            runs = runs.filter(pk=run_id)
        if site_id is not None:
            runs = runs.filter(site_id=site_id)
        return [dict(row) for row in RunOut(runs.order_by("-id")[:100], many=True).data]


def _event(row: dict[str, Any]) -> str:
    return f"event: run\nid: {row['id']}\ndata: {json.dumps(row, cls=JSONEncoder)}\n\n"


def snapshots(principal: Principal, *, run_id: UUID | None = None, site_id: UUID | None = None) -> Iterator[str]:
    """The present state, once."""
    yield "retry: 1000\n\n"
    for row in _rows(principal, run_id, site_id):
        yield _event(row)


def _poll(principal: Principal, run_id: UUID | None, site_id: UUID | None) -> list[dict[str, Any]]:
    try:
        return _rows(principal, run_id, site_id)
    finally:
        connection.close()  # threads of the event loop's pool must not each keep one


async def watch(principal: Principal, *, run_id: UUID | None = None, site_id: UUID | None = None) -> AsyncIterator[str]:
    """The present state, then every change, until the one run asked for has ended or 15 minutes are over."""
    yield "retry: 2000\n\n"
    seen: dict[str, str] = {}
    started = spoke = time.monotonic()
    while time.monotonic() - started < LONGEST_S:
        rows = await sync_to_async(_poll, thread_sensitive=False)(principal, run_id, site_id)
        for row in rows:
            text = _event(row)
            if seen.get(str(row["id"])) != text:
                seen[str(row["id"])] = text
                spoke = time.monotonic()
                yield text
        if run_id is not None and (not rows or rows[0]["status"] in TERMINAL):
            return
        if time.monotonic() - spoke > KEEP_ALIVE_S:
            spoke = time.monotonic()
            yield ": still here\n\n"
        await asyncio.sleep(POLL_S)
