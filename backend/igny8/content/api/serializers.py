"""Shapes of contents, versions, comments and images."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from igny8.accounts.selectors import actor_names, sector_names, user_names
from igny8.content.api.fields import DetailDiffOut, DetailsIn, DetailsOut, HunkOut, SectionIn, SectionOut, WordPieceOut
from igny8.content.base.sync_notes import sync_notes
from igny8.content.constants import (
    IN_ARTICLE_IMAGES,
    ContentSource,
    ContentStatus,
    ContentType,
    ImageRole,
    ImageStatus,
    VersionCause,
)
from igny8.content.selectors import content_titles, featured_image_ids, open_comment_counts
from igny8.core.api.lookups import LookedUp
from igny8.core.api.serializers import Input, Output
from igny8.planning.selectors import cluster_names
from igny8.system.selectors import author_profile_names


class ContentFields(Input):
    html = serializers.CharField(max_length=300_000, allow_blank=True, required=False, trim_whitespace=False)
    structure = SectionIn(many=True, required=False)
    meta_title = serializers.CharField(max_length=255, allow_blank=True, required=False)
    meta_description = serializers.CharField(max_length=500, allow_blank=True, required=False)
    details = DetailsIn(required=False)
    slug = serializers.CharField(max_length=200, required=False)
    sector_id = serializers.UUIDField(allow_null=True, required=False)
    content_type = serializers.ChoiceField(choices=ContentType.choices, required=False)
    primary_keyword = serializers.CharField(max_length=255, allow_blank=True, required=False)
    secondary_keywords = serializers.ListField(
        child=serializers.CharField(max_length=255), max_length=100, required=False
    )
    author_profile_id = serializers.UUIDField(allow_null=True, required=False)
    planned_date = serializers.DateField(allow_null=True, required=False)
    taxonomy_ids = serializers.ListField(child=serializers.UUIDField(), max_length=200, required=False)
    note = serializers.CharField(max_length=300, allow_blank=True, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if len(attrs.get("structure", ())) > 100:
            raise serializers.ValidationError({"structure": ["At most 100 sections."]})
        if "html" in attrs and "structure" in attrs:
            raise serializers.ValidationError({"structure": ["Give either html or structure."]})
        return attrs


class ContentIn(ContentFields):
    site_id = serializers.UUIDField()
    title = serializers.CharField(max_length=255)


class ContentPatch(ContentFields):
    """``expected_version`` is the version the change was made on; a newer one answers 409 CONTENT_CHANGED."""

    title = serializers.CharField(max_length=255, required=False)
    schema_type = serializers.RegexField(r"^[A-Z][A-Za-z]{1,39}$", required=False)
    expected_version = serializers.IntegerField(min_value=1, required=False)


class ContentRowOut(Output):
    """A content in a list: without its text."""

    id = serializers.UUIDField()
    site_id = serializers.UUIDField()
    sector_id = serializers.UUIDField(allow_null=True)
    sector_name = LookedUp(sector_names, by="sector_id")
    task_id = serializers.UUIDField(allow_null=True)
    cluster_id = serializers.UUIDField(allow_null=True)
    cluster_name = LookedUp(cluster_names, by="cluster_id")
    title = serializers.CharField()
    slug = serializers.CharField()
    content_type = serializers.ChoiceField(choices=ContentType.choices)
    status = serializers.ChoiceField(choices=ContentStatus.choices)
    source = serializers.ChoiceField(choices=ContentSource.choices)  # type: ignore[assignment]
    primary_keyword = serializers.CharField()
    word_count = serializers.IntegerField()
    current_version = serializers.IntegerField()
    approved_version = serializers.IntegerField(allow_null=True)
    published_version = serializers.IntegerField(allow_null=True)
    is_draft_quality = serializers.BooleanField()
    planned_date = serializers.DateField(allow_null=True)
    scheduled_at = serializers.DateTimeField(allow_null=True)
    published_at = serializers.DateTimeField(allow_null=True)
    url = serializers.CharField()
    author_profile_id = serializers.UUIDField(allow_null=True)
    author_profile_name = LookedUp(author_profile_names, by="author_profile_id")
    featured_image_id = LookedUp(
        featured_image_ids, by="id", shows=serializers.UUIDField(), help_text="Null until its file is there."
    )
    open_comments = LookedUp(open_comment_counts, by="id", shows=serializers.IntegerField(), missing=0)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class ContentSyncOut(Output):
    """How a content stands with the website it is on."""

    state = serializers.CharField(help_text="in_sync, remote_changed, local_changed, conflict or remote_deleted.")
    integration_id = serializers.UUIDField()
    conflict_id = serializers.UUIDField(allow_null=True, help_text="The conflict that waits for a person.")


class ContentOut(ContentRowOut):
    """A content with its text at the newest version."""

    html = serializers.CharField()
    structure = SectionOut(many=True)
    meta_title = serializers.CharField()
    meta_description = serializers.CharField()
    details = DetailsOut()
    secondary_keywords = serializers.ListField(child=serializers.CharField())
    schema_type = serializers.CharField()
    approved_by_id = serializers.UUIDField(allow_null=True)
    approved_by_name = LookedUp(user_names, by="approved_by_id")
    first_published_at = serializers.DateTimeField(allow_null=True)
    scores = serializers.DictField()
    provenance = serializers.DictField()
    taxonomy_ids = serializers.SerializerMethodField()
    sync = LookedUp(
        sync_notes, by="id", shows=ContentSyncOut(), help_text="Null for a content that is not synchronised."
    )

    @extend_schema_field(serializers.ListField(child=serializers.UUIDField()))
    def get_taxonomy_ids(self, row: Any) -> list[Any]:
        return list(row.taxonomy_terms.order_by("id").values_list("id", flat=True))


class VersionRowOut(Output):
    """A version without its text."""

    number = serializers.IntegerField()
    title = serializers.CharField()
    word_count = serializers.IntegerField()
    cause = serializers.ChoiceField(choices=VersionCause.choices)
    actor_kind = serializers.CharField()
    actor_id = serializers.UUIDField(allow_null=True)
    actor_name = LookedUp(actor_names, by=("actor_kind", "actor_id"))
    run_id = serializers.UUIDField(allow_null=True)
    credits = serializers.SerializerMethodField()
    note = serializers.CharField()
    created_at = serializers.DateTimeField(help_text="When its editing began.")
    updated_at = serializers.DateTimeField(help_text="When it was saved last.")

    @extend_schema_field({"type": "number"})
    def get_credits(self, row: Any) -> float:
        return float(row.cost_centi / 100)


class VersionOut(VersionRowOut):
    html = serializers.CharField()
    structure = SectionOut(many=True)
    meta_title = serializers.CharField()
    meta_description = serializers.CharField()
    details = DetailsOut()
    provenance = serializers.DictField()


class VersionDiffOut(Output):
    """What changed between two versions."""

    before = serializers.IntegerField()
    after = serializers.IntegerField()
    words_before = serializers.IntegerField()
    words_after = serializers.IntegerField()
    title = WordPieceOut(many=True)
    meta_title = WordPieceOut(many=True)
    meta_description = WordPieceOut(many=True)
    details = DetailDiffOut(many=True)
    hunks = HunkOut(many=True)


class ExpectedVersionIn(Input):
    """The version that was read; without it the newest."""

    expected_version = serializers.IntegerField(min_value=1, required=False)


class RestoreIn(ExpectedVersionIn):
    number = serializers.IntegerField(min_value=1)


class SectionRefIn(Input):
    section_id = serializers.CharField(max_length=40)


class RegenerateIn(Input):
    """Without ``section_id`` the whole text is written anew."""

    section_id = serializers.CharField(max_length=40, required=False)
    instruction = serializers.CharField(
        max_length=500, required=False, help_text='What to do differently: "shorter", "add an example".'
    )


class RegenerateSectionIn(RegenerateIn):
    """``instruction`` needs a provider that follows instructions; see ``skills`` of ``/api/v1/ai/model/``."""

    section_id = serializers.CharField(max_length=40)


class SectionLockIn(SectionRefIn):
    is_locked = serializers.BooleanField()


class RequestChangesIn(Input):
    comment = serializers.CharField(max_length=5000)


class CommentIn(Input):
    body = serializers.CharField(max_length=5000)
    anchor = serializers.CharField(
        max_length=300, required=False, allow_null=True, allow_blank=True, help_text="The words it is about."
    )


class ResolveIn(Input):
    comment_id = serializers.UUIDField()
    is_resolved = serializers.BooleanField(default=True)


class CommentOut(Output):
    id = serializers.UUIDField()
    content_id = serializers.UUIDField()
    version = serializers.IntegerField()
    user_id = serializers.UUIDField(allow_null=True)
    user_name = LookedUp(user_names, by="user_id")
    anchor = serializers.CharField(help_text="The words it is about; empty: the whole text.")
    body = serializers.CharField()
    resolved_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()


class SimilarOut(Output):
    """A content that is like this one; ``similarity`` from 0 to 1."""

    content_id = serializers.UUIDField()
    title = serializers.CharField()
    status = serializers.CharField()
    similarity = serializers.FloatField()
    reasons = serializers.ListField(child=serializers.ChoiceField(choices=["text", "title", "keyword"]))


class ImagePromptsIn(Input):
    """Contents whose images are to be described: one featured and ``in_article`` inside the text."""

    content_ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=100)
    in_article = serializers.IntegerField(min_value=0, max_value=IN_ARTICLE_IMAGES, default=1)


class ImagesGenerateIn(Input):
    image_ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=300)


class ImageUploadIn(Input):
    """An image of one's own: PNG, JPEG, WebP or GIF, up to 10 MB; it is written anew as WebP without its metadata."""

    content_id = serializers.UUIDField()
    file = serializers.FileField(max_length=255, allow_empty_file=True)
    role = serializers.ChoiceField(choices=ImageRole.choices, default=ImageRole.IN_ARTICLE)
    alt_text = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")
    caption = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class ImagesReorderIn(Input):
    """Every image inside the article, in the order wanted."""

    content_id = serializers.UUIDField()
    image_ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=100)


