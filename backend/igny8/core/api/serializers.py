"""Bases of every input and output of the API."""

from typing import Any

from rest_framework import serializers


class Input(serializers.Serializer):
    """Refuses fields it does not know: a misspelt field must not be ignored silently."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            unknown = {k for k in data if k not in self.fields or self.fields[k].read_only}
            if unknown:
                known = ", ".join(sorted(n for n, f in self.fields.items() if not f.read_only))
                raise serializers.ValidationError(
                    {str(k)[:100]: [f"Unknown field. Known fields: {known}."] for k in sorted(map(str, unknown))}
                )
        return super().to_internal_value(data)


class Output(serializers.Serializer):
    """Read-only; every field is always present."""

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        for field in fields.values():
            field.read_only = True
        return fields


class Empty(Input):
    """A body without fields."""


class IdsIn(Input):
    """Up to 1,000 ids for a bulk action."""

    ids = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=1000)


class CountOut(Output):
    """How many rows a bulk action changed."""

    count = serializers.IntegerField()
