"""Bases of every input and output of the API."""

import math
from collections.abc import Iterable
from typing import Any, cast

from rest_framework import serializers

NAMED = 20  # unknown fields named in one answer


class Input(serializers.Serializer):
    """Refuses fields it does not know: a misspelt field must not be ignored silently."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            unknown = {k for k in data if k not in self.fields or self.fields[k].read_only}
            if unknown:
                known = ", ".join(sorted(n for n, f in self.fields.items() if not f.read_only))
                raise serializers.ValidationError(
                    {k[:100]: [f"Unknown field. Known fields: {known}."] for k in sorted(map(str, unknown))[:NAMED]}
                )
        values = super().to_internal_value(data)
        odd = [k for k, v in values.items() if isinstance(v, float) and not math.isfinite(v)]
        if odd:  # Python reads "nan" and "inf" as numbers; JSON has neither
            raise serializers.ValidationError({k: ["A valid number is required."] for k in odd})
        return values


class Output(serializers.Serializer):
    """Read-only; every field is always present."""

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        for field in fields.values():
            field.read_only = True
        return fields


class Empty(Input):
    """A body without fields."""


class SiteQuery(Input):
    """``site_id`` in the query, always."""

    site_id = serializers.UUIDField()


class SectorQuery(SiteQuery):
    """Also ``sector_id``, when only one sector's figures are wanted."""

    sector_id = serializers.UUIDField(required=False)


def counts_out(name: str, words: Iterable[str]) -> type[Output]:
    """An output called ``name`` with a number for each of the ``words``."""
    fields = {str(word): serializers.IntegerField() for word in words}
    return cast(type[Output], type(name, (Output,), {"__doc__": "How many there are of each.", **fields}))


class CountOut(Output):
    """How many rows a bulk action changed."""

    count = serializers.IntegerField()
