"""Addresses, signatures, and reading answers that are not quite what they should be. No database."""

import base64
import hashlib
import hmac

import pytest

from igny8.integration.base import ActionRequired, Permanent, Retry
from igny8.integration.platforms.items import state_hash
from igny8.integration.platforms.wordpress.addresses import clean_address, query_text, route_url, site_key
from igny8.integration.platforms.wordpress.bridge import BridgeClient
from igny8.integration.platforms.wordpress.connection import Connection
from igny8.integration.platforms.wordpress.core_rest import CoreClient
from igny8.integration.platforms.wordpress.signing import (
    SignatureRefused,
    new_secret,
    request_headers,
    secret_bytes,
    webhook_headers,
    webhook_verify,
)
from igny8.integration.platforms.wordpress.texts import html_of, moment
from igny8.integration.platforms.wordpress.wire import Wire, parse
from tests.integration.standin import WordPressStandIn


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("example.com", "https://example.com"),
        (" HTTP://WWW.Example.com/blog/ ", "http://www.example.com/blog"),
        ("https://example.com/wp-admin/options.php?x=1", "https://example.com"),
        ("https://example.com:8443/wp-json/wp/v2", "https://example.com:8443"),
        ("https://[2001:db8::1]/", "https://[2001:db8::1]"),
    ],
)
def test_addresses_as_people_write_them(given: str, stored: str) -> None:
    assert clean_address(given) == stored


@pytest.mark.parametrize(
    "given", ["", "file:///etc/passwd", "https://", "https://a:b@c.d", "http://[::1", "https://a\\b"]
)
def test_what_is_no_address(given: str) -> None:
    with pytest.raises(ActionRequired):
        clean_address(given)


def test_the_same_site_under_several_addresses() -> None:
    same = ["https://www.example.com/blog", "http://example.com/blog/", "https://EXAMPLE.com:443/blog"]
    assert len({site_key(url) for url in same}) == 1
    assert site_key("https://example.com/other") != site_key(same[0])


def test_routes_below_both_kinds_of_root() -> None:
    params = {"b": "x y", "a": "ü/é", "none": None}
    assert query_text(params) == "a=%C3%BC%2F%C3%A9&b=x%20y"
    pretty = route_url("https://e.com/blog/wp-json/", "/igny8/v1/posts", params)
    assert pretty == "https://e.com/blog/wp-json/igny8/v1/posts?a=%C3%BC%2F%C3%A9&b=x%20y"
    plain = route_url("https://e.com/?rest_route=/", "/igny8/v1/posts", {"page": 2})
    assert plain == "https://e.com/?rest_route=/igny8/v1/posts&page=2"


def test_a_request_s_signature_is_what_the_contract_says() -> None:
    secret = "whsec_" + base64.b64encode(b"k" * 32).decode()
    headers = request_headers(
        secret=secret, method="post", route="/igny8/v1/x?a=1", body=b"{}", timestamp=5, request_id="r"
    )
    text = f"r.5.POST./igny8/v1/x?a=1.{hashlib.sha256(b'{}').hexdigest()}".encode()
    mac = base64.b64encode(hmac.new(b"k" * 32, text, hashlib.sha256).digest()).decode()
    assert headers == {"X-IGNY8-Id": "r", "X-IGNY8-Timestamp": "5", "X-IGNY8-Signature": f"v1,{mac}"}


def test_webhooks_may_carry_several_signatures() -> None:
    secret, other = new_secret(), new_secret()
    headers = webhook_headers(secret=secret, body=b"x", timestamp=100, webhook_id="m")
    headers["webhook-signature"] = f"v1,AAAA v2,BBBB {headers['webhook-signature']}"
    found = webhook_verify(headers=headers, body=b"x", known=[other, secret], now=150.0, tolerance_s=300)
    assert found == "m"
    with pytest.raises(SignatureRefused):
        webhook_verify(headers=headers, body=b"x", known=[], now=150.0, tolerance_s=300)


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_!!!", "whsec_YQ=="])
def test_what_is_no_secret(secret: str) -> None:
    with pytest.raises(ValueError, match="secret"):
        secret_bytes(secret)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"a": 1}', ({"a": 1}, False)),
        ('\ufeff{"a": 1}', ({"a": 1}, True)),
        ('<br />\n<b>Notice</b>: {x} in <b>a.php</b>\n{"a": {"b": 1}}\n', ({"a": {"b": 1}}, True)),
        ('<b>W</b>[{"a": 1}]', ([{"a": 1}], True)),
        ("[]", ([], False)),
        ("<html>{}</html>", (None, False)),
        ('<script>var x = {"a": 1};</script>', (None, False)),
        ("", (None, False)),
    ],
)
def test_json_behind_html(text: str, found: object) -> None:
    assert parse(text) == found


