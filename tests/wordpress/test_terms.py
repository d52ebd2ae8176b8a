"""Descriptions of terms: one content is at most one term, its HTML stays whole, and what people changed stays theirs."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from igny8.integration.platforms.wordpress.bridge import BridgeClient
from igny8.integration.platforms.wordpress.connection import Connection
from igny8.integration.platforms.wordpress.wire import Wire
from tests.support.bridge import Bridge
from tests.wordpress.harness.site import WordPress
from tests.wordpress.platform import Platform
from tests.wordpress.samples import payload

HTML = '<h2 id="why">Warum Suppen?</h2>\n<p>Weil sie <strong>wärmen</strong> — "immer" \\ &amp; überall.</p>\n<ul><li>A</li></ul>'


def term(**changes: Any) -> dict[str, Any]:
    """A term as the platform sends it."""
    return {
        "taxonomy": "category",
        "term_id": None,
        "name": "Suppen & Eintöpfe",
        "slug": "suppen",
        "parent_id": None,
        "html": HTML,
        "seo": {"title": "Suppen", "description": "Alle Suppen.", "focus_keyword": "suppe", "noindex": False},
        "payload_hash": "1",
        "if_hash": None,
    } | changes


def put(bridge: Bridge, content_id: str = "t-1", **changes: Any) -> httpx.Response:
    return bridge.request("PUT", f"terms/{content_id}", body=json.dumps(term(**changes)).encode())


def written(bridge: Bridge, content_id: str = "t-1", **changes: Any) -> dict[str, Any]:
    answer = put(bridge, content_id, **changes)
    assert answer.status_code in {200, 201}, answer.text
    data: dict[str, Any] = answer.json()
    return data


def found(bridge: Bridge, content_id: str = "t-1") -> dict[str, Any]:
    data: dict[str, Any] = bridge.get(f"term-by-content-id/{content_id}")["term"]
    return data


def test_a_term_arrives_as_it_was_sent(bridge: Bridge, wordpress: WordPress) -> None:
    wordpress.php("flush_rewrite_rules(); return true;")
    answer = put(bridge)
    assert answer.status_code == 201
    said = answer.json()
    assert (said["created"], said["written"], said["warnings"], said["content_id"]) == (True, True, [], "t-1")
    assert said["url"] == f"{wordpress.url}/category/suppen/"
    assert said["edit_url"].endswith(f"term.php?taxonomy=category&tag_ID={said['term_id']}&post_type=post")
    there = found(bridge)
    assert (there["id"], there["name"], there["slug"]) == (said["term_id"], "Suppen & Eintöpfe", "suppen")
    assert there["description"] == HTML
    bridge.upsert(payload(terms={"category": [{"name": "x", "slug": "suppen"}]}))
    page = bridge.client.get(said["url"])
    assert page.status_code == 200
    assert '<h2 id="why">' in page.text
    again = put(bridge)
    assert (again.status_code, again.json()["written"], again.json()["hash"]) == (200, False, said["hash"])
    assert bridge.get("term-by-content-id/unknown") == {"found": False}


def test_both_sides_compute_the_same_hash(bridge: Bridge) -> None:
    said, there = written(bridge), found(bridge)
    values = {name: there[name] for name in ("description", "name", "parent", "slug", "taxonomy")}
    text = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == there["hash"] == said["hash"]
    exported = {t["id"]: t for t in bridge.get("export", kind="terms")["items"]}[said["term_id"]]
    assert exported == {name: value for name, value in there.items() if name != "seo"}


def test_scripts_do_not_reach_the_description(bridge: Bridge, wordpress: WordPress) -> None:
    written(bridge, html='<h3 onclick="x()">A</h3><script>alert(1)</script><iframe src="https://x.example"></iframe>')
    assert found(bridge)["description"] == "<h3>A</h3>alert(1)"
    # Everybody else's descriptions are filtered as before.
    plain = wordpress.php(
        "$t = wp_insert_term( 'Other', 'category', array( 'description' => '<h3>A</h3>' ) ); "
        "return get_term( $t['term_id'] )->description;"
    )
    assert plain == "A"


def test_what_was_changed_here_is_not_overwritten(bridge: Bridge, wordpress: WordPress) -> None:
    said = written(bridge)
    wordpress.php(f"return wp_update_term( {said['term_id']}, 'category', array( 'description' => 'Von Hand' ) );")
    refused = put(bridge, payload_hash="2", if_hash=said["hash"])
    assert (refused.status_code, refused.json()["code"]) == (409, "igny8_changed_here")
    now = refused.json()["data"]["hash"]
    assert now == found(bridge)["hash"] != said["hash"]
    assert found(bridge)["description"] == "Von Hand"
    forced = written(bridge, payload_hash="2", if_hash=now)
    assert (forced["written"], found(bridge)["description"]) == (True, HTML)


def test_saving_only_the_name_here_keeps_headings_and_lists(bridge: Bridge, wordpress: WordPress) -> None:
    said = written(bridge)
    wordpress.php(f"return wp_update_term( {said['term_id']}, 'category', array( 'name' => 'Brühen' ) );")
    there = found(bridge)
    assert (there["name"], there["description"]) == ("Brühen", HTML)
    code = (
        f"wp_update_term( {said['term_id']}, 'category', array( 'description' => '<h2>A</h2><script>b</script>' ) );"
        "$t = wp_insert_term( 'Next', 'category', array( 'description' => '<h3>A</h3>' ) );"
        f"return array( get_term( {said['term_id']} )->description, get_term( $t['term_id'] )->description );"
    )
    assert wordpress.php(code) == ["<h2>A</h2>b", "A"]


def test_a_term_that_is_here_is_adopted_only_when_it_is_named(bridge: Bridge, wordpress: WordPress) -> None:
    own = "$t = wp_insert_term( 'Suppen & Eintöpfe', 'category', array( 'slug' => 'suppen' ) ); return $t['term_id'];"
    number = wordpress.php(own)
    refused = put(bridge)
    assert (refused.status_code, refused.json()["code"]) == (409, "igny8_term_exists")
    assert refused.json()["data"]["term_id"] == number
    assert bridge.get("term-by-content-id/t-1") == {"found": False}
    assert put(bridge, term_id=99999).json()["code"] == "igny8_term_unknown"
    changed = put(bridge, term_id=number, if_hash="0" * 64)
    assert (changed.status_code, changed.json()["code"]) == (409, "igny8_changed_here")
    assert bridge.get("term-by-content-id/t-1") == {"found": False}
    said = written(bridge, term_id=number, if_hash=changed.json()["data"]["hash"])
    assert (said["term_id"], said["created"], said["written"]) == (number, False, True)
    taken = put(bridge, "t-2", term_id=number)
    assert (taken.status_code, taken.json()["code"]) == (409, "igny8_term_taken")
    assert taken.json()["data"]["content_id"] == "t-1"
    assert found(bridge)["description"] == HTML


def test_withdrawing_empties_our_text_and_keeps_the_term(bridge: Bridge, wordpress: WordPress) -> None:
    said = written(bridge)
    gone = bridge.request("DELETE", "terms/t-1").json()
    assert (gone["gone"], gone["term_id"], gone["warnings"]) == (False, said["term_id"], [])
    assert bridge.get("term-by-content-id/t-1") == {"found": False}
    left = (
        f"$t = get_term( {said['term_id']} ); "
        "return array( $t->name, $t->description, array_keys( get_term_meta( $t->term_id ) ) );"
    )
    assert wordpress.php(left) == ["Suppen &amp; Eintöpfe", "", []]
    assert bridge.request("DELETE", "terms/t-1").json() == {"gone": True}
    assert written(bridge, term_id=said["term_id"])["term_id"] == said["term_id"]
    wordpress.php(f"return wp_update_term( {said['term_id']}, 'category', array( 'description' => 'Von Hand' ) );")
    kept = bridge.request("DELETE", "terms/t-1").json()
    assert "stays as it is" in kept["warnings"][0]
    assert wordpress.php(left)[1:] == ["Von Hand", []]


def test_a_term_that_was_deleted_here_is_made_again(bridge: Bridge, wordpress: WordPress) -> None:
    first = written(bridge)
    wordpress.php(f"return wp_delete_term( {first['term_id']}, 'category' );")
    second = written(bridge)
    assert (second["created"], second["term_id"] != first["term_id"]) == (True, True)


def test_parent_and_slug(bridge: Bridge) -> None:
    parent, child = written(bridge), written(bridge, "t-2", name="Kalt", slug="kalt")
    moved = written(bridge, "t-2", name="Kalt", slug="kalt", parent_id=parent["term_id"], payload_hash="2")
    assert (found(bridge, "t-2")["parent"], moved["url"].endswith("/suppen/kalt/")) == (parent["term_id"], True)
    circle = written(bridge, parent_id=child["term_id"], payload_hash="2")
    assert "cannot be the parent" in circle["warnings"][0]
    taken = written(bridge, "t-2", name="Kalt", slug="suppen", payload_hash="3")
    assert (taken["slug"], "belongs to another term" in taken["warnings"][0]) == ("kalt", True)
    assert written(bridge, "t-2", parent_id=0, slug="kalt", payload_hash="4")["warnings"] == []
    assert found(bridge, "t-2")["parent"] == 0
    tag = written(bridge, "t-3", taxonomy="post_tag", parent_id=parent["term_id"])
    assert (tag["taxonomy"], found(bridge, "t-3")["parent"]) == ("post_tag", 0)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"taxonomy": "nav_menu"}, "igny8_taxonomy_unknown"),
        ({"taxonomy": None}, "igny8_taxonomy_unknown"),
        ({"html": ["a"]}, "igny8_invalid"),
        ({"name": ""}, "igny8_invalid"),
    ],
)
def test_nonsense_is_refused(bridge: Bridge, change: dict[str, Any], code: str) -> None:
    answer = put(bridge, **change)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert bridge.client.put(bridge.address("/igny8/v1/terms/t-1", {}), json=term()).status_code == 401


def test_what_the_platform_wrote_is_not_told_back(bridge: Bridge, wordpress: WordPress, platform: Platform) -> None:
    said = written(bridge)
    written(bridge, payload_hash="2", name="Anders")
    bridge.request("DELETE", "terms/t-1")
    wordpress.php("do_action( 'igny8_send' ); return true;")
    assert platform.received == []
    wordpress.php(
        f"wp_update_term( {said['term_id']}, 'category', array( 'name' => 'X' ) ); do_action( 'igny8_send' ); return 1;"
    )
    assert [(m["type"], m["data"]["term_id"]) for m in platform.messages()] == [("term.saved", said["term_id"])]


def test_fifty_at_once_are_one_term(bridge: Bridge) -> None:
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: put(bridge), range(50)))
    assert {answer.status_code for answer in answers} == {200, 201}
    assert sum(answer.json()["created"] for answer in answers) == 1
    assert len({answer.json()["term_id"] for answer in answers}) == 1
    assert len(bridge.get("taxonomies")["items"]) == 2  # ours, and WordPress's "Uncategorized"


def test_a_process_that_died_after_the_insert_leaves_no_second_term(bridge: Bridge, wordpress: WordPress) -> None:
    deadly = wordpress.add_mu_plugin(
        "die", "add_action( 'created_term', function () { posix_kill( posix_getpid(), SIGKILL ); } );"
    )
    with pytest.raises(httpx.RemoteProtocolError):
        put(bridge)
    deadly.unlink()
    wordpress.halt()
    wordpress.serve()
    late = "UPDATE {$GLOBALS['wpdb']->options} SET option_value = '1000000000:x' WHERE option_name LIKE 'igny8_lock%'"
    assert wordpress.php(f"return $GLOBALS['wpdb']->query( \"{late}\" );") == 2
    assert written(bridge)["created"] is True
    assert len(bridge.get("taxonomies")["items"]) == 2


def test_yoast_gets_the_fields_of_terms(bridge: Bridge, wordpress: WordPress) -> None:
    wordpress.add_mu_plugin(
        "yoast",
        "define( 'WPSEO_VERSION', '24.0' ); add_action( 'edited_term', fn( $id ) => update_option( 'seen',"
        " get_option( 'wpseo_taxonomy_meta' )['category'][ $id ]['wpseo_desc'] ?? '' ) );",
    )
    option = {"category": {"1": {"wpseo_title": "Kept"}}}
    wordpress.php(f"return update_option( 'wpseo_taxonomy_meta', json_decode( '{json.dumps(option)}', true ) );")
    said = written(bridge, seo=term()["seo"] | {"noindex": True})
    stored = wordpress.php("return get_option( 'wpseo_taxonomy_meta' );")["category"]
    assert stored["1"] == {"wpseo_title": "Kept"}
    assert stored[str(said["term_id"])] == {
        "wpseo_title": "Suppen",
        "wpseo_desc": "Alle Suppen.",
        "wpseo_focuskw": "suppe",
        "wpseo_noindex": "noindex",
    }
    assert wordpress.php("return get_option( 'seen' );") == "Alle Suppen."
    assert found(bridge)["seo"] == {"title": "Suppen", "description": "Alle Suppen.", "focus_keyword": "suppe"}


def test_yoast_s_own_class_is_asked_where_it_is_loaded(bridge: Bridge, wordpress: WordPress) -> None:
    wordpress.add_mu_plugin(
        "yoast",
        "define( 'WPSEO_VERSION', '24.0' ); class WPSEO_Taxonomy_Meta { public static function set_values( $id, $t, array $v )"
        " { update_option( 'asked', array( $id, $t, $v ) ); } }",
    )
    said = written(bridge)
    number, taxonomy, values = wordpress.php("return get_option( 'asked' );")
    assert (number, taxonomy, values["wpseo_title"]) == (said["term_id"], "category", "Suppen")
    assert values["wpseo_noindex"] == "default"


def test_rank_math_gets_the_fields_of_terms(bridge: Bridge, wordpress: WordPress) -> None:
    wordpress.add_mu_plugin("rank", "define( 'RANK_MATH_VERSION', '1.0.230' );")
    said = written(bridge, seo=term()["seo"] | {"noindex": True})
    code = f"return array_map( fn( $v ) => maybe_unserialize( $v[0] ), get_term_meta( {said['term_id']} ) );"
    values = wordpress.php(code)
    assert (values["rank_math_title"], values["rank_math_robots"]) == ("Suppen", ["noindex"])
    assert found(bridge)["seo"]["description"] == "Alle Suppen."


def test_aioseo_has_no_fields_for_terms_and_it_is_said(bridge: Bridge, wordpress: WordPress) -> None:
    wordpress.add_mu_plugin("aioseo", "define( 'AIOSEO_VERSION', '4.8' );")
    assert "All in One SEO" in written(bridge)["warnings"][0]
    assert written(bridge, payload_hash="2", seo=None)["warnings"] == []


def test_the_platform_s_client_knows_these_routes(bridge: Bridge, wordpress: WordPress, platform: Platform) -> None:
    connection = Connection(base_url=wordpress.url, rest_url=wordpress.rest, secret=platform.secret, allow_private=True)
    with Wire(allow_private=True) as wire:
        client = BridgeClient(connection, wire)
        assert client.term_by_content_id("t-1") is None
        said = client.term_save("t-1", term())
        there = client.term_by_content_id("t-1")
        assert there is not None
        assert (there["id"], there["hash"]) == (said["term_id"], said["hash"])
        assert client.term_remove("t-1")["gone"] is False
        assert client.term_remove("t-1") == {"gone": True}
        key = client.indexnow_save("0123456789abcdef")
        assert key["key_url"] == f"{wordpress.url}/0123456789abcdef.txt"
        assert bridge.client.get(key["key_url"]).text == "0123456789abcdef"
