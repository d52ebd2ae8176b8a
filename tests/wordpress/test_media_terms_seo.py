"""Images, terms and SEO fields."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.support.bridge import Bridge
from tests.wordpress.harness.site import WordPress
from tests.wordpress.samples import payload, picture


def test_the_same_image_is_stored_once(bridge: Bridge, wordpress: WordPress) -> None:
    data = picture()
    query = {"alt": "Ein  grüner & <b>Topf</b>", "title": "Topf", "content_id": "c-1"}
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: bridge.upload(data, name="Grüner Topf.png", **query), range(16)))
    assert sorted(answer.status_code for answer in answers) == [200] * 15 + [201]
    first = answers[0].json()
    assert len({answer.json()["attachment_id"] for answer in answers}) == 1
    assert (first["width"], first["height"]) == (400, 300)
    served = bridge.client.get(first["url"])
    assert hashlib.sha256(served.content).digest() == hashlib.sha256(data).digest()
    alt = wordpress.php(f"return get_post_meta( {first['attachment_id']}, '_wp_attachment_image_alt', true );")
    assert alt == "Ein grüner & Topf"


def test_an_image_becomes_the_featured_one(bridge: Bridge) -> None:
    image = bridge.upload(picture("red"), alt="Rot").json()
    bridge.upsert(payload(featured_attachment_id=image["attachment_id"]))
    post = bridge.get("post-by-content-id/c-1")["post"]
    assert post["featured"] == {"id": image["attachment_id"], "url": image["url"], "alt": "Rot"}
    bridge.upsert(payload(payload_hash="2"))
    assert bridge.get("post-by-content-id/c-1")["post"]["featured"] is not None
    bridge.upsert(payload(payload_hash="3", featured_attachment_id=0))
    assert bridge.get("post-by-content-id/c-1")["post"]["featured"] is None


def test_only_the_image_that_was_given_is_taken_away(bridge: Bridge, wordpress: WordPress) -> None:
    ours, theirs = (bridge.upload(picture(colour)).json()["attachment_id"] for colour in ("red", "blue"))

    def after(payload_hash: str, **changes: Any) -> int:
        number = bridge.upsert(payload(payload_hash=payload_hash, **changes)).json()["post_id"]
        return int(wordpress.php(f"return (int) get_post_thumbnail_id( {number} );"))

    number = bridge.upsert(payload()).json()["post_id"]
    gone = {"if_ours": {"featured_attachment_id": 0}}
    wordpress.php(f"return set_post_thumbnail( {number}, {theirs} );")
    assert after("2", **gone) == theirs, "none was ever given"
    assert after("3", featured_attachment_id=ours) == ours
    wordpress.php(f"return set_post_thumbnail( {number}, {theirs} );")
    assert after("4", **gone) == theirs, "somebody chose another one"
    assert after("5", featured_attachment_id=ours) == ours
    assert after("6") == ours
    assert after("7", **gone) == 0


def test_it_says_which_images_are_here(bridge: Bridge, wordpress: WordPress) -> None:
    there, lost = (bridge.upload(picture(colour)).json() for colour in ("red", "blue"))
    wordpress.php(f"return unlink( get_attached_file( {lost['attachment_id']} ) );")
    sums = [hashlib.sha256(picture(colour)).hexdigest() for colour in ("red", "blue", "green")]
    items = bridge.get("media", sha256=",".join(sums))["items"]
    facts = {name: there[name] for name in ("attachment_id", "url", "width", "height")}
    assert items == {sums[0]: facts}
    assert bridge.get("media", sha256=sums[2]) == {"items": {}}
    assert bridge.get("media", sha256="") == {"items": {}}
    for wrong in ("%", "0" * 63, ",".join(f"{n:064x}" for n in range(101))):
        answer = bridge.request("GET", "media", query={"sha256": wrong})
        assert (answer.status_code, answer.json()["code"]) == (400, "igny8_invalid")
    bare = bridge.client.get(bridge.address("/igny8/v1/media", {"sha256": sums[0]}))
    assert (bare.status_code, bare.json()["code"]) == (401, "igny8_signature_missing")


def test_an_image_that_was_deleted_is_stored_again(bridge: Bridge, wordpress: WordPress) -> None:
    first = bridge.upload(picture()).json()["attachment_id"]
    wordpress.php(f"return (bool) wp_delete_attachment( {first}, true );")
    again = bridge.upload(picture())
    assert (again.status_code, again.json()["created"]) == (201, True)


@pytest.mark.parametrize(
    ("data", "code", "name"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415, "igny8_media_type"),
        (b"<?php echo 1;", 415, "igny8_media_type"),
        (b"GIF89a<?php echo 1;", 415, "igny8_media_type"),
        (b"\x89PNG" + b"0" * 9_000_000, 413, "igny8_too_large"),
        (b"", 400, "igny8_incomplete"),
    ],
)
def test_what_is_no_image_is_refused(bridge: Bridge, wordpress: WordPress, data: bytes, code: int, name: str) -> None:
    answer = bridge.upload(data, name="x.php.png")
    assert (answer.status_code, answer.json()["code"]) == (code, name)
    assert not [file for file in (wordpress.www / "wp-content" / "uploads").rglob("*") if file.is_file()]


def test_a_cut_image_is_refused(bridge: Bridge) -> None:
    whole = picture()
    query = {"sha256": hashlib.sha256(whole).hexdigest()}
    cut = bridge.request("POST", "media", body=whole[:50], query=query, **{"Content-Type": "image/png"})
    assert (cut.status_code, cut.json()["code"]) == (400, "igny8_incomplete")


def terms(bridge: Bridge, wanted: dict[str, Any], *, payload_hash: str) -> dict[str, list[dict[str, Any]]]:
    assert bridge.upsert(payload(payload_hash=payload_hash, terms=wanted)).status_code in {200, 201}
    found: dict[str, list[dict[str, Any]]] = bridge.get("post-by-content-id/c-1")["post"]["terms"]
    return found


def test_terms_are_found_by_id_slug_and_name(bridge: Bridge, wordpress: WordPress) -> None:
    soups = [{"name": "Suppen & Eintöpfe", "external_id": "k-7"}]
    first = terms(bridge, {"category": soups, "post_tag": [{"name": "warm"}]}, payload_hash="1")
    assert [t["name"] for t in first["category"]] == ["Suppen & Eintöpfe"]
    renamed = [{"name": "Suppen", "external_id": "k-7"}]
    second = terms(bridge, {"category": renamed}, payload_hash="2")
    assert second["category"][0]["id"] == first["category"][0]["id"]
    assert second["post_tag"] == first["post_tag"]
    child = [{"name": "Kalt", "slug": "kalt", "parent_slug": first["category"][0]["slug"]}]
    third = terms(bridge, {"category": child, "post_tag": []}, payload_hash="3")
    assert third["category"][0]["parent"] == first["category"][0]["id"]
    assert "post_tag" not in third


def test_a_taxonomy_that_is_not_here_is_named(bridge: Bridge) -> None:
    answer = bridge.upsert(payload(terms={"genre": [{"name": "A"}]}))
    assert answer.status_code == 201
    assert "genre" in answer.json()["warnings"][0]


SEO = {
    "title": "Titel",
    "description": "Beschreibung",
    "focus_keyword": "suppe",
    "canonical": "https://a.example/x",
    "noindex": True,
    "og_title": "Geteilt",
}


def meta(site: WordPress, post_id: int) -> dict[str, Any]:
    code = f"return array_map( fn( $v ) => maybe_unserialize( $v[0] ), get_post_meta( {post_id} ) );"
    values: dict[str, Any] = site.php(code)
    return values


def test_yoast_gets_its_fields_before_its_hooks_run(bridge: Bridge, wordpress: WordPress) -> None:
    wordpress.add_mu_plugin(
        "yoast",
        "define( 'WPSEO_VERSION', '24.0' ); add_action( 'wp_insert_post', fn( $id ) => update_option( 'seen',"
        " get_post_meta( $id, '_yoast_wpseo_metadesc', true ) ) );",
    )
    image = bridge.upload(picture()).json()
    answer = bridge.upsert(payload(seo=SEO | {"og_image_attachment_id": image["attachment_id"]})).json()
    values = meta(wordpress, answer["post_id"])
    assert wordpress.php("return get_option( 'seen' );") == "Beschreibung"
    assert values["_yoast_wpseo_title"] == "Titel"
    assert values["_yoast_wpseo_focuskw"] == "suppe"
    assert values["_yoast_wpseo_meta-robots-noindex"] == "1"
    assert values["_yoast_wpseo_canonical"] == "https://a.example/x"
    assert values["_yoast_wpseo_opengraph-image"] == image["url"]
    assert answer["seo_plugin"] == bridge.get("site-metadata")["seo_plugin"] == "yoast"
    read = bridge.get("post-by-content-id/c-1")["post"]["seo"]
    assert read == {"title": "Titel", "description": "Beschreibung", "focus_keyword": "suppe"}


def test_rank_math_gets_its_fields(bridge: Bridge, wordpress: WordPress) -> None:
    wordpress.add_mu_plugin("rank", "define( 'RANK_MATH_VERSION', '1.0.230' );")
    values = meta(wordpress, bridge.upsert(payload(seo=SEO)).json()["post_id"])
    assert values["rank_math_title"] == "Titel"
    assert values["rank_math_robots"] == ["noindex"]
    assert values["rank_math_canonical_url"] == "https://a.example/x"
    assert values["rank_math_facebook_title"] == "Geteilt"


AIOSEO = """define( 'AIOSEO_VERSION', '4.8' ); add_action( 'init', function () { global $wpdb; $wpdb->query(
"CREATE TABLE IF NOT EXISTS {$wpdb->prefix}aioseo_posts ( id bigint unsigned NOT NULL AUTO_INCREMENT,
post_id bigint unsigned NOT NULL, title text, description text, keyphrases longtext,
canonical_url text, og_title text, og_description text,
og_image_type varchar(64), og_image_custom_url text, robots_default tinyint(1) DEFAULT 1, robots_noindex tinyint(1) DEFAULT 0,
created datetime, updated datetime, PRIMARY KEY (id) )" ); } );"""


def test_aioseo_gets_one_row_in_its_table(bridge: Bridge, wordpress: WordPress) -> None:
    wordpress.add_mu_plugin("aioseo", AIOSEO)
    bridge.upsert(payload(seo=SEO))
    bridge.upsert(payload(seo=SEO | {"title": "Neuer Titel", "noindex": False}, payload_hash="2"))
    rows = wordpress.php("return $GLOBALS['wpdb']->get_results( 'SELECT * FROM wp_aioseo_posts' );")
    assert len(rows) == 1
    assert (rows[0]["title"], rows[0]["canonical_url"]) == ("Neuer Titel", "https://a.example/x")
    assert (int(rows[0]["robots_default"]), int(rows[0]["robots_noindex"])) == (1, 0)
    read = bridge.get("post-by-content-id/c-1")["post"]["seo"]
    assert read == {"title": "Neuer Titel", "description": "Beschreibung", "focus_keyword": "suppe"}


def test_aioseo_is_told_through_its_own_model_where_that_is_loaded(bridge: Bridge, wordpress: WordPress) -> None:
    wordpress.add_mu_plugin(
        "model",
        """namespace AIOSEO\\Plugin\\Common\\Models; define( 'AIOSEO_VERSION', '4.8' );
        class Post { public $values = array(); static function getPost( $id ) { return new self(); }
        function set( $v ) { $this->values = $v; } function save() { update_option( 'model', $this->values ); } }""",
    )
    answer = bridge.upsert(payload(seo=SEO)).json()
    saved = wordpress.php("return get_option( 'model' );")
    assert (saved["post_id"], saved["title"], saved["robots_noindex"]) == (answer["post_id"], "Titel", 1)
