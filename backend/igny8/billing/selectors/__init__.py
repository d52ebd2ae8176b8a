"""What billing knows; nothing here writes."""

from igny8.billing.selectors.balances import Balance, balance_get, transaction_list
from igny8.billing.selectors.estimates import Estimate, EstimateLine, estimate
from igny8.billing.selectors.prices import PriceInfo, PriceUnknown, cost_centi, price_change_list, price_list, price_of
from igny8.billing.selectors.usage import Usage, UsageRow, usage_by, usage_log_list, usage_report

__all__ = [
    "Balance",
    "Estimate",
    "EstimateLine",
    "PriceInfo",
    "PriceUnknown",
    "Usage",
    "UsageRow",
    "balance_get",
    "cost_centi",
    "estimate",
    "price_change_list",
    "price_list",
    "price_of",
    "transaction_list",
    "usage_by",
    "usage_log_list",
    "usage_report",
]
