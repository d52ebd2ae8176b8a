"""Rows of the core: outbox, deliveries, idempotency keys."""

import uuid

from django.db import models
from django.utils import timezone

from igny8.core.tenancy import TenantModel


class OutboxEvent(TenantModel):
    """A fact that happened; kept as the history automation and the audit read."""

    name = models.CharField(max_length=100)
    payload = models.JSONField(default=dict)

    class Meta(TenantModel.Meta):
        db_table = "igny8_outbox_events"
        indexes = (models.Index(fields=["account", "-created_at"], name="outbox_account"),)


class EventDelivery(models.Model):
    """One subscriber's copy of an event. Read only by the relay, which enters the event's own scope."""

    class State(models.TextChoices):
        PENDING = "pending"
        DONE = "done"
        FAILED = "failed"
        ORPHANED = "orphaned"  # its subscriber no longer exists

    event = models.ForeignKey(OutboxEvent, on_delete=models.CASCADE, related_name="+")
    subscriber = models.CharField(max_length=100)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "igny8_event_deliveries"
        constraints = (models.UniqueConstraint(fields=["event", "subscriber"], name="delivery_once"),)
        indexes = (models.Index(fields=["not_before"], name="delivery_due", condition=models.Q(state="pending")),)

    def __str__(self) -> str:
        return f"{self.subscriber} {self.state}"


class IdempotencyKey(TenantModel):
    """The answer to a request that may be sent again (draft-ietf-httpapi-idempotency-key-header)."""

    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)  # SHA-256 of method, path and body
    token = models.UUIDField(default=uuid.uuid4)  # of the request that holds the lease
    lease_until = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)  # null while in flight
    body = models.JSONField(null=True)

    class Meta(TenantModel.Meta):
        db_table = "igny8_idempotency_keys"
        constraints = (models.UniqueConstraint(fields=["account", "key"], name="idempotency_once"),)