def test_paragraphs_of_the_classic_editor() -> None:
    raw = "One\nline.\r\n\r\nTwo.\n\n<h2>Head</h2>\n\n<pre>a\n\nb</pre>\n\nLast"
    wanted = "<p>One<br>\nline.</p>\n<p>Two.</p>\n<h2>Head</h2>\n<pre>a\n\nb</pre>\n<p>Last</p>"
    assert html_of(raw) == wanted
    block = "<!-- wp:paragraph -->\n\n<p>x</p>"
    assert html_of(block) == block


def test_moments_of_wordpress() -> None:
    assert str(moment("2026-03-01T12:00:00")) == "2026-03-01 12:00:00+00:00"
    assert str(moment("2026-03-01 12:00:00Z")) == "2026-03-01 12:00:00+00:00"
    assert moment("0000-00-00T00:00:00") is None
    assert moment(None) is None


def test_the_hash_of_a_state_is_canonical() -> None:
    state = {"title": "Ä/b", "content": "c", "excerpt": "", "slug": "s", "status": "publish", "terms": [3, 1, 3]}
    text = '{"content":"c","excerpt":"","featured":null,"slug":"s","status":"publish","terms":[1,3],"title":"Ä/b"}'
    assert state_hash(**state, featured=0) == hashlib.sha256(text.encode()).hexdigest()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("status", "body", "kind", "code"),
    [
        (429, {"code": "x"}, Retry, "BUSY"),
        (503, "<html>Briefly unavailable</html>", Retry, "BUSY"),
        (500, {"code": "internal"}, Retry, "SERVER_ERROR"),
        (200, "<html>A login page</html>", Retry, "NOT_JSON"),
        (401, {"code": "incorrect_password"}, ActionRequired, "WRONG_APPLICATION_PASSWORD"),
        (403, {"code": "rest_forbidden"}, ActionRequired, "NOT_ALLOWED_THERE"),
        (404, {"code": "rest_no_route"}, ActionRequired, "PLUGIN_ABSENT"),
        (404, {"code": "igny8_post_unknown"}, ActionRequired, "POST_UNKNOWN"),
        (409, {"code": "igny8_post_taken"}, ActionRequired, "POST_TAKEN"),
        (404, {"code": "igny8_term_unknown"}, ActionRequired, "TERM_UNKNOWN"),
        (409, {"code": "igny8_term_taken"}, ActionRequired, "TERM_TAKEN"),
        (409, {"code": "igny8_term_exists", "data": {"term_id": 7}}, ActionRequired, "TERM_EXISTS"),
        (422, {"code": "igny8_term_refused", "message": "Too long."}, ActionRequired, "TERM_REFUSED"),
        (400, {"code": "igny8_taxonomy_unknown"}, ActionRequired, "TAXONOMY_UNKNOWN"),
        (400, {"code": "igny8_invalid"}, Permanent, "REFUSED_THERE"),
    ],
)
def test_three_kinds_of_error(site: WordPressStandIn, status: int, body: object, kind: type, code: str) -> None:
    site.hook = lambda path, query: (status, body)
    connection = Connection(base_url=site.url, secret=new_secret(), allow_private=True)
    with Wire(allow_private=True) as wire, pytest.raises(kind) as caught:
        BridgeClient(connection, wire).post_save({"content_id": "x"})
    assert caught.value.code == code
    assert caught.value.may_have_arrived is (code in {"SERVER_ERROR", "NOT_JSON"}), "a write may have been done"
    assert "whsec" not in str(caught.value)


def test_a_lost_answer_to_a_write_may_have_arrived_and_a_read_may_be_repeated(site: WordPressStandIn) -> None:
    site.hook = lambda path, query: "drop"
    connection = Connection(base_url=site.url, secret=new_secret(), allow_private=True)
    with Wire(allow_private=True) as wire:
        with pytest.raises(Retry) as write:
            BridgeClient(connection, wire).post_save({"content_id": "x"})
        with pytest.raises(Retry) as read:
            BridgeClient(connection, wire).site_metadata()
    assert (write.value.may_have_arrived, read.value.may_have_arrived) == (True, False)


def test_credentials_follow_no_redirect_to_another_host(site: WordPressStandIn) -> None:
    with WordPressStandIn() as other:
        site.hook = lambda path, query: (302, {"__headers": {"location": f"{other.url}{path}"}})
        connection = Connection(base_url=site.url, username="u", app_password="p", allow_private=True)
        with Wire(allow_private=True) as wire, pytest.raises(ActionRequired) as caught:
            CoreClient(connection, wire).me()
        assert (caught.value.code, other.asked) == ("REDIRECT_TO_ANOTHER_HOST", {})


def test_a_write_is_not_redirected(site: WordPressStandIn) -> None:
    site.hook = lambda path, query: (301, {"__headers": {"location": "/elsewhere/"}})
    connection = Connection(base_url=site.url, secret=new_secret(), allow_private=True)
    with Wire(allow_private=True) as wire, pytest.raises(ActionRequired) as caught:
        BridgeClient(connection, wire).post_save({"content_id": "x"})
    assert caught.value.code == "REDIRECTED_WRITE"
