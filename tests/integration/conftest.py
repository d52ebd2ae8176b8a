"""A stand-in of WordPress, a connection to it, and a worker that needs no broker."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from igny8.core.tenancy import tenant
from igny8.integration.engine.run import drive
from igny8.integration.models import SiteIntegration, SyncRun
from igny8.integration.services.bridge import bridge_connect
from igny8.integration.services.integrations import integration_create
from igny8.integration.services.sync_runs import sync_start
from tests.integration.standin import PASSWORD, USER, WordPressStandIn


@pytest.fixture(autouse=True)
def _loopback(settings: Any, tmp_path: Any) -> None:
    """The operator of this installation allows WordPress on loopback; failed pages are tried again at once."""
    settings.PROVIDER_HOSTS = ["127.0.0.1"]
    settings.RUN_BACKOFF_SCALE = 0.0
    settings.STORAGE_ROOT = tmp_path / "storage"


@pytest.fixture
def site() -> Iterator[WordPressStandIn]:
    with WordPressStandIn() as running:
        yield running


@pytest.fixture
def by_password(account: Any, site: WordPressStandIn) -> SiteIntegration:
    """A connection with an application password only."""
    with tenant(account.account_id):
        return integration_create(
            site_id=account.site_id, platform="wordpress", base_url=site.url, username=USER, app_password=PASSWORD
        )


def connect(world: Any, site: WordPressStandIn) -> SiteIntegration:
    """What the plugin's settings page does."""
    facts = {
        "site_url": site.url,
        "rest_url": f"{site.url}/wp-json/",
        "plugin_version": site.plugin_version,
        "wordpress_version": "7.1",
        "php_version": "8.2",
        "site_name": "Stand-in",
        "locale": "en_US",
        "timezone": "UTC",
    }
    with tenant(world.account_id):
        done = bridge_connect(site_id=world.site_id, facts=facts)
        site.secret = done.secret
        return SiteIntegration.objects.get(pk=done.integration_id)


@pytest.fixture
def by_bridge(account: Any, site: WordPressStandIn) -> SiteIntegration:
    """A connection through the plugin."""
    return connect(account, site)


Sync = Callable[..., SyncRun]


@pytest.fixture
def sync(account: Any) -> Sync:
    """Synchronise to the end. :returns: the run as it ended."""

    def run(row: SiteIntegration, kind: str = "incremental", *, attempts: int = 1) -> SyncRun:
        with tenant(account.account_id):
            started = sync_start(integration_id=row.id, kind=kind)
        for _ in range(attempts):
            drive(account_id=account.account_id, run_id=started.id)
        with tenant(account.account_id):
            found: SyncRun = SyncRun.objects.get(pk=started.id)
            return found

    return run
