"""WordPress's own REST API as far as publishing needs it, over real HTTP, with nothing that would notice a double.

Every POST to the list is a new post. How a write is answered is scripted: ``ok``, ``drop_after``, ``drop_before``, a status.
``has_search`` and ``keeps_slugs`` switch off what plugins of a real WordPress may take away.
"""

import json
import threading
from collections import Counter, deque
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit


class RestBlog:
    """``posts`` by id in the API's form; ``asked`` counts requests by method."""

    def __init__(self) -> None:
        self.posts: dict[int, dict[str, Any]] = {}
        self.script: deque[str] = deque()
        self.looks: deque[str] = deque()
        self.asked: Counter[str] = Counter()
        self.has_search = self.keeps_slugs = True
        self.lock = threading.Lock()

    def __enter__(self) -> Self:
        blog = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: Any) -> None: ...

            def do_GET(self) -> None:
                blog.serve(self, blog.looks)

            def do_POST(self) -> None:
                blog.serve(self, blog.script)

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

    def serve(self, exchange: Any, script: "deque[str]") -> None:
        parts = urlsplit(exchange.path)
        body = json.loads(exchange.rfile.read(int(exchange.headers.get("content-length") or 0)) or b"{}")
        with self.lock:
            self.asked[exchange.command] += 1
            how = script.popleft() if script else "ok"
            if not how.isdigit() and how != "drop_before":
                rest = parts.path.removeprefix("/wp-json/wp/v2/")
                status, answer = self._do(exchange.command, rest, dict(parse_qsl(parts.query)), body)
        if how.isdigit():
            status, answer = int(how), {"code": "scripted", "message": "No."}
        elif how != "ok":
            exchange.close_connection = True
            with suppress(OSError):
                exchange.connection.close()
            return
        data = json.dumps(answer).encode()
        exchange.send_response(status)
        exchange.send_header("content-type", "application/json")
        exchange.send_header("content-length", str(len(data)))
        exchange.end_headers()
        exchange.wfile.write(data)

    def _do(self, method: str, rest: str, query: dict[str, str], body: dict[str, Any]) -> tuple[int, Any]:
        kind, _, number = rest.partition("/")
        if kind != "posts":
            return 200, []
        if number:
            post = self.posts.get(int(number))
            if post is None:
                return 404, {"code": "rest_post_invalid_id", "message": "Invalid post ID."}
            post |= self._stored(body) if method == "POST" else {}
            return 200, post
        if method == "POST":
            made = {"id": len(self.posts) + 10, "link": f"{self.url}/?p={len(self.posts) + 10}", **self._stored(body)}
            made["slug"] = self._slug(made["slug"])
            self.posts[made["id"]] = made
            return 201, made
        slugs = query["slug"].split(",") if "slug" in query else None
        words = query.get("search", "") if self.has_search else "nothing finds this"
        found = [
            post
            for post in self.posts.values()
            if (post["slug"] in slugs if slugs is not None else words in post["content"]["raw"])
        ]
        start = (int(query.get("page", 1)) - 1) * 100
        return 200, found[start : start + 100]

    @staticmethod
    def _stored(body: dict[str, Any]) -> dict[str, Any]:
        return {k: {"raw": v} if k in {"title", "content", "excerpt"} else v for k, v in body.items()}

    def _slug(self, wanted: str) -> str:
        wanted = wanted if self.keeps_slugs else f"2026-{wanted}"
        taken = {post["slug"] for post in self.posts.values()}
        return next(s for s in [wanted, *(f"{wanted}-{n}" for n in range(2, 999))] if s not in taken)
