"""What webhooks told that a pull cannot show: deletions for good, and the plugin being switched off."""

from django.utils import timezone

from igny8.integration.constants import ItemSpace, LogLevel
from igny8.integration.engine.journal import Journal
from igny8.integration.engine.terms import term_gone
from igny8.integration.engine.tombstones import post_gone
from igny8.integration.models import SyncedItem, SyncRun, WebhookReceipt


def receipts_settle(journal: Journal, run: SyncRun) -> int:
    """Settle every webhook that came in before the run began: what it told of has been pulled by now. :returns: how many."""
    open_ = WebhookReceipt.objects.filter(
        integration_id=journal.integration.id, processed_at=None, received_at__lte=run.started_at
    )
    rows = list(open_.order_by("sequence", "received_at"))
    deleted = {"post.deleted": set[str](), "term.deleted": set[str]()}
    for row in rows:
        if row.type in deleted:
            deleted[row.type].add(str(row.data.get("post_id" if row.type == "post.deleted" else "term_id", "")))
    posts_gone(journal, deleted["post.deleted"])
    for item in _items(journal, ItemSpace.TERMS, deleted["term.deleted"]):
        term_gone(journal, item)
    if any(row.type == "plugin.deactivated" for row in rows):
        journal.note("plugin_deactivated", "The plugin was deactivated in WordPress.", level=LogLevel.WARNING)
    open_.filter(pk__in=[row.id for row in rows]).update(processed_at=timezone.now())
    return len(rows)


def posts_gone(journal: Journal, external_ids: set[str]) -> None:
    """These posts were deleted for good; ids are never used again."""
    for item in _items(journal, ItemSpace.POSTS, external_ids):
        journal.counts[post_gone(journal, item)] += 1


def _items(journal: Journal, space: str, external_ids: set[str]) -> list[SyncedItem]:
    if not external_ids:
        return []
    rows = SyncedItem.objects.filter(
        integration_id=journal.integration.id, space=space, external_id__in=list(external_ids)
    )
    return list(rows.order_by("id"))
