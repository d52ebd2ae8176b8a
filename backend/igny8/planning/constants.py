"""Words and limits of planning."""

from django.db import models

KEYWORDS_PER_REQUEST = 50


class Intent(models.TextChoices):
    INFORMATIONAL = "informational"
    COMMERCIAL = "commercial"
    TRANSACTIONAL = "transactional"
    NAVIGATIONAL = "navigational"


class KeywordSource(models.TextChoices):
    MANUAL = "manual"
    CSV = "csv"
    SEED = "seed"
    API = "api"


class KeywordStatus(models.TextChoices):
    NEW = "new"
    CLUSTERED = "clustered"
    USED = "used"
    ARCHIVED = "archived"


class ClusterStatus(models.TextChoices):
    ACTIVE = "active"
    ARCHIVED = "archived"


class PageRole(models.TextChoices):
    PILLAR = "pillar"
    SPOKE = "spoke"


class IdeaStatus(models.TextChoices):
    DRAFT = "draft"
    APPROVED = "approved"
    QUEUED = "queued"
    COMPLETED = "completed"
    REJECTED = "rejected"


#: What a person sets; queued and completed follow from the writer's work.
EDITABLE_IDEA_STATUSES = (IdeaStatus.DRAFT, IdeaStatus.APPROVED, IdeaStatus.REJECTED)


class ContentType(models.TextChoices):
    POST = "post"
    PAGE = "page"
    PRODUCT = "product"
    SERVICE = "service"
    CATEGORY = "category"
    TAXONOMY = "taxonomy"


class ImportStatus(models.TextChoices):
    PENDING = "pending"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
