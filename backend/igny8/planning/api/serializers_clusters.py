"""Shapes of clusters and ideas."""

from rest_framework import serializers

from igny8.accounts.selectors import sector_names
from igny8.core.api.lookups import LookedUp
from igny8.core.api.selection import OneByOneIn
from igny8.core.api.serializers import Input, Output
from igny8.planning import constants as c
from igny8.planning.selectors import cluster_names, content_counts, idea_counts


class ClusterIn(Input):
    site_id = serializers.UUIDField()
    sector_id = serializers.UUIDField()
    name = serializers.CharField(max_length=200)
    description = serializers.CharField(max_length=5000, required=False, allow_blank=True)
    intent = serializers.ChoiceField(choices=c.Intent.choices, required=False, allow_blank=True)
    role = serializers.ChoiceField(choices=c.PageRole.choices, required=False)
    keyword_ids = serializers.ListField(child=serializers.UUIDField(), required=False, max_length=5000)


class ClusterPatchIn(Input):
    name = serializers.CharField(max_length=200, required=False)
    description = serializers.CharField(max_length=5000, required=False, allow_blank=True)
    intent = serializers.ChoiceField(choices=c.Intent.choices, required=False, allow_blank=True)
    role = serializers.ChoiceField(choices=c.PageRole.choices, required=False)
    pillar_id = serializers.UUIDField(required=False, allow_null=True)
    status = serializers.ChoiceField(choices=c.ClusterStatus.choices, required=False)


class ClusterOut(Output):
    id = serializers.UUIDField()
    site_id = serializers.UUIDField()
    sector_id = serializers.UUIDField()
    name = serializers.CharField()
    description = serializers.CharField()
    intent = serializers.ChoiceField(choices=c.Intent.choices, allow_blank=True)
    role = serializers.ChoiceField(choices=c.PageRole.choices)
    pillar_id = serializers.UUIDField(allow_null=True)
    pillar_name = LookedUp(cluster_names, by="pillar_id")
    status = serializers.ChoiceField(choices=c.ClusterStatus.choices)
    is_locked = serializers.BooleanField()
    is_named_by_hand = serializers.BooleanField()
    head_keyword = serializers.CharField()
    keyword_count = serializers.IntegerField()
    total_volume = serializers.IntegerField(allow_null=True)
    idea_count = LookedUp(
        idea_counts, by="id", shows=serializers.IntegerField(), missing=0, help_text="Without rejected ones."
    )
    content_count = LookedUp(content_counts, by="id", shows=serializers.IntegerField(), missing=0)
    method = serializers.CharField()
    cohesion = serializers.FloatField(allow_null=True)
    run_id = serializers.UUIDField(allow_null=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class ClusterMergeIn(Input):
    source_ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=100)


class ClusterPartIn(Input):
    name = serializers.CharField(max_length=200)
    keyword_ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=5000)


class ClusterSplitIn(Input):
    parts = ClusterPartIn(many=True, allow_empty=False, max_length=50)  # type: ignore[call-arg]


class ClusterChangesIn(Input):
    intent = serializers.ChoiceField(choices=c.Intent.choices, required=False, allow_blank=True)
    role = serializers.ChoiceField(choices=c.PageRole.choices, required=False)
    status = serializers.ChoiceField(choices=c.ClusterStatus.choices, required=False)


class ClusterBulkUpdateIn(OneByOneIn):
    changes = ClusterChangesIn()


class ClusterBulkStatusIn(OneByOneIn):
    status = serializers.ChoiceField(choices=c.ClusterStatus.choices)


class GenerateIdeasIn(Input):
    cluster_ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=200)
    count = serializers.IntegerField(min_value=1, max_value=5, default=1, help_text="Ideas a cluster.")
    allow_overlap = serializers.BooleanField(default=False, help_text="Also where a page answers the intent already.")


class SkippedClusterOut(Output):
    cluster_id = serializers.UUIDField()
    code = serializers.CharField()
    reason = serializers.CharField()


class IdeasStartedOut(Output):
    """One run a cluster; nothing was reserved for the clusters left out."""

    run_ids = serializers.ListField(child=serializers.UUIDField())
    skipped = SkippedClusterOut(many=True)


class MapNodeOut(Output):
    id = serializers.UUIDField()
    name = serializers.CharField()
    role = serializers.ChoiceField(choices=c.PageRole.choices)
    intent = serializers.ChoiceField(choices=c.Intent.choices, allow_blank=True)
    keyword_count = serializers.IntegerField()
    total_volume = serializers.IntegerField(allow_null=True)
    sector_id = serializers.UUIDField()
    pillar_id = serializers.UUIDField(allow_null=True)
    is_locked = serializers.BooleanField()
    is_covered = serializers.BooleanField()


