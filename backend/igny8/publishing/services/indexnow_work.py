"""What a worker does with a hint to tell search engines, and what the sweeper does about lost ones."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from igny8.core.tasks import kick
from igny8.core.tenancy import every_tenant
from igny8.publishing import constants as c
from igny8.publishing.engine.indexnow_send import host_drain
from igny8.publishing.models import IndexNowHost, IndexNowSubmission


def host_work(*, account_id: UUID, host_id: UUID) -> int:
    """Tell of everything that waits for a host; safe to call any number of times at once. :returns: how many calls."""
    return host_drain(account_id=account_id, host_id=host_id)


def indexnow_sweep() -> int:
    """Find hosts for which something waits, or was being sent by a worker that is lost. :returns: how many hints were given."""
    now = timezone.now()
    with every_tenant("sweeper of what search engines are told"):
        open_ = IndexNowSubmission.objects.filter(
            account_id=OuterRef("account_id"), host_id=OuterRef("id"), state__in=c.OPEN_SUBMISSIONS
        )
        free = Q(lease_until=None) | Q(lease_until__lt=now)
        due = IndexNowHost.objects.filter(free, Exists(open_), not_before__lte=now).order_by("not_before")
        hints = list(due.values_list("account_id", "id")[: c.MAX_HINTS])
    for account_id, host_id in hints:
        kick("publishing.indexnow_send", account_id=str(account_id), host_id=str(host_id))
    return len(hints)


def indexnow_purge() -> int:
    """Forget old lines of the log. :returns: how many."""
    before = timezone.now() - timedelta(days=c.SUBMISSION_LOG_DAYS)
    with every_tenant("purge of what search engines were told"):
        old = IndexNowSubmission.objects.filter(created_at__lt=before).exclude(state__in=c.OPEN_SUBMISSIONS)
        return old.delete()[0]
