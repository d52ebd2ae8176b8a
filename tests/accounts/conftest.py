"""What the tests of accounts share."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail

from igny8.accounts.services.mail_queue import mails_send_due
from tests.support.client import Api

STRONG = "a-Long-unusual-phrase-7"


@pytest.fixture
def anyone(db: Any) -> Api:
    """A client nobody is signed in with."""
    return Api()


@pytest.fixture
def registered(anyone: Api) -> dict[str, Any]:
    """The answer to a registration through the API."""
    status, body = anyone.post("auth/register/", registration())
    assert status == 201, body
    return body["data"]


@pytest.fixture
def links(db: Any) -> Callable[[], list[str]]:
    """Sends what is due and answers the secrets in the mails, oldest first."""

    def read() -> list[str]:
        mails_send_due()
        return [re.findall(r"token=([A-Za-z0-9_-]+)", m.body)[0] for m in mail.outbox]

    return read


def registration(**changes: Any) -> dict[str, Any]:
    """A body for ``auth/register/``."""
    return {
        "email": "Ada@Example.com",
        "password": STRONG,
        "name": "Ada",
        "account_name": "Lovelace Gärten",
        **changes,
    }
