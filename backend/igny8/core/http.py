"""The one HTTP client for calls to the outside. Nothing else in the product opens a connection to a foreign host.

It cannot be led to private addresses, ignores proxies of the environment, caps the decompressed body while it
streams, and ends within a total number of seconds however slowly the peer drips.
"""

import functools
import ssl
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import httpcore
import httpx

from .http_errors import (
    BlockedAddress,
    ConnectionRefused,
    ConnectionReset,
    ConnectTimeout,
    DeadlineExceeded,
    DnsFailure,
    HttpFailure,
    InvalidUrl,
    NetworkRefused,
    ReadTimeout,
    TlsFailure,
    TooLargeBody,
    TooManyHops,
    UndecodableBody,
)
from .http_guard import PUBLIC_PORTS, GuardedBackend, deadline, is_public_address, remaining

__all__ = [
    "BlockedAddress",
    "ConnectTimeout",
    "ConnectionRefused",
    "ConnectionReset",
    "DeadlineExceeded",
    "DnsFailure",
    "HttpFailure",
    "InvalidUrl",
    "NetworkRefused",
    "ReadTimeout",
    "SafeClient",
    "Timeouts",
    "TlsFailure",
    "TooLargeBody",
    "TooManyHops",
    "UndecodableBody",
    "is_public_address",
    "safe_client",
    "set_network_guard",
]

_network_guard: Callable[[str], None] | None = None


