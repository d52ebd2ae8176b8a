"""Live progress as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html).

The ASGI process holds the stream open; a WSGI worker, which must not be held, answers with the present state and asks the
browser to come back in a second: the same address is then polling.
"""

import json
import time
from collections.abc import AsyncIterator, Collection, Iterator
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.db import connection
from rest_framework.utils.encoders import JSONEncoder

from igny8.ai.api.changes import changes, read
from igny8.ai.api.serializers import RunOut
from igny8.ai.constants import TERMINAL
from igny8.ai.selectors import run_list
from igny8.core.api.lookups import settle
from igny8.core.principal import Principal
from igny8.core.tenancy import tenant

KEEP_ALIVE_S = 15.0
LONGEST_S = 900.0  # then the browser reconnects, and its rights are checked anew
MOST = 100  # runs shown when an account's stream begins

Row = dict[str, Any]


def _rows(
    principal: Principal, run_id: UUID | None, site_id: UUID | None, changed: Collection[UUID] | None = None
) -> list[Row]:
    with tenant(principal.account_id, site_ids=principal.site_ids, actor=principal.actor):
        runs = run_list()
        if run_id is not None:
            runs = runs.filter(pk=run_id)
        if site_id is not None:
            runs = runs.filter(site_id=site_id)
        runs = runs.order_by("-id")[:MOST] if changed is None else runs.filter(pk__in=changed).order_by("id")
        return [dict(row) for row in settle(list(RunOut(runs, many=True).data))]


def _close() -> None:
    connection.close()  # looked up in the thread it belongs to


def _event(row: Row) -> str:
    return f"event: run\nid: {row['id']}\ndata: {json.dumps(row, cls=JSONEncoder)}\n\n"


def snapshots(principal: Principal, *, run_id: UUID | None = None, site_id: UUID | None = None) -> Iterator[str]:
    """The present state, once."""
    yield "retry: 1000\n\n"
    for row in _rows(principal, run_id, site_id):
        yield _event(row)


async def watch(principal: Principal, *, run_id: UUID | None = None, site_id: UUID | None = None) -> AsyncIterator[str]:
    """The present state, then every change, until the one run asked for has ended or 15 minutes are over."""
    await sync_to_async(_close)()  # the request's own connection: its thread lives as long as the stream
    yield "retry: 2000\n\n"
    spoke = time.monotonic()
    ends = spoke + LONGEST_S
    told: dict[str, int] = {}  # what the snapshot showed may be news as well
    with changes().follow(principal.account_id) as news:
        rows = await read(lambda: _rows(principal, run_id, site_id))
        if run_id is not None and not rows:
            return
        while True:
            for row in rows:
                text = _event(row)
                if told.get(row["id"]) != hash(text):
                    told[row["id"]], spoke = hash(text), time.monotonic()
                    yield text
                if run_id is not None and row["status"] in TERMINAL:
                    return
            if time.monotonic() > ends:
                return
            changed = await news.wait(KEEP_ALIVE_S)
            rows = []
            if changed and (run_id is None or run_id in changed):
                rows = await read(lambda ids=changed: _rows(principal, run_id, site_id, ids))  # type: ignore[misc]
            if time.monotonic() - spoke > KEEP_ALIVE_S:
                spoke = time.monotonic()
                yield ": still here\n\n"
