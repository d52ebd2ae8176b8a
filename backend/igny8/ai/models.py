"""The durable record of every AI run: PostgreSQL owns the job, Celery is only the hint that starts it."""

from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from igny8.ai.constants import MAX_ATTEMPTS, Phase, RunStatus
from igny8.core.tenancy import TenantForeignKey, TenantManager, TenantModel, current_scope


class RunManager(TenantManager):
    """Also hides runs of sites the actor may not see; runs without a site are the account's own."""

    def get_queryset(self) -> models.QuerySet[Any]:
        queryset = super().get_queryset()
        scope = current_scope()
        if scope is None or scope.site_ids is None:
            return queryset
        return queryset.filter(site_id__in=scope.site_ids)


class AIRun(TenantModel):
    """One call of an AI function. Claimed by fence, kept alive by lease, finished in one transaction."""

    function = models.CharField(max_length=80)
    operation = models.CharField(max_length=40)
    payload = models.JSONField(default=dict)
    site = TenantForeignKey("accounts.Site", null=True, on_delete=models.CASCADE)
    user = TenantForeignKey("accounts.User", null=True, on_delete=models.SET_NULL)
    rule_id = models.UUIDField(null=True)
    batch_id = models.UUIDField(null=True)  # runs submitted by one request
    subject_id = models.UUIDField(null=True)  # what it works on, to find the runs of an object
    title = models.CharField(max_length=300, blank=True)  # what it does, for people
    subject_title = models.CharField(max_length=255, blank=True)
    lane = models.UUIDField()  # the site, or the account for runs without one: the unit of the cap
    lane_cap = models.PositiveSmallIntegerField(default=5)
    priority = models.PositiveSmallIntegerField(default=5)

    status = models.CharField(max_length=10, choices=RunStatus.choices, default=RunStatus.PENDING)
    phase = models.CharField(max_length=8, choices=Phase.choices, default=Phase.INIT)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    counts = models.JSONField(default=dict)

    attempt = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=MAX_ATTEMPTS)
    fence = models.BigIntegerField(default=0)
    promoted_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    not_before = models.DateTimeField(null=True)
    deadline_at = models.DateTimeField()
    cancel_requested_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    checkpoint = models.JSONField(default=dict)  # what a second attempt need not do again

    reserved_centi = models.BigIntegerField(default=0)
    settled_centi = models.BigIntegerField(default=0)
    tokens_in = models.PositiveIntegerField(default=0)
    tokens_out = models.PositiveIntegerField(default=0)
    provider_cost_usd = models.DecimalField(max_digits=12, decimal_places=6, default=0)
    provider = models.CharField(max_length=40, blank=True)
    model = models.CharField(max_length=120, blank=True)
    prompt_version = models.CharField(max_length=60, blank=True)
    request_id = models.CharField(max_length=128, blank=True)
    error_code = models.CharField(max_length=60, blank=True)
    error = models.CharField(max_length=600, blank=True)
    result = models.JSONField(default=dict)

    objects: ClassVar[TenantManager] = RunManager()

    class Meta(TenantModel.Meta):
        db_table = "igny8_ai_runs"
        indexes = (
            models.Index(
                fields=["account", "lane", "priority", "id"],
                name="run_queue",
                condition=Q(status="pending", promoted_at=None),
            ),
            models.Index(
                fields=["promoted_at", "id"], name="run_ready", condition=Q(status="pending", promoted_at__isnull=False)
            ),
            models.Index(fields=["lease_until"], name="run_lease", condition=Q(status="running")),
            models.Index(fields=["not_before"], name="run_waiting", condition=Q(status="waiting")),
            models.Index(fields=["account", "site", "-id"], name="run_list"),
            models.Index(fields=["account", "subject_id"], name="run_subject"),
            models.Index(fields=["account", "updated_at"], name="run_changes"),
            models.Index(fields=["deadline_at"], name="run_deadline", condition=Q(status__in=["pending", "waiting"])),
        )

    @property
    def actor(self) -> tuple[str, UUID | None]:
        """Who asked for it, as kind and id."""
        if self.user_id:
            return "user", self.user_id
        return ("rule", self.rule_id) if self.rule_id else ("system", None)

    def __str__(self) -> str:
        return f"{self.function} {self.status}"
