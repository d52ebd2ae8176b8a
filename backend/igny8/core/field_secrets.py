"""Secrets in columns of tenant rows: sealed with the installation's keys for the account of the open scope."""

import hashlib
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from igny8.core.crypto import SecretBox
from igny8.core.tenancy import current_account_id


@lru_cache(maxsize=4)
def _box(keys: tuple[str, ...]) -> SecretBox:
    if not keys:
        raise ImproperlyConfigured("IGNY8_FIELD_KEYS is not set. It holds the keys that encrypt stored credentials.")
    # The id only tells keys apart when they are rotated; eight hex digits of a hash give nothing of the key away.
    return SecretBox([(hashlib.sha256(key.encode()).hexdigest()[:8], key) for key in keys])


def seal(secret: str, *, field: str) -> str:
    """Encrypt ``secret`` for one field of the scope's account.

    :param field: names column and row, so that a value copied to another place does not open.
    :raises igny8.core.tenancy.NoTenant: outside a tenant's scope.
    """
    return _box(tuple(settings.FIELD_KEYS)).seal(secret, account=current_account_id(), field=field)


def unseal(sealed: str, *, field: str) -> str:
    """Decrypt what ``seal`` made for the same account and field.

    :raises igny8.core.crypto.SecretUnreadable: in every other case.
    """
    return _box(tuple(settings.FIELD_KEYS)).open(sealed, account=current_account_id(), field=field)


def needs_rotation(sealed: str) -> bool:
    """Whether an older key than the newest one sealed the value."""
    return _box(tuple(settings.FIELD_KEYS)).needs_rotation(sealed)
