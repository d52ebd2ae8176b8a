"""Reading runs."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils import timezone

from igny8.accounts.selectors import site_list
from igny8.ai.constants import TERMINAL, RunStatus
from igny8.ai.models import AIRun
from igny8.core.tallies import Part, tally
from igny8.core.tenancy import every_tenant


def run_list() -> QuerySet[AIRun]:
    """Runs the actor may see, newest first by id."""
    return AIRun.objects.all()


def run_get(run_id: UUID) -> AIRun | None:
    """One run, or None where it does not exist for this actor."""
    return AIRun.objects.filter(pk=run_id).first()


def active_runs_of(subject_id: UUID) -> QuerySet[AIRun]:
    """Runs on this object that have not ended."""
    return AIRun.objects.filter(subject_id=subject_id).exclude(status__in=TERMINAL)


def runs_terminal(run_ids: Sequence[UUID]) -> dict[UUID, bool]:
    """Whether each run has ended; ids without a run are left out."""
    return {i: s in TERMINAL for i, s in AIRun.objects.filter(pk__in=run_ids).values_list("id", "status")}


def queue_depth() -> dict[str, int]:
    """Runs of the scope's account by state, those that have not ended."""
    counts = AIRun.objects.exclude(status__in=TERMINAL).values_list("status").annotate(n=Count("id")).order_by()
    return dict(counts)


def runs_summary(*, site_id: UUID | None = None) -> dict[str, Any]:
    """Runs under way, and those of the last 24 hours with what they cost, of a site or all the actor may see: one query.

    :raises NotFound: no such site.
    """
    runs, sites = run_list(), site_list()
    if site_id is not None:
        runs, sites = runs.filter(site_id=site_id), sites.filter(pk=site_id)
    since = timezone.now() - timedelta(days=1)
    ended = runs.filter(status__in=TERMINAL, updated_at__gt=since, finished_at__gt=since)  # the first has an index
    found = tally(
        site=Part(sites),
        active=Part(runs.exclude(status__in=TERMINAL)),
        ended=Part(ended, by="status", total="settled_centi"),
    )
    if site_id is not None:
        found.require("site", "No such site.")
    counts = found.counts("ended", RunStatus)
    return {
        "active": found.count("active"),
        "failed_24h": counts[RunStatus.FAILED],
        "succeeded_24h": counts[RunStatus.SUCCEEDED],
        "credits_24h": found.total("ended"),
    }


def run_changes(account_ids: Collection[UUID], *, since: datetime) -> list[tuple[UUID, UUID, datetime]]:
    """Account, run and moment of every change after ``since`` in any of the accounts: one cheap query for all open streams.

    Ids only; whoever follows them reads the rows in their own account's scope.
    """
    with every_tenant("run streams"):
        changed = AIRun.objects.filter(account_id__in=account_ids, updated_at__gt=since)
        return list(changed.values_list("account_id", "id", "updated_at").order_by())
