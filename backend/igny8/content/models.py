"""Tasks, content with its versions, images, taxonomies, comments."""

from django.db import models
from django.db.models import Q

from igny8.content import constants as c
from igny8.core.tenancy import SiteModel, TenantForeignKey


class Task(SiteModel):
    """A piece of content to be written."""

    sector = TenantForeignKey("accounts.Sector", on_delete=models.CASCADE)
    title = models.CharField(max_length=255)
    brief = models.TextField(blank=True)
    cluster_id = models.UUIDField(null=True)  # planning's rows are named by id: deleting one must not delete work
    idea_id = models.UUIDField(null=True)
    target_keywords = models.JSONField(default=list)
    outline = models.JSONField(default=list)  # [{"heading", "points", "keywords", "is_locked"}]
    content_type = models.CharField(max_length=10, choices=c.ContentType.choices, default=c.ContentType.POST)
    structure = models.CharField(max_length=40, blank=True)  # name of the structure template
    target_words = models.PositiveIntegerField(default=800)
    author_profile_id = models.UUIDField(null=True)
    planned_date = models.DateField(null=True)
    assignee = TenantForeignKey("accounts.User", null=True, on_delete=models.SET_NULL)
    status = models.CharField(max_length=12, choices=c.TaskStatus.choices, default=c.TaskStatus.QUEUED)
    error = models.CharField(max_length=600, blank=True)

    class Meta(SiteModel.Meta):
        db_table = "igny8_tasks"
        constraints = (models.UniqueConstraint(fields=["account", "idea_id"], name="task_idea_once"),)
        indexes = (models.Index(fields=["account", "site", "-id"], name="task_list"),)

    def __str__(self) -> str:
        return self.title


class ContentTaxonomy(SiteModel):
    """A category, tag, cluster term, product category or attribute of the site."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=200)
    type = models.CharField(max_length=20, choices=c.TaxonomyType.choices)
    description = models.TextField(blank=True)
    external_id = models.CharField(max_length=100, blank=True)
    external_taxonomy = models.CharField(max_length=100, blank=True)

    class Meta(SiteModel.Meta):
        db_table = "igny8_content_taxonomies"
        constraints = (models.UniqueConstraint(fields=["account", "site", "type", "slug"], name="taxonomy_once"),)

    def __str__(self) -> str:
        return self.name


class Content(SiteModel):
    """A page or post. Its text at any time is its current version's."""

    sector = TenantForeignKey("accounts.Sector", null=True, on_delete=models.SET_NULL)
    task = TenantForeignKey(Task, null=True, on_delete=models.SET_NULL)
    cluster_id = models.UUIDField(null=True)
    title = models.CharField(max_length=255)
    slug = models.SlugField(max_length=200, allow_unicode=True)
    html = models.TextField(blank=True)  # sanitised
    blocks = models.JSONField(default=list)
    content_type = models.CharField(max_length=10, choices=c.ContentType.choices, default=c.ContentType.POST)
    meta_title = models.CharField(max_length=255, blank=True)
    meta_description = models.CharField(max_length=500, blank=True)
    primary_keyword = models.CharField(max_length=255, blank=True)
    secondary_keywords = models.JSONField(default=list)
    word_count = models.PositiveIntegerField(default=0)
    structure = models.JSONField(default=list)  # sections: [{"id", "heading", "html", "is_locked"}]
    details = models.JSONField(default=dict)  # by content type, see base.details; empty values are left out
    taxonomy_terms = models.ManyToManyField(ContentTaxonomy, through="content.ContentTerm", related_name="+")
    author_profile_id = models.UUIDField(null=True)
    schema_type = models.CharField(max_length=40, default="BlogPosting")
    source = models.CharField(max_length=10, choices=c.ContentSource.choices, default=c.ContentSource.IGNY8)
    status = models.CharField(max_length=20, choices=c.ContentStatus.choices, default=c.ContentStatus.DRAFT)
    planned_date = models.DateField(null=True)
    scheduled_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    first_published_at = models.DateTimeField(null=True)
    current_version = models.PositiveIntegerField(default=0)
    approved_version = models.PositiveIntegerField(null=True)  # approval binds to a version
    approved_by_id = models.UUIDField(null=True)
    published_version = models.PositiveIntegerField(null=True)  # what visitors read, while a newer one may be in work
    url = models.CharField(max_length=2000, blank=True)  # where it is live
    external = models.JSONField(default=dict)  # destination -> {"id", "url"}
    sync_state = models.CharField(max_length=20, blank=True)
    scores = models.JSONField(default=dict)
    linker_version = models.PositiveIntegerField(default=0)
    optimizer_version = models.PositiveIntegerField(default=0)
    provenance = models.JSONField(default=dict)  # model, prompt version, run, is_draft_quality
    is_draft_quality = models.BooleanField(default=False)

    class Meta(SiteModel.Meta):
        db_table = "igny8_contents"
        constraints = (
            models.UniqueConstraint(fields=["account", "site", "slug"], name="content_slug_once"),
            models.UniqueConstraint(
                fields=["account", "task"], name="content_task_once", condition=Q(task__isnull=False)
            ),
        )
        indexes = (
            models.Index(fields=["account", "site", "-id"], name="content_list"),
            models.Index(fields=["account", "site", "status"], name="content_status"),
        )

    def __str__(self) -> str:
        return self.title


