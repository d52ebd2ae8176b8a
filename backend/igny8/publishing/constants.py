"""Words of publishing."""

from django.db import models


class PublicationStatus(models.TextChoices):
    """The only way out of unknown is: look up, then create (docs/adr)."""

    PLANNED = "planned"
    SENDING = "sending"
    UNKNOWN = "unknown"
    LIVE = "live"
    FAILED = "failed"
    UNPUBLISHED = "unpublished"


class DeploymentStatus(models.TextChoices):
    PENDING = "pending"
    RENDERING = "rendering"
    LIVE = "live"
    SUPERSEDED = "superseded"
    FAILED = "failed"
    REMOVED = "removed"
