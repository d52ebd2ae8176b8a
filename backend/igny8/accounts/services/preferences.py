"""How a person likes the dashboard: columns, density, theme, saved views. Kept as one JSON object that follows them."""

import json
import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from igny8.accounts.models import User
from igny8.core.errors import InvalidInput, NotFound

MAX_BYTES = 32_768
MAX_DEPTH = 6
MAX_KEY = 60
_KEY = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")


@transaction.atomic
def preferences_replace(*, user_id: UUID, values: Mapping[str, Any]) -> dict[str, Any]:
    """Put ``values`` in place of everything. :returns: what is kept now.

    :raises NotFound: no such person here. :raises InvalidInput: naming the key that is wrong, or the object is too large.
    """
    return _save(_person(user_id), dict(values))


@transaction.atomic
def preferences_merge(*, user_id: UUID, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Put each of ``changes`` in place of the value with its key; null removes the key. :returns: what is kept now.

    :raises NotFound: no such person here. :raises InvalidInput: naming the key that is wrong, or the object grows too large.
    """
    user = _person(user_id)
    return _save(user, preferences_merged(user.preferences, changes))


def preferences_merged(values: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """``values`` with the changes; nothing is written.

    :raises InvalidInput: naming the key that is wrong, or the whole is too large.
    """
    merged = {**values, **changes}
    return _checked({key: value for key, value in merged.items() if not (key in changes and value is None)})


def _person(user_id: UUID) -> User:
    user = User.locked(user_id)
    if user is None:
        raise NotFound
    return user


def _save(user: User, values: dict[str, Any]) -> dict[str, Any]:
    user.preferences = _checked(values)
    user.save(update_fields=["preferences", "updated_at"])
    return user.preferences


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    for key, value in values.items():
        if len(key) > MAX_KEY or not _KEY.fullmatch(key):
            raise InvalidInput(
                f"{key[:MAX_KEY]}: not a name of a preference.",
                errors={
                    key[:MAX_KEY]: [f"Small letters, digits, single dots and hyphens; at most {MAX_KEY} characters."]
                },
            )
        if _depth(value) > MAX_DEPTH:
            raise InvalidInput(errors={key: [f"Nest at most {MAX_DEPTH} levels."]})
    size = len(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode())
    if size > MAX_BYTES:
        raise InvalidInput(
            f"Preferences may take {MAX_BYTES:,} bytes together; these take {size:,}. Remove some first.",
            errors={"preferences": [f"Together at most {MAX_BYTES:,} bytes."]},
        )
    return values


def _depth(value: Any) -> int:
    """Levels of objects and lists: 0 for a plain value."""
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(_depth, value), default=0)
    return 0
