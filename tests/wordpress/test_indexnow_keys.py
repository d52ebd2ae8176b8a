"""The product's own key at a real WordPress: the plugin is given it, shows it, and search engines are told only then."""

from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any
from uuid import UUID

import pytest

from igny8.core.tenancy import tenant
from igny8.integration.engine.reach import connection_of
from igny8.integration.platforms.wordpress.bridge import BridgeClient
from igny8.integration.platforms.wordpress.wire import Wire
from igny8.integration.selectors import integration_get
from igny8.integration.services.bridge import bridge_connect
from igny8.publishing.services.indexnow import indexnow_rotate
from igny8.publishing.services.indexnow_keys import indexnow_state, key_look, looks_store, places_to_look
from tests.factories.accounts import World
from tests.factories.indexnow import keys_of, line, tell, work
from tests.support.search_engines import SearchEngines, names_lead_to
from tests.wordpress.harness.site import WordPress
from tests.wordpress.publisher import STORE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.heavy]
BLOG = "http://blog.example.com"  # search engines visit names, and no addresses of loopback
NAMED = f"foreach ( array( 'home', 'siteurl' ) as $n ) {{ add_filter( \"option_$n\", fn() => '{BLOG}', 99 ); }}"


@pytest.fixture
def engines(wordpress: WordPress, reachable: None, settings: Any) -> Iterator[SearchEngines]:
    """Search engines that listen; every name leads to WordPress."""
    wordpress.add_mu_plugin("named", NAMED)
    with SearchEngines() as running, names_lead_to(wordpress.port):
        settings.INDEXNOW_URL = running.url
        yield running


@pytest.fixture
def destination(account: World, wordpress: WordPress, engines: SearchEngines) -> str:
    """The plugin is connected, under a public name."""
    facts = {"site_url": BLOG, "rest_url": f"{BLOG}/wp-json/", "plugin_version": "1.1.0",
             "wordpress_version": wordpress.version, "php_version": "8.2", "site_name": "Kitchen", "locale": "en_US",
             "timezone": "UTC"}  # fmt: skip
    with tenant(account.account_id):
        done = bridge_connect(site_id=account.site_id, facts=facts)
    nobody = "http://127.0.0.1:9"
    wordpress.php(
        STORE % (nobody, done.secret, done.integration_id, account.site_id, done.webhook_url, done.dashboard_url)
    )
    return f"wordpress:{done.integration_id}"


def read(wordpress: WordPress, key: str) -> tuple[int, str]:
    """What a visitor gets at the address of the key."""
    visitor = HTTPConnection("127.0.0.1", wordpress.port, timeout=30)
    visitor.request("GET", f"/{key}.txt", headers={"host": "blog.example.com"})
    shown = visitor.getresponse()
    text = shown.read().decode()
    visitor.close()
    return shown.status, text


def test_the_key_is_given_shown_and_checked(account: World, wordpress: WordPress, destination: str) -> None:
    key = keys_of(account).key
    assert read(wordpress, key)[0] == 404
    with tenant(account.account_id):
        row = integration_get(UUID(destination.partition(":")[2]))
        assert row is not None
        connection = connection_of(row)
    with Wire() as wire:
        told = BridgeClient(connection, wire).indexnow_save(key)
    assert (told["key"], told["key_url"]) == (key, f"{BLOG}/{key}.txt")
    assert read(wordpress, key) == (200, key)
    with tenant(account.account_id):
        places = [place for place in places_to_look(site_id=account.site_id) if place.destination == destination]
    looks = [key_look(place) for place in places]
    assert [(look.place.how, look.key_url, look.error) for look in looks] == [("plugin", f"{BLOG}/{key}.txt", None)]
    with tenant(account.account_id):
        looks_store(site_id=account.site_id, looks=looks)
        (host,) = [one for one in indexnow_state(site_id=account.site_id).hosts if one.destination == destination]
    assert (host.host, host.how, host.key_state) == ("blog.example.com", "plugin", "ok")


def test_a_page_is_told_of_with_the_key_in_its_place_and_with_the_next_one(
    account: World, wordpress: WordPress, engines: SearchEngines, destination: str
) -> None:
    old = keys_of(account).key
    for number, page in enumerate((f"{BLOG}/tea/", f"{BLOG}/coffee/")):
        tell(account, page, destination=destination)
        work(account)
        assert (line(account, page).state, engines.told[page]) == ("sent", 1)
        assert engines.calls[number]["keyLocation"] == f"{BLOG}/{keys_of(account).key}.txt"
        with tenant(account.account_id):
            if number == 0:
                indexnow_rotate(site_id=account.site_id)
    new = keys_of(account).key
    assert [call["key"] for call in engines.calls] == [old, new]
    assert (read(wordpress, new), read(wordpress, old)[0]) == ((200, new), 404)


def test_a_plugin_that_was_switched_off_is_no_success(
    account: World, wordpress: WordPress, engines: SearchEngines, destination: str
) -> None:
    wordpress.php("require_once ABSPATH . 'wp-admin/includes/plugin.php'; deactivate_plugins( 'igny8-bridge/igny8-bridge.php', "
                  "true ); return true;")  # fmt: skip
    page = f"{BLOG}/tea/"
    tell(account, page, destination=destination)
    work(account)
    assert line(account, page).error_code == "KEY_NOT_FOUND"
    assert "check that it is active" in line(account, page).error
    assert engines.calls == []