class ContentTerm(SiteModel):
    """Content carries a term."""

    content = TenantForeignKey(Content, on_delete=models.CASCADE)
    taxonomy = TenantForeignKey(ContentTaxonomy, on_delete=models.CASCADE)

    class Meta(SiteModel.Meta):
        db_table = "igny8_content_terms"
        constraints = (models.UniqueConstraint(fields=["account", "content", "taxonomy"], name="term_once"),)


class ContentVersion(SiteModel):
    """Every change of the text, whoever made it: actor, cause, cost. Restoring makes a new version."""

    content = TenantForeignKey(Content, on_delete=models.CASCADE)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=255)
    html = models.TextField(blank=True)
    meta_title = models.CharField(max_length=255, blank=True)
    meta_description = models.CharField(max_length=500, blank=True)
    structure = models.JSONField(default=list)
    details = models.JSONField(default=dict)
    word_count = models.PositiveIntegerField(default=0)
    cause = models.CharField(max_length=12, choices=c.VersionCause.choices)
    actor_kind = models.CharField(max_length=12)
    actor_id = models.UUIDField(null=True)
    run_id = models.UUIDField(null=True)
    cost_centi = models.BigIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)
    is_kept = models.BooleanField(default=False)  # somebody relies on it: later saves never take it over
    provenance = models.JSONField(default=dict)

    class Meta(SiteModel.Meta):
        db_table = "igny8_content_versions"
        constraints = (models.UniqueConstraint(fields=["account", "content", "number"], name="version_once"),)


class ContentComment(SiteModel):
    """A remark in review, bound to the version it was made on."""

    content = TenantForeignKey(Content, on_delete=models.CASCADE)
    version = models.PositiveIntegerField()
    user = TenantForeignKey("accounts.User", null=True, on_delete=models.SET_NULL)
    anchor = models.CharField(max_length=300, blank=True)  # the words of the text it is about
    body = models.TextField()
    resolved_at = models.DateTimeField(null=True)

    class Meta(SiteModel.Meta):
        db_table = "igny8_content_comments"
        indexes = (models.Index(fields=["account", "content"], name="comment_content"),)


class Image(SiteModel):
    """An image of a content, from its prompt to its file."""

    content = TenantForeignKey(Content, on_delete=models.CASCADE)
    role = models.CharField(max_length=12, choices=c.ImageRole.choices)
    prompt = models.TextField(blank=True)
    alt_text = models.CharField(max_length=300, blank=True)
    caption = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    file = models.CharField(max_length=300, blank=True)  # below STORAGE_ROOT/{site_id}/images
    sha256 = models.CharField(max_length=64, blank=True)
    bytes = models.PositiveIntegerField(default=0)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    media_type = models.CharField(max_length=40, blank=True)
    provider = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=10, choices=c.ImageStatus.choices, default=c.ImageStatus.PLANNED)
    error = models.CharField(max_length=300, blank=True)
    run_id = models.UUIDField(null=True)
    slot = models.PositiveSmallIntegerField(default=0)

    class Meta(SiteModel.Meta):
        db_table = "igny8_images"
        constraints = (
            models.UniqueConstraint(fields=["account", "content", "role", "position"], name="image_place_once"),
        )
        indexes = (models.Index(fields=["account", "site", "-id"], name="image_list"),)
