"""Inviting people into the account."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from igny8.accounts.constants import INVITATION_DAYS, MailKind, RoleName, TokenPurpose
from igny8.accounts.events import InvitationRevoked, SiteAccessGranted, UserInvited, UserJoined
from igny8.accounts.models import Account, MailToken, Site, SiteUserAccess, User
from igny8.accounts.services.accounts import EmailTaken
from igny8.accounts.services.audit import announce
from igny8.accounts.services.clashes import clash
from igny8.accounts.services.mail_queue import mail_queue
from igny8.accounts.services.mail_tokens import token_find, token_issue, token_use, tokens_revoke
from igny8.accounts.services.passwords import password_check
from igny8.accounts.services.principals import CLOSED, AccountSuspended
from igny8.accounts.services.roles import role_may_grant
from igny8.accounts.services.sign_in_limits import invitation_allow
from igny8.core.errors import Conflict, InvalidInput, NotFound
from igny8.core.ids import uuid7
from igny8.core.roles import Role
from igny8.core.tenancy import Actor, current_account_id, tenant


class AlreadyMember(Conflict):
    code = "ALREADY_MEMBER"
    default = "This person belongs to the account already."


class InvitationClosed(Conflict):
    code = "INVITATION_CLOSED"
    default = "This invitation was accepted or revoked."


@transaction.atomic
def invitation_create(*, email: str, role: str, by: Role, site_ids: Sequence[UUID] = ()) -> MailToken:
    """Invite somebody; an open invitation of the same address is replaced.

    :param email: normal form. :param by: role of who invites: nobody invites above their own.
    :param site_ids: sites an editor or viewer will see.
    :raises NotAllowed: a role above ``by``. :raises AlreadyMember: a person of this account.
    :raises InvalidInput: naming a site that is not there.
    """
    role_may_grant(by=by, role=Role.of(role))
    Account.objects.select_for_update(of=("self",)).get()  # two invitations at once: one open link, not two
    if User.objects.filter(email=email).exists():
        raise AlreadyMember(errors={"email": [AlreadyMember.default]})
    wanted = set(site_ids)
    if Site.objects.filter(pk__in=wanted).count() != len(wanted):
        raise InvalidInput(errors={"site_ids": ["One of these is not a site of the account."]})
    tokens_revoke(purpose=TokenPurpose.INVITE, email=email)
    invitation = token_issue(
        purpose=TokenPurpose.INVITE,
        email=email,
        role=role,
        site_ids=sorted(wanted),
        lifetime=timedelta(days=INVITATION_DAYS),
    )
    announce(UserInvited(invitation_id=invitation.id, email=email, role=role))
    _queue(invitation)
    return invitation


@transaction.atomic
def invitation_resend(*, invitation_id: UUID, by: Role) -> MailToken:
    """Send a fresh link and start its days anew; the older link stops working.

    :raises InvitationClosed: accepted or revoked.
    """
    invitation = _open(invitation_id)
    role_may_grant(by=by, role=Role.of(invitation.role))
    invitation.expires_at = timezone.now() + timedelta(days=INVITATION_DAYS)
    invitation.save(update_fields=["expires_at", "updated_at"])
    _queue(invitation)
    return invitation


@transaction.atomic
def invitation_revoke(*, invitation_id: UUID) -> MailToken:
    """Close an invitation. :raises InvitationClosed: it was accepted or revoked before."""
    invitation = _open(invitation_id)
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at", "updated_at"])
    announce(InvitationRevoked(invitation_id=invitation.id, email=invitation.email))
    return invitation


def invitation_accept(*, secret: str, name: str, password: str) -> User:
    """Become a person of the account with the secret from the mail. Opens the account's scope itself.

    :raises LinkInvalid: used, revoked or too old. :raises InvalidInput: the password is too weak; the link stays good.
    :raises EmailTaken: the address signed up elsewhere meanwhile. :raises AccountSuspended: the account is closed.
    """
    invitation = token_find(secret=secret, purpose=TokenPurpose.INVITE)
    if invitation.account.status in CLOSED:
        raise AccountSuspended
    user = User(id=uuid7(), email=invitation.email, name=name, role=invitation.role, email_verified_at=timezone.now())
    password_check(password, user=user)
    user.password = make_password(password)
    with tenant(invitation.account_id, actor=Actor("user", user.id)):
        token_use(invitation)
        with clash({"igny8_users_email_key": EmailTaken}):
            user.save(force_insert=True)
        if user.role in {RoleName.EDITOR, RoleName.VIEWER}:
            for site in Site.objects.filter(pk__in=invitation.site_ids):
                SiteUserAccess.objects.create(user_id=user.id, site_id=site.id)
                announce(SiteAccessGranted(user_id=user.id, site_id=site.id))
        announce(UserJoined(user_id=user.id, role=user.role))
    return user


def _open(invitation_id: UUID) -> MailToken:
    invitation = MailToken.locked(invitation_id)
    if invitation is None or invitation.purpose != TokenPurpose.INVITE:
        raise NotFound
    if invitation.used_at or invitation.revoked_at:
        raise InvitationClosed
    return invitation


def _queue(invitation: MailToken) -> None:
    invitation_allow(account_id=current_account_id(), email=invitation.email)
    mail_queue(
        kind=MailKind.INVITE,
        recipient=invitation.email,
        payload={"account_id": str(current_account_id()), "invitation_id": str(invitation.id)},
    )
