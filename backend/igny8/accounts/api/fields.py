"""Fields the inputs of accounts share."""

import json
import unicodedata
from typing import Any

from rest_framework import serializers

from igny8.accounts.base.addresses import email_normalise
from igny8.accounts.constants import MAX_PASSWORD
from igny8.core.errors import InvalidInput

JOINERS = "\u200c\u200d"  # part of ordinary words in Persian and Indic scripts, and of emoji


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


class NameField(serializers.CharField):
    """A name of something: one line, without control characters; runs of white space become one space."""

    def to_internal_value(self, data: Any) -> str:
        text = " ".join(super().to_internal_value(data).split())
        if any(unicodedata.category(c) in {"Cc", "Cf", "Co", "Cn"} and c not in JOINERS for c in text):
            raise serializers.ValidationError("Remove control characters.")
        return text


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
