"""What is here comes out once, in pages, also after interruptions and changes in between."""

from pathlib import Path
from typing import Any

from tests.support.bridge import Bridge
from tests.wordpress.harness.site import WordPress
from tests.wordpress.samples import payload

MANY = """global $wpdb; for ( $i = 1; $i <= %d; $i++ ) {
    $time = gmdate( 'Y-m-d H:i:s', strtotime( '2025-01-01' ) + intdiv( $i, 7 ) );
    $wpdb->insert( $wpdb->posts, array( 'post_type' => 'post', 'post_status' => 'publish', 'post_title' => "P$i",
        'post_name' => "p-$i", 'post_content' => "<p>$i</p>", 'post_author' => 1, 'post_date' => $time, 'post_date_gmt' => $time,
        'post_modified' => $time, 'post_modified_gmt' => $time, 'post_excerpt' => '', 'to_ping' => '', 'pinged' => '',
        'post_content_filtered' => '' ) ); } return (int) $wpdb->insert_id;"""


def pages(bridge: Bridge, path: str = "export", **query: str) -> list[dict[str, Any]]:
    """Every page until the end."""
    answers = [bridge.get(path, **query)]
    while answers[-1]["next"]:
        answers.append(bridge.get(path, **(query | {"cursor": answers[-1]["next"]})))
    return answers


def test_every_post_comes_once_although_seven_share_a_second(bridge: Bridge, wordpress: WordPress) -> None:
    wordpress.php(MANY % 450)
    answers = pages(bridge, types="post", per_page="100")
    ids = [item["id"] for answer in answers for item in answer["items"]]
    assert len(ids) == len(set(ids)) == 451
    assert {answer["total"] for answer in answers} == {451}
    assert [len(answer["items"]) for answer in answers] == [100, 100, 100, 100, 51]


def test_an_interrupted_export_continues_after_a_restart(bridge: Bridge, wordpress: WordPress) -> None:
    last = wordpress.php(MANY % 60)
    first = bridge.get("export", types="post", per_page="25")
    wordpress.halt()
    wordpress.serve()
    # What changes meanwhile comes again at the end, with its new state.
    moved = first["items"][3]["id"]
    wordpress.php(f"return wp_update_post( array( 'ID' => {moved}, 'post_title' => 'Anders' ) );")
    rest = pages(bridge, types="post", per_page="25", cursor=first["next"])
    seen = [item for answer in [first, *rest] for item in answer["items"]]
    assert {item["id"] for item in seen} >= set(range(last - 59, last + 1))
    assert [item["title"] for item in seen if item["id"] == moved][-1] == "Anders"


def test_an_incremental_export_names_what_changed_and_what_went(bridge: Bridge, wordpress: WordPress) -> None:
    wordpress.php(MANY % 5)
    kept, trashed, deleted = (bridge.upsert(payload(f"c-{n}")).json()["post_id"] for n in range(3))
    wordpress.php(f"wp_trash_post( {trashed} ); wp_delete_post( {deleted}, true ); return true;")
    since = wordpress.php("return gmdate( 'Y-m-d\\TH:i:s\\Z', time() - 60 );")
    answer = bridge.get("export", types="post", modified_after=since)
    states = {item["id"]: item["is_trashed"] for item in answer["items"] if item["content_id"]}
    assert states == {kept: False, trashed: True}
    assert [(gone["id"], gone["content_id"], gone["type"]) for gone in answer["deleted"]] == [(deleted, "c-2", "post")]
    assert not [item for item in answer["items"] if item["title"].startswith("P")]
    assert trashed not in [item["id"] for item in bridge.get("export", types="post")["items"]]
    later = bridge.get("export", types="post", modified_after="2099-01-01T00:00:00Z")
    assert (later["items"], later["deleted"], later["total"]) == ([], [], 0)


def test_drafts_and_pages_take_part_and_attachments_do_not(bridge: Bridge, wordpress: WordPress) -> None:
    bridge.upsert(payload("c-page", post_type="page", status="draft"))
    types = {item["type"] for item in bridge.get("export")["items"]}
    assert types == {"post", "page"}
    assert bridge.get("export", types="attachment,revision,nav_menu_item")["items"] == []
    assert bridge.get("export", kind="products") | {"now_gmt": ""} == {
        "items": [],
        "next": None,
        "total": 0,
        "now_gmt": "",
    }


