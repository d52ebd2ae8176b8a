"""A small WordPress over real HTTP that can misbehave: its REST API, application passwords, and the bridge's routes.

``faults`` names what is wrong with it; a hook may answer a request before anything else does.
"""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

USER, PASSWORD = "editor", "abcdefghijklmnopqrstuvwx"
RIGHTS = ("edit_posts", "publish_posts", "edit_others_posts", "edit_pages", "upload_files")
Reply = tuple[int, Any]
METADATA = {
    "name": "Stand-in",
    "wordpress": "7.1",
    "php": "8.2",
    "permalinks": "pretty",
    "seo_plugin": "yoast",
    "authors": [{"id": 1, "name": "Eda", "slug": "eda"}],
    "counts": {"post": {"publish": 3}},
    "post_types": [
        {"name": "post", "label": "Posts", "hierarchical": False, "supports": ["title"], "taxonomies": ["category"],
         "rest_base": "posts"}
    ],
    "taxonomies": [{"name": "category", "label": "Categories", "hierarchical": True, "object_types": ["post"]}],
}  # fmt: skip


class WordPressStandIn:
    """``posts`` by id in REST's form; ``asked`` counts requests by path; ``secret`` is the bridge's, once it is connected."""

    def __init__(self) -> None:
        self.posts: dict[int, dict[str, Any]] = {}
        self.terms: dict[int, dict[str, Any]] = {
            1: {"id": 1, "name": "General", "slug": "general", "taxonomy": "category"}
        }
        self.faults: set[str] = set()
        self.secret = ""
        self.clock_off_s = 0
        self.plugin_version = "1.1.0"
        self.rights = dict.fromkeys(RIGHTS, True)
        self.asked: Counter[str] = Counter()
        self.seen: list[dict[str, str]] = []
        self.hook: Callable[[str, dict[str, str]], Reply | str | None] = lambda path, query: None
        self.lock = threading.RLock()
        self.start = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __enter__(self) -> "WordPressStandIn":
        site = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: Any) -> None: ...

            def do_GET(self) -> None:
                site.serve(self)

            do_POST = do_PUT = do_DELETE = do_GET

            def date_time_string(self, timestamp: float | None = None) -> str:
                return format_datetime(datetime.now(UTC) + timedelta(seconds=site.clock_off_s), usegmt=True)

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

    def add_post(self, title: str, content: str, **fields: Any) -> int:
        """A published post. :returns: its id."""
        with self.lock:
            number = len(self.posts) + 10
            self.posts[number] = {
                "id": number, "type": "post", "status": "publish", "slug": f"post-{number}", "title": title,
                "content": content, "excerpt": "", "terms": [1], "featured": 0, "content_id": None,
                "modified": self.start + timedelta(seconds=number), "seo": {}, **fields,
            }  # fmt: skip
            return number

    def edit(self, number: int, **fields: Any) -> None:
        """Somebody changes a post."""
        with self.lock:
            self.posts[number] |= {"modified": datetime.now(UTC), **fields}

    def serve(self, exchange: Any) -> None:
        body = exchange.rfile.read(int(exchange.headers.get("content-length") or 0))
        parts = urlsplit(exchange.path)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        headers = {name.lower(): value for name, value in exchange.headers.items()}
        path = parts.path
        with self.lock:
            self.asked[path] += 1
            self.seen.append(headers)
        reply = self.hook(path, query)
        if reply == "drop":
            exchange.close_connection = True
            with suppress(OSError):
                exchange.connection.close()
            return
        self._send(
            exchange,
            *(reply if isinstance(reply, tuple) else self._answer(exchange.command, path, query, headers, body)),
        )

    def _send(self, exchange: Any, status: int, data: Any) -> None:
        extra = {}
        if isinstance(data, dict) and "__headers" in data:
            extra = data.pop("__headers")
            data = data.get("rows", data)
        is_page = isinstance(data, str)
        text = data if is_page else json.dumps(data)
        if "html_before_json" in self.faults and not is_page:
            text = "<br />\n<b>Deprecated</b>: Function {x} is deprecated in <b>theme.php</b><br />\n" + text
        raw = text.encode()
        with suppress(OSError):  # who asked may have gone by now
            self._write(exchange, status, raw, extra, is_page=is_page)

    @staticmethod
    def _write(exchange: Any, status: int, raw: bytes, extra: dict[str, str], *, is_page: bool) -> None:
        exchange.send_response(status)
        exchange.send_header("content-type", "text/html" if is_page else "application/json")
        exchange.send_header("content-length", str(len(raw)))
        for name, value in extra.items():
            exchange.send_header(name, value)
        exchange.end_headers()
        exchange.wfile.write(raw)

    def _answer(self, method: str, path: str, query: dict[str, str], headers: dict[str, str], body: bytes) -> Reply:
        if "no_wordpress" in self.faults:
            return 404 if path != "/" else 200, "<html><body>A page of another kind.</body></html>"
        if path == "/xmlrpc.php" and "xml_rpc_shut" not in self.faults:
            is_right = f"<string>{USER}</string>" in body.decode() and f"<string>{PASSWORD}</string>" in body.decode()
            fault = "<fault><int>403</int></fault>"
            return 200, f"<methodResponse>{'<params/>' if is_right else fault}</methodResponse>"
        if path == "/wp-login.php" and "form_hidden" not in self.faults:
            known = parse_qsl(body.decode())[0][1] == USER
            value = USER if known else ""
            return 200, f'<div id="login_error">No.</div><input type="text" name="log" id="user_login" value="{value}">'
        if path == "/" and "rest_route" in query:
            route = query.pop("rest_route")
        elif path.startswith("/wp-json") and "plain_permalinks" not in self.faults:
            route = path.removeprefix("/wp-json") or "/"
        elif path == "/":
            return 200, '<html><link rel="stylesheet" href="/wp-content/themes/x/style.css">Blog</html>'
        else:
            return 404, "<html>Not found</html>"
        if "rest_disabled" in self.faults:
            return 401, {"code": "rest_login_required", "message": "REST API restricted.", "data": {"status": 401}}
        if "rest_gone" in self.faults:
            return 404, "<html>Not found</html>"
        if route.startswith("/igny8/v1/") and "plugin_off" in self.faults:
            return _error(404, "rest_no_route")
        if route.startswith("/igny8/v1/"):
            return self._bridge(method, route, query, headers, body)
        return self._core(route.rstrip("/") or "/", query, headers)

    # --- WordPress's own API -------------------------------------------------------------------------------------
    def _core(self, route: str, query: dict[str, str], headers: dict[str, str]) -> Reply:
        is_off = "application_passwords_off" in self.faults
        if route == "/":
            has_plugin = (self.secret or "bridge_unconnected" in self.faults) and "plugin_off" not in self.faults
            spaces = ["wp/v2", *(["igny8/v1"] if has_plugin else [])]
            ways = [] if is_off else {"application-passwords": {}}
            return 200, {"name": "Stand-in", "home": self.url, "namespaces": spaces, "authentication": ways}
        who = self._who("" if "authorization_stripped" in self.faults or is_off else headers.get("authorization", ""))
        if isinstance(who, tuple):
            return who
        if route == "/wp/v2/users/me":
            if not who:
                return _error(401, "rest_not_logged_in")
            return 200, {"id": 1, "name": "Eda Editor", "capabilities": self.rights}
        if route == "/wp/v2/plugins":
            found = [{"plugin": "igny8-bridge/igny8-bridge", "status": "inactive"}]
            return 200, found if {"plugin_inactive", "plugin_off"} & self.faults else []
        if route == "/wp/v2/types":
            return 200, {n: {"name": n, "rest_base": f"{n}s", "hierarchical": n == "page"} for n in ("post", "page")}
        if route == "/wp/v2/taxonomies":
            return 200, {
                "category": {"name": "Categories", "rest_base": "categories", "types": ["post"], "hierarchical": True}
            }
        if route == "/wp/v2/users":
            return 200, [{"id": 1, "name": "Eda Editor", "slug": "eda"}]
        if not who:
            return _error(401, "rest_forbidden_context")
        if route == "/wp/v2/categories":
            return self._list([self.terms[n] for n in sorted(self.terms)], query)
        if route in {"/wp/v2/posts", "/wp/v2/pages"}:
            return self._list(self._posts(route.rpartition("/")[2][:-1], query), query)
        return _error(404, "rest_no_route")

    def _who(self, header: str) -> str | Reply:
        if not header:
            return ""
        user, _, password = base64.b64decode(header.removeprefix("Basic ")).decode().partition(":")
        if "silent" in self.faults:
            return user if (user, password) == (USER, PASSWORD) else ""
        if user != USER:
            return _error(401, "invalid_username")
        return user if password == PASSWORD else _error(401, "incorrect_password")

    def _posts(self, kind: str, query: dict[str, str]) -> list[dict[str, Any]]:
        states = query.get("status", "publish").split(",")
        after = datetime.fromisoformat(query["modified_after"]) if "modified_after" in query else None
        with self.lock:
            rows = [p for _, p in sorted(self.posts.items()) if p["type"] == kind and p["status"] in states]
            return [_rest(p, self.url) for p in rows if after is None or p["modified"] > after]

    @staticmethod
    def _list(rows: list[dict[str, Any]], query: dict[str, str]) -> Reply:
        begin = int(query.get("offset", 0))
        part = rows[begin : begin + int(query.get("per_page", 10))]
        return 200, {"__headers": {"X-WP-Total": str(len(rows))}, "rows": part}

    # --- the bridge ----------------------------------------------------------------------------------------------
    def _bridge(self, method: str, route: str, query: dict[str, str], headers: dict[str, str], body: bytes) -> Reply:
        name = route.removeprefix("/igny8/v1/")
        if "signature_stripped" in self.faults:
            headers = {n: v for n, v in headers.items() if not n.startswith("x-igny8-")}
        is_signed = "x-igny8-signature" in headers
        connected = bool(self.secret) and "bridge_unconnected" not in self.faults
        if name == "status" and not is_signed:
            return 200, {
                "plugin": "igny8-bridge",
                "version": self.plugin_version,
                "connected": connected,
                "signed": False,
            }
        refusal = self._refusal(method, route, query, headers, body)
        if refusal:
            return refusal
        if name == "status":
            return 200, {"version": self.plugin_version, "connected": True, "signed": True, "wordpress": "7.1", "php": "8.2",
                         "time": int(time.time()) + self.clock_off_s}  # fmt: skip
        if name == "site-metadata":
            return 200, {**METADATA, "plugin_version": self.plugin_version, "woocommerce": None}
        if name == "export":
            return self._export(query)
        return _error(404, "rest_no_route")

    def _refusal(
        self, method: str, route: str, query: dict[str, str], headers: dict[str, str], body: bytes
    ) -> Reply | None:
        if not self.secret or "bridge_unconnected" in self.faults:
            return _error(403, "igny8_not_connected")
        if "x-igny8-signature" not in headers:
            return _error(401, "igny8_signature_missing")
        pairs = "&".join(f"{quote(k, safe='')}={quote(v, safe='')}" for k, v in sorted(query.items()))
        target = f"{route}?{pairs}" if pairs else route
        stamp = headers["x-igny8-timestamp"]
        text = f"{headers['x-igny8-id']}.{stamp}.{method}.{target}.{hashlib.sha256(body).hexdigest()}"
        key = base64.b64decode(self.secret.removeprefix("whsec_"))
        mac = base64.b64encode(hmac.digest(key, text.encode(), hashlib.sha256)).decode()
        if headers["x-igny8-signature"] != f"v1,{mac}":
            return _error(401, "igny8_signature_wrong")
        if abs(time.time() + self.clock_off_s - int(stamp)) > 300:
            return _error(401, "igny8_clock")
        return None

    def _export(self, query: dict[str, str]) -> Reply:
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        size = int(query.get("per_page", 100))
        if query["kind"] == "terms":
            rows = [self.terms[n] | {"parent": 0, "description": ""} for n in sorted(self.terms)]
            keys: list[Any] = sorted(self.terms)
        else:
            after = query.get("modified_after")
            since = datetime.fromisoformat(after) if after else None
            with self.lock:
                states = {"publish", "draft", "private", *(["trash"] if since else [])}
                found = [
                    p for p in self.posts.values() if p["status"] in states and (not since or p["modified"] >= since)
                ]
            found.sort(key=lambda p: (p["modified"], p["id"]))
            keys = [[p["modified"].isoformat(), p["id"]] for p in found]
            rows = [self._item(p) for p in found]
        begin = 0
        if query.get("cursor"):
            last = json.loads(query["cursor"])
            begin = sum(1 for key in keys if key <= last)
        part, more = rows[begin : begin + size], len(rows) > begin + size
        following = json.dumps(keys[begin + size - 1]) if more else None
        return 200, {"items": part, "next": following, "total": len(rows), "now_gmt": now}

    def _item(self, post: dict[str, Any]) -> dict[str, Any]:
        terms = [self.terms[n] | {"parent": 0} for n in post["terms"] if n in self.terms]
        values = {n: post[n] for n in ("title", "content", "excerpt", "slug", "status", "terms", "featured")}
        return {
            **{
                n: post[n] for n in ("id", "type", "status", "slug", "title", "content", "excerpt", "content_id", "seo")
            },
            "url": f"{self.url}/{post['slug']}/",
            "terms": {"category": terms},
            "modified_gmt": post["modified"].strftime("%Y-%m-%dT%H:%M:%SZ"),
            "date_gmt": self.start.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "hash": hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest(),
            "is_trashed": post["status"] == "trash",
        }


def _error(status: int, code: str) -> Reply:
    return status, {"code": code, "message": f"Refused: {code}.", "data": {"status": status}}


def _rest(post: dict[str, Any], url: str) -> dict[str, Any]:
    return {
        **{n: post[n] for n in ("id", "type", "status", "slug")},
        "link": f"{url}/{post['slug']}/",
        "title": {"raw": post["title"]},
        "content": {"raw": post["content"]},
        "excerpt": {"raw": post["excerpt"]},
        "categories": post["terms"],
        "featured_media": post["featured"],
        "modified_gmt": post["modified"].strftime("%Y-%m-%dT%H:%M:%S"),
        "date_gmt": "2026-03-01T12:00:00",
    }
