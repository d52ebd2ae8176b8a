"""The outgoing client: where it refuses to go, how much it reads, when it gives up, what it calls the failure."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igny8.core import http, http_guard
from igny8.core.http import SafeClient, Timeouts, is_public_address, safe_client, set_network_guard
from tests.support.standin import StandIn, full_backlog

FAST = Timeouts(connect_s=0.4, read_s=0.5, write_s=0.5, total_s=1.0)


@pytest.fixture(scope="module")
def standin() -> Iterator[StandIn]:
    with StandIn(hang_s=3.0) as server:
        yield server


@pytest.fixture
def client(standin: StandIn) -> Iterator[SafeClient]:
    standin.reset()
    with safe_client(allow_private=True, max_bytes=1_000_000, timeouts=FAST) as made:
        yield made


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9",
        "192.88.99.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254",
        "fec0::1", "ff02::1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::", "2001:db8::1", "2001::1",
        "3fff::1", "5f00::1", "100::1", "not an address", "",
    ],
)  # fmt: skip
def test_private_and_special_addresses_are_not_public(address: str) -> None:
    assert not is_public_address(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001::1"])
def test_ordinary_addresses_are_public(address: str) -> None:
    assert is_public_address(address)


@given(st.ip_addresses(v=4, network="10.0.0.0/8").map(lambda ip: f"::ffff:{ip}"))
def test_a_private_address_in_ipv6_clothes_stays_private(address: str) -> None:
    assert not is_public_address(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://0/",
        "http://2130706433/", "http://0x7f000001/", "http://017700000001/", "http://127.1/", "http://user@127.0.0.1/",
        "http://169.254.169.254/latest/meta-data/", "https://10.0.0.1/",
    ],
)  # fmt: skip
def test_every_spelling_of_a_private_address_is_blocked(url: str) -> None:
    with safe_client(timeouts=FAST) as client, pytest.raises((http.BlockedAddress, http.DnsFailure)):
        client.get(url)


def test_ports_besides_those_of_the_web_are_blocked() -> None:
    with safe_client(timeouts=FAST) as client, pytest.raises(http.BlockedAddress, match="port 6379"):
        client.get("http://93.184.216.34:6379/")


@pytest.mark.parametrize(
    "url", ["ftp://example.com/", "file:///etc/passwd", "gopher://x/", "http://", "//x", "http://[::1", ""]
)
def test_what_is_not_a_web_address_is_refused(url: str) -> None:
    with safe_client(timeouts=FAST) as client, pytest.raises(http.InvalidUrl):
        client.get(url)


def resolving_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    asked: list[str] = []

    def look_up(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(http_guard.socket, "getaddrinfo", look_up)
    return asked


def test_one_private_address_among_public_ones_blocks_the_host(monkeypatch: pytest.MonkeyPatch) -> None:
    resolving_to(monkeypatch, "93.184.216.34", "10.0.0.5")
    with safe_client(timeouts=FAST) as client, pytest.raises(http.BlockedAddress, match=r"10\.0\.0\.5"):
        client.get("http://rebind.example/")


def test_the_name_is_resolved_once_and_that_address_is_connected(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = resolving_to(monkeypatch, "93.184.216.34")
    connected: list[str] = []

    def connect(self: object, host: str, *_: object, **__: object) -> None:
        connected.append(host)
        raise http.ConnectionRefused("no network in tests")

    monkeypatch.setattr(http_guard.httpcore.SyncBackend, "connect_tcp", connect)
    with safe_client(timeouts=FAST) as client, pytest.raises(http.ConnectionRefused):
        client.get("http://rebind.example/")
    assert (asked, connected) == (["rebind.example"], ["93.184.216.34"])


def test_a_redirect_into_the_private_network_is_blocked(standin: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first hop is made to look public; the second is checked like every other."""
    monkeypatch.setattr(http_guard, "is_public_address", lambda address: address == "127.0.0.1")
    port = int(standin.url.rsplit(":", 1)[1])
    standin.script("redirect")
    standin_url = standin.url
    with safe_client(timeouts=FAST, ports=frozenset({port})) as client:
        monkeypatch.setattr(type(standin), "url", property(lambda _: "http://10.0.0.1"))
        with pytest.raises(http.BlockedAddress, match=r"10\.0\.0\.1"):
            client.get(f"{standin_url}/v1/models", follow_redirects=True)


def test_redirects_end(standin: StandIn, client: SafeClient) -> None:
    standin.script(*["redirect"] * 6)
    with pytest.raises(http.TooManyHops):
        client.get(f"{standin.url}/v1/models", follow_redirects=True)
    assert len(standin.requests) == 4


