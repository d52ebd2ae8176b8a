"""Tasks of accounts."""

from typing import Any

from celery import shared_task

from igny8.accounts.services.mail_queue import mails_purge, mails_send_due


@shared_task(name="accounts.send_mails")
def send_mails(**_: Any) -> None:
    """Send the mails that are due; run by a hint at once and by beat every few seconds."""
    mails_send_due()


@shared_task(name="accounts.purge_mails")
def purge_mails(**_: Any) -> None:
    """Forget mails that ended long ago."""
    mails_purge()
