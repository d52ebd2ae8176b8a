"""Reading accounts."""

from igny8.accounts.models import Account


def run_cap_of_account() -> int:
    """AI runs at once per site that the plan of the scope's account allows."""
    return int(Account.objects.values_list("plan__max_concurrent_ai_runs_per_site", flat=True).get())
