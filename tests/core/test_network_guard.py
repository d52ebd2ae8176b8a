"""No transaction waits for the network."""

from typing import Any

import pytest

from igny8.core.http import safe_client
from igny8.core.http_errors import NetworkRefused
from igny8.core.tenancy import every_tenant, tenant

pytestmark = pytest.mark.django_db


def test_a_request_inside_a_scope_is_refused(account: Any) -> None:
    client = safe_client(allow_private=True)
    with tenant(account.account_id), pytest.raises(NetworkRefused):
        client.get("http://127.0.0.1:9/")
    with every_tenant("test"), pytest.raises(NetworkRefused):
        client.get("http://127.0.0.1:9/")
