"""Which provider an account uses, and its key: kept sealed, never returned, never sent to another address."""

import json
import math
import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from igny8.core import field_secrets
from igny8.core.crypto import masked
from igny8.core.errors import Conflict, InvalidInput, NotFound
from igny8.core.events import emit
from igny8.system.constants import EXTRA_MAX_BYTES, PROVIDER_KINDS, ProviderName
from igny8.system.events import ProviderSettingsChanged
from igny8.system.models import IntegrationSettings
from igny8.system.services.audit import audit_record
from igny8.system.services.provider_addresses import base_url_check

_PLAIN = ("provider", "base_url", "model", "temperature", "max_tokens", "extra", "is_active")
_EXTRA_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_SECRET_NAME = re.compile(r"key|secret|token$|password|authori[sz]ation|credential")
_KEY = re.compile(r"[\x21-\x7e]{8,512}")


class ProviderSettingsInvalid(InvalidInput):
    code = "PROVIDER_SETTINGS_INVALID"


class ProviderTaken(Conflict):
    code = "PROVIDER_ALREADY_SET"
    default = "A provider for this kind and function exists already. Change that one."


def _refuse(field: str, sentence: str) -> ProviderSettingsInvalid:
    return ProviderSettingsInvalid(f"{field}: {sentence}", errors={field: [sentence]})


@transaction.atomic
def provider_settings_create(*, kind: str, function: str = "", **fields: Any) -> IntegrationSettings:
    """Choose a provider for a kind of work, or for one function of that kind.

    :param fields: provider, base_url, model, temperature, max_tokens, extra, api_key, is_active.
    :raises ProviderTaken: there is one already. :raises InvalidInput: naming the field that cannot be.
    """
    if IntegrationSettings.objects.filter(kind=kind, function=function).exists():
        raise ProviderTaken
    return _store(IntegrationSettings(kind=kind, function=function), fields, "provider_settings.create")


@transaction.atomic
def provider_settings_update(*, settings_id: UUID, **changes: Any) -> IntegrationSettings:
    """Change the named fields. The key stays unless a new one is given; a new address or provider needs it again.

    :raises NotFound: no such row. :raises InvalidInput: naming the field that cannot be.
    """
    row = IntegrationSettings.locked(settings_id)
    if row is None:
        raise NotFound
    return _store(row, changes, "provider_settings.update")


@transaction.atomic
def provider_settings_set(*, kind: str, function: str = "", **fields: Any) -> IntegrationSettings:
    """Create or change the provider of a kind (and function), whichever it takes. For code; the API does one or the other.

    :raises InvalidInput: naming the field that cannot be.
    """
    row = IntegrationSettings.objects.select_for_update().filter(kind=kind, function=function).first()
    if row is None:
        return provider_settings_create(kind=kind, function=function, **fields)
    return _store(row, fields, "provider_settings.update")


@transaction.atomic
def provider_settings_delete(*, settings_id: UUID) -> None:
    """Forget the provider and its key; runs use the installation's own again.

    :raises NotFound: no such row.
    """
    row = IntegrationSettings.locked(settings_id)
    if row is None:
        raise NotFound
    _tell("provider_settings.delete", row, {})
    row.delete()


@transaction.atomic
def provider_settings_test_record(*, settings_id: UUID, ok: bool, message: str) -> IntegrationSettings:
    """Keep how the last connection test ended. Whoever tests (the AI domain) calls this after the call to the provider.

    :raises NotFound: the row was deleted meanwhile.
    """
    row = IntegrationSettings.locked(settings_id)
    if row is None:
        raise NotFound
    row.tested_at, row.test_ok, row.test_message = timezone.now(), ok, message[:300]
    row.save(update_fields=["tested_at", "test_ok", "test_message", "updated_at"])
    return row


def _store(row: IntegrationSettings, fields: Mapping[str, Any], action: str) -> IntegrationSettings:
    before = {name: getattr(row, name) for name in _PLAIN}
    for name in _PLAIN:
        if name in fields:
            setattr(row, name, fields[name])
    _check_provider(row)
    row.extra = _checked_extra(row.extra)
    moved = (row.provider, row.base_url) != (before["provider"], before["base_url"])
    new_key = fields.get("api_key")
    if new_key:
        if not _KEY.fullmatch(new_key):
            raise _refuse("api_key", "8 to 512 visible characters without spaces.")
        row.api_key, row.key_hint = field_secrets.seal(new_key, field=row.secret_field), masked(new_key)
    elif new_key == "":
        row.api_key = row.key_hint = ""
    elif moved and row.api_key:
        # Otherwise whoever may edit the address could have the stored key sent to a server of their own.
        raise _refuse("api_key", "Enter the key again: it was given for another provider or address.")
    if row.is_active and not row.api_key and row.provider in {ProviderName.OPENAI, ProviderName.RUNWARE}:
        raise _refuse("api_key", f"{row.get_provider_display()} needs a key.")
    if new_key is not None or any(getattr(row, n) != before[n] for n in ("provider", "base_url", "model")):
        row.tested_at, row.test_ok, row.test_message = None, None, ""
    row.save()
    changes = {name: [before[name], getattr(row, name)] for name in _PLAIN if before[name] != getattr(row, name)}
    _tell(action, row, {**changes, **({"api_key": "changed"} if new_key is not None else {})})
    return row


def _check_provider(row: IntegrationSettings) -> None:
    able = PROVIDER_KINDS.get(row.provider)
    if able is None:
        raise _refuse("provider", f"Use one of {', '.join(ProviderName.values)}.")
    if row.kind not in able:
        raise _refuse("provider", f"{row.get_provider_display()} does not offer {row.kind}.")
    if row.provider == ProviderName.OPENAI_COMPATIBLE:
        if not row.base_url:
            raise _refuse("base_url", "Enter the address of the endpoint.")
        if not row.model:
            raise _refuse("model", "Enter the name of the model.")
        row.base_url = base_url_check(row.base_url)
    elif row.base_url:
        raise _refuse("base_url", "Only an OpenAI-compatible endpoint has an address of its own.")


def _checked_extra(extra: Any) -> dict[str, Any]:
    """Flat, small and without secrets: it is shown to every administrator.

    :raises ProviderSettingsInvalid: naming the entry.
    """
    if not isinstance(extra, Mapping) or len(extra) > 20 or len(json.dumps(extra)) > EXTRA_MAX_BYTES:
        raise _refuse("extra", f"An object with at most 20 entries and {EXTRA_MAX_BYTES} bytes.")
    for name, value in extra.items():
        field = f"extra.{str(name)[:40]}"
        if not _EXTRA_NAME.fullmatch(str(name)):
            raise _refuse(field, "Names are lower-case letters, digits and _.")
        if _SECRET_NAME.search(name):
            raise _refuse(field, "Keys and passwords belong in api_key, where they are encrypted.")
        if not (value is None or isinstance(value, bool | int | float | str)):
            raise _refuse(field, "Only text, numbers, true, false and null.")
        if (isinstance(value, float) and not math.isfinite(value)) or (isinstance(value, str) and len(value) > 200):
            raise _refuse(field, "A finite number, or text of at most 200 characters.")
    return dict(extra)


def _tell(action: str, row: IntegrationSettings, changes: dict[str, Any]) -> None:
    emit(ProviderSettingsChanged(settings_id=row.id, kind=row.kind, function=row.function))
    what = f"{row.kind} ({row.function})" if row.function else row.kind
    audit_record(
        action=action,
        object_type="provider_settings",
        object_id=row.id,
        summary=f"Provider for {what}: {row.provider}, {action.partition('.')[2]}",
        changes=changes,
    )
