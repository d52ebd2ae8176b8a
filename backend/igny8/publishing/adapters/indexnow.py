"""The IndexNow protocol (https://www.indexnow.org/documentation): one POST tells search engines which pages changed.

A key, served as a text file by the site itself, proves that the sender may speak for it.
"""

import math
import time
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from igny8.core.http import BlockedAddress, HttpFailure, SafeClient, Timeouts, safe_client
from igny8.publishing.base import ActionRequired, Permanent, PublishError, Retry

SUBMIT_TIMEOUTS = Timeouts(connect_s=5, read_s=20, write_s=20, total_s=40)
KEY_TIMEOUTS = Timeouts(connect_s=5, read_s=8, write_s=5, total_s=12)
MAX_WAIT_S = 24 * 3600.0
MAX_PAGE_BYTES = 2_000_000  # in place of a key: the page a theme shows for "not found" brings its styles along


class HostNotPublic(PublishError):
    """The name of the host leads into a private network."""

    kind = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """Pages of one host, and the key that speaks for them."""

    host: str
    key: str
    key_url: str
    urls: tuple[str, ...]


def submit(announcement: Announcement, *, endpoint: str) -> int:
    """Tell the search engines.

    :param endpoint: the operator's; it may be in a private network.
    :returns: 200, or 202 when they still have to read the key.
    :raises Retry: later. :raises ActionRequired: the key. :raises Permanent: these pages are refused.
    """
    body = {
        "host": announcement.host,
        "key": announcement.key,
        "keyLocation": announcement.key_url,
        "urlList": list(announcement.urls),
    }
    who = urlsplit(endpoint).hostname or "The service"
    try:
        with safe_client(allow_private=True, max_bytes=100_000, timeouts=SUBMIT_TIMEOUTS) as client:
            answer = client.post(endpoint, json=body)
    except HttpFailure as exc:  # telling twice is harmless, so an unknown outcome needs no look-up
        raise Retry(f"INDEXNOW_{exc.code}", f"{who} did not answer. It is tried again.") from exc
    code, text = answer.status_code, answer.content.lstrip()
    if code in {200, 202}:
        if text.startswith(b"<"):
            raise Retry("INDEXNOW_NOT_UNDERSTOOD", f"{who} answered with a web page instead of an answer to IndexNow.")
        return code
    if code == 403:
        raise ActionRequired("KEY_NOT_VALID", f"The search engines could not read the key at {announcement.key_url}.")
    if code in {400, 422}:
        raise Permanent("INDEXNOW_REFUSED", f"{who} does not take this address as a page of {announcement.host}.")
    if code == 429:
        wait = retry_after_s(answer.headers.get("retry-after", ""))
        raise Retry("INDEXNOW_TOO_MANY", f"{who} asks us to slow down.", retry_after_s=wait)
    wait = retry_after_s(answer.headers.get("retry-after", "")) if code == 503 else None
    raise Retry("INDEXNOW_ERROR", f"{who} answered with the error {code}.", retry_after_s=wait)


def key_read(key_url: str, *, key: str, allow_private: bool = False) -> None:
    """Read the key as a search engine does. :raises PublishError: it is not there; the sentence says what is."""
    host = urlsplit(key_url).hostname or ""
    try:
        with safe_client(allow_private=allow_private, max_bytes=MAX_PAGE_BYTES, timeouts=KEY_TIMEOUTS) as client:
            status, text, final = _fetch(client, key_url)
    except BlockedAddress as exc:
        raise HostNotPublic("NOT_PUBLIC", f"{host} leads into a private network: nobody outside can open it.") from exc
    except HttpFailure as exc:
        raise Retry(f"KEY_{exc.code}", _UNREACHED.get(exc.code, _UNREACHED[""]).format(host=host)) from exc
    if final != host:
        raise ActionRequired("KEY_ELSEWHERE", f"{key_url} leads to {final}, and a key speaks for its own host only.")
    if status == 404:
        raise ActionRequired("KEY_NOT_FOUND", f"There is no file at {key_url}.")
    if status in {401, 403}:
        raise ActionRequired("KEY_REFUSED", f"The server does not let us read {key_url}.")
    if status != 200:
        raise Retry("KEY_NOT_READ", f"The server answered with the error {status} at {key_url}.")
    if text.strip() != key:
        raise ActionRequired("KEY_DIFFERENT", f"Something else than the key is served at {key_url}.")


_UNREACHED = {
    "DNS": "There is no server under the name {host}.",
    "TLS": "The certificate of {host} is not valid.",
    "CONNECTION_REFUSED": "The server {host} refused the connection.",
    "TOO_MANY_REDIRECTS": "The server {host} keeps redirecting.",
    "ANSWER_TOO_LARGE": "Something far larger than the key is served at {host}.",
    "": "The server {host} did not answer.",
}


def _fetch(client: SafeClient, url: str) -> tuple[int, str, str]:
    answer = client.get(url, follow_redirects=True, headers={"accept": "text/plain"})
    return answer.status_code, answer.content.decode("utf-8-sig", "replace"), answer.url.host


def retry_after_s(value: str) -> float | None:
    """Seconds of a ``Retry-After`` (RFC 9110, 10.2.3: seconds or a date), at most a day; None when it says nothing."""
    value = value.strip()
    try:
        seconds = float(value)
    except ValueError:
        try:
            moment = parsedate_to_datetime(value)
        except (ValueError, IndexError, TypeError):
            return None
        seconds = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() - time.time()
    return min(max(seconds, 0.0), MAX_WAIT_S) if math.isfinite(seconds) else None
