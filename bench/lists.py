"""The keyword list endpoint at 200,000 keywords, in process, against the bare SQL of the same page."""

import json
import statistics
import time
from collections.abc import Callable, Iterable
from typing import Any

from bench.report import Row

KEYWORDS = 200_000
SIZE = 50
DEPTH = 1000
TIMES = 60


def _p50(call: Callable[[], Any]) -> float:
    """Median milliseconds of a call, after a few warm-up calls."""
    for _ in range(5):
        call()
    taken = []
    for _ in range(TIMES):
        started = time.perf_counter()
        call()
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken)


def rows(environment: dict[str, str]) -> Iterable[Row]:
    """First page and the 1,000th, by cursor and by number."""
    import logging

    import psycopg
    from django.db import connection
    from django.test import Client

    from igny8.core.tenancy import tenant
    from tests.factories.accounts import make_account

    logging.disable(logging.INFO)
    world = make_account(roles=("owner",))
    with tenant(world.account_id), connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO igny8_keywords (id, created_at, updated_at, account_id, site_id, sector_id, keyword, normalised,
                   search_volume, difficulty, cpc_currency, intent, intents, trend, serp_features, url, source, source_tool,
                   status, extra)
               SELECT uuidv7(), now(), now(), %s, %s, %s, 'keyword ' || i, 'keyword ' || i, nullif(i %% 5000, 0), i %% 101,
                      '', 'commercial', '["commercial"]', '[]', '[]', '', 'csv', 'semrush_magic', 'new', '{}'
                 FROM generate_series(1, %s) i""",
            [world.account_id, world.site_id, world.sector_id, KEYWORDS],
        )
    with psycopg.connect(environment["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE igny8_keywords")
    client = Client(headers=world.auth("owner"))
    base = f"/api/v1/planner/keywords/?site_id={world.site_id}&page_size={SIZE}"

    def get(url: str) -> dict[str, Any]:
        response = client.get(url)
        assert response.status_code == 200, response.content[:300]
        body: dict[str, Any] = json.loads(response.content)
        return body

    con = psycopg.connect(environment["DATABASE_URL"])
    con.execute("SELECT set_config('app.account', %s, false)", [str(world.account_id)])
    columns = "SELECT * FROM igny8_keywords WHERE account_id = %s AND site_id = %s"

    def bare(after: str | None, order: str, extra: tuple[Any, ...] = ()) -> list[Any]:
        keyset = f" AND {after}" if after else ""
        return con.execute(
            f"{columns}{keyset} ORDER BY {order} LIMIT {SIZE}", [world.account_id, world.site_id, *extra]
        ).fetchall()

    for label, ordering, order in (
        ("newest first", "-id", "id DESC"),
        ("by volume", "-search_volume", "search_volume DESC NULLS LAST, id DESC"),
    ):
        first = f"{base}&ordering={ordering}" if ordering != "-id" else base
        deep = first
        for _ in range(DEPTH - 1):
            deep = get(deep)["next"]
        last = get(deep)["results"][0]
        after, extra = ("id <= %s", (last["id"],))
        if ordering != "-id":
            after = "search_volume <= %s AND (search_volume < %s OR (search_volume = %s AND id <= %s))"
            extra = (last["search_volume"],) * 3 + (last["id"],)
        yield Row(
            f"keyword list, {label}, page 1",
            _p50(lambda f=first: get(f)),
            _p50(lambda o=order: bare(None, o)),
            "ms",
            "<= 3",
        )
        yield Row(
            f"keyword list, {label}, page {DEPTH}",
            _p50(lambda d=deep: get(d)),
            _p50(lambda a=after, o=order, e=extra: bare(a, o, e)),
            "ms",
            "<= 3",
        )
    logging.disable(logging.NOTSET)
