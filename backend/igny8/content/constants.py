"""Words and limits of content."""

from django.db import models

IMAGES_PER_REQUEST = 6
IN_ARTICLE_IMAGES = 5  # planned for one content at most
RESERVE_FACTOR = 1.2  # an article may come out this much longer than asked for
SIMILAR_FROM = 0.3  # share of five-word sequences from which two texts are shown as alike
SCHEMA_TYPES = {
    "post": "BlogPosting",
    "page": "WebPage",
    "product": "Product",
    "service": "Service",
    "category": "CollectionPage",
    "taxonomy": "CollectionPage",
}


class ContentType(models.TextChoices):
    POST = "post"
    PAGE = "page"
    PRODUCT = "product"
    SERVICE = "service"
    CATEGORY = "category"
    TAXONOMY = "taxonomy"


class TaskStatus(models.TextChoices):
    QUEUED = "queued"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


class ContentStatus(models.TextChoices):
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class ContentSource(models.TextChoices):
    IGNY8 = "igny8"
    WORDPRESS = "wordpress"
    SHOPIFY = "shopify"
    IMPORT = "import"


class VersionCause(models.TextChoices):
    AI = "ai"
    HUMAN = "human"
    LINK = "link"
    OPTIMIZE = "optimize"
    SYNC = "sync"
    RESTORE = "restore"


class TaxonomyType(models.TextChoices):
    CATEGORY = "category"
    TAG = "tag"
    CLUSTER = "cluster"
    PRODUCT_CATEGORY = "product_category"
    ATTRIBUTE = "attribute"


class ImageRole(models.TextChoices):
    FEATURED = "featured"
    IN_ARTICLE = "in_article"
    SOCIAL = "social"


class ImageStatus(models.TextChoices):
    PLANNED = "planned"
    QUEUED = "queued"
    READY = "ready"
    FAILED = "failed"
