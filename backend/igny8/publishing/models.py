"""Where content went, and every version of a rendered site."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from igny8.core.tenancy import SiteModel
from igny8.publishing import constants as c


class PublishingRecord(SiteModel):
    """One content at one destination. ``key`` is what makes a repeated publish the same publish."""

    content_id = models.UUIDField()
    destination = models.CharField(max_length=60)  # igny8_sites, or <platform>:<integration id>
    status = models.CharField(
        max_length=12, choices=c.PublicationStatus.choices, default=c.PublicationStatus.PLANNED
    )
    wanted = models.CharField(max_length=10, default="publish")  # publish or unpublish: the state asked for
    content_version = models.PositiveIntegerField(default=0)  # asked for
    live_version = models.PositiveIntegerField(null=True)  # really there
    payload_hash = models.CharField(max_length=64, blank=True)
    external_id = models.CharField(max_length=100, blank=True)
    external_url = models.CharField(max_length=2000, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error_kind = models.CharField(max_length=20, blank=True)  # retry, action_required, permanent
    error_code = models.CharField(max_length=60, blank=True)
    error = models.CharField(max_length=600, blank=True)
    not_before = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True)
    fence = models.BigIntegerField(default=0)
    published_at = models.DateTimeField(null=True)

    class Meta(SiteModel.Meta):
        db_table = "igny8_publishing_records"
        constraints = (
            models.UniqueConstraint(fields=["account", "content_id", "destination"], name="publication_once"),
        )
        indexes = (
            models.Index(fields=["account", "site", "-id"], name="publication_list"),
            models.Index(
                fields=["not_before"],
                name="publication_due",
                condition=Q(status__in=["planned", "sending", "unknown"]),
            ),
        )


class DeploymentRecord(SiteModel):
    """One rendered version of a site."""

    version = models.PositiveIntegerField()
    blueprint_id = models.UUIDField(null=True)
    status = models.CharField(max_length=10, choices=c.DeploymentStatus.choices, default=c.DeploymentStatus.PENDING)
    pages = models.PositiveIntegerField(default=0)
    files = models.PositiveIntegerField(default=0)
    bytes = models.PositiveBigIntegerField(default=0)
    seconds = models.FloatField(null=True)
    url = models.CharField(max_length=500, blank=True)
    definition_hash = models.CharField(max_length=64, blank=True)
    deployed_at = models.DateTimeField(null=True)
    rolled_back_from = models.PositiveIntegerField(null=True)
    error = models.CharField(max_length=600, blank=True)

    class Meta(SiteModel.Meta):
        db_table = "igny8_deployment_records"
        constraints = (
            models.UniqueConstraint(fields=["account", "site", "version"], name="deployment_version_once"),
            models.UniqueConstraint(
                fields=["account", "site"], name="deployment_live_once", condition=Q(status="live")
            ),
        )
