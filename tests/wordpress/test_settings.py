"""The settings page: connect, disconnect, and a doctor who finds every fault that is really made."""

import socket
from typing import Any

import pytest

from tests.support.bridge import Bridge
from tests.wordpress.browser import PAGE, Person
from tests.wordpress.harness.site import WordPress
from tests.wordpress.platform import KEY, SECRET, Platform
from tests.wordpress.samples import payload


def test_a_key_connects_both_sides(wordpress: WordPress, platform: Platform) -> None:
    person = Person(wordpress)
    page = person.press("connect", platform=platform.url + "/", api_key=KEY)
    assert "Green Kitchen" in page
    assert KEY not in page
    (introduction,) = platform.connects
    assert introduction["site_url"] == wordpress.url
    assert introduction["rest_url"] == wordpress.rest
    assert introduction["wordpress_version"] == wordpress.version
    assert Bridge(wordpress.rest, SECRET).upsert(payload()).status_code == 201
    stored = "return $GLOBALS['wpdb']->get_var( \"SELECT autoload FROM wp_options WHERE option_name = 'igny8_connection'\" );"
    assert wordpress.php(stored) in {"no", "off"}
    assert set(person.examine()) == {"ok", "not_encrypted"}
    page = person.press("disconnect")
    assert platform.disconnects == 1
    assert "Connect this WordPress" in page
    assert Bridge(wordpress.rest, SECRET).upsert(payload("c-2")).status_code == 403


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"platform": "", "api_key": KEY}, "no address"),
        ({"platform": "javascript:alert(1)", "api_key": KEY}, "no address"),
        ({"platform": "{url}", "api_key": "sk-123456789"}, "no API key of IGNY8"),
        ({"platform": "{url}", "api_key": "ig8_another_0123456789"}, "is wrong, was revoked"),
        ({"platform": "http://no-such-host.invalid", "api_key": KEY}, "is not known"),
        ({"platform": "{closed}", "api_key": KEY}, "Nothing answers"),
        ({"platform": "https://example.com", "api_key": KEY}, "not allowed to reach"),
    ],
)
def test_a_failed_connection_says_why(
    wordpress: WordPress, platform: Platform, fields: dict[str, str], word: str
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{closed.getsockname()[1]}"
    person = Person(wordpress)
    filled = {name: value.format(url=platform.url, closed=address) for name, value in fields.items()}
    page = person.press("connect", **filled)
    assert word in page
    assert "notice-error" in page
    assert wordpress.php("return get_option( 'igny8_connection', null );") is None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"code": 401}, "key"),
        ({"code": 500}, "platform_error"),
        ({"code": 301}, "redirect"),
        ({"code": 404, "raw": b"<html>Not found</html>"}, "not_igny8"),
        ({"raw": b"<html>Welcome</html>"}, "not_igny8"),
        ({"clock_offset": 400}, "clock"),
        ({"status": {"minimum_plugin_version": "99.0.0"}}, "old_plugin"),
        ({"status": {"site_url": "https://other.example"}}, "another_wordpress"),
        ({"status": {"connected": False}}, "ended_there"),
    ],
)
def test_the_doctor_names_the_platforms_faults(
    bridge: Bridge, wordpress: WordPress, platform: Platform, change: dict[str, Any], code: str
) -> None:
    for name, value in change.items():
        setattr(platform, name, value)
    found = Person(wordpress).examine()
    assert code in found, found
    assert found[code].endswith(".")


#: What other plugins, themes and hosts do to a WordPress, each with the code of the doctor's line.
NETWORK = """add_filter( 'pre_http_request', fn( $p, $a, $u ) => strpos( $u, '%s' )
    ? new WP_Error( 'http_request_failed', '%s' ) : $p, 10, 3 );"""
