"""Words and limits of publishing."""

from django.db import models

IGNY8_SITES = "igny8_sites"
MAX_PER_REQUEST = 200  # contents in one call
CALL_SECONDS = 120  # an adapter's call must be over by then
LEASE_SECONDS = 300  # well above CALL_SECONDS: nobody looks up while the first call may still create
CLAIM_BATCH = 8  # records taken at once; the next ones are taken while the last of them is being sent
DEPLOY_LEASE_SECONDS = 120  # renewed while the renderer works
MAX_ATTEMPTS = 8
BACKOFF_BASE_S = 5.0
BACKOFF_CAP_S = 1800.0
SCHEDULE_GRACE_S = 30.0  # a destination that shows it by itself gets this long before we make sure of it
RENDER_SECONDS = 600
MAX_PAST_SLUGS = 20
MAX_HINTS = 50
OTHER_TEXT = "other"  # in place of a hash: visitors read something that is none of our snapshots


class PublicationStatus(models.TextChoices):
    """The only way out of unknown is: look up, then create. Scheduled: the destination has it and shows it at its moment."""

    PLANNED = "planned"
    SENDING = "sending"
    UNKNOWN = "unknown"
    SCHEDULED = "scheduled"
    LIVE = "live"
    FAILED = "failed"
    UNPUBLISHED = "unpublished"


class Wanted(models.TextChoices):
    PUBLISH = "publish"
    UNPUBLISH = "unpublish"


class DeploymentStatus(models.TextChoices):
    PENDING = "pending"
    RENDERING = "rendering"
    LIVE = "live"
    SUPERSEDED = "superseded"
    FAILED = "failed"
    REMOVED = "removed"


DUE = (PublicationStatus.PLANNED, PublicationStatus.UNKNOWN, PublicationStatus.SCHEDULED)
ACTIVE_DEPLOYMENTS = (DeploymentStatus.PENDING, DeploymentStatus.RENDERING)
KEPT_DEPLOYMENTS = (DeploymentStatus.LIVE, DeploymentStatus.SUPERSEDED)


class KeyState(models.TextChoices):
    """Whether search engines can read the key that speaks for a host."""

    UNCHECKED = "unchecked"
    OK = "ok"
    MISSING = "missing"


class SubmissionState(models.TextChoices):
    """Of a page that search engines are told of."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    SKIPPED = "skipped"
    FAILED = "failed"


class SubmissionReason(models.TextChoices):
    PUBLISHED = "published"
    MOVED = "moved"  # the page's former address
    UNPUBLISHED = "unpublished"
    ASKED = "asked"


OPEN_SUBMISSIONS = (SubmissionState.WAITING, SubmissionState.SENDING)
SUBMISSION_BATCH = 10_000  # pages in one call, by the protocol
SUBMISSION_LEASE_SECONDS = 180  # above reading a key and sending together
SUBMISSION_ATTEMPTS = 10
SUBMISSION_BACKOFF_BASE_S = 30.0
SUBMISSION_BACKOFF_CAP_S = 6 * 3600.0
SUBMISSION_GAP_SECONDS = 10  # what comes in meanwhile goes in one call
SUBMISSION_LOG_DAYS = 30
KEY_TRUST_DAYS = 30  # then the key is read again before the next call
