"""The queue of mails: a row written with the change, sent afterwards by a task, outside any transaction."""

from datetime import timedelta
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone

from igny8.accounts.constants import MAX_MAIL_ATTEMPTS, SENT_MAIL_DAYS, MailKind, MailState
from igny8.accounts.models import Mail
from igny8.accounts.services.mails import Message, mail_compose, mail_send
from igny8.core.tasks import kick
from igny8.core.tenancy import every_tenant

log = structlog.get_logger(__name__)
LEASE = timedelta(minutes=3)  # longer than a mail server may take


@transaction.atomic
def mail_queue(*, kind: MailKind, recipient: str, payload: dict[str, Any] | None = None) -> None:
    """Post a mail in the transaction of its cause.

    :param payload: ids and plain values the template needs (``mails.mail_compose``), never a secret.
    """
    Mail(kind=kind, recipient=recipient, payload=payload or {}).save(force_insert=True)
    transaction.on_commit(lambda: kick("accounts.send_mails"), robust=True)


def notice_queue(*, recipient: str, subject: str, text: str, path: str = "/") -> None:
    """Post a plain notice for a person: one subject, a few sentences, one link into the dashboard."""
    mail_queue(kind=MailKind.NOTICE, recipient=recipient, payload={"subject": subject, "text": text, "path": path})


def mails_send_due(*, limit: int = 100) -> int:
    """Send what is due. Safe to run anywhere, any number of times, at once. :returns: how many were sent."""
    sent = 0
    for _ in range(limit):
        mail = _claim()
        if mail is None:
            break
        sent += _send_one(mail)
    return sent


def mails_purge() -> int:
    """Forget mails that ended long ago. :returns: how many."""
    with every_tenant("purge mails"):
        old = timezone.now() - timedelta(days=SENT_MAIL_DAYS)
        return Mail.objects.exclude(state=MailState.PENDING).filter(created_at__lt=old).delete()[0]


def _claim() -> Mail | None:
    now = timezone.now()
    with every_tenant("mail queue"):
        mail = (
            Mail.objects.select_for_update(skip_locked=True)
            .filter(state=MailState.PENDING, not_before__lte=now)
            .order_by("not_before")
            .first()
        )
        if mail is not None:
            mail.attempts += 1
            mail.not_before = now + LEASE
            mail.save(update_fields=["attempts", "not_before"])
        return mail


def _send_one(mail: Mail) -> bool:
    try:
        message: Message | None = mail_compose(mail)
        if message is not None:
            mail_send(message)
    except Exception as exc:  # whatever the mail server does: kept, retried, shown
        log.warning("mail_failed", mail_id=str(mail.id), error=f"{type(exc).__name__}: {exc}"[:300])
        last = mail.attempts >= MAX_MAIL_ATTEMPTS
        _finish(
            mail,
            state=MailState.FAILED if last else MailState.PENDING,
            error=f"{type(exc).__name__}: {exc}"[:300],
            not_before=timezone.now() + timedelta(seconds=min(30 * 2**mail.attempts, 3600)),
        )
        return False
    _finish(mail, state=MailState.SENT if message else MailState.DROPPED)
    return message is not None


def _finish(mail: Mail, **fields: Any) -> None:
    with every_tenant("mail queue"):
        Mail.objects.filter(pk=mail.pk, attempts=mail.attempts).update(**fields)