def test_proxies_of_the_environment_are_ignored(
    standin: StandIn, client: SafeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with safe_client(allow_private=True, timeouts=FAST) as fresh:
        assert fresh.get(f"{standin.url}/v1/models").status_code == 200


@pytest.mark.parametrize(
    ("fault", "failure"),
    [
        ("read_timeout", http.ReadTimeout),
        ("reset", http.ConnectionReset),
        ("reset_in_body", http.ConnectionReset),
        ("closed_without_answer", http.ConnectionReset),
        ("wrong_content_length", http.ConnectionReset),
        ("not_http", http.ConnectionReset),
        ("ten_megabytes", http.TooLargeBody),
        ("endless", http.TooLargeBody),
        ("gzip_bomb", http.TooLargeBody),
        ("broken_gzip", http.UndecodableBody),
        ("unknown_encoding", http.UndecodableBody),
        ("slow_drip", http.DeadlineExceeded),
        ("slow_headers", http.DeadlineExceeded),
    ],
)
def test_each_way_to_misbehave_has_its_name_and_ends_in_time(
    standin: StandIn, client: SafeClient, fault: str, failure: type[http.HttpFailure]
) -> None:
    standin.script(fault)
    began = time.monotonic()
    with pytest.raises(failure) as caught:
        client.post(f"{standin.openai_url}/chat/completions", json={"messages": []})
    assert time.monotonic() - began < 1.6
    assert caught.value.may_have_arrived


def test_a_connection_that_is_never_accepted(client: SafeClient) -> None:
    with full_backlog() as (host, port), pytest.raises(http.ConnectTimeout) as caught:
        client.get(f"http://{host}:{port}/")
    assert not caught.value.may_have_arrived


def test_a_closed_port_refuses(client: SafeClient) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(http.ConnectionRefused):
        client.get(f"http://127.0.0.1:{port}/")


def test_a_name_that_does_not_exist(client: SafeClient) -> None:
    with pytest.raises(http.DnsFailure):
        client.get("http://no-such-host.invalid/")


def test_a_resolver_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch, client: SafeClient) -> None:
    done = threading.Event()
    monkeypatch.setattr(http_guard.socket, "getaddrinfo", lambda *_, **__: done.wait(5) and [])
    began = time.monotonic()
    with pytest.raises(http.DnsFailure):
        client.get("http://slow.example/")
    done.set()
    assert time.monotonic() - began < 1.0


def test_plain_http_where_tls_is_expected(standin: StandIn, client: SafeClient) -> None:
    with pytest.raises(http.TlsFailure):
        client.get(standin.url.replace("http://", "https://"))


def test_a_compressed_body_is_unpacked(standin: StandIn, client: SafeClient, monkeypatch: pytest.MonkeyPatch) -> None:
    import gzip

    from tests.support.standin import FAULTS

    body = b'{"hello": "world"}' * 1000
    monkeypatch.setitem(
        FAULTS, "gzip_ok", lambda exchange: exchange.send(200, gzip.compress(body), **{"content-encoding": "gzip"})
    )
    standin.script("gzip_ok")
    answer = client.get(f"{standin.url}/v1/models")
    assert answer.content == body
    assert "content-encoding" not in answer.headers


def test_one_call_can_have_its_own_size_and_end(standin: StandIn, client: SafeClient) -> None:
    with pytest.raises(http.TooLargeBody):
        client.get(f"{standin.url}/v1/models", extensions={"max_bytes": 10})
    standin.script("slow_drip")
    began = time.monotonic()
    with pytest.raises(http.DeadlineExceeded):
        client.get(f"{standin.url}/v1/models", extensions={"deadline": time.monotonic() + 0.2})
    assert time.monotonic() - began < 0.6


def test_the_guard_of_the_application_can_refuse_every_hop(standin: StandIn, client: SafeClient) -> None:
    seen: list[str] = []

    def guard(url: str) -> None:
        seen.append(url)
        if len(seen) == 2:
            raise http.NetworkRefused("inside a transaction")

    set_network_guard(guard)
    try:
        standin.script("redirect")
        with pytest.raises(http.NetworkRefused):
            client.get(f"{standin.url}/first", follow_redirects=True)
    finally:
        set_network_guard(None)
    assert seen == [f"{standin.url}/first", f"{standin.url}/v1/models"]
    assert len(standin.requests) == 1


def test_a_client_serves_many_threads_at_once(standin: StandIn, client: SafeClient) -> None:
    answers: list[int] = []

    def call() -> None:
        answers.extend(client.get(f"{standin.url}/v1/models").status_code for _ in range(10))

    threads = [threading.Thread(target=call) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200] * 80
