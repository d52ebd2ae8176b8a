"""Shapes of runs in the API."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from igny8.accounts.selectors import actor_names, site_names
from igny8.ai.constants import Phase, RunStatus
from igny8.core.api.lookups import LookedUp
from igny8.core.api.serializers import Input, Output


@extend_schema_field({"type": "number", "multipleOf": 0.01})
class CreditField(serializers.Field):
    """Hundredths of a credit shown as credits; divided only here, all sums are integers."""

    def to_representation(self, value: int) -> float:
        return value / 100


class RunOut(Output):
    """A run and how far it is."""

    id = serializers.UUIDField()
    function = serializers.CharField()
    operation = serializers.CharField()
    title = serializers.CharField(help_text='What it does, for people: "Write: Cold brew at home".')
    subject_title = serializers.CharField(help_text="Of what it works on, if that is one thing.")
    site_id = serializers.UUIDField(allow_null=True)
    site_name = LookedUp(site_names, by="site_id")
    user_id = serializers.UUIDField(allow_null=True)
    user_name = LookedUp(actor_names, by="actor", help_text="Who asked for it; null when nobody is known any more.")
    rule_id = serializers.UUIDField(allow_null=True)
    batch_id = serializers.UUIDField(allow_null=True)
    subject_id = serializers.UUIDField(allow_null=True)
    status = serializers.ChoiceField(choices=RunStatus.choices)
    phase = serializers.ChoiceField(choices=Phase.choices)
    progress_done = serializers.IntegerField()
    progress_total = serializers.IntegerField()
    message = serializers.CharField()
    counts = serializers.DictField(child=serializers.IntegerField())
    attempt = serializers.IntegerField()
    max_attempts = serializers.IntegerField()
    not_before = serializers.DateTimeField(allow_null=True)
    cancel_requested = serializers.SerializerMethodField()
    credits_reserved = CreditField(source="reserved_centi")
    credits_settled = CreditField(source="settled_centi")
    tokens_in = serializers.IntegerField()
    tokens_out = serializers.IntegerField()
    provider_cost_usd = serializers.FloatField()
    provider = serializers.CharField()
    model = serializers.CharField()
    prompt_version = serializers.CharField()
    request_id = serializers.CharField()
    error_code = serializers.CharField()
    error = serializers.CharField()
    result = serializers.JSONField()
    created_at = serializers.DateTimeField()
    started_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)

    def get_cancel_requested(self, run: object) -> bool:
        return getattr(run, "cancel_requested_at", None) is not None


class RunsQuery(Input):
    """``site_id``, when only one site's runs are meant."""

    site_id = serializers.UUIDField(required=False)


class RunsSummaryOut(Output):
    """Runs under way, and what ended in the last 24 hours."""

    active = serializers.IntegerField()
    failed_24h = serializers.IntegerField()
    succeeded_24h = serializers.IntegerField()
    credits_24h = CreditField()


class RunEstimateIn(Input):
    """A function and its payload, as it would be submitted."""

    function = serializers.CharField(max_length=80)
    payload = serializers.DictField()


class RunEstimateOut(Output):
    """The most the run can cost."""

    credits = CreditField(source="centi")


class FunctionOut(Output):
    """An AI function that can be run."""

    name = serializers.CharField()
    title = serializers.CharField()
    operation = serializers.CharField()
    kind = serializers.CharField()
    prompt_version = serializers.CharField()
    input_schema = serializers.DictField()


class ModelOut(Output):
    """Which provider serves this account now, and what it can do."""

    provider = serializers.CharField()
    model = serializers.CharField()
    skills = serializers.ListField(child=serializers.CharField())
    is_draft_quality = serializers.BooleanField()


class ProviderTestOut(Output):
    """How the test of a provider ended."""

    ok = serializers.BooleanField()
    message = serializers.CharField()
    code = serializers.CharField(allow_blank=True)
    model = serializers.CharField(allow_blank=True)
    latency_ms = serializers.IntegerField()