class MapEdgeOut(Output):
    pillar_id = serializers.UUIDField()
    spoke_id = serializers.UUIDField()


class ClusterMapOut(Output):
    nodes = MapNodeOut(many=True)
    edges = MapEdgeOut(many=True)
    is_complete = serializers.BooleanField()


class SectionIn(Input):
    heading = serializers.CharField(max_length=300)
    points = serializers.ListField(child=serializers.CharField(max_length=500), required=False, max_length=20)
    keywords = serializers.ListField(child=serializers.CharField(max_length=255), required=False, max_length=50)


class SectionOut(Output):
    heading = serializers.CharField()
    points = serializers.ListField(child=serializers.CharField())
    keywords = serializers.ListField(child=serializers.CharField())


class IdeaFields(Input):
    description = serializers.CharField(max_length=5000, required=False, allow_blank=True)
    angle = serializers.CharField(max_length=300, required=False, allow_blank=True)
    outline = SectionIn(many=True, required=False, max_length=50)  # type: ignore[call-arg]
    suggested_keywords = serializers.ListField(
        child=serializers.CharField(max_length=255), required=False, max_length=200
    )
    content_type = serializers.ChoiceField(choices=c.ContentType.choices, required=False)
    intent = serializers.ChoiceField(choices=c.Intent.choices, required=False, allow_blank=True)
    role = serializers.ChoiceField(choices=c.PageRole.choices, required=False)

    def validate_outline(self, value: list[dict[str, object]]) -> list[dict[str, object]]:
        return [
            {"heading": s["heading"], "points": s.get("points", []), "keywords": s.get("keywords", [])} for s in value
        ]


class IdeaIn(IdeaFields):
    cluster_id = serializers.UUIDField()
    title = serializers.CharField(max_length=255)
    primary_keyword = serializers.CharField(max_length=255, required=False, allow_blank=True)


class IdeaPatchIn(IdeaFields):
    cluster_id = serializers.UUIDField(required=False)
    title = serializers.CharField(max_length=255, required=False)
    primary_keyword = serializers.CharField(max_length=255, required=False)
    priority = serializers.FloatField(min_value=0, max_value=100, required=False, allow_null=True)
    status = serializers.ChoiceField(choices=[(s.value, s.label) for s in c.EDITABLE_IDEA_STATUSES], required=False)


class IdeaOut(Output):
    id = serializers.UUIDField()
    site_id = serializers.UUIDField()
    sector_id = serializers.UUIDField()
    cluster_id = serializers.UUIDField()
    cluster_name = serializers.CharField(source="cluster.name")
    sector_name = LookedUp(sector_names, by="sector_id")
    title = serializers.CharField()
    description = serializers.CharField()
    angle = serializers.CharField()
    outline = SectionOut(many=True)
    primary_keyword = serializers.CharField()
    suggested_keywords = serializers.ListField(child=serializers.CharField())
    intent = serializers.ChoiceField(choices=c.Intent.choices, allow_blank=True)
    content_type = serializers.ChoiceField(choices=c.ContentType.choices)
    role = serializers.ChoiceField(choices=c.PageRole.choices)
    priority = serializers.FloatField(allow_null=True)
    status = serializers.ChoiceField(choices=c.IdeaStatus.choices)
    is_draft_quality = serializers.BooleanField()
    run_id = serializers.UUIDField(allow_null=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class IdeaChangesIn(Input):
    content_type = serializers.ChoiceField(choices=c.ContentType.choices, required=False)
    role = serializers.ChoiceField(choices=c.PageRole.choices, required=False)
    priority = serializers.FloatField(min_value=0, max_value=100, required=False, allow_null=True)


class IdeaBulkUpdateIn(OneByOneIn):
    changes = IdeaChangesIn()


class IdeaBulkStatusIn(OneByOneIn):
    status = serializers.ChoiceField(choices=[(s.value, s.label) for s in c.EDITABLE_IDEA_STATUSES])


class IdeaQueueIn(Input):
    ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=200)
    allow_overlap = serializers.BooleanField(default=False)


class IdeaQueueOneIn(Input):
    allow_overlap = serializers.BooleanField(default=False)


class RefusalOut(Output):
    idea_id = serializers.UUIDField()
    code = serializers.CharField()
    reason = serializers.CharField()


class IdeasQueuedOut(Output):
    """Ideas the writer has now, and those that were refused, each with its reason."""

    queued_ids = serializers.ListField(child=serializers.UUIDField())
    refused = RefusalOut(many=True)


class CollisionOut(Output):
    kind = serializers.CharField()
    id = serializers.UUIDField()
    title = serializers.CharField()
    url = serializers.CharField()
    code = serializers.CharField()
    reason = serializers.CharField()
