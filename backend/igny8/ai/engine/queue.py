"""Claiming and promoting: thin calls of the database functions in ``migrations/_queue.py``."""

import json
from typing import Any

from django.conf import settings
from django.db import connection

from igny8.ai.constants import PROMOTE_BATCH
from igny8.ai.models import AIRun

# What an attempt needs; the rest of the row is left where it is.
_NEEDED = {
    "id", "account_id", "site_id", "user_id", "rule_id", "function", "operation", "payload", "checkpoint", "status",
    "attempt", "max_attempts", "fence", "deadline_at", "request_id", "tokens_in", "tokens_out", "provider_cost_usd",
}  # fmt: skip
_COLUMNS = [
    field.attname for field in AIRun._meta.concrete_fields if field.attname in _NEEDED
]  # from_db wants this order
_CLAIM = f"SELECT {', '.join(_COLUMNS)} FROM igny8_run_claim(%s)"


def claim_next() -> AIRun | None:
    """The next promoted run, claimed with a fresh fence and lease; None when nothing is promoted."""
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [float(settings.RUN_LEASE_SECONDS)])
        row = cursor.fetchone()
    if row is None:
        return None
    values: dict[str, Any] = dict(zip(_COLUMNS, row, strict=True))
    for name in ("payload", "checkpoint"):
        values[name] = json.loads(values[name])
    return AIRun.from_db("default", _COLUMNS, list(values.values()))


def promote(*, batch: int = PROMOTE_BATCH) -> int:
    """Promote waiting runs in fair turns. :returns: how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT igny8_runs_promote(%s, %s)", [batch, settings.ACCOUNT_RUN_CAP])
        return int(cursor.fetchone()[0])


def next_run() -> AIRun | None:
    """Claim a promoted run, promoting first when there is none."""
    return claim_next() or (claim_next() if promote() else None)
