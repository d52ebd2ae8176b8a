"""Telling people what happened to their runs and their credits."""

from uuid import UUID

from igny8.accounts.selectors import account_get
from igny8.ai.constants import PROVIDER_FAULTS
from igny8.ai.engine.finish import actor_of
from igny8.ai.models import AIRun
from igny8.billing.services.ledger import credits_text
from igny8.core.roles import Role
from igny8.system.services.activity import activity_record, quoted
from igny8.system.services.notifications import notification_create


def run_failed_tell(*, run_id: UUID) -> None:
    """Note that a run failed for good, and tell whoever started it; of runs started together the first one stands for all.

    Without a person behind it everybody from editor up is told. The account's setting may switch the notice off.
    """
    run = AIRun.objects.filter(pk=run_id).first()
    if run is None:
        return
    title = run.title or run.function
    activity_record(
        kind="run.failed",
        did=f"started {quoted(title)}, which failed: {run.error.rstrip('.')}",
        site_id=run.site_id,
        object_type="run",
        object_id=run.id,
        title=title,
        actor=actor_of(run),
    )
    account = account_get()
    if account is None or not account.settings.get("notify_failed_runs", True):
        return
    notification_create(
        kind="ai.run_failed",
        title=f"Failed: {title}"[:200],
        body=run.error,
        link=_where(run),
        user_id=run.user_id,
        site_id=run.site_id,
        min_role=Role.EDITOR,
        dedupe_key=f"ai.run_failed:{run.batch_id or run.id}:{run.error_code}",
    )


def _where(run: AIRun) -> str:
    """The page where something can be done about it."""
    if run.error_code in PROVIDER_FAULTS:
        return "/settings/ai"
    return f"/sites/{run.site_id}/runs?run={run.id}" if run.site_id else ""


def credits_low_tell(*, left_centi: int) -> None:
    """Tell those who can do something about it that credits run out; the account's setting may switch it off."""
    account = account_get()
    if account is None or not account.settings.get("notify_low_credits", True):
        return
    notification_create(
        kind="billing.credits_low",
        title=f"Credits are running low: {credits_text(left_centi)} left",
        body="When they are used up, AI work stops until you add more or the next monthly credits arrive.",
        link="/billing",
        min_role=Role.ADMIN,
    )
