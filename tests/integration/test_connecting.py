"""From the first step of connecting to the last, and back: what is a destination when, what it is called, and whose key ends."""

from typing import Any

import pytest

from igny8.accounts.services.api_keys import api_key_create
from igny8.core.tenancy import tenant
from igny8.integration.models import SiteIntegration, SyncLogEntry
from igny8.integration.selectors import integrations_active
from tests.factories.accounts import World
from tests.integration.standin import PASSWORD, USER, WordPressStandIn
from tests.integration.test_api import facts
from tests.support.client import Api

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = "integration/integrations/"


def active(world: World) -> list[str]:
    with tenant(world.account_id):
        return [str(row.id) for row in integrations_active(world.site_id)]


def begin(api: Api, world: World, url: str, **fields: Any) -> dict[str, Any]:
    """The first step: an address."""
    body = {"site_id": str(world.site_id), "platform": "wordpress", "base_url": url, **fields}
    status, made = api.post(ROOT, body)
    assert status == 201, made
    data: dict[str, Any] = made["data"]
    return data


def plugin_with(world: World, name: str) -> tuple[Api, Any]:
    """The plugin, with an API key of this name."""
    with tenant(world.account_id):
        row, key = api_key_create(site_id=world.site_id, name=name)
    client = Api()
    client.headers = {"x-igny8-api-key": key}
    return client, row


def test_it_is_no_destination_before_it_is_connected(api: Api, account: World, site: WordPressStandIn) -> None:
    made = begin(api, account, site.url, is_active=False)
    assert (made["is_active"], made["name"]) == (False, "127.0.0.1")
    assert api.post(f"{ROOT}{made['id']}/sync/")[1]["error_code"] == "NOT_SYNCHRONISED"
    api.patch(f"{ROOT}{made['id']}/", {"is_active": True})
    assert active(account) == [], "nothing to sign in with"
    plugin, _ = plugin_with(account, "Plugin")
    assert plugin.post("integration/bridge/connect/", facts(site.url))[1]["data"]["integration_id"] == made["id"]
    assert active(account) == [made["id"]]
    plugin.post("integration/bridge/disconnect/")
    assert active(account) == []


def test_with_a_password_it_is_one(api: Api, account: World, site: WordPressStandIn) -> None:
    made = begin(api, account, site.url, username=USER, app_password=PASSWORD)
    assert (made["is_active"], active(account)) == (True, [made["id"]])


@pytest.mark.parametrize(
    ("given", "site_name", "name"),
    [
        ({}, "Kitchen", "Kitchen"),
        ({"name": "Blog"}, "Kitchen", "Blog"),
        ({}, "", "127.0.0.1"),
    ],
    ids=["its own name", "a person's name", "none"],
)
def test_what_it_is_called(
    api: Api, account: World, site: WordPressStandIn, given: Any, site_name: str, name: str
) -> None:
    begin(api, account, site.url, is_active=False, **given)
    plugin, _ = plugin_with(account, "Plugin")
    for _ in range(2):
        assert plugin.post("integration/bridge/connect/", facts(site.url, site_name=site_name))[0] == 200
        with tenant(account.account_id):
            assert SiteIntegration.objects.get().name == name


def test_the_key_made_for_its_plugin_ends_with_it(api: Api, account: World, site: WordPressStandIn) -> None:
    made = begin(api, account, site.url, is_active=False)
    plugin, key = plugin_with(account, f"WordPress of {site.url.removeprefix('http://')}")
    other, _ = plugin_with(account, "WordPress of another.example.com")
    assert plugin.post("integration/bridge/connect/", facts(site.url))[0] == 200
    assert api.delete(f"{ROOT}{made['id']}/")[0] == 204
    assert plugin.get("integration/bridge/status/")[0] == 401
    assert other.get("integration/bridge/status/")[0] == 200
    with tenant(account.account_id):
        key.refresh_from_db()
    assert key.revoked_at is not None


def test_it_ends_under_an_address_that_was_corrected_too(api: Api, account: World, site: WordPressStandIn) -> None:
    plugin, _ = plugin_with(account, "WordPress of www.example.com")
    made = plugin.post("integration/bridge/connect/", facts(site.url))[1]["data"]
    assert api.delete(f"{ROOT}{made['integration_id']}/")[0] == 204
    assert plugin.get("integration/bridge/status/")[0] == 401


def test_a_key_of_a_name_of_its_own_stays(api: Api, account: World, site: WordPressStandIn) -> None:
    plugin, _ = plugin_with(account, "Everything")
    made = plugin.post("integration/bridge/connect/", facts(site.url))[1]["data"]
    assert api.delete(f"{ROOT}{made['integration_id']}/")[0] == 204
    assert plugin.get("integration/bridge/status/")[1]["data"]["connected"] is False


def test_what_came_in_is_told_in_words(by_bridge: Any, account: World, site: WordPressStandIn, sync: Any) -> None:
    numbers = [site.add_post(title, "<p>x</p>") for title in ("One", "Two", "Three")]

    def said() -> str:
        with tenant(account.account_id):
            entry = SyncLogEntry.objects.filter(code="finished").order_by("id").last()
            assert entry is not None
            return str(entry.message)

    sync(by_bridge)
    assert said() == "Synchronised: 4 new objects."
    site.edit(numbers[0], title="First")
    for number in numbers[1:]:
        site.posts.pop(number)
    sync(by_bridge, "full")
    assert said() == "Synchronised: 1 changed, 1 as it was, 2 deletions on the website."
    site.edit(numbers[0], status="trash")
    sync(by_bridge)
    assert said() == "Synchronised: 1 as it was, 1 deletion on the website."
