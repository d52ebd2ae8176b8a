"""Registration and the account itself."""

from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from igny8.accounts.base.locales import locale_normalise, timezone_check
from igny8.accounts.base.slugs import slug_candidates
from igny8.accounts.constants import SYSTEM_SLUG, TRIAL_PLAN, AccountStatus, MailKind, RoleName
from igny8.accounts.events import AccountRegistered, AccountUpdated
from igny8.accounts.models import Account, Plan, User
from igny8.accounts.services.audit import announce
from igny8.accounts.services.clashes import clash
from igny8.accounts.services.mail_queue import mail_queue
from igny8.accounts.services.passwords import password_check
from igny8.core.errors import Conflict, NotFound, Unavailable
from igny8.core.ids import uuid7
from igny8.core.tenancy import Actor, every_tenant, tenant

SETTINGS: dict[str, Any] = {
    "language": "en",
    "notification_emails": [],
    "notify_low_credits": True,
    "notify_failed_runs": True,
}


class EmailTaken(Conflict):
    code = "EMAIL_TAKEN"
    default = "Somebody signed up with this address already. Sign in or reset the password."


class SlugTaken(Conflict):
    code = "SLUG_TAKEN"
    default = "This slug is taken."


def account_register(
    *, email: str, password: str, name: str, account_name: str, timezone: str = "UTC", language: str = "en"
) -> User:
    """Create an account on trial with its owner. What billing grants, it grants in this same transaction.

    Opens the new account's scope itself: nobody is signed in yet.

    :param email: normal form (``email_normalise``).
    :raises EmailTaken: also of two at once. :raises InvalidInput: password, language or time zone.
    """
    user = User(id=uuid7(), email=email, name=name, role=RoleName.OWNER)
    password_check(password, user=user)
    user.password = make_password(password)
    plan = _trial_plan()
    fields = {
        "name": account_name,
        "timezone": timezone_check(timezone),
        "settings": {**SETTINGS, "language": locale_normalise(language, field="language")},
    }
    with tenant(account_id := uuid7(), actor=Actor("user", user.id)):
        account = _insert(Account(id=account_id, plan=plan, status=AccountStatus.TRIAL, **fields))
        with clash({"igny8_users_email_key": EmailTaken}):
            user.save(force_insert=True)
        account.owner = user
        account.save(update_fields=["owner", "updated_at"])
        announce(AccountRegistered(account_id=account_id, owner_id=user.id, plan=plan.slug))
        verification_queue(user)
    return user


@transaction.atomic
def account_update(*, changes: dict[str, Any]) -> Account:
    """Change name or time zone of the scope's account."""
    account = _locked()
    for field, value in changes.items():
        setattr(account, field, timezone_check(value) if field == "timezone" else value)
    account.save(update_fields=[*changes, "updated_at"])
    announce(AccountUpdated(account_id=account.id, fields=sorted(changes)))
    return account


@transaction.atomic
def settings_update(*, changes: dict[str, Any]) -> dict[str, Any]:
    """Change some settings of the scope's account. :returns: all of them."""
    account = _locked()
    if "language" in changes:
        changes = {**changes, "language": locale_normalise(changes["language"], field="language")}
    account.settings = {**SETTINGS, **account.settings, **changes}
    account.save(update_fields=["settings", "updated_at"])
    announce(AccountUpdated(account_id=account.id, fields=sorted(changes)))
    return account.settings


def verification_queue(user: User) -> None:
    """Post the mail that asks a person to confirm the address, in their scope."""
    mail_queue(
        kind=MailKind.VERIFY,
        recipient=user.email,
        payload={"account_id": str(user.account_id), "user_id": str(user.id)},
    )


def system_account_ensure() -> UUID:
    """The account of our staff, made when it is missing. :returns: its id."""
    with every_tenant("system account"):
        found = Account.objects.filter(slug=SYSTEM_SLUG).values_list("id", flat=True).first()
        if found is None:
            plan = Plan.objects.order_by("id").first() or Plan.objects.create(name="Trial", slug=TRIAL_PLAN)
            account, _ = Account.objects.get_or_create(
                slug=SYSTEM_SLUG,
                defaults={"name": "IGNY8", "plan": plan, "is_system": True, "status": AccountStatus.ACTIVE},
            )
            found = account.id
    return found


def _trial_plan() -> Plan:
    plan = Plan.objects.filter(slug=TRIAL_PLAN).first()
    if plan is None:
        raise Unavailable("Registration is not set up: the trial plan is missing. Run the migrations.")
    return plan


def _locked() -> Account:
    account = Account.objects.select_for_update(of=("self",)).first()
    if account is None:
        raise NotFound
    return account


def _insert(account: Account) -> Account:
    for slug in slug_candidates(account.name, fallback="account"):
        account.slug = slug
        try:
            with clash({"igny8_accounts_slug_key": SlugTaken}):
                account.save(force_insert=True)
        except SlugTaken:
            continue
        return account
    raise AssertionError("slug_candidates never ends")
