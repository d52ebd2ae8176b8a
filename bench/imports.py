"""Importing 100,000 rows against a raw COPY of the same columns into a table with the same keys and indexes."""

import io
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.report import Row

ROWS = 100_000
WORDS = [
    "espresso",
    "grinder",
    "filter",
    "kettle",
    "roast",
    "moka",
    "brew",
    "beans",
    "crema",
    "portafilter",
    "scale",
    "tamper",
    "burr",
    "pour",
    "over",
    "cold",
    "latte",
]


def semrush_rows(count: int) -> Iterator[str]:
    """Lines of an export in Semrush's format; figures are made up, keywords distinct."""
    yield "Keyword,Intent,Volume,Keyword Difficulty,CPC (USD),SERP Features\n"
    for i in range(count):
        words = " ".join(WORDS[(i // 17**k) % 17] for k in range(3))
        yield (
            f'{words} {i},"Informational, Commercial","{i % 90_000:,}",{i % 101},{i % 1000 / 100:.2f},'
            '"Sitelinks, Video, People also ask"\n'
        )


def _memory_kb() -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1])
    return 0


def _raw_copy(connection: Any) -> float:
    """Seconds for COPY of the stored rows into an empty table like the real one, every index included."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.everything', 'on', false)")
        cursor.execute("CREATE TEMPORARY TABLE raw_keywords (LIKE igny8_keywords INCLUDING ALL)")
        buffer = io.BytesIO()
        with cursor.cursor.copy("COPY (SELECT * FROM igny8_keywords) TO STDOUT") as copy:
            for data in copy:
                buffer.write(data)
        started = time.perf_counter()
        with cursor.cursor.copy("COPY raw_keywords FROM STDIN") as copy:
            copy.write(buffer.getvalue())
        seconds = time.perf_counter() - started
        cursor.execute("DROP TABLE raw_keywords")
        cursor.execute("SELECT set_config('app.everything', '', false)")
    return seconds


def rows(environment: dict[str, str]) -> Iterable[Row]:
    """Seconds and memory of one import through the service, file to table."""
    from django.conf import settings
    from django.db import connection

    from igny8.core.tenancy import tenant
    from igny8.planning.models import KeywordImport
    from igny8.planning.services.keyword_import import import_run, import_start
    from tests.factories.accounts import make_account

    world = make_account(roles=("owner",))
    with TemporaryDirectory() as folder:
        settings.STORAGE_ROOT = Path(folder)
        path = Path(folder) / "keywords.csv"
        with path.open("w") as out:
            out.writelines(semrush_rows(ROWS))
        with tenant(world.account_id), path.open("rb") as file:
            row = import_start(site_id=world.site_id, sector_id=world.sector_id, file=file, filename=path.name)
        before = _memory_kb()
        started = time.perf_counter()
        import_run(account_id=world.account_id, import_id=row.id)
        seconds = time.perf_counter() - started
        grown = (_memory_kb() - before) / 1024
    with tenant(world.account_id):
        done = KeywordImport.objects.get(pk=row.id)
        if (done.rows, done.created) != (ROWS, ROWS):
            raise SystemExit(f"the import made {done.created} of {ROWS} rows: the figure would not be one.")
    yield Row("import of 100,000 rows", seconds, _raw_copy(connection), "s", "ratio <= 3 of a raw COPY")
    yield Row("import: seconds", seconds, None, "s", "<= 60")
    yield Row("import: more memory", grown, None, "MB", "<= 300")
