"""Telling people that credits run out, before work stops."""

from igny8.accounts.selectors import account_mail_addresses
from igny8.accounts.services.mail_queue import notice_queue
from igny8.billing.constants import LOW_CREDIT_PERCENT
from igny8.billing.services.ledger import credits_text


def low_credit_warn(*, left_centi: int, last_grant_centi: int) -> int:
    """Post a notice to the addresses the account chose for notices, or else to its owner.

    :returns: how many were posted.
    """
    addresses = account_mail_addresses()
    for address in addresses:
        notice_queue(
            recipient=address,
            subject="Your credits are running low",
            text=(
                f"{credits_text(left_centi)} credits are left, less than {LOW_CREDIT_PERCENT} % of the"
                f" {credits_text(last_grant_centi)} you were last given. When they are used up, AI work stops until"
                " you buy more or the next monthly credits arrive."
            ),
            path="/billing",
        )
    return len(addresses)
