"""Our own people."""

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from igny8.accounts.base.addresses import email_normalise
from igny8.accounts.constants import RoleName
from igny8.accounts.events import UserJoined
from igny8.accounts.models import User
from igny8.accounts.services.accounts import EmailTaken, system_account_ensure
from igny8.accounts.services.audit import announce
from igny8.accounts.services.clashes import clash
from igny8.accounts.services.passwords import password_check
from igny8.core.tenancy import tenant


def staff_create(*, email: str, name: str, password: str) -> User:
    """Make a developer in the system's account: may open every account, and is seen doing so.

    :raises EmailTaken: :raises InvalidInput: address or password.
    """
    user = User(email=email_normalise(email), name=name, role=RoleName.DEVELOPER, email_verified_at=timezone.now())
    password_check(password, user=user)
    user.password = make_password(password)
    with tenant(system_account_ensure()):
        with clash({"igny8_users_email_key": EmailTaken}):
            user.save(force_insert=True)
        announce(UserJoined(user_id=user.id, role=user.role))
    return user
