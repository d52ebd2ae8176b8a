"""Plans on offer. Prices are in US dollars a month; credits alone restrict use."""

from typing import Any

# The trial's credits come once, from IGNY8_TRIAL_CREDITS; it has no monthly ones.
PLANS: tuple[dict[str, Any], ...] = (
    {"slug": "trial", "name": "Trial", "price": 0, "monthly_credits": 0, "support_level": "basic"},
    {"slug": "starter", "name": "Starter", "price": 49, "monthly_credits": 4_000, "support_level": "basic"},
    {"slug": "growth", "name": "Growth", "price": 149, "monthly_credits": 15_000, "support_level": "priority"},
    {"slug": "scale", "name": "Scale", "price": 399, "monthly_credits": 50_000, "support_level": "enterprise"},
)