OPTION = "add_filter( 'option_igny8_connection', fn( $v ) => array( %s ) + $v );"
FRONT = "if ( ! is_admin() && false !== strpos( $_SERVER['REQUEST_URI'], 'igny8' ) ) { %s }"
FAULTS = [
    (
        "header_stripped",
        "foreach ( $_SERVER as $k => $v ) { if ( 0 === strpos( $k, 'HTTP_X_IGNY8' ) ) { unset( $_SERVER[ $k ] ); } }",
    ),
    (
        "rest_disabled",
        """add_filter( 'rest_authentication_errors',
        fn() => new WP_Error( 'rest_cannot_access', 'No.', array( 'status' => 401 ) ) );""",
    ),
    ("rest_disabled", "add_filter( 'rest_endpoints', fn() => array() );"),
    ("noise_before_json", "if ( ! is_admin() ) { echo '<br /><b>Notice</b>: x'; }"),
    ("rest_redirect", FRONT % "header( 'Location: https://b.example/', true, 301 ); exit;"),
    ("rest_not_found", FRONT % "http_response_code( 404 ); echo 'Not here'; exit;"),
    ("loopback", NETWORK % ("wp-json", "cURL error 28: timed out")),
    ("tls", NETWORK % ("/bridge/", "cURL error 60: SSL certificate problem")),
    ("timeout", NETWORK % ("/bridge/", "cURL error 28: Operation timed out")),
    ("copied_site", OPTION % "'home_url' => 'https://live.example'"),
    ("cron", OPTION % "'connected_at' => 5"),
    ("stopped", OPTION % "'is_stopped' => true"),
    ("plain_permalinks", "add_filter( 'pre_option_permalink_structure', fn() => '' );"),
]


@pytest.mark.parametrize(("code", "mu_plugin"), FAULTS, ids=[code for code, _ in FAULTS])
def test_the_doctor_names_the_sites_faults(bridge: Bridge, wordpress: WordPress, code: str, mu_plugin: str) -> None:
    person = Person(wordpress)
    wordpress.add_mu_plugin("fault", mu_plugin)
    found = person.examine()
    assert code in found, found


@pytest.mark.parametrize("name", ["editor", "author", "subscriber"])
def test_only_administrators_see_and_change_it(bridge: Bridge, wordpress: WordPress, name: str) -> None:
    person = Person(wordpress, name=name)
    assert person.open().status_code == 403
    for action in ("connect", "disconnect", "doctor", "send"):
        assert person.client.post("/wp-admin/admin-post.php", data={"action": f"igny8_{action}"}).status_code == 403
    assert bridge.upsert(payload()).status_code == 201


def test_a_form_from_elsewhere_does_nothing(bridge: Bridge, wordpress: WordPress) -> None:
    person = Person(wordpress)
    forged = {"action": "igny8_disconnect", "_wpnonce": "0123456789"}
    assert person.client.post("/wp-admin/admin-post.php", data=forged).status_code == 403
    assert person.client.get("/wp-admin/admin-post.php?action=igny8_disconnect").status_code == 403
    assert bridge.upsert(payload()).status_code == 201


def test_every_tab_shows_and_escapes(bridge: Bridge, wordpress: WordPress) -> None:
    bridge.upsert(payload(title="Suppe"))
    evil = "<script>evil()</script>"
    wordpress.php(
        f"""global $wpdb;
        $wpdb->update( $wpdb->posts, array( 'post_title' => '{evil}' ), array( 'post_title' => 'Suppe' ) );
        Igny8\\Bridge\\Sync\\Outbox::add( '{evil}', 'post', 999, array() ); return true;"""
    )
    person = Person(wordpress)
    for tab, word in {
        "connection": "Connected",
        "doctor": "Examine",
        "content": "Posts",
        "log": "Log",
        "x": "Connected",
    }.items():
        answer = person.open(tab)
        assert answer.status_code == 200
        assert word in answer.text
        assert "<script>evil" not in answer.text
    assert person.client.get(PAGE).text.count('aria-current="page"') >= 1


def test_the_list_and_the_editors_show_score_and_links(bridge: Bridge, wordpress: WordPress) -> None:
    links = [{"url": "https://a.example/x", "anchor": "Zum <b>Topf</b>"}]
    facts = {"score": 81, "links": links, "dashboard_url": "https://igny8.example/content/1/"}
    post_id = bridge.upsert(payload(meta=facts)).json()["post_id"]
    person = Person(wordpress)
    listed = person.client.get("/wp-admin/edit.php").text
    assert 'class="igny8-badge igny8-badge-good"' in listed
    assert "Changed here" not in listed
    wordpress.php(f"return wp_update_post( array( 'ID' => {post_id}, 'post_title' => 'Von Hand' ) );")
    assert "Changed here" in person.client.get("/wp-admin/edit.php").text
    for editor in ("", "&classic"):
        if editor:
            wordpress.add_mu_plugin("classic", "add_filter( 'use_block_editor_for_post', '__return_false' );")
        page = person.client.get(f"/wp-admin/post.php?post={post_id}&action=edit{editor}").text
        assert "https://igny8.example/content/1/" in page
        assert "1 internal link" in page
        assert "Zum Topf" in page
    assert "was not published by IGNY8" in person.client.get("/wp-admin/post.php?post=1&action=edit").text
