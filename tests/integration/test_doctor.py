"""Every fault of a connection, produced for real over HTTP, is named and comes with a cure."""

import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from igny8.core.http import Timeouts
from igny8.integration.platforms.wordpress.connection import Connection
from igny8.integration.platforms.wordpress.doctor import Diagnosis, examine
from igny8.integration.platforms.wordpress.signing import new_secret
from tests.integration.standin import PASSWORD, USER, WordPressStandIn
from tests.support.standin import full_backlog

FAST = Timeouts(connect_s=1.0, read_s=1.0, write_s=1.0, total_s=2.0)


def look(url: str, **options: Any) -> Diagnosis:
    values = {"allow_private": True, "username": USER, "app_password": PASSWORD, **options}
    return examine(Connection(base_url=url, **values), timeouts=FAST)


def faults(found: Diagnosis) -> list[str]:
    assert all(check.sentence for check in found.checks)
    assert all(check.cure for check in found.checks if not check.ok), "each fault comes with a cure"
    return [check.code for check in found.checks if not check.ok]


def warnings(found: Diagnosis) -> list[str]:
    return [check.code for check in found.checks if check.ok and check.cure]


# --- reaching it ------------------------------------------------------------------------------------------------------
def test_a_name_nobody_has() -> None:
    assert faults(look("http://nowhere.invalid")) == ["DNS"]


def test_nobody_listens() -> None:
    assert faults(look("http://127.0.0.1:1")) == ["CONNECTION_REFUSED"]


def test_the_attempt_to_connect_is_not_answered() -> None:
    with full_backlog() as (host, port):
        assert faults(look(f"http://{host}:{port}")) == ["TIMEOUT"]


def test_the_answer_takes_too_long(site: WordPressStandIn) -> None:
    gate = threading.Event()
    site.hook = lambda path, query: gate.wait(5) and None
    assert faults(look(site.url)) == ["TIMEOUT"]
    gate.set()


def test_the_connection_breaks(site: WordPressStandIn) -> None:
    site.hook = lambda path, query: "drop"
    assert faults(look(site.url)) == ["CONNECTION_BROKEN"]


