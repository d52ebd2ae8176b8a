"""What work would cost, before anybody spends."""

from collections.abc import Sequence
from dataclasses import dataclass

from igny8.billing.selectors.balances import balance_get
from igny8.billing.selectors.prices import PriceInfo, price_of


@dataclass(frozen=True, slots=True)
class EstimateLine:
    """``units`` of an operation and their cost in hundredths of a credit."""

    price: PriceInfo
    units: int
    cost_centi: int


@dataclass(frozen=True, slots=True)
class Estimate:
    """``cap_left_centi`` is what the month's spend cap still allows; None without one."""

    lines: list[EstimateLine]
    cost_centi: int
    available_centi: int
    cap_left_centi: int | None

    @property
    def is_enough(self) -> bool:
        return self.cost_centi <= self.available_centi and (
            self.cap_left_centi is None or self.cost_centi <= self.cap_left_centi
        )


def estimate(items: Sequence[tuple[str, int]]) -> Estimate:
    """Price ``(operation, units)`` pairs as they are now, each rounded by itself, as each would be charged.

    :raises PriceUnknown: for an operation that is not in the price list.
    """
    prices = {operation: price_of(operation) for operation in {operation for operation, _ in items}}
    lines = [EstimateLine(prices[name], units, prices[name].cost_centi(units)) for name, units in items]
    balance = balance_get()
    cap_left = None
    if balance.spend_cap_centi is not None:
        cap_left = max(0, balance.spend_cap_centi - balance.spent_centi - balance.held_centi)
    return Estimate(lines, sum(line.cost_centi for line in lines), balance.available_centi, cap_left)
