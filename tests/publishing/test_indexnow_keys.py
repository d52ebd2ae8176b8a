"""The key: made once, put where it belongs, read before anything is sent; and what a person is told when it is not there."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project

from igny8.core.events import relay
from igny8.core.tenancy import tenant
from igny8.integration.models import SiteIntegration
from igny8.integration.services.bridge import bridge_connect
from igny8.publishing.models import IndexNowHost
from igny8.publishing.services.indexnow import indexnow_rotate
from igny8.publishing.services.indexnow_keys import indexnow_state
from igny8.publishing.services.platforms import node_program
from igny8.system.models import Notification
from tests.factories.indexnow import hosts_of, keys_of, line, lines, tell, work
from tests.factories.publishing import change_site, published
from tests.support.search_engines import SearchEngines, names_lead_to

pytestmark = pytest.mark.django_db


def state(world: Any) -> Any:
    with tenant(world.account_id):
        return indexnow_state(site_id=world.site_id)


def test_a_key_is_made_at_first_use_and_stays(account: Any, stranger: Any) -> None:
    key = keys_of(account).key
    assert len(key) == 32
    assert int(key, 16)
    assert keys_of(account).key == key != keys_of(stranger).key


@pytest.mark.parametrize(
    ("served", "code"),
    [
        (None, "KEY_NOT_FOUND"),
        ("<!doctype html><h1>Welcome</h1>", "KEY_DIFFERENT"),
        ("", "KEY_DIFFERENT"),
        (401, "KEY_REFUSED"),
        (403, "KEY_REFUSED"),
        ("-> http://elsewhere.example.com/k.txt", "KEY_ELSEWHERE"),
    ],
)
def test_without_its_key_nothing_is_sent_and_a_person_is_told(
    account: Any, engines: SearchEngines, served: Any, code: str
) -> None:
    key = keys_of(account).key
    if served is not None:
        engines.files[f"tea.example.com/{key}.txt"] = served
    tell(account)
    work(account)
    (host,) = hosts_of(account)
    assert (host.key_state, host.key_code) == ("missing", code)
    assert f"a text file named {key}.txt" in host.key_error
    assert f"http://tea.example.com/{key}.txt" in host.key_error
    assert engines.calls == []
    row = line(account)
    assert (row.state, row.error_code) == ("failed", code), "tests do not wait: all attempts are made"
    with tenant(account.account_id):
        (notice,) = Notification.objects.filter(kind="publishing.indexnow_key")
    assert notice.link.endswith("/settings/search-engines")
    assert state(account).key_state == "missing"


def test_a_website_that_is_down_is_waited_for(account: Any, engines: SearchEngines) -> None:
    key = keys_of(account).key
    engines.files[f"tea.example.com/{key}.txt"] = 502
    tell(account)
    work(account)
    assert (line(account).error_code, hosts_of(account)[0].key_state) == ("KEY_NOT_READ", "missing")


def test_a_key_with_a_line_end_and_a_mark_counts(account: Any, engines: SearchEngines) -> None:
    key = keys_of(account).key
    engines.files[f"tea.example.com/{key}.txt"] = f"\ufeff{key}\r\n"
    tell(account)
    work(account)
    assert line(account).state == "sent"


def test_search_engines_that_cannot_read_the_key(shop: Any, engines: SearchEngines) -> None:
    engines.behaviours.append("403")
    tell(shop)
    with tenant(shop.account_id):
        (host,) = IndexNowHost.objects.all()
    work(shop)
    assert line(shop).state == "sent", "the key is read again, and then it goes on"
    assert engines.asked[f"tea.example.com/{keys_of(shop).key}.txt"] == 2
    with tenant(shop.account_id):
        (notice,) = Notification.objects.filter(kind="publishing.indexnow_key")
    assert "could not read the key at http://tea.example.com/" in notice.body
    assert "Upload a text file named" in notice.body
    assert host.host in notice.title


def test_a_new_key_is_read_before_it_is_used(shop: Any, engines: SearchEngines) -> None:
    tell(shop)
    work(shop)
    old = keys_of(shop).key
    with tenant(shop.account_id):
        indexnow_rotate(site_id=shop.site_id)
    new = keys_of(shop)
    assert (new.previous_key, new.key != old, state(shop).key_state) == (old, True, "unchecked")
    engines.files[f"tea.example.com/{new.key}.txt"] = new.key
    tell(shop)
    work(shop)
    assert [call["key"] for call in engines.calls] == [old, new.key]


@pytest.fixture
def sites(sites_data: Path, settings: Any) -> Iterator[SearchEngines]:
    """The sites server of this test's folder under every name, and search engines beside it."""
    sites_data.mkdir(exist_ok=True)
    process = subprocess.Popen(
        [str(node_program()), str(project.ROOT / "sites" / "dist" / "server.js")],
        env={"IGNY8_SITES_DATA": str(sites_data), "PORT": "0", "HOST": "127.0.0.1", "PATH": os.defpath},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    port = json.loads(process.stdout.readline())["port"]
    settings.SITES_URL = "http://sites.example.com"
    with SearchEngines() as running, names_lead_to(port):
        settings.INDEXNOW_URL = running.url
        yield running
    process.terminate()
    process.wait(10)
    process.stdout.close()


def test_sites_we_host_serve_their_key_themselves(account: Any, sites: SearchEngines) -> None:
    published(account, title="Moka pot")
    relay()
    work(account)
    key = keys_of(account).key
    (call,) = sites.calls
    base = call["urlList"][0].removesuffix("moka-pot/")
    assert base.startswith("http://sites.example.com/s/")
    assert (call["host"], call["keyLocation"]) == ("sites.example.com", f"{base}{key}.txt")
    (host,) = state(account).hosts
    assert (host.how, host.key_state, host.problem) == ("hosted", "ok", "")
    with tenant(account.account_id):
        indexnow_rotate(site_id=account.site_id)
    published(account, title="French press")
    relay()
    work(account)
    assert sites.calls[-1]["key"] == keys_of(account).key != key


def test_an_own_domain_serves_the_key_at_its_root(account: Any, sites: SearchEngines) -> None:
    change_site(account, domain="coffee.example.com")
    published(account, title="Moka pot")
    relay()
    tell(account, "http://coffee.example.com/moka-pot/", destination="igny8_sites")
    work(account)
    (host,) = [h for h in state(account).hosts if h.host == "coffee.example.com"]
    assert host.key_url == f"https://coffee.example.com/{keys_of(account).key}.txt"


def test_pages_outside_the_folder_of_the_key_are_not_sent(account: Any, sites: SearchEngines) -> None:
    published(account, title="Moka pot")
    relay()
    tell(account, "http://sites.example.com/s/somebody-else/page/", destination="igny8_sites")
    work(account)
    states = {url.rsplit("/", 2)[1]: (state, code) for url, state, code in lines(account)}
    assert states == {"moka-pot": ("sent", ""), "page": ("skipped", "NOT_COVERED")}


@pytest.fixture
def wordpress(account: Any, engines: SearchEngines) -> SiteIntegration:
    """A WordPress in a folder of its host, connected by the plugin."""
    from tests.factories.integration import make_integration

    with tenant(account.account_id):
        row: SiteIntegration = make_integration(account, base_url="http://blog.example.com/news")
    return row


def test_wordpress_without_the_plugin_gets_a_file(account: Any, engines: SearchEngines, wordpress: Any) -> None:
    key = keys_of(account).key
    engines.files[f"blog.example.com/news/{key}.txt"] = key
    tell(account, "http://blog.example.com/news/tea/", destination=f"wordpress:{wordpress.id}")
    tell(account, "http://blog.example.com/about/", destination=f"wordpress:{wordpress.id}")
    work(account)
    assert engines.told == {"http://blog.example.com/news/tea/": 1}
    (place,) = [h for h in state(account).hosts if h.host == "blog.example.com"]
    assert (place.how, place.key_url) == ("file", f"http://blog.example.com/news/{key}.txt")


def test_the_plugin_of_wordpress_serves_the_key(account: Any, engines: SearchEngines, wordpress: Any) -> None:
    with tenant(account.account_id):
        bridge_connect(site_id=account.site_id, facts=_introduction())
    tell(account, "http://blog.example.com/?p=12", destination=f"wordpress:{wordpress.id}")
    work(account)
    where = f"http://blog.example.com/?igny8_indexnow={keys_of(account).key}"
    assert (engines.told, engines.calls[0]["keyLocation"]) == ({"http://blog.example.com/?p=12": 1}, where)
    (place,) = [h for h in state(account).hosts if h.host == "blog.example.com"]
    assert (place.how, place.key_state, place.key_url) == ("plugin", "ok", where)


def test_a_plugin_that_cannot_leaves_it_to_the_file(account: Any, engines: SearchEngines, wordpress: Any) -> None:
    with tenant(account.account_id):
        facts = _introduction() | {"rest_url": "http://blog.example.com/old/"}
        bridge_connect(site_id=account.site_id, facts=facts)
    engines.plugin_is_old = True
    key, page = keys_of(account).key, "http://blog.example.com/news/tea/"
    tell(account, page, destination=f"wordpress:{wordpress.id}")
    work(account)
    assert line(account, page).error_code == "KEY_NOT_FOUND"
    assert "The IGNY8 plugin serves this file" in line(account, page).error
    engines.files[f"blog.example.com/news/{key}.txt"] = key
    tell(account, page, destination=f"wordpress:{wordpress.id}")
    work(account)
    assert engines.told == {page: 1}


def _introduction() -> dict[str, Any]:
    url = "http://blog.example.com/news"
    return {
        "site_url": url,
        "rest_url": f"{url}/wp-json/",
        "plugin_version": "1.0.0",
        "wordpress_version": "6.8",
        "php_version": "8.3",
        "site_name": "Blog",
        "locale": "en_GB",
        "timezone": "UTC",
    }
