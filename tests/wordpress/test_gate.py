"""Who gets in: the platform, just now, once. Nobody else changes anything."""

import json
import time
from typing import Any

import httpx
import pytest

from tests.support.bridge import Bridge
from tests.wordpress.harness.site import WordPress
from tests.wordpress.platform import SECRET
from tests.wordpress.samples import payload

ROUTE = "/igny8/v1/posts"


def send(bridge: Bridge, body: bytes, headers: dict[str, str], query: str = "") -> httpx.Response:
    address = bridge.rest_url.rstrip("/") + ROUTE + query
    return bridge.client.post(address, content=body, headers=headers | {"Content-Type": "application/json"})


def posts(site: WordPress) -> Any:
    return site.php("return (int) $GLOBALS['wpdb']->get_var( \"SELECT COUNT(*) FROM {$GLOBALS['wpdb']->posts}\" );")


def test_forged_requests_are_refused_and_change_nothing(bridge: Bridge, wordpress: WordPress) -> None:
    before = posts(wordpress)
    body = json.dumps(payload()).encode()
    good = bridge.headers("POST", ROUTE, {}, body)
    old = int(time.time()) - 301
    cases = {
        "unsigned": (body, {}, "", "igny8_signature_missing"),
        "wrong secret": (body, bridge.headers("POST", ROUTE, {}, body, secret=b"x" * 32), "", "igny8_signature_wrong"),
        "another body": (body.replace(b"publish", b"private"), good, "", "igny8_signature_wrong"),
        "another query": (body, good, "?status=draft", "igny8_signature_wrong"),
        "another method": (body, bridge.headers("PUT", ROUTE, {}, body), "", "igny8_signature_wrong"),
        "another route": (body, bridge.headers("POST", "/igny8/v1/media", {}, body), "", "igny8_signature_wrong"),
        "another time": (body, good | {"X-IGNY8-Timestamp": str(int(time.time()) + 5)}, "", "igny8_signature_wrong"),
        "another id": (body, good | {"X-IGNY8-Id": "x"}, "", "igny8_signature_wrong"),
        "old": (body, bridge.headers("POST", ROUTE, {}, body, at=old), "", "igny8_clock"),
        "from the future": (body, bridge.headers("POST", ROUTE, {}, body, at=old + 700), "", "igny8_clock"),
    }
    for name, (sent, headers, query, code) in cases.items():
        answer = send(bridge, sent, headers, query)
        assert (answer.status_code, answer.json()["code"]) == (401, code), name
        assert answer.json()["message"].endswith(".")
    assert posts(wordpress) == before


def test_a_replayed_write_is_refused(bridge: Bridge, wordpress: WordPress) -> None:
    body = json.dumps(payload()).encode()
    headers = bridge.headers("POST", ROUTE, {}, body)
    assert send(bridge, body, headers).status_code == 201
    again = send(bridge, body, headers)
    assert (again.status_code, again.json()["code"]) == (401, "igny8_replayed")


def test_several_signatures_may_stand_in_the_header(bridge: Bridge) -> None:
    body = json.dumps(payload()).encode()
    headers = bridge.headers("POST", ROUTE, {}, body)
    headers["X-IGNY8-Signature"] = "v1,AAAA " + headers["X-IGNY8-Signature"]
    assert send(bridge, body, headers).status_code == 201


@pytest.mark.parametrize(
    "path",
    ["site-metadata", "post-by-content-id/c-1", "post-by-task-id/t-1", "export", "link-graph", "taxonomies"],
)
def test_reading_needs_a_signature_too(bridge: Bridge, path: str) -> None:
    answer = bridge.client.get(bridge.rest_url + "igny8/v1/" + path)
    assert (answer.status_code, answer.json()["code"]) == (401, "igny8_signature_missing")


def test_a_wordpress_that_is_not_connected_says_so(wordpress: WordPress) -> None:
    answer = Bridge(wordpress.rest, SECRET).upsert(payload())
    assert (answer.status_code, answer.json()["code"]) == (403, "igny8_not_connected")


def test_the_status_tells_strangers_little(bridge: Bridge) -> None:
    unsigned = bridge.client.get(bridge.rest_url + "igny8/v1/status")
    assert set(unsigned.json()) == {"plugin", "version", "connected", "signed", "headers_seen"}
    assert unsigned.json()["signed"] is False
    signed = bridge.get("status")
    assert signed["signed"] is True
    assert abs(signed["time"] - time.time()) < 10
    assert len(signed["headers_seen"]) == 3
    assert bridge.request("GET", "status").headers["cache-control"] == "no-store, private"


def test_plain_permalinks_work_too(bridge: Bridge, wordpress: WordPress) -> None:
    wordpress.php("update_option( 'permalink_structure', '' ); flush_rewrite_rules(); return true;")
    plain = Bridge(f"{wordpress.url}/?rest_route=", SECRET)
    assert plain.upsert(payload()).status_code == 201
    facts = plain.get("site-metadata")
    assert facts["permalinks"] == "plain"
    assert "rest_route=" in facts["rest_url"]
    assert plain.get("export", kind="posts", types="post", per_page="1")["items"]
