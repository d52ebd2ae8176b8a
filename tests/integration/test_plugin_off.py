"""The plugin is switched off, too old or hidden while its connection is in use: named, with a cure, for a person to mend."""

from typing import Any

import pytest

from igny8.core.tenancy import tenant
from igny8.integration.models import SiteIntegration, SyncRun
from igny8.integration.services.integrations import integration_update
from tests.factories.publishing import make_article, publish, record_of, work
from tests.integration.standin import PASSWORD, USER, WordPressStandIn

pytestmark = pytest.mark.django_db(transaction=True)


def row_of(account: Any) -> SiteIntegration:
    with tenant(account.account_id):
        return SiteIntegration.objects.get()


def with_password(account: Any) -> None:
    with tenant(account.account_id):
        row = SiteIntegration.objects.get()
        integration_update(integration_id=row.id, changes={"username": USER, "app_password": PASSWORD})


def assert_broken(account: Any, run: SyncRun, code: str) -> str:
    """:returns: what a person reads."""
    assert (run.status, run.error_kind, run.error_code) == ("failed", "action_required", code)
    row = row_of(account)
    assert (row.sync_status, row.sync_error) == ("broken", run.error)
    return row.sync_error


def test_a_synchronisation_while_it_is_off(by_bridge: Any, account: Any, site: WordPressStandIn, sync: Any) -> None:
    assert sync(by_bridge).status == "succeeded"
    site.faults.add("plugin_off")
    said = assert_broken(account, sync(by_bridge), "PLUGIN_ABSENT")
    assert said.endswith("or enter an application password instead.")
    site.faults.clear()
    assert sync(by_bridge).status == "succeeded"
    assert row_of(account).sync_status == "ok"


def test_with_a_password_beside_it_is_known_to_be_off(
    by_bridge: Any, account: Any, site: WordPressStandIn, sync: Any
) -> None:
    with_password(account)
    site.faults.add("plugin_off")
    said = assert_broken(account, sync(by_bridge), "PLUGIN_INACTIVE")
    assert said == "The IGNY8 plugin is installed, but not active. Activate it under Plugins in WordPress."


def test_publishing_says_the_same(by_bridge: Any, account: Any, site: WordPressStandIn, sync: Any) -> None:
    sync(by_bridge)
    site.faults.add("plugin_off")
    content = make_article(account)
    publish(account, content, destinations=[by_bridge.destination])
    work(account, by_bridge.destination)
    record = record_of(account, content, by_bridge.destination)
    assert (record.status, record.error_code) == ("failed", "PLUGIN_ABSENT")
    assert "Install and activate it under Plugins in WordPress" in record.error


@pytest.mark.parametrize(("version", "code"), [("1.0.0", "PLUGIN_OLD"), ("1.1.0", "PLUGIN_CLOSED")])
def test_a_route_that_only_newer_plugins_know(
    by_bridge: Any, account: Any, site: WordPressStandIn, sync: Any, version: str, code: str
) -> None:
    site.plugin_version = version
    site.hook = lambda path, query: (404, {"code": "rest_no_route"}) if path.endswith("/export") else None
    assert_broken(account, sync(by_bridge), code)
