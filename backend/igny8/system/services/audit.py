"""The audit log: written in the transaction of the change, by the service that makes it."""

import json
import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from igny8.core.api.request_address import current_address
from igny8.core.api.request_id import current_request_id
from igny8.core.tenancy import Actor, current_actor
from igny8.system.models import AuditEntry

HIDDEN = "[hidden]"
MAX_TEXT = 500
MAX_BYTES = 8_000
_SECRET_NAME = re.compile(
    r"pass(word|wd|phrase)?$|secret|token(?!s)|api_?key|private_?key|access_?key|credentials?$|authori[sz]ation"
    r"|cookie|signature|^key$|bearer",
    re.IGNORECASE,
)
# Shapes of keys seen in the wild, for a secret under an innocent name: ours, OpenAI's, Stripe's, Shopify's, JWTs, Fernet.
_SECRET_TEXT = re.compile(
    r"\b(ig8_\w{4,}|sk-[\w-]{8,}|(sk|rk|pk|whsec)_\w{8,}|shp(at|ss|ca|pa)_\w{8,}|eyJ[\w-]{8,}\.[\w-]+\.[\w-]*|gAAAA[\w-]{20,}=*)"
)


def audit_record(
    *,
    action: str,
    object_type: str,
    object_id: UUID | str | None,
    summary: str,
    changes: Mapping[str, Any] | None = None,
    actor: Actor | None = None,
    request_id: str = "",
    address: str = "",
) -> AuditEntry:
    """Add an entry: who, what, which object, from where. The actor is the scope's unless an event names another.

    :param action: ``<object>.<verb>``, for instance ``prompt.set``.
    :param changes: field to new value, or to ``[old, new]``. Secrets are hidden and long texts cut here, whoever calls.
    :raises igny8.core.tenancy.NoTenant: outside a tenant's scope.
    """
    who = actor or current_actor()
    return AuditEntry.objects.create(
        actor_kind=who.kind,
        actor_id=who.id,
        action=action,
        object_type=object_type,
        object_id=str(object_id or "")[:64],
        summary=_text(summary)[:300],
        changes=clean_changes(changes or {}),
        request_id=(request_id or current_request_id())[:128],
        address=(address or current_address())[:64],
    )


def clean_changes(changes: Mapping[str, Any]) -> dict[str, Any]:
    """``changes`` as JSON without secrets, bounded in size."""
    cleaned = {str(name)[:60]: _clean(str(name), value, 0) for name, value in list(changes.items())[:50]}
    if len(json.dumps(cleaned)) <= MAX_BYTES:
        return cleaned
    return {name: "[too long]" if len(json.dumps(value)) > 200 else value for name, value in cleaned.items()}


def _clean(name: str, value: Any, depth: int) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if _SECRET_NAME.search(name):
        return HIDDEN
    if isinstance(value, int | float):
        return value
    if depth < 4 and isinstance(value, Mapping):
        return {str(k)[:60]: _clean(str(k), v, depth + 1) for k, v in list(value.items())[:50]}
    if depth < 4 and isinstance(value, list | tuple | set | frozenset):
        return [_clean(name, v, depth + 1) for v in list(value)[:50]]
    text = _text(str(value))
    return text if len(text) <= MAX_TEXT else f"{text[:MAX_TEXT]}…"


def _text(value: str) -> str:
    return _SECRET_TEXT.sub(HIDDEN, value)