def set_network_guard(guard: Callable[[str], None] | None) -> None:
    """Set a function that is called with the URL before every request of every safe client (each redirect too).

    It refuses a call by raising, for instance ``NetworkRefused`` while a database transaction is open.
    """
    global _network_guard
    _network_guard = guard


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds to connect, between two reads, to write, and for the whole call with all its redirects."""

    connect_s: float = 5.0
    read_s: float = 30.0
    write_s: float = 30.0
    total_s: float = 60.0


class _CappedStream(httpx.SyncByteStream):
    """The body, decompressed here with a bound on the output, so that a small bomb never becomes a large string."""

    def __init__(self, chunks: Iterable[bytes], *, encoding: str, max_bytes: int, until: float, host: str) -> None:
        self._chunks = chunks
        self._encoding = encoding
        self._max_bytes = max_bytes
        self._until = until
        self._host = host

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for chunk in self._decoded():
            size += len(chunk)
            if size > self._max_bytes:
                raise TooLargeBody(f"more than {self._max_bytes} bytes", host=self._host)
            yield chunk

    def _raw(self) -> Iterator[bytes]:
        iterator = iter(self._chunks)
        while True:
            token = deadline.set(self._until)
            try:
                remaining(None)
                chunk = next(iterator)
            except StopIteration:
                return
            except (httpcore.ProtocolError, httpcore.NetworkError) as error:
                raise ConnectionReset(str(error), host=self._host) from error
            finally:
                deadline.reset(token)
            yield chunk

    def _decoded(self) -> Iterator[bytes]:
        if self._encoding in ("", "identity"):
            yield from self._raw()
            return
        if self._encoding not in ("gzip", "x-gzip", "deflate"):
            raise UndecodableBody(f"unknown encoding {self._encoding[:40]}", host=self._host)
        inflate = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)  # 32: gzip or zlib, by the header found
        try:
            for raw in self._raw():
                pending = raw
                while pending:
                    yield inflate.decompress(pending, 65_536)
                    pending = inflate.unconsumed_tail
            yield inflate.flush()
        except zlib.error as error:
            raise UndecodableBody(str(error), host=self._host) from error
        if not inflate.eof:
            raise ConnectionReset("the compressed body ends early", host=self._host)

    def close(self) -> None:
        if hasattr(self._chunks, "close"):
            self._chunks.close()


class _SafeTransport(httpx.BaseTransport):
    def __init__(self, pool: httpcore.ConnectionPool, *, max_bytes: int, total_s: float) -> None:
        self._pool = pool
        self._max_bytes = max_bytes
        self._total_s = total_s

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if _network_guard is not None:
            _network_guard(str(request.url))
        host = request.url.host
        if request.url.scheme not in ("http", "https") or not host:
            raise InvalidUrl(f"not an http address: {str(request.url)[:200]}", host=host)
        until = request.extensions.get("deadline") or time.monotonic() + self._total_s
        token = deadline.set(until)
        try:
            answer = self._pool.handle_request(
                httpcore.Request(
                    method=request.method,
                    url=httpcore.URL(
                        scheme=request.url.raw_scheme,
                        host=request.url.raw_host,
                        port=request.url.port,
                        target=request.url.raw_path,
                    ),
                    headers=request.headers.raw,
                    content=request.stream,
                    extensions=request.extensions,
                )
            )
        except httpcore.PoolTimeout as error:
            raise ConnectTimeout("no free connection in the pool", host=host) from error
        except httpcore.UnsupportedProtocol as error:
            raise InvalidUrl(str(error), host=host) from error
        except (httpcore.ProtocolError, httpcore.NetworkError) as error:
            raise ConnectionReset(str(error) or "the peer closed the connection", host=host) from error
        finally:
            deadline.reset(token)
        max_bytes = request.extensions.get("max_bytes") or self._max_bytes
        headers = httpx.Headers(answer.headers)
        encoding = headers.pop("content-encoding", "").strip().lower()
        if encoding:
            headers.pop("content-length", None)
        elif headers.get("content-length", "").isdigit() and int(headers["content-length"]) > max_bytes:
            answer.close()
            raise TooLargeBody(f"{headers['content-length']} bytes announced", host=host)
        body = answer.stream
        if not isinstance(body, Iterable):  # the synchronous pool only makes synchronous streams
            raise ConnectionReset("the body cannot be read", host=host)
        return httpx.Response(
            answer.status,
            headers=headers,
            stream=_CappedStream(body, encoding=encoding, max_bytes=max_bytes, until=until, host=host),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        self._pool.close()


class SafeClient(httpx.Client):
    """``httpx.Client`` with the guard; made by ``safe_client``. Raises only ``HttpFailure``s for anything the net does.

    One call can be given its own end and size: ``extensions={"deadline": time.monotonic() + seconds, "max_bytes": n}``.
    """

    total_s: float = 60.0

    def send(self, request: httpx.Request, **options: Any) -> httpx.Response:
        request.extensions.setdefault("deadline", time.monotonic() + self.total_s)
        try:
            return super().send(request, **options)
        except httpx.TooManyRedirects as error:
            raise TooManyHops(str(error), host=request.url.host) from error
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise InvalidUrl(str(error), host=request.url.host) from error
        except httpx.TransportError as error:
            raise ConnectionReset(str(error), host=request.url.host) from error

    def build_request(self, *args: Any, **options: Any) -> httpx.Request:
        try:
            return super().build_request(*args, **options)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
            raise InvalidUrl(str(error)) from error


@functools.cache
def _ssl_context() -> ssl.SSLContext:
    """Reading the certificate bundle takes longer than many calls, and the context is thread-safe."""
    return httpx.create_ssl_context(trust_env=False)


def safe_client(
    *,
    allow_private: bool = False,
    max_bytes: int = 5_000_000,
    max_redirects: int = 3,
    timeouts: Timeouts | None = None,
    ports: frozenset[int] = PUBLIC_PORTS,
    headers: dict[str, str] | None = None,
) -> SafeClient:
    """A client for addresses that somebody else chose.

    :param allow_private: reach any address and port; only for endpoints the operator configured.
    :param max_bytes: largest decompressed body in bytes.
    :param max_redirects: hops followed when the caller passes ``follow_redirects=True``; each is checked.
    :param ports: ports allowed besides ``allow_private``.
    :returns: a client to be used as a context manager; thread-safe.
    """
    limits = timeouts or Timeouts()
    pool = httpcore.ConnectionPool(
        ssl_context=_ssl_context(),
        max_connections=20,
        max_keepalive_connections=10,
        keepalive_expiry=15.0,
        network_backend=GuardedBackend(allow_private=allow_private, ports=ports),
    )
    client = SafeClient(
        transport=_SafeTransport(pool, max_bytes=max_bytes, total_s=limits.total_s),
        timeout=httpx.Timeout(
            connect=limits.connect_s, read=limits.read_s, write=limits.write_s, pool=limits.connect_s
        ),
        trust_env=False,
        max_redirects=max_redirects,
        headers={"user-agent": "IGNY8/0.1", "accept-encoding": "gzip, deflate", **(headers or {})},
    )
    client.total_s = limits.total_s
    return client
