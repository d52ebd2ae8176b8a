"""A remote blog over real HTTP that takes every POST as a new post, and an adapter for it.

The blog never notices a repeated post by itself, so every double we send is there to be counted. How it answers is scripted:
``ok``, ``drop_after`` (does it and breaks the connection), ``drop_before``, ``hang_after``, ``500``, ``429``, ``401``, ``422``.
"""

import json
import threading
import time
from collections import Counter, deque
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from igny8.core.http import HttpFailure, Timeouts, safe_client
from igny8.publishing.base import (
    ActionRequired,
    Capabilities,
    Check,
    Permanent,
    PublishPayload,
    PublishResult,
    Retry,
    Target,
    UnknownOutcome,
)


class Blog:
    """The blog: ``posts`` by id; ``asked`` counts requests by method; ``behaviours`` are used up one a POST or PUT."""

    def __init__(self) -> None:
        self.posts: dict[str, dict[str, Any]] = {}
        self.asked: Counter[str] = Counter()
        self.behaviours: deque[str] = deque()
        self.look_ups: deque[str] = deque()
        self.busy = self.most_busy = 0
        self.lock = threading.Lock()
        self.created = threading.Event()

    def __enter__(self) -> "Blog":
        blog = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: Any) -> None: ...

            def do_GET(self) -> None:
                blog.serve(self, blog.look_ups)

            def do_POST(self) -> None:
                blog.serve(self, blog.behaviours)

            do_PUT = do_DELETE = do_POST

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    @property
    def keys(self) -> Counter[str]:
        """How many posts there are of each of our keys."""
        return Counter(post["key"] for post in self.posts.values())

    def serve(self, exchange: Any, script: "deque[str]") -> None:
        body = json.loads(exchange.rfile.read(int(exchange.headers.get("content-length") or 0)) or b"{}")
        with self.lock:
            self.asked[exchange.command] += 1
            how = script.popleft() if script else "ok"
            self.busy += 1
            self.most_busy = max(self.busy, self.most_busy)
        time.sleep(0.002)
        status, answer = 0, None
        if how.isdigit():
            status, answer = int(how), {"error": "scripted"}
        elif how != "drop_before":
            with self.lock:
                status, answer = self._do(exchange.command, exchange.path, body)
        if how == "hang_after":
            self.created.set()
            time.sleep(60)
        with self.lock:
            self.busy -= 1  # before the answer: whoever has it may call again at once
        if how in {"drop_before", "drop_after", "hang_after"}:
            self._drop(exchange)
        else:
            self._answer(exchange, status, answer)

    def _do(self, method: str, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        parts = urlsplit(path)
        post_id = parts.path.rpartition("/")[2]
        if method == "GET":
            key = parse_qs(parts.query)["key"][0]
            return 200, [post for post in self.posts.values() if post["key"] == key]
        if method == "POST":
            post = body | {"id": str(len(self.posts) + 1), "url": f"{self.url}/p/{body['slug']}"}
            self.posts[post["id"]] = post
            return 201, post
        if post_id not in self.posts:
            return 404, {"error": "no such post"}
        if method == "DELETE":
            return 200, self.posts.pop(post_id)
        self.posts[post_id] |= body
        return 200, self.posts[post_id]

    @staticmethod
    def _answer(exchange: Any, status: int, body: Any) -> None:
        data = json.dumps(body).encode()
        exchange.send_response(status)
        exchange.send_header("content-length", str(len(data)))
        if status == 429:
            exchange.send_header("retry-after", "0")
        exchange.end_headers()
        exchange.wfile.write(data)

    @staticmethod
    def _drop(exchange: Any) -> None:
        exchange.close_connection = True
        with suppress(OSError):
            exchange.connection.close()


class BlogAdapter:
    """Written as ``docs/guides/add-a-publishing-adapter.md`` says."""

    platform = "blog"
    capabilities = Capabilities(content_types=frozenset({"post"}))

    def publish(self, payload: PublishPayload, target: Target) -> PublishResult:
        body = {
            "key": payload.key,
            "slug": payload.slug,
            "title": payload.title,
            "html": payload.html,
            "hash": payload.hash,
        }
        if payload.external_id:
            return _result(self._call("PUT", f"/posts/{payload.external_id}", target, body))
        return _result(self._call("POST", "/posts", target, body))

    def unpublish(self, payload: PublishPayload, target: Target) -> None:
        found = self.look_up(payload, target)
        if found is not None:
            self._call("DELETE", f"/posts/{found.external_id}", target)

    def look_up(self, payload: PublishPayload, target: Target) -> PublishResult | None:
        try:
            found = self._call("GET", f"/posts?key={payload.key}", target)
        except UnknownOutcome as exc:
            raise Retry(exc.code, exc.sentence) from exc  # asking changes nothing
        return _result(found[0]) if found else None

    def check(self, target: Target) -> Check:
        return Check(ok=True)

    def _call(self, method: str, path: str, target: Target, body: dict[str, Any] | None = None) -> Any:
        try:
            with safe_client(allow_private=True, timeouts=Timeouts(read_s=2, total_s=5)) as client:
                answer = client.request(method, target.config["url"] + path, json=body)
        except HttpFailure as exc:
            kind = UnknownOutcome if exc.may_have_arrived else Retry
            raise kind(exc.code, "The blog did not answer.") from exc
        if answer.status_code in {401, 403}:
            raise ActionRequired("BLOG_REFUSED", "The blog does not accept the key. Enter it again.")
        if answer.status_code == 429 or answer.status_code >= 500:
            wait = answer.headers.get("retry-after")
            raise Retry("BLOG_BUSY", "The blog is busy.", retry_after_s=float(wait) if wait else None)
        if answer.status_code == 404:
            return None
        if answer.status_code >= 400:
            raise Permanent("BLOG_REJECTED", "The blog does not take this content.")
        return answer.json()


def _result(post: dict[str, Any]) -> PublishResult:
    return PublishResult(external_id=post["id"], url=post["url"], payload_hash=post["hash"])


def targets_at(url: str) -> Any:
    """Every site has the blog as its destination."""

    def targets(site_id: UUID) -> list[Target]:
        return [Target(key="blog:1", platform="blog", name="Blog", site_id=str(site_id), config={"url": url})]

    return targets
