"""Fields the inputs of accounts share."""

import json
from typing import Any

from rest_framework import serializers

from igny8.accounts.base.addresses import email_normalise
from igny8.accounts.constants import MAX_PASSWORD
from igny8.core.errors import InvalidInput


class AddressField(serializers.CharField):
    """An e-mail address; its value is the normal form."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=254, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        try:
            return email_normalise(text)
        except InvalidInput as exc:
            raise serializers.ValidationError(exc.errors["email"]) from exc


class PasswordField(serializers.CharField):
    """A password as typed: no trimming."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=MAX_PASSWORD, trim_whitespace=False, **kwargs)


class SmallObject(serializers.DictField):
    """A JSON object of at most ``limit`` bytes."""

    def __init__(self, *, limit: int = 16_384, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.limit = limit

    def to_internal_value(self, data: Any) -> Any:
        value = super().to_internal_value(data)
        if len(json.dumps(value).encode()) > self.limit:
            raise serializers.ValidationError(f"Use at most {self.limit:,} bytes.")
        return value
