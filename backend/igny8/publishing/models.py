"""Where content went, and every version of a rendered site."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from igny8.core.tenancy import SiteModel, TenantForeignKey
from igny8.publishing import constants as c


class PublishingRecord(SiteModel):
    """One content at one destination.

    ``payload_hash`` names the snapshot asked for, ``live_hash`` the one that is really there. A record with a lease is in the
    hands of the one worker that has the destination's lane.
    """

    content_id = models.UUIDField()
    destination = models.CharField(max_length=60)  # igny8_sites, or <platform>:<integration id>
    title = models.CharField(max_length=255, blank=True)
    status = models.CharField(max_length=12, choices=c.PublicationStatus.choices, default=c.PublicationStatus.PLANNED)
    wanted = models.CharField(max_length=10, choices=c.Wanted.choices, default=c.Wanted.PUBLISH)
    content_version = models.PositiveIntegerField(default=0)  # asked for
    live_version = models.PositiveIntegerField(null=True)  # really there
    payload_hash = models.CharField(max_length=64, blank=True)
    live_hash = models.CharField(max_length=64, blank=True)
    live_slug = models.CharField(max_length=200, blank=True)
    past_slugs = models.JSONField(default=list)  # addresses it had before; they redirect
    external_id = models.CharField(max_length=100, blank=True)
    external_url = models.CharField(max_length=2000, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error_kind = models.CharField(max_length=20, blank=True)  # retry, action_required, permanent, unknown
    error_code = models.CharField(max_length=60, blank=True)
    error = models.CharField(max_length=600, blank=True)
    warnings = models.JSONField(default=list)  # sentences: what the destination did not take
    scheduled_for = models.DateTimeField(null=True)  # the moment visitors are to read it from, while that is to come
    not_before = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True)
    fence = models.BigIntegerField(default=0)
    deployment_id = models.UUIDField(null=True)  # the deployment that has taken it up
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
                condition=Q(status__in=["planned", "sending", "unknown", "scheduled"]),
            ),
        )


class DestinationLane(SiteModel):
    """A destination that takes one content at a time. Whoever holds the lease calls it, nobody else."""

    destination = models.CharField(max_length=60)
    fence = models.BigIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)

    class Meta(SiteModel.Meta):
        db_table = "igny8_destination_lanes"
        constraints = (models.UniqueConstraint(fields=["account", "site", "destination"], name="lane_once"),)


class PublicationSnapshot(SiteModel):
    """What was asked to be published, to the letter: a later draft of the content never leaks into a deployment."""

    record = TenantForeignKey(PublishingRecord, on_delete=models.CASCADE)
    hash = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    payload = models.JSONField()

    class Meta(SiteModel.Meta):
        db_table = "igny8_publication_snapshots"
        constraints = (models.UniqueConstraint(fields=["account", "record", "hash"], name="snapshot_once"),)


class DeploymentRecord(SiteModel):
    """One rendered version of a site. ``entries`` are the contents in it: record id, snapshot's hash, slug."""

    version = models.PositiveIntegerField()
    blueprint_id = models.UUIDField(null=True)
    status = models.CharField(max_length=10, choices=c.DeploymentStatus.choices, default=c.DeploymentStatus.PENDING)
    reason = models.CharField(max_length=40, blank=True)
    entries = models.JSONField(default=list)
    site_slug = models.CharField(max_length=100, blank=True)
    domain = models.CharField(max_length=253, blank=True)
    pages = models.PositiveIntegerField(default=0)
    files = models.PositiveIntegerField(default=0)
    bytes = models.PositiveBigIntegerField(default=0)
    seconds = models.FloatField(null=True)
    url = models.CharField(max_length=500, blank=True)
    definition_hash = models.CharField(max_length=64, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    deployed_at = models.DateTimeField(null=True)
    rolled_back_from = models.PositiveIntegerField(null=True)
    error_code = models.CharField(max_length=60, blank=True)
    error = models.CharField(max_length=600, blank=True)

    class Meta(SiteModel.Meta):
        db_table = "igny8_deployment_records"
        constraints = (
            models.UniqueConstraint(fields=["account", "site", "version"], name="deployment_version_once"),
            models.UniqueConstraint(
                fields=["account", "site"], name="deployment_live_once", condition=Q(status="live")
            ),
            models.UniqueConstraint(
                fields=["account", "site"],
                name="deployment_one_at_a_time",
                condition=Q(status__in=["pending", "rendering"]),
            ),
        )


class IndexNowSettings(SiteModel):
    """Whether search engines are told of a site's pages, and the key that proves we may. The key is public by its nature."""

    is_enabled = models.BooleanField(default=True)
    key = models.CharField(max_length=64)
    previous_key = models.CharField(max_length=64, blank=True)  # stays readable: what was sent with it may be open

    class Meta(SiteModel.Meta):
        db_table = "igny8_indexnow_settings"
        constraints = (models.UniqueConstraint(fields=["account", "site"], name="indexnow_settings_once"),)


class IndexNowHost(SiteModel):
    """A host of a site: its key, and the turn of whoever sends. A host with a lease is being worked on."""

    host = models.CharField(max_length=253)
    origin = models.CharField(max_length=300)  # scheme and host
    destination = models.CharField(max_length=60)
    key_state = models.CharField(max_length=10, choices=c.KeyState.choices, default=c.KeyState.UNCHECKED)
    key_url = models.CharField(max_length=2000, blank=True)  # where the key was read
    key_read = models.CharField(max_length=64, blank=True)  # the key that was read there
    key_code = models.CharField(max_length=60, blank=True)
    key_error = models.CharField(max_length=600, blank=True)
    key_checked_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)  # calls in a row that failed
    batch_size = models.PositiveIntegerField(default=c.SUBMISSION_BATCH)  # halved to find a page that is refused
    not_before = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True)
    fence = models.BigIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)

    class Meta(SiteModel.Meta):
        db_table = "igny8_indexnow_hosts"
        constraints = (models.UniqueConstraint(fields=["account", "site", "host"], name="indexnow_host_once"),)


