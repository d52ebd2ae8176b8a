"""Credits at the edge: hundredths inside, numbers with up to two decimals outside."""

from decimal import Decimal
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from igny8.billing.constants import CENTI

NUMBER = {"type": "number", "multipleOf": 0.01}


@extend_schema_field(NUMBER)
class CreditsOut(serializers.Field):
    """Whole hundredths as a JSON number. All sums were made before; a double shows hundredths exactly up to 9e13."""

    def to_representation(self, value: int) -> float:
        return value / CENTI


class CreditsIn(serializers.DecimalField):
    """A JSON number with at most two decimals, as whole hundredths."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 13)
        super().__init__(decimal_places=2, **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        value: Decimal = super().to_internal_value(data)
        return value

    def run_validation(self, data: Any = serializers.empty) -> Any:
        value = super().run_validation(data)  # limits are checked in credits, as the caller wrote them
        return int(value * CENTI) if isinstance(value, Decimal) else value
