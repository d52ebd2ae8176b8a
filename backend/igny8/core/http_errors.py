"""How an outgoing HTTP call can fail. Plain Python; ``core.http`` raises these and nothing of httpx or httpcore."""

from typing import ClassVar


class HttpFailure(Exception):
    """Base of every failed outgoing call.

    ``code`` is machine readable. ``may_have_arrived`` is false only where the request provably never left this machine;
    where it is true the outcome is unknown and a repeated call must first look whether the first one took effect.
    """

    code: ClassVar[str] = "HTTP_FAILURE"
    may_have_arrived: ClassVar[bool] = True

    def __init__(self, detail: str = "", *, host: str = "") -> None:
        self.detail = detail[:500]
        self.host = host
        super().__init__(f"{self.code}: {host}: {self.detail}" if host else f"{self.code}: {self.detail}")


class BlockedAddress(HttpFailure):
    """The host is, or resolves to, an address or port that calls for a customer may not reach."""

    code = "BLOCKED_ADDRESS"
    may_have_arrived = False


class InvalidUrl(HttpFailure):
    code = "INVALID_URL"
    may_have_arrived = False


class NetworkRefused(HttpFailure):
    """A call was attempted where none is allowed, for example inside a database transaction."""

    code = "NETWORK_REFUSED"
    may_have_arrived = False


class DnsFailure(HttpFailure):
    code = "DNS"
    may_have_arrived = False


class ConnectTimeout(HttpFailure):
    code = "CONNECT_TIMEOUT"
    may_have_arrived = False


class ConnectionRefused(HttpFailure):
    code = "CONNECTION_REFUSED"
    may_have_arrived = False


class TlsFailure(HttpFailure):
    code = "TLS"
    may_have_arrived = False


class ReadTimeout(HttpFailure):
    code = "READ_TIMEOUT"


class DeadlineExceeded(ReadTimeout):
    """The whole call took longer than its total, even if bytes kept arriving."""


class ConnectionReset(HttpFailure):
    """The peer broke the connection, sent half an answer or something that is not HTTP."""

    code = "CONNECTION_RESET"


class TooLargeBody(HttpFailure):
    """The body, after decompression, is larger than the caller accepts."""

    code = "ANSWER_TOO_LARGE"


class UndecodableBody(HttpFailure):
    """The body is not what its ``Content-Encoding`` says."""

    code = "UNDECODABLE_BODY"


class TooManyHops(HttpFailure):
    code = "TOO_MANY_REDIRECTS"
