"""Reads of publishing, for the open scope."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from igny8.accounts.selectors import sector_list, site_list
from igny8.content.selectors import content_list
from igny8.core.tallies import Part, tally
from igny8.publishing.constants import DeploymentStatus, PublicationStatus
from igny8.publishing.models import DeploymentRecord, IndexNowSubmission, PublishingRecord


@dataclass(frozen=True, slots=True)
class LivePage:
    """A content that visitors can read."""

    content_id: UUID
    destination: str
    url: str
    version: int


def record_list() -> QuerySet[PublishingRecord]:
    """Publications of the sites the actor may see."""
    return PublishingRecord.objects.all()


def deployment_list() -> QuerySet[DeploymentRecord]:
    """Deployments of the sites the actor may see."""
    return DeploymentRecord.objects.all()


def indexnow_submission_list() -> QuerySet[IndexNowSubmission]:
    """Pages search engines are or were told of, of the sites the actor may see."""
    return IndexNowSubmission.objects.all()


def deployment_live(*, site_id: UUID) -> DeploymentRecord | None:
    """The version being served."""
    return DeploymentRecord.objects.filter(site_id=site_id, status="live").first()


def publisher_summary(*, site_id: UUID, sector_id: UUID | None = None) -> dict[str, Any]:
    """A site's publications by status and its newest deployment, in two queries; see ``PublisherSummaryOut``.

    :raises NotFound: no such site or sector.
    """
    records = record_list().filter(site_id=site_id)
    sectors = sector_list().filter(site_id=site_id)
    if sector_id is not None:
        sectors = sectors.filter(pk=sector_id)
        records = records.filter(content_id__in=content_list().filter(sector_id=sector_id).values("pk"))
    failed = records.filter(status=PublicationStatus.FAILED)
    found = tally(
        site=Part(site_list().filter(pk=site_id)),
        sector=Part(sectors),
        records=Part(records, by="status"),
        needs_action=Part(failed.filter(error_kind="action_required")),
    )
    found.require("site", "No such site.")
    if sector_id is not None:
        found.require("sector", "No such sector on this site.")
    live = DeploymentRecord.objects.filter(site_id=OuterRef("site_id"), status=DeploymentStatus.LIVE)
    newest = deployment_list().filter(site_id=site_id).annotate(live_url=Subquery(live.values("url")[:1]))
    last = newest.order_by("-version").first()
    counts = found.counts("records", PublicationStatus)
    return {
        "records": counts,
        "failed": counts[PublicationStatus.FAILED],
        "needs_action": found.count("needs_action"),
        "last_deployment": last,
        "site_url": (last.live_url if last else None) or None,
    }
