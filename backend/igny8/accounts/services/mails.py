"""What the mails say. Links point at pages of the dashboard."""

from dataclasses import dataclass
from datetime import timedelta
from html import escape
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from igny8.accounts import constants as c
from igny8.accounts.models import Account, Mail, MailToken, User
from igny8.accounts.services.mail_tokens import token_issue, token_renew, tokens_revoke
from igny8.core.tenancy import every_tenant, tenant

SERVER_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Message:
    """A mail ready to send: ``lines`` are its paragraphs, ``link`` the one thing to click."""

    recipient: str
    subject: str
    lines: tuple[str, ...]
    link: str
    label: str
    ending: str = ""

    def text(self) -> str:
        return "\n\n".join(filter(None, (*self.lines, f"{self.label}:\n{self.link}", self.ending))) + "\n"

    def html(self) -> str:
        body = "".join(f"<p>{escape(line)}</p>" for line in self.lines)
        end = f'<p style="color:#667">{escape(self.ending)}</p>' if self.ending else ""
        return (
            '<!doctype html><html lang="en"><body style="font:16px/1.5 sans-serif;max-width:34em;margin:2em auto">'
            f'{body}<p><a href="{escape(self.link)}" style="display:inline-block;padding:.6em 1.2em;background:#1d4ed8;'
            f'color:#fff;text-decoration:none;border-radius:6px">{escape(self.label)}</a></p>{end}</body></html>'
        )


def mail_send(message: Message) -> None:
    """Hand the mail to the configured backend.

    :raises OSError: when the server cannot be reached or refuses; smtplib's errors are all of this kind.
    """
    mail = EmailMultiAlternatives(
        " ".join(message.subject.split()),
        message.text(),
        to=[message.recipient],
        connection=get_connection(timeout=SERVER_SECONDS),
    )
    mail.attach_alternative(message.html(), "text/html")
    mail.send()


def mail_compose(mail: Mail) -> Message | None:
    """The mail as it stands now, with a fresh link. None when there is no longer anybody or anything to write to."""
    if mail.kind == c.MailKind.NOTICE:
        content = mail.payload
        return Message(
            mail.recipient, content["subject"], (content["text"],), settings.PUBLIC_URL + content["path"], "Open IGNY8"
        )
    if mail.kind == c.MailKind.RESET:
        return _reset(mail)
    with tenant(UUID(mail.payload["account_id"])):
        return _invite(mail) if mail.kind == c.MailKind.INVITE else _verify(mail)


def _link(page: str, secret: str) -> str:
    return f"{settings.PUBLIC_URL}/{page}?token={quote(secret)}"


def _verify(mail: Mail) -> Message | None:
    user = User.objects.filter(pk=mail.payload["user_id"], is_active=True, email_verified_at=None).first()
    if user is None:
        return None
    tokens_revoke(purpose=c.TokenPurpose.VERIFY, email=user.email)
    token = token_issue(
        purpose=c.TokenPurpose.VERIFY, email=user.email, user_id=user.id, lifetime=timedelta(days=c.VERIFICATION_DAYS)
    )
    return Message(
        user.email,
        "Confirm your e-mail address",
        (f"Hello {user.name},", "one click tells us that this address is yours, so that we can reach you here."),
        _link("verify-email", token_renew(token)),
        "Confirm this address",
        f"The link works for {c.VERIFICATION_DAYS} days. If you did not sign up, ignore this mail.",
    )


def _reset(mail: Mail) -> Message | None:
    with every_tenant("password reset"):
        user = User.objects.filter(email=mail.recipient, is_active=True).first()
    if user is None:
        return None
    with tenant(user.account_id):
        tokens_revoke(purpose=c.TokenPurpose.RESET, email=user.email)
        token = token_issue(
            purpose=c.TokenPurpose.RESET, email=user.email, user_id=user.id, lifetime=timedelta(hours=c.RESET_HOURS)
        )
        secret = token_renew(token)
    return Message(
        user.email,
        "Choose a new password",
        (f"Hello {user.name},", "somebody, hopefully you, asked for a new password for this address."),
        _link("reset-password", secret),
        "Choose a new password",
        f"The link works once, for {c.RESET_HOURS} hour. If it was not you, ignore this mail: nothing has changed.",
    )


def _invite(mail: Mail) -> Message | None:
    token = MailToken.objects.filter(pk=mail.payload["invitation_id"], used_at=None, revoked_at=None).first()
    if token is None:
        return None
    account = Account.objects.get()
    return Message(
        token.email,
        f"Join {account.name} on IGNY8",
        (f"You are invited to work on {account.name} as {token.role}.",),
        _link("accept-invitation", token_renew(token)),
        "Accept the invitation",
        f"The link works for {c.INVITATION_DAYS} days.",
    )
