"""Claiming and promoting: thin calls of the database functions in ``migrations/_queue.py``."""

from django.conf import settings
from django.db import connection
from django.db.models.query import RawQuerySet

from igny8.ai.constants import PROMOTE_BATCH
from igny8.ai.models import AIRun


def claim_next() -> AIRun | None:
    """The next promoted run, claimed with a fresh fence and lease; None when nothing is promoted."""
    rows = RawQuerySet("SELECT * FROM igny8_run_claim(%s)", model=AIRun, params=(float(settings.RUN_LEASE_SECONDS),))
    return next(iter(rows), None)


def promote(*, batch: int = PROMOTE_BATCH) -> int:
    """Promote waiting runs in fair turns. :returns: how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT igny8_runs_promote(%s, %s)", [batch, settings.ACCOUNT_RUN_CAP])
        return int(cursor.fetchone()[0])


def next_run() -> AIRun | None:
    """Claim a promoted run, promoting first when there is none."""
    return claim_next() or (claim_next() if promote() else None)
