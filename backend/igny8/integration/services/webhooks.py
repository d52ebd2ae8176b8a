"""Webhooks come in: verified on the raw body, taken once, answered at once. What they tell is fetched later."""

import json
import time
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from igny8.core.crypto import SecretUnreadable
from igny8.core.errors import NotAuthenticated
from igny8.core.ids import uuid7
from igny8.core.tasks import kick
from igny8.core.tenancy import every_tenant, tenant
from igny8.integration.constants import WEBHOOK_TOLERANCE_S, Platform
from igny8.integration.engine.reach import webhook_secrets
from igny8.integration.models import SiteIntegration
from igny8.integration.platforms.wordpress.signing import SignatureRefused, webhook_verify

TYPES = frozenset({"post.saved", "post.trashed", "post.deleted", "term.saved", "term.deleted", "plugin.deactivated"})
MAX_BYTES = 64_000
_KEPT = ("post_id", "term_id", "post_type", "taxonomy", "status", "modified_gmt", "hash", "content_id")


class WebhookRefused(NotAuthenticated):
    """One answer for every defect: whoever forges learns nothing."""

    code = "WEBHOOK_REFUSED"
    default = "The webhook was not accepted."


def webhook_receive(*, integration_id: UUID, headers: Mapping[str, str], body: bytes) -> bool:
    """Take a webhook.

    :param headers: with names in lower case. :param body: as it came, to the byte.
    :returns: whether it is a new one. :raises WebhookRefused: for any defect.
    """
    account_id = _account(integration_id)
    if account_id is None or len(body) > MAX_BYTES:
        raise WebhookRefused
    with tenant(account_id):
        row = SiteIntegration.objects.filter(pk=integration_id, platform=Platform.WORDPRESS, is_active=True).first()
        if row is None:
            raise WebhookRefused
        try:
            webhook_id = webhook_verify(
                headers=headers,
                body=body,
                known=webhook_secrets(row),
                now=time.time(),
                tolerance_s=WEBHOOK_TOLERANCE_S,
            )
            kind, sequence, data = _read(body)
        except (SignatureRefused, SecretUnreadable, ValueError) as exc:
            raise WebhookRefused from exc
        is_new = _insert(row, webhook_id=webhook_id, kind=kind, sequence=sequence, data=data)
        if is_new:
            transaction.on_commit(lambda: kick("integration.sweep"), robust=True)
        return is_new


def _account(integration_id: UUID) -> UUID | None:
    with every_tenant("which account a webhook is for"):
        found = SiteIntegration.objects.filter(pk=integration_id).values_list("account_id", flat=True).first()
        return found if isinstance(found, UUID) else None


def _read(body: bytes) -> tuple[str, int | None, dict[str, Any]]:
    """Type, sequence and what is kept of the data. :raises ValueError: it is no webhook of the plugin."""
    try:
        told = json.loads(body)
    except RecursionError as exc:
        raise ValueError("nested") from exc
    if not isinstance(told, dict) or told.get("type") not in TYPES:
        raise ValueError("type")
    sequence, data = told.get("sequence"), told.get("data")
    if sequence is not None and (not isinstance(sequence, int) or not 0 <= sequence < 2**62):
        raise ValueError("sequence")
    data = data if isinstance(data, dict) else {}
    kept = {
        name: str(data[name])[:200].replace("\x00", "").encode("utf-8", "ignore").decode()
        for name in _KEPT
        if isinstance(data.get(name), str | int)
    }
    return str(told["type"]), sequence, kept


def _insert(row: SiteIntegration, *, webhook_id: str, kind: str, sequence: int | None, data: dict[str, Any]) -> bool:
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO igny8_webhook_receipts (id, account_id, site_id, integration_id, source, webhook_id, type, sequence,
                 data, received_at, created_at, updated_at)
               VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s, %s)
               ON CONFLICT (account_id, source, webhook_id) DO NOTHING RETURNING 1""",
            [uuid7(), row.account_id, row.site_id, row.id, row.destination, webhook_id, kind, sequence, json.dumps(data),
             now, now, now],
        )  # fmt: skip
        return cursor.fetchone() is not None
