"""The price list and what an operation costs."""

from dataclasses import dataclass
from typing import ClassVar

from django.db.models import QuerySet

from igny8.billing.constants import UNIT_MAX
from igny8.billing.models import Price, PriceChange
from igny8.core.errors import InvalidInput


class PriceUnknown(InvalidInput):
    code: ClassVar[str] = "PRICE_UNKNOWN"
    default: ClassVar[str] = "There is no price for this operation."


@dataclass(frozen=True, slots=True)
class PriceInfo:
    """``credits_centi`` hundredths of a credit buy ``per_units`` units called ``unit_name``."""

    operation: str
    credits_centi: int
    per_units: int
    unit_name: str
    description: str

    def cost_centi(self, units: int) -> int:
        """Hundredths of a credit for ``units``, proportional and rounded up to the next hundredth.

        1 credit for 100 words makes 550 words 5.50 credits, not 6: the customer pays for the words there are.

        :raises InvalidInput: for a negative or absurd number of units.
        """
        if not 0 <= units <= UNIT_MAX:
            raise InvalidInput(errors={"units": [f"From 0 to {UNIT_MAX}."]})
        return -(-units * self.credits_centi // self.per_units)


def price_list() -> QuerySet[Price]:
    """Every price."""
    return Price.objects.all()


def price_change_list() -> QuerySet[PriceChange]:
    """What staff changed, newest first."""
    return PriceChange.objects.select_related("price").order_by("-id")


def price_of(operation: str) -> PriceInfo:
    """The price of an operation, as it is now.

    :raises PriceUnknown: when the list has none.
    """
    row = Price.objects.filter(operation=operation).values_list(
        "operation", "credits_centi", "per_units", "unit_name", "description"
    ).first()  # fmt: skip
    if row is None:
        raise PriceUnknown(
            f"There is no price for the operation {operation[:60]!r}.", errors={"operation": ["Not in the price list."]}
        )
    return PriceInfo(*row)


def cost_centi(operation: str, units: int) -> int:
    """Hundredths of a credit that ``units`` of ``operation`` cost now; see ``PriceInfo.cost_centi`` for the rounding.

    :raises PriceUnknown: when the list has no such operation.
    """
    return price_of(operation).cost_centi(units)
