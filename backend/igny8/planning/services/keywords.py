"""Keywords one at a time and in bulk."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from igny8.core.errors import Conflict, InvalidInput, NotFound
from igny8.core.events import emit
from igny8.core.tenancy import current_account_id
from igny8.planning import formats
from igny8.planning.constants import KeywordSource, KeywordStatus
from igny8.planning.events import KeywordsAdded
from igny8.planning.formats.rows import REASONS
from igny8.planning.formats.text import clean_keyword, keyword_fault
from igny8.planning.models import Cluster, Keyword
from igny8.planning.services.cluster_members import ClusterLocked, keywords_move, members_changed
from igny8.planning.services.keyword_rows import PRIORITY_SQL
from igny8.planning.services.sectors import sector_require
from igny8.system.services.activity import activity_record, quoted


class KeywordExists(Conflict):
    code = "KEYWORD_EXISTS"
    default = "The sector has this keyword already."


def keyword_forms(text: str) -> tuple[str, str]:
    """The keyword as kept and its normal form. :raises InvalidInput: naming what is wrong with it."""
    cleaned = clean_keyword(text)
    normalised = formats.normalise_keyword(cleaned) if len(cleaned) <= 255 else ""
    fault = keyword_fault(text, cleaned, normalised)
    if fault:
        raise InvalidInput(errors={"keyword": [REASONS[fault]]})
    return cleaned, normalised


def _save(row: Keyword, **how: Any) -> None:
    try:
        with transaction.atomic():
            row.save(**how)
    except IntegrityError as exc:
        if "keyword_once" in str(exc):
            raise KeywordExists(errors={"keyword": [KeywordExists.default]}) from exc
        raise
    _rescore([row.id])
    row.refresh_from_db(fields=["priority_score"])


def _rescore(ids: Sequence[UUID]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE igny8_keywords SET priority_score = {PRIORITY_SQL} WHERE account_id = %s AND id = ANY(%s)",
            [current_account_id(), list(ids)],
        )


@transaction.atomic
def keyword_create(*, site_id: UUID, sector_id: UUID, keyword: str, **fields: Any) -> Keyword:
    """Add one keyword by hand.

    :param fields: search_volume, volume_low, volume_high (searches a month), difficulty (0-100), cpc, cpc_currency, intent.
    :raises NotFound: no such sector. :raises KeywordExists: the sector has it. :raises InvalidInput: no keyword.
    """
    sector_require(site_id=site_id, sector_id=sector_id)
    text, normalised = keyword_forms(keyword)
    row = Keyword(site_id=site_id, sector_id=sector_id, keyword=text, normalised=normalised, **fields)
    row.intents = [row.intent] if row.intent else []
    _save(row, force_insert=True)
    emit(KeywordsAdded(site_id=site_id, sector_id=sector_id, count=1, source=KeywordSource.MANUAL))
    activity_record(
        kind="keywords.added",
        did=f"added the keyword {quoted(row.keyword)}",
        site_id=site_id,
        object_type="keyword",
        object_id=row.id,
        title=row.keyword,
    )
    return row


@transaction.atomic
def keyword_update(*, keyword_id: UUID, changes: dict[str, Any]) -> Keyword:
    """Change a keyword's text, figures, intent, status or cluster.

    :raises NotFound: no such keyword or cluster. :raises KeywordExists: another one has this text.
    :raises ClusterLocked: it would leave or join a locked cluster.
    """
    row = Keyword.locked(keyword_id)
    if row is None:
        raise NotFound("No such keyword.")
    changes = dict(changes)
    status, move = changes.pop("status", None), "cluster_id" in changes
    cluster_id = changes.pop("cluster_id", None)
    if "keyword" in changes:
        row.keyword, row.normalised = keyword_forms(changes.pop("keyword"))
    if "intent" in changes:
        row.intents = [changes["intent"]] if changes["intent"] else []
    for field, value in changes.items():
        setattr(row, field, value)
    _save(row)
    if row.cluster_id:
        members_changed(cluster_ids=[row.cluster_id])
    if move:
        keywords_assign(keyword_ids=[row.id], cluster_id=cluster_id)
    if status:
        keywords_set_status(keyword_ids=[row.id], status=status)
    row.refresh_from_db()
    return row


@transaction.atomic
def keywords_assign(*, keyword_ids: Sequence[UUID], cluster_id: UUID | None) -> int:
    """Put keywords into a cluster by hand, or into none.

    :raises NotFound: a keyword or the cluster does not exist, or they are of different sectors.
    """
    cluster = None
    if cluster_id is not None:
        cluster = Cluster.locked(cluster_id)
        if cluster is None:
            raise NotFound("No such cluster.")
    return keywords_move(keyword_ids=keyword_ids, cluster=cluster)


@transaction.atomic
def keywords_update(*, keyword_ids: Sequence[UUID], changes: dict[str, Any]) -> int:
    """The same intent, cluster or status for many keywords.

    :returns: how many of the ids exist.
    """
    found = list(Keyword.objects.filter(pk__in=keyword_ids).values_list("id", flat=True))
    if "intent" in changes:
        intents = [changes["intent"]] if changes["intent"] else []
        Keyword.objects.filter(pk__in=found).update(intent=changes["intent"], intents=intents)
    if "cluster_id" in changes:
        keywords_assign(keyword_ids=found, cluster_id=changes["cluster_id"])
    if "status" in changes:
        keywords_set_status(keyword_ids=found, status=changes["status"])
    return len(found)


@transaction.atomic
def keywords_set_status(*, keyword_ids: Sequence[UUID], status: str) -> int:
    """Archive keywords, take them up again, or mark them as used or unused.

    ``new`` and ``archived`` take a keyword out of its cluster; ``clustered`` is for those in one.

    :returns: how many keywords are in this status now.
    :raises ClusterLocked: one would leave a locked cluster.
    """
    rows = Keyword.objects.filter(pk__in=keyword_ids)
    if status == KeywordStatus.CLUSTERED:
        return int(rows.filter(cluster_id__isnull=False).update(status=status))
    if status == KeywordStatus.USED:
        return int(rows.exclude(status=KeywordStatus.ARCHIVED).update(status=status))
    touched = _leaving(rows)
    changed = rows.update(status=status, cluster_id=None, cluster_reason=None)
    members_changed(cluster_ids=touched)
    return int(changed)


@transaction.atomic
def keywords_delete(*, keyword_ids: Sequence[UUID]) -> int:
    """Delete keywords for good. :returns: how many. :raises ClusterLocked: one is in a locked cluster."""
    rows = Keyword.objects.filter(pk__in=keyword_ids)
    touched = _leaving(rows)
    deleted, _ = rows.delete()
    members_changed(cluster_ids=touched)
    return deleted


def keyword_delete(*, keyword_id: UUID) -> None:
    """Delete one keyword. :raises NotFound: no such keyword. :raises ClusterLocked: it is in a locked cluster."""
    if not keywords_delete(keyword_ids=[keyword_id]):
        raise NotFound("No such keyword.")


@transaction.atomic
def keywords_mark_used(*, texts: Sequence[str], sector_id: UUID) -> int:
    """Mark keywords a page was written for. :returns: how many changed; texts the sector does not know are passed over."""
    forms = {formats.normalise_keyword(text) for text in texts}
    open_to_use = [KeywordStatus.NEW, KeywordStatus.CLUSTERED]
    rows = Keyword.objects.filter(sector_id=sector_id, normalised__in=forms, status__in=open_to_use)
    return int(rows.update(status=KeywordStatus.USED))


def _leaving(rows: Any) -> list[UUID]:
    """The clusters the rows are in. :raises ClusterLocked: one of them is locked."""
    touched = list(rows.filter(cluster_id__isnull=False).order_by().values_list("cluster_id", flat=True).distinct())
    if Cluster.objects.filter(pk__in=touched, is_locked=True).exists():
        raise ClusterLocked("Keywords cannot leave a locked cluster. Unlock it first.")
    return touched