class ImagePatch(Input):
    prompt = serializers.CharField(max_length=4000, required=False)
    alt_text = serializers.CharField(max_length=300, required=False)
    caption = serializers.CharField(max_length=300, allow_blank=True, required=False)
    position = serializers.IntegerField(min_value=0, max_value=1000, required=False)


class ImageOut(Output):
    """An image; its file is at ``/api/v1/writer/images/{id}/file/`` once the status is ready."""

    id = serializers.UUIDField()
    site_id = serializers.UUIDField()
    content_id = serializers.UUIDField()
    content_title = LookedUp(content_titles, by="content_id")
    role = serializers.ChoiceField(choices=ImageRole.choices)
    prompt = serializers.CharField()
    alt_text = serializers.CharField()
    caption = serializers.CharField()
    position = serializers.IntegerField()
    sha256 = serializers.CharField()
    bytes = serializers.IntegerField()
    width = serializers.IntegerField(allow_null=True)
    height = serializers.IntegerField(allow_null=True)
    media_type = serializers.CharField()
    provider = serializers.CharField()
    status = serializers.ChoiceField(choices=ImageStatus.choices)
    error = serializers.CharField()
    run_id = serializers.UUIDField(allow_null=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class ImagesOut(Output):
    images = ImageOut(many=True)