@pytest.fixture
def self_signed(tmp_path: Path) -> Iterator[str]:
    """A server whose certificate nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=1))
    pem, plain = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    file = tmp_path / "server.pem"
    private = key.private_bytes(pem, plain, serialization.NoEncryption())
    file.write_bytes(private + made.sign(key, hashes.SHA256()).public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"https://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_certificate_nobody_vouches_for(self_signed: str) -> None:
    assert faults(look(self_signed)) == ["TLS"]


@pytest.mark.parametrize("url", ["http://127.0.0.1", "http://10.0.0.1", "http://169.254.169.254", "http://[::1]"])
def test_a_private_address(url: str) -> None:
    assert faults(look(url, allow_private=False)) == ["PRIVATE_ADDRESS"]


# --- what answers -----------------------------------------------------------------------------------------------------
def test_all_is_well(site: WordPressStandIn) -> None:
    found = look(site.url)
    assert faults(found) == []
    codes = ["REACHABLE", "REST_API", "PERMALINKS", "CLEAN_JSON", "CREDENTIALS", "RIGHTS", "PLUGIN_ABSENT"]
    assert [check.code for check in found.checks] == codes
    assert (warnings(found), found.rest_url) == (["PLUGIN_ABSENT"], f"{site.url}/wp-json/")


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("no_wordpress", "NOT_WORDPRESS"),
        ("rest_disabled", "REST_DISABLED"),
        ("rest_gone", "REST_DISABLED"),
        ("html_before_json", "HTML_BEFORE_JSON"),
        ("application_passwords_off", "APPLICATION_PASSWORDS_INSECURE"),
        ("authorization_stripped", "AUTHORIZATION_STRIPPED"),
    ],
)
def test_a_fault_by_its_name(site: WordPressStandIn, fault: str, code: str) -> None:
    site.faults.add(fault)
    assert faults(look(site.url)) == [code]


def test_plain_permalinks_work_and_warn(site: WordPressStandIn) -> None:
    site.faults.add("plain_permalinks")
    found = look(site.url)
    assert faults(found) == []
    assert "PLAIN_PERMALINKS" in warnings(found)
    assert found.rest_url == f"{site.url}/?rest_route=/"


def test_html_before_the_json_is_named_and_read_past(site: WordPressStandIn) -> None:
    site.faults.add("html_before_json")
    found = look(site.url)
    assert "CREDENTIALS" in [check.code for check in found.checks if check.ok], "it goes on all the same"


def test_a_redirect_to_another_host(site: WordPressStandIn) -> None:
    target = "https://www.example.com/wp-json/"
    site.hook = lambda path, query: (301, {"__headers": {"location": target}})
    found = look(site.url)
    assert faults(found) == ["REDIRECT_TO_ANOTHER_HOST"]
    assert "https://www.example.com" in found.checks[-1].cure
    assert "authorization" not in {name for headers in site.seen for name in headers}


def test_a_redirect_within_the_host_is_followed(site: WordPressStandIn) -> None:
    def hook(path: str, query: dict[str, str]) -> Any:
        return (301, {"__headers": {"location": "/blog/"}}) if path == "/wp-json/" and not query else None

    site.hook = hook
    answered: Callable[..., Any] = site._answer

    def answer(method: str, path: str, *rest: Any) -> Any:
        return answered(method, path.replace("/blog", "/wp-json"), *rest)

    site._answer = answer  # type: ignore[method-assign]
    assert faults(look(site.url)) == []


def test_redirects_without_end(site: WordPressStandIn) -> None:
    site.hook = lambda path, query: (302, {"__headers": {"location": path}})
    assert faults(look(site.url)) == ["TOO_MANY_REDIRECTS"]


# --- the application password -----------------------------------------------------------------------------------------
def test_a_wrong_user(site: WordPressStandIn) -> None:
    assert faults(look(site.url, username="nobody")) == ["WRONG_USER"]


def test_a_wrong_application_password(site: WordPressStandIn) -> None:
    found = look(site.url, app_password="zzzz zzzz")
    assert faults(found) == ["WRONG_APPLICATION_PASSWORD"]
    assert not any("zzzz" in check.sentence + check.cure for check in found.checks)


@pytest.mark.parametrize(
    ("shut", "user", "password", "code"),
    [
        ((), "nobody", PASSWORD, "WRONG_USER"),
        ((), USER, "z" * 24, "WRONG_APPLICATION_PASSWORD"),
        (("authorization_stripped",), USER, PASSWORD, "AUTHORIZATION_STRIPPED"),
        (("form_hidden",), USER, "z" * 24, "WRONG_CREDENTIALS"),
        (("form_hidden", "xml_rpc_shut"), USER, "z" * 24, "NOT_SIGNED_IN"),
        (("xml_rpc_shut",), "nobody", "z" * 24, "WRONG_USER"),
    ],
)
def test_a_rest_api_that_does_not_say_why(
    site: WordPressStandIn, shut: tuple[str, ...], user: str, password: str, code: str
) -> None:
    """WordPress by itself says the same 401 to all of it."""
    site.faults |= {"silent", *shut}
    assert faults(look(site.url, username=user, app_password=password)) == [code]


def test_spaces_in_an_application_password_mean_nothing(site: WordPressStandIn) -> None:
    assert faults(look(site.url, app_password=" ".join(PASSWORD[n : n + 4] for n in range(0, 24, 4)))) == []


def test_a_right_that_is_missing(site: WordPressStandIn) -> None:
    site.rights["publish_posts"] = False
    found = look(site.url)
    assert faults(found) == ["MISSING_CAPABILITY"]
    assert "publish posts" in next(check.sentence for check in found.checks if not check.ok)


# --- the plugin -------------------------------------------------------------------------------------------------------
def bridged(site: WordPressStandIn, **options: Any) -> Diagnosis:
    values = {"username": "", "app_password": "", "secret": site.secret, **options}
    return look(site.url, **values)


def test_a_bridge_that_works(site: WordPressStandIn) -> None:
    site.secret = new_secret()
    found = bridged(site)
    assert faults(found) == []
    assert [check.code for check in found.checks][-3:] == ["PLUGIN", "BRIDGE", "CLOCK"]
    assert found.plugin == {"version": "1.1.0", "wordpress": "7.1", "php": "8.2"}


def test_no_plugin(site: WordPressStandIn) -> None:
    assert faults(bridged(site, secret=new_secret())) == ["PLUGIN_ABSENT"]


def test_a_plugin_that_is_not_active(site: WordPressStandIn) -> None:
    site.faults.add("plugin_inactive")
    found = bridged(site, secret=new_secret(), username=USER, app_password=PASSWORD)
    assert faults(found) == ["PLUGIN_INACTIVE"]


def test_who_has_an_application_password_is_not_asked_for_one(site: WordPressStandIn) -> None:
    (alone,) = [c.cure for c in bridged(site, secret=new_secret()).checks if not c.ok]
    found = bridged(site, secret=new_secret(), username=USER, app_password=PASSWORD)
    (beside,) = [c.cure for c in found.checks if not c.ok]
    assert "or enter an application password" in alone
    assert "password" not in beside


def test_an_old_plugin(site: WordPressStandIn) -> None:
    site.secret, site.plugin_version = new_secret(), "1.0.9"
    assert faults(bridged(site)) == ["PLUGIN_OLD"]


def test_a_plugin_that_is_not_connected(site: WordPressStandIn) -> None:
    site.secret = new_secret()
    site.faults.add("bridge_unconnected")
    assert faults(bridged(site)) == ["BRIDGE_NOT_CONNECTED"]


def test_the_key_was_rotated(site: WordPressStandIn) -> None:
    site.secret = new_secret()
    assert faults(bridged(site, secret=new_secret())) == ["KEY_MISMATCH"]


def test_our_headers_are_stripped(site: WordPressStandIn) -> None:
    site.secret = new_secret()
    site.faults.add("signature_stripped")
    assert faults(bridged(site)) == ["SIGNATURE_STRIPPED"]


@pytest.mark.parametrize(("off", "code"), [(400, "CLOCK_OFF"), (-400, "CLOCK_OFF")])
def test_a_wrong_clock(site: WordPressStandIn, off: int, code: str) -> None:
    site.secret, site.clock_off_s = new_secret(), off
    assert faults(bridged(site)) == [code]


def test_a_clock_that_begins_to_be_wrong(site: WordPressStandIn) -> None:
    site.secret, site.clock_off_s = new_secret(), 120
    found = bridged(site)
    assert (faults(found), warnings(found)) == ([], ["CLOCK"])