WOO = (Path(__file__).parent / "php" / "woocommerce.php").read_text().removeprefix("<?php")


def test_products_come_with_their_prices(bridge: Bridge, wordpress: WordPress) -> None:
    wordpress.add_mu_plugin("woo", WOO)
    wordpress.php(
        """$id = wp_insert_post( array( 'post_type' => 'product', 'post_title' => 'Topf', 'post_status' => 'publish',
        'meta_input' => array( '_sku' => 'T-1', '_price' => '19.90' ) ) );
        wp_set_object_terms( $id, array( 'Rot' ), 'pa_colour' ); return $id;"""
    )
    (product,) = bridge.get("export", kind="products")["items"]
    assert (product["title"], product["sku"], product["price"], product["currency"]) == ("Topf", "T-1", "19.90", "EUR")
    assert [(a["name"], a["values"]) for a in product["attributes"]] == [("pa_colour", ["Rot"]), ("Size", ["S", "M"])]
    assert "product" not in {item["type"] for item in bridge.get("export")["items"]}
    assert bridge.get("site-metadata")["woocommerce"] == "9.9"


def test_terms_come_in_pages(bridge: Bridge, wordpress: WordPress) -> None:
    wordpress.php("foreach ( range( 1, 45 ) as $i ) { wp_insert_term( \"Q&A $i\", 'post_tag' ); } return true;")
    for path, query in (("taxonomies", {}), ("export", {"kind": "terms"})):
        items = [item for answer in pages(bridge, path, per_page="20", **query) for item in answer["items"]]
        assert len({item["id"] for item in items}) == len(items) == 46
        assert "Q&A 7" in {item["name"] for item in items}


def test_the_link_graph_names_sources_targets_and_words(bridge: Bridge, wordpress: WordPress) -> None:
    html = (
        "<p><a href='/about/?a=1&amp;b=2'>Über <em>uns</em></a> "
        "<a rel='nofollow' href=\"https://b.example/\"><img alt='Bild' src='x.png'></a>"
        "<a href='mailto:a@b.example'>Mail</a><a href='#top'>Oben</a><a name='x'>Anker</a><a href='tel:+49'>Tel</a></p>"
    )
    post_id = bridge.upsert(payload(html=html)).json()["post_id"]
    bridge.upsert(payload("c-2", status="draft", html=html))
    answers = pages(bridge, "link-graph", per_page="1")
    links = [link for answer in answers for link in answer["links"] if link["source_id"] == post_id]
    assert [(link["href"], link["anchor"], link["rel"]) for link in links] == [
        (f"{wordpress.url}/about/?a=1&b=2", "Über uns", ""),
        ("https://b.example/", "Bild", "nofollow"),
    ]
    assert {node["id"] for answer in answers for node in answer["nodes"]} >= {post_id}
    assert {node["status"] for answer in answers for node in answer["nodes"]} == {"publish"}


def test_a_cursor_that_is_not_ours_is_refused(bridge: Bridge) -> None:
    for cursor in ("x", "WzEsMl0", "W10"):
        answer = bridge.request("GET", "export", query={"cursor": cursor})
        assert (answer.status_code, answer.json()["code"]) == (400, "igny8_cursor_unreadable")
    assert bridge.request("GET", "export", query={"modified_after": "gestern abend"}).status_code == 400


def test_the_site_describes_itself(bridge: Bridge, wordpress: WordPress) -> None:
    facts = bridge.get("site-metadata")
    assert facts["site_url"] == wordpress.url
    assert facts["permalinks"] == "pretty"
    assert facts["timezone"] == "Europe/Berlin"
    assert {t["name"]: t["rest_base"] for t in facts["post_types"]} == {"post": "posts", "page": "pages"}
    assert {t["name"] for t in facts["taxonomies"]} == {"category", "post_tag"}
    assert {a["slug"] for a in facts["authors"]} == {"admin", "editor", "author"}
    assert facts["counts"]["post"]["publish"] == 1
    assert facts["max_upload_bytes"] == 8 * 1024 * 1024
    assert (facts["seo_plugin"], facts["woocommerce"], facts["multisite"]) == (None, None, False)
