"""Shapes of keywords and imports."""

import json
from typing import Any

from rest_framework import serializers

from igny8.core.api.lookups import LookedUp
from igny8.core.api.parsers import parse_json
from igny8.core.api.selection import SelectionIn, check_selection, except_ids_field
from igny8.core.api.serializers import Input, Output
from igny8.planning import constants as c
from igny8.planning.formats import FIELDS
from igny8.planning.formats.rows import MAX_COUNT
from igny8.planning.selectors import cluster_names

MAX_BULK = 5000
MAX_KEYWORDS = 20_000  # of one clustering run


def _count(**kwargs: Any) -> serializers.IntegerField:
    return serializers.IntegerField(min_value=0, max_value=MAX_COUNT, allow_null=True, required=False, **kwargs)


class KeywordFields(Input):
    search_volume = _count(help_text="Searches a month; null when unknown.")
    volume_low = _count()
    volume_high = _count()
    difficulty = serializers.FloatField(min_value=0, max_value=100, allow_null=True, required=False)
    cpc = serializers.DecimalField(max_digits=12, decimal_places=4, min_value=0, allow_null=True, required=False)
    cpc_currency = serializers.RegexField(r"^([A-Z]{3})?$", required=False, allow_blank=True)
    intent = serializers.ChoiceField(choices=c.Intent.choices, required=False, allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        low, high = attrs.get("volume_low"), attrs.get("volume_high")
        if low is not None and high is not None and low > high:
            raise serializers.ValidationError({"volume_low": ["Must not be larger than volume_high."]})
        return attrs


class KeywordIn(KeywordFields):
    site_id = serializers.UUIDField()
    sector_id = serializers.UUIDField()
    keyword = serializers.CharField(max_length=255)


class KeywordPatchIn(KeywordFields):
    keyword = serializers.CharField(max_length=255, required=False)
    status = serializers.ChoiceField(choices=c.KeywordStatus.choices, required=False)
    cluster_id = serializers.UUIDField(required=False, allow_null=True)


class KeywordOut(Output):
    id = serializers.UUIDField()
    site_id = serializers.UUIDField()
    sector_id = serializers.UUIDField()
    keyword = serializers.CharField()
    search_volume = serializers.IntegerField(allow_null=True)
    volume_low = serializers.IntegerField(allow_null=True)
    volume_high = serializers.IntegerField(allow_null=True)
    difficulty = serializers.FloatField(allow_null=True)
    cpc = serializers.FloatField(allow_null=True)
    cpc_currency = serializers.CharField()
    intent = serializers.ChoiceField(choices=c.Intent.choices, allow_blank=True)
    position = serializers.FloatField(allow_null=True)
    clicks = serializers.IntegerField(allow_null=True)
    impressions = serializers.IntegerField(allow_null=True)
    trend = serializers.ListField(child=serializers.FloatField(allow_null=True))
    source = serializers.ChoiceField(choices=c.KeywordSource.choices)  # type: ignore[assignment]
    source_tool = serializers.CharField()
    status = serializers.ChoiceField(choices=c.KeywordStatus.choices)
    cluster_id = serializers.UUIDField(allow_null=True)
    cluster_name = LookedUp(cluster_names, by="cluster_id")
    priority_score = serializers.FloatField(allow_null=True)
    created_at = serializers.DateTimeField()


class KeywordDetailOut(KeywordOut):
    normalised = serializers.CharField()
    intents = serializers.ListField(child=serializers.CharField())
    serp_features = serializers.ListField(child=serializers.CharField())
    url = serializers.CharField()
    import_id = serializers.UUIDField(source="keyword_import_id", allow_null=True)
    cluster_reason = serializers.DictField(allow_null=True, help_text="Why it is in its cluster, with a `sentence`.")
    extra = serializers.DictField(help_text="Columns of the export that are not modelled.")
    updated_at = serializers.DateTimeField()


class KeywordBulkCreateIn(Input):
    site_id = serializers.UUIDField()
    sector_id = serializers.UUIDField()
    keywords = serializers.ListField(
        child=serializers.JSONField(),
        min_length=1,
        max_length=MAX_BULK,
        help_text="Texts, or objects with `keyword` and its figures. A faulty row is reported and holds up no other.",
    )


class RowErrorOut(Output):
    index = serializers.IntegerField()
    field = serializers.CharField()
    message = serializers.CharField()


class KeywordBulkCreateOut(Output):
    rows = serializers.IntegerField()
    created = serializers.IntegerField()
    duplicates = serializers.IntegerField()
    rejected = serializers.IntegerField()
    errors = RowErrorOut(many=True)  # type: ignore[assignment]


class KeywordChangesIn(Input):
    intent = serializers.ChoiceField(choices=c.Intent.choices, required=False, allow_blank=True)
    cluster_id = serializers.UUIDField(required=False, allow_null=True)
    status = serializers.ChoiceField(choices=c.KeywordStatus.choices, required=False)


class KeywordBulkUpdateIn(SelectionIn):
    changes = KeywordChangesIn()


class KeywordBulkDeleteIn(SelectionIn):
    pass


class KeywordBulkStatusIn(SelectionIn):
    status = serializers.ChoiceField(choices=c.KeywordStatus.choices)


class AutoClusterIn(Input):
    site_id = serializers.UUIDField()
    sector_id = serializers.UUIDField()
    keyword_ids = serializers.ListField(
        child=serializers.UUIDField(),
        required=False,
        allow_null=True,
        min_length=1,
        max_length=MAX_BULK,
        help_text="Null, and no filter: all new keywords of the sector.",
    )
    filter = serializers.DictField(
        child=serializers.CharField(max_length=2000, allow_blank=True),
        required=False,
        help_text="The query parameters of the keyword list, in place of ids.",
    )
    expected_count = serializers.IntegerField(
        min_value=1, max_value=MAX_KEYWORDS, required=False, help_text="How many rows the filter is known to leave."
    )
    except_ids = except_ids_field()
    tightness = serializers.FloatField(min_value=0, max_value=1, default=0.5)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        check_selection(attrs, ids="keyword_ids", needs_one=False)
        return attrs


class ClusteringStartedOut(Output):
    """The run that clusters; follow it at ``/api/v1/ai/runs/{run_id}/``."""

    run_id = serializers.UUIDField()


class OpportunityOut(KeywordOut):
    reason = serializers.SerializerMethodField()

    def get_reason(self, row: Any) -> str:
        """Why it is worth writing about, from its figures."""
        where = "no page is planned for its cluster yet" if row.cluster_id else "it is in no cluster yet"
        return (
            f"{row.search_volume:,} searches a month at difficulty {row.difficulty:g} of 100; {where}."
            if row.search_volume is not None and row.difficulty is not None
            else f"Priority {row.priority_score:g}; {where}."
        )


class MappingField(serializers.CharField):
    """A JSON object of field to column number, in a form field."""

    def to_internal_value(self, data: Any) -> Any:
        text = super().to_internal_value(data)
        try:
            value = parse_json(text.encode("utf-8", "replace"))
        except Exception as exc:
            raise serializers.ValidationError("Use a JSON object of fields and column numbers.") from exc
        if not isinstance(value, dict) or len(json.dumps(value)) > 4000:
            raise serializers.ValidationError("Use a JSON object of fields and column numbers.")
        for name, column in value.items():
            if name not in FIELDS:
                raise serializers.ValidationError(f"Unknown field {name[:40]!r}. Known: {', '.join(FIELDS)}.")
            if isinstance(column, bool) or not isinstance(column, int | str | None):
                raise serializers.ValidationError(f"{name}: a column number, a header, or null for none.")
        return value


class KeywordImportIn(Input):
    file = serializers.FileField(max_length=255, allow_empty_file=True)
    site_id = serializers.UUIDField()
    sector_id = serializers.UUIDField()
    dry_run = serializers.BooleanField(default=False, help_text="Only say what an import would do.")
    mapping = MappingField(
        required=False, max_length=4000, help_text='Corrects the detection: {"keyword": 1, "cpc": null}'
    )

    def validate_mapping(self, value: Any) -> Any:
        return value or None


class ImportStartedOut(Output):
    """The import that goes on in the background; follow it at ``/api/v1/planner/imports/{import_id}/``."""

    import_id = serializers.UUIDField()


class ImportPreviewOut(Output):
    detection = serializers.DictField(help_text="Tool, encoding, delimiter, header row, columns, mapping, notes.")
    rows = serializers.IntegerField()
    is_complete = serializers.BooleanField(help_text="False: the preview ends after 5,000 rows.")
    duplicates = serializers.IntegerField()
    rejected = serializers.IntegerField()
    sample = serializers.ListField(child=serializers.DictField())
    rejects = serializers.ListField(child=serializers.DictField())


class ImportOut(Output):
    id = serializers.UUIDField()
    site_id = serializers.UUIDField()
    sector_id = serializers.UUIDField()
    filename = serializers.CharField()
    bytes = serializers.IntegerField()
    tool = serializers.CharField()
    detection = serializers.DictField()
    status = serializers.ChoiceField(choices=c.ImportStatus.choices)
    rows = serializers.IntegerField()
    created = serializers.IntegerField()
    duplicates = serializers.IntegerField()
    rejected = serializers.IntegerField()
    rows_read = serializers.SerializerMethodField(help_text="How far a running import is.")
    error_code = serializers.CharField()
    error = serializers.CharField()
    created_at = serializers.DateTimeField()
    finished_at = serializers.DateTimeField(allow_null=True)

    def get_rows_read(self, row: Any) -> int:
        """Rows read so far."""
        from igny8.planning.services.keyword_import import import_progress

        return import_progress(row.id) if row.status == c.ImportStatus.RUNNING else row.rows


class RejectOut(Output):
    id = serializers.UUIDField()
    line = serializers.IntegerField()
    reason_code = serializers.CharField()
    reason = serializers.CharField()
    raw = serializers.CharField()


class SeedKeywordChoiceOut(Output):
    id = serializers.UUIDField()
    industry_sector_id = serializers.UUIDField()
    industry_sector_name = serializers.CharField(source="industry_sector.name")
    keyword = serializers.CharField()
    intent = serializers.CharField()
    search_volume = serializers.IntegerField(allow_null=True)
    difficulty = serializers.FloatField(allow_null=True)


class SeedKeywordsAddIn(Input):
    site_id = serializers.UUIDField()
    sector_id = serializers.UUIDField()
    seed_keyword_ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=1000)