class IndexNowSubmission(SiteModel):
    """A page search engines are told of: first a place in the queue, then a line of the log.

    ``is_again``: it changed once more while it was being sent, so it is sent once more.
    """

    host = TenantForeignKey(IndexNowHost, on_delete=models.CASCADE, null=True, db_index=False)
    content_id = models.UUIDField(null=True)
    destination = models.CharField(max_length=60)
    url = models.CharField(max_length=2000)
    url_hash = models.CharField(max_length=64)
    reason = models.CharField(max_length=12, choices=c.SubmissionReason.choices)
    state = models.CharField(max_length=8, choices=c.SubmissionState.choices, default=c.SubmissionState.WAITING)
    is_again = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    status_code = models.PositiveSmallIntegerField(null=True)
    error_code = models.CharField(max_length=60, blank=True)
    error = models.CharField(max_length=600, blank=True)
    finished_at = models.DateTimeField(null=True)

    class Meta(SiteModel.Meta):
        db_table = "igny8_indexnow_submissions"
        constraints = (
            models.UniqueConstraint(
                fields=["account", "site", "url_hash"],
                name="indexnow_submission_once",
                condition=Q(state__in=["waiting", "sending"]),
            ),
        )
        indexes = (
            models.Index(fields=["account", "site", "-id"], name="indexnow_submission_list"),
            models.Index(fields=["account", "content_id", "-id"], name="indexnow_submission_content"),
            models.Index(
                fields=["account", "host", "id"],
                name="indexnow_submission_open",
                condition=Q(state__in=["waiting", "sending"]),
            ),
            models.Index(
                fields=["account", "site", "url_hash"],
                name="indexnow_submission_skipped",
                condition=Q(state="skipped"),
            ),
        )
