"""What billing knows; nothing here writes."""

from igny8.billing.selectors.balances import Balance, balance_get, transaction_list
from igny8.billing.selectors.prices import PriceInfo, PriceUnknown, cost_centi, price_change_list, price_list, price_of
from igny8.billing.selectors.usage import UsageRow, usage_by, usage_log_list, usage_total

__all__ = [
    "Balance",
    "PriceInfo",
    "PriceUnknown",
    "UsageRow",
    "balance_get",
    "cost_centi",
    "price_change_list",
    "price_list",
    "price_of",
    "transaction_list",
    "usage_by",
    "usage_log_list",
    "usage_total",
]
