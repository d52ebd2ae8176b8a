"""A real WordPress per test run; put back before each test."""

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from igny8.publishing import registry
from igny8.publishing.services.platforms import install
from tests.factories.accounts import World
from tests.support.bridge import Bridge
from tests.wordpress.harness.presence import missing
from tests.wordpress.harness.site import WordPress
from tests.wordpress.platform import KEY, SECRET, Platform, Serving
from tests.wordpress.publisher import Publisher, publisher_with_bridge, publisher_with_password

if missing():
    collect_ignore_glob = ["test_*.py"]
    warnings.warn(f"The WordPress tests are not run: {missing()}.", stacklevel=1)


@pytest.fixture(scope="session")
def running_wordpress() -> Iterator[WordPress]:
    """WordPress on SQLite, the plugin active, for the whole run."""
    with WordPress() as site:
        yield site


@pytest.fixture
def wordpress(running_wordpress: WordPress) -> Iterator[WordPress]:
    """The same, as it was after its installation; PHP must not complain about the plugin in the test."""
    running_wordpress.reset()
    before = len(running_wordpress.faults())
    yield running_wordpress
    assert running_wordpress.faults()[before:] == []


@pytest.fixture
def platform() -> Iterator[Platform]:
    """A stand-in for the platform."""
    with Serving() as serving:
        yield serving


def connect(site: WordPress, platform: Platform) -> None:
    """Store a connection as the settings page does."""
    site.php(
        f"""wp_set_current_user( 1 );
        Igny8\\Bridge\\Connection::store( '{platform.url}', '{KEY}', array( 'secret' => '{platform.secret}',
            'integration_id' => '7', 'site' => array( 'id' => '3', 'name' => 'Green Kitchen' ),
            'webhook_url' => '{platform.url}/hook', 'dashboard_url' => '{platform.url}/' ) );
        return true;"""
    )


@pytest.fixture
def bridge(wordpress: WordPress, platform: Platform) -> Bridge:
    """A signing client of the connected WordPress."""
    connect(wordpress, platform)
    return Bridge(wordpress.rest, SECRET)


@pytest.fixture(scope="session")
def running_mariadb_wordpress() -> Iterator[WordPress]:
    """WordPress on a MariaDB of its own: other SQL, real locks."""
    with WordPress(mariadb=True) as site:
        yield site


@pytest.fixture
def mariadb_wordpress(running_mariadb_wordpress: WordPress) -> WordPress:
    """The same, as it was after its installation."""
    running_mariadb_wordpress.reset()
    return running_mariadb_wordpress


@pytest.fixture
def reachable(settings: Any, tmp_path: Path) -> None:
    """The operator allows WordPress on loopback; what failed is tried again at once; files are the test's own."""
    settings.PROVIDER_HOSTS = ["127.0.0.1"]
    settings.RUN_BACKOFF_SCALE = 0.0
    settings.STORAGE_ROOT = tmp_path / "storage"
    settings.STORAGE_ROOT.mkdir()
    registry.remove("wordpress")
    install()


@pytest.fixture
def by_bridge(account: World, wordpress: WordPress, reachable: None) -> Publisher:
    """Our site, connected through the plugin."""
    return publisher_with_bridge(account, wordpress)


@pytest.fixture
def by_password(account: World, wordpress: WordPress, reachable: None) -> Publisher:
    """Our site, with an application password only."""
    return publisher_with_password(account, wordpress)


@pytest.fixture
def publisher(request: pytest.FixtureRequest, way: str) -> Publisher:
    """One of both."""
    found: Publisher = request.getfixturevalue(way)
    return found
