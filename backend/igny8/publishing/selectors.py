"""Reads of publishing, for the open scope."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from igny8.publishing.models import DeploymentRecord, PublishingRecord


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


def deployment_live(*, site_id: UUID) -> DeploymentRecord | None:
    """The version being served."""
    return DeploymentRecord.objects.filter(site_id=site_id, status="live").first()
