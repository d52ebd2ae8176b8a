"""The key for IndexNow, at an address of the site."""

import json

import pytest

from tests.support.bridge import Bridge
from tests.wordpress.harness.site import WordPress

KEY = "0a1b2c3d-ABCDEF"


def put(bridge: Bridge, key: object) -> tuple[int, dict[str, object]]:
    answer = bridge.request("PUT", "indexnow", body=json.dumps({"key": key}).encode())
    return answer.status_code, answer.json()


def test_the_key_is_shown_and_nothing_else(bridge: Bridge, wordpress: WordPress) -> None:
    assert bridge.get("indexnow") == {"key": None, "key_url": None}
    address = f"{wordpress.url}/{KEY}.txt"
    assert bridge.client.get(address).status_code == 404
    assert put(bridge, KEY) == (200, {"key": KEY, "key_url": address})
    assert bridge.get("indexnow") == {"key": KEY, "key_url": address}
    for url in (address, f"{address}?utm=1", f"{wordpress.url}/?igny8_indexnow={KEY}"):
        shown = bridge.client.get(url)
        assert (shown.status_code, shown.text) == (200, KEY)
        assert shown.headers["content-type"] == "text/plain; charset=utf-8"
    for other in (f"/{KEY[:-1]}.txt", f"/{KEY.lower()}.txt", f"/x/{KEY}.txt", "/igny8_indexnow.txt"):
        assert bridge.client.get(wordpress.url + other).status_code == 404, other
    assert bridge.client.get(f"{wordpress.url}/?igny8_indexnow=other-key").text != "other-key"
    assert bridge.client.get(f"{wordpress.url}/robots.txt").text.startswith("User-agent")
    assert put(bridge, "another-key")[1]["key"] == "another-key"
    assert bridge.client.get(address).status_code == 404


def test_with_plain_permalinks(bridge: Bridge, wordpress: WordPress) -> None:
    wordpress.php("update_option( 'permalink_structure', '' ); flush_rewrite_rules(); return true;")
    bridge.rest_url = f"{wordpress.url}/index.php?rest_route=/"
    address = f"{wordpress.url}/?igny8_indexnow={KEY}"
    assert put(bridge, KEY) == (200, {"key": KEY, "key_url": address})
    assert bridge.client.get(address).text == KEY


@pytest.mark.parametrize(
    "key", ["", "short", "a" * 129, "with space", "dot.dot.dot", "<script>", None, ["x"], "abcdefgh\n"]
)
def test_what_is_no_key(bridge: Bridge, key: object) -> None:
    status, said = put(bridge, key)
    assert (status, said["code"]) == (400, "igny8_invalid")
    assert bridge.get("indexnow")["key"] is None
