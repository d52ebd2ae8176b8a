"""Keywords, what they were imported from, clusters, ideas, and the pages a new idea could collide with."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from igny8.core.tenancy import SiteModel, TenantForeignKey
from igny8.planning import constants as c


class KeywordImport(SiteModel):
    """One uploaded export and what became of every row of it: rows = created + duplicates + rejected."""

    sector = TenantForeignKey("accounts.Sector", on_delete=models.CASCADE)
    user_id = models.UUIDField(null=True)  # who uploaded it, if a person of the account did
    filename = models.CharField(max_length=255)
    path = models.CharField(max_length=500)  # below settings.STORAGE_ROOT
    bytes = models.PositiveBigIntegerField()
    tool = models.CharField(max_length=40, blank=True)
    detection = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=c.ImportStatus.choices, default=c.ImportStatus.PENDING)
    rows = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    duplicates = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    error_code = models.CharField(max_length=60, blank=True)
    error = models.CharField(max_length=600, blank=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    fence = models.BigIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta(SiteModel.Meta):
        db_table = "igny8_keyword_imports"
        indexes = (models.Index(fields=["account", "site", "-id"], name="import_list"),)

    def __str__(self) -> str:
        return self.filename


class KeywordReject(SiteModel):
    """A row of an import that was not taken, with its line and the reason."""

    keyword_import = TenantForeignKey(KeywordImport, on_delete=models.CASCADE)
    line = models.PositiveIntegerField()
    reason_code = models.CharField(max_length=40)
    reason = models.CharField(max_length=200)
    raw = models.CharField(max_length=200, blank=True)

    class Meta(SiteModel.Meta):
        db_table = "igny8_keyword_rejects"
        indexes = (models.Index(fields=["account", "keyword_import", "line"], name="reject_list"),)


class Cluster(SiteModel):
    """Keywords one page can answer. A re-run keeps ids and never breaks a lock."""

    sector = TenantForeignKey("accounts.Sector", on_delete=models.CASCADE)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    intent = models.CharField(max_length=15, choices=c.Intent.choices, blank=True)
    role = models.CharField(max_length=10, choices=c.PageRole.choices, default=c.PageRole.SPOKE)
    pillar = TenantForeignKey("planning.Cluster", null=True, on_delete=models.SET_NULL)  # whose spoke it is
    status = models.CharField(max_length=10, choices=c.ClusterStatus.choices, default=c.ClusterStatus.ACTIVE)
    is_locked = models.BooleanField(default=False)
    is_named_by_hand = models.BooleanField(default=False)
    head_keyword = models.CharField(max_length=255, blank=True)
    keyword_count = models.PositiveIntegerField(default=0)
    total_volume = models.BigIntegerField(null=True)  # null: no member's volume is known
    method = models.CharField(max_length=60, blank=True)
    cohesion = models.FloatField(null=True)  # mean similarity of members to the centroid, 0-1
    centroid = models.BinaryField(null=True)  # float32 vector of the embeddings the method used
    run_id = models.UUIDField(null=True)

    class Meta(SiteModel.Meta):
        db_table = "igny8_clusters"
        indexes = (
            models.Index(fields=["account", "site", "-id"], name="cluster_list"),
            models.Index(fields=["account", "sector"], name="cluster_sector"),
        )

    def __str__(self) -> str:
        return self.name


class Keyword(SiteModel):
    """A search term. Unknown figures stay null: never 0."""

    # An import adds 100,000 rows: the key to the site says already that the account exists, and the composite indexes
    # below serve what indexes on the single keys would.
    account = models.ForeignKey(
        settings.TENANT_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        editable=False,
        db_index=False,
        db_constraint=False,
    )
    sector = TenantForeignKey("accounts.Sector", on_delete=models.CASCADE, db_index=False)
    keyword = models.CharField(max_length=255)
    normalised = models.CharField(max_length=255)
    search_volume = models.PositiveIntegerField(null=True)
    volume_low = models.PositiveIntegerField(null=True)
    volume_high = models.PositiveIntegerField(null=True)
    difficulty = models.FloatField(null=True)
    cpc = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    cpc_currency = models.CharField(max_length=3, blank=True)
    intent = models.CharField(max_length=15, choices=c.Intent.choices, blank=True)
    intents = models.JSONField(default=list)
    trend = models.JSONField(default=list)
    serp_features = models.JSONField(default=list)
    position = models.FloatField(null=True)
    url = models.CharField(max_length=2000, blank=True)
    clicks = models.PositiveIntegerField(null=True)
    impressions = models.PositiveIntegerField(null=True)
    source = models.CharField(max_length=10, choices=c.KeywordSource.choices, default=c.KeywordSource.MANUAL)
    source_tool = models.CharField(max_length=40, blank=True)
    keyword_import_id = models.UUIDField(null=True)  # provenance only: it outlives the import's row
    status = models.CharField(max_length=10, choices=c.KeywordStatus.choices, default=c.KeywordStatus.NEW)
    cluster = TenantForeignKey(Cluster, null=True, on_delete=models.SET_NULL, db_index=False)
    cluster_reason = models.JSONField(null=True)
    priority_score = models.FloatField(null=True)
    extra = models.JSONField(default=dict)

    class Meta(SiteModel.Meta):
        db_table = "igny8_keywords"
        constraints = (models.UniqueConstraint(fields=["account", "sector", "normalised"], name="keyword_once"),)
        indexes = (
            models.Index(fields=["account", "site", "-id"], name="keyword_list"),
            models.Index(fields=["account", "cluster"], name="keyword_cluster"),
            models.Index(
                "account", "site", F("search_volume").desc(nulls_last=True), F("id").desc(), name="keyword_volume"
            ),
            models.Index(
                "account",
                "site",
                F("priority_score").desc(nulls_last=True),
                F("id").desc(),
                name="keyword_opportunity",
                condition=Q(priority_score__isnull=False, status__in=["new", "clustered"]),
            ),
            models.Index(fields=["account", "sector", "status"], name="keyword_status"),
        )

    def __str__(self) -> str:
        return self.keyword


class ContentIdea(SiteModel):
    """A page that could be written for a cluster."""

    sector = TenantForeignKey("accounts.Sector", on_delete=models.CASCADE)
    cluster = TenantForeignKey(Cluster, on_delete=models.CASCADE)
    title = models.CharField(max_length=255)
    description = models.TextField(blank=True)
    angle = models.CharField(max_length=300, blank=True)
    outline = models.JSONField(default=list)  # [{"heading", "points": [..], "keywords": [..]}]
    primary_keyword = models.CharField(max_length=255)
    suggested_keywords = models.JSONField(default=list)
    intent = models.CharField(max_length=15, choices=c.Intent.choices, blank=True)
    content_type = models.CharField(max_length=10, choices=c.ContentType.choices, default=c.ContentType.POST)
    role = models.CharField(max_length=10, choices=c.PageRole.choices, default=c.PageRole.SPOKE)
    priority = models.FloatField(null=True)
    status = models.CharField(max_length=10, choices=c.IdeaStatus.choices, default=c.IdeaStatus.DRAFT)
    is_draft_quality = models.BooleanField(default=False)  # composed without a capable model
    run_id = models.UUIDField(null=True)
    slot = models.PositiveSmallIntegerField(default=0)

    class Meta(SiteModel.Meta):
        db_table = "igny8_content_ideas"
        constraints = (
            models.UniqueConstraint(fields=["account", "run_id", "slot"], name="idea_slot_once"),
            models.UniqueConstraint(
                "account", "site", Lower("title"), name="idea_title_once", condition=~Q(status="rejected")
            ),
        )
        indexes = (
            models.Index(fields=["account", "site", "-id"], name="idea_list"),
            models.Index(fields=["account", "cluster"], name="idea_cluster"),
        )

    def __str__(self) -> str:
        return self.title


class SitePage(SiteModel):
    """What answers which intent on the site already: written by the domains above whenever a page of theirs changes.

    Planning reads it before any credit is spent on a second page for the same intent.
    """

    source = models.CharField(max_length=30)  # content, wordpress, ...
    source_id = models.UUIDField()
    title = models.CharField(max_length=300)
    primary_keyword = models.CharField(max_length=255, blank=True)
    keywords = models.JSONField(default=list)  # normalised
    also = models.JSONField(default=list)  # what else says what it is about: meta title, slug
    cluster_id_hint = models.UUIDField(null=True)
    url = models.CharField(max_length=2000, blank=True)
    is_published = models.BooleanField(default=False)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta(SiteModel.Meta):
        db_table = "igny8_site_pages"
        constraints = (models.UniqueConstraint(fields=["account", "source", "source_id"], name="site_page_once"),)
        indexes = (models.Index(fields=["account", "site"], name="site_page_site"),)
