"""Where a socket may connect to: the check sits at the socket, so redirects and DNS rebinding are covered."""

import contextlib
import contextvars
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore

from .http_errors import (
    BlockedAddress,
    ConnectionRefused,
    ConnectionReset,
    ConnectTimeout,
    DeadlineExceeded,
    DnsFailure,
    ReadTimeout,
    TlsFailure,
)

#: ``is_global`` of the standard library calls some of these public (6to4, NAT64 and site-local reach inside networks).
#: Source: IANA special-purpose address registries, RFC 6890, 3056, 6052, 8215, 3879, 9602, 9637.
DENIED_NETWORKS = tuple(
    ipaddress.ip_network(block)
    for block in (
        "0.0.0.0/8",
        "100.64.0.0/10",
        "169.254.0.0/16",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "::/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2001::/23",
        "2002::/16",
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",
    )
)
PUBLIC_PORTS = frozenset({80, 443})

deadline: contextvars.ContextVar[float | None] = contextvars.ContextVar("http_deadline", default=None)


def is_public_address(address: str) -> bool:
    """Whether ``address`` (a literal IPv4 or IPv6 address) belongs to the public internet."""
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    if not ip.is_global or ip.is_multicast or ip.is_reserved:
        return False
    return not any(ip.version == network.version and ip in network for network in DENIED_NETWORKS)


def remaining(timeout: float | None) -> float | None:
    """The smaller of ``timeout`` and the seconds left of the call's deadline.

    :raises DeadlineExceeded: when none are left.
    """
    end = deadline.get()
    if end is None:
        return timeout
    left = end - time.monotonic()
    if left <= 0:
        raise DeadlineExceeded("the time for the whole call is used up")
    return left if timeout is None else min(timeout, left)


def resolve(host: str, port: int, timeout: float | None) -> list[str]:
    """Every address of ``host``, in the system's order, without duplicates.

    ``getaddrinfo`` knows no timeout, so it runs in a thread that is given up when the time is over.

    :raises DnsFailure: the name does not resolve, or not in time.
    """
    found: list[str] = []
    failure: list[Exception] = []

    def look_up() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(str(row[4][0]) for row in rows))
        except (OSError, UnicodeError) as error:
            failure.append(error)

    thread = threading.Thread(target=look_up, daemon=True, name="resolve")
    thread.start()
    thread.join(timeout)
    if thread.is_alive():
        raise DnsFailure("the name was not resolved in time", host=host)
    if failure or not found:
        raise DnsFailure(str(failure[0]) if failure else "no address", host=host)
    return found


@contextlib.contextmanager
def _named_causes(host: str) -> Iterator[None]:
    """Turn httpcore's socket errors into ours, by the operating system's error beneath them."""
    try:
        yield
    except httpcore.ConnectTimeout as error:
        raise ConnectTimeout(str(error), host=host) from error
    except (httpcore.ReadTimeout, httpcore.WriteTimeout) as error:
        end = deadline.get()
        if end is not None and time.monotonic() >= end:
            raise DeadlineExceeded("the time for the whole call is used up", host=host) from error
        raise ReadTimeout(str(error), host=host) from error
    except (httpcore.ReadError, httpcore.WriteError) as error:
        raise ConnectionReset(str(error), host=host) from error
    except httpcore.ConnectError as error:
        cause = error.__cause__ or error.__context__
        kind = TlsFailure if isinstance(cause, ssl.SSLError) else ConnectionRefused
        raise kind(str(error), host=host) from error


class _GuardedStream(httpcore.NetworkStream):
    """A connected socket whose every operation respects the deadline of the call that uses it."""

    def __init__(self, inner: httpcore.NetworkStream, host: str) -> None:
        self._inner = inner
        self._host = host

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        with _named_causes(self._host):
            return self._inner.read(max_bytes, remaining(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        with _named_causes(self._host):
            self._inner.write(buffer, remaining(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        with _named_causes(self._host):
            return _GuardedStream(self._inner.start_tls(ssl_context, server_hostname, remaining(timeout)), self._host)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class GuardedBackend(httpcore.NetworkBackend):
    """Resolves a host once, checks every address, connects to exactly those.

    :param allow_private: accept any address and port; only for endpoints the operator configured.
    :param ports: ports an ordinary call may use.
    """

    def __init__(self, *, allow_private: bool = False, ports: frozenset[int] = PUBLIC_PORTS) -> None:
        self._allow_private = allow_private
        self._ports = ports
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        if not self._allow_private and port not in self._ports:
            raise BlockedAddress(f"port {port} is not allowed", host=host)
        addresses = resolve(host, port, remaining(timeout))
        if not self._allow_private and (blocked := [a for a in addresses if not is_public_address(a)]):
            raise BlockedAddress(f"{blocked[0]} is not a public address", host=host)
        for number, address in enumerate(addresses, start=1):
            try:
                with _named_causes(host):
                    stream = self._inner.connect_tcp(
                        address, port, remaining(timeout), local_address, socket_options or ()
                    )
                return _GuardedStream(stream, host)
            except (ConnectTimeout, ConnectionRefused):
                if number == len(addresses):
                    raise
        raise DnsFailure("no address", host=host)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        raise BlockedAddress("unix sockets are not reachable over HTTP calls")

    def sleep(self, seconds: float) -> None:
        raise ConnectionRefused("this client never retries by sleeping")
