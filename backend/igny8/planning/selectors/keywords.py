"""Keywords, imports and what was rejected."""

from uuid import UUID

from django.db.models import F, QuerySet

from igny8.planning.constants import KeywordStatus
from igny8.planning.models import Keyword, KeywordImport, KeywordReject

#: Strongest first: searches a month, then (where no tool gave any) how often the site was shown for it; unknown comes last.
BY_DEMAND = (F("search_volume").desc(nulls_last=True), F("impressions").desc(nulls_last=True), "id")
#: Columns of a list; the rest (features, foreign columns) is for one keyword at a time.
LIST_DEFERS = ("extra", "cluster_reason", "serp_features", "url", "updated_at")


def keyword_list() -> QuerySet[Keyword]:
    """The keywords of the sites the actor may see."""
    return Keyword.objects.all()


def keyword_rows() -> QuerySet[Keyword]:
    """The same without the columns a list does not show."""
    return Keyword.objects.defer(*LIST_DEFERS)


def keyword_get(keyword_id: UUID) -> Keyword | None:
    """One keyword."""
    return Keyword.objects.filter(pk=keyword_id).first()


def opportunity_list() -> QuerySet[Keyword]:
    """Keywords nothing has been written for, of which demand and difficulty are known: worth ranking by priority."""
    open_to_use = [KeywordStatus.NEW, KeywordStatus.CLUSTERED]
    return keyword_rows().filter(status__in=open_to_use, priority_score__isnull=False)


def import_list() -> QuerySet[KeywordImport]:
    """Imports of keyword exports."""
    return KeywordImport.objects.all()


def import_get(import_id: UUID) -> KeywordImport | None:
    """One import."""
    return KeywordImport.objects.filter(pk=import_id).first()


def reject_list(*, import_id: UUID) -> QuerySet[KeywordReject]:
    """Rows of an import that were not taken."""
    return KeywordReject.objects.filter(keyword_import_id=import_id)
