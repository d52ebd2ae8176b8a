"""A small WordPress with WooCommerce over real HTTP that can misbehave.

``behaviours`` are used up one a write, ``look_ups`` one a read of ``wc/v3``: ``ok``, ``drop_before``, ``drop_after``,
``hang_after``, a status such as ``500`` (a page of HTML) or ``429``, ``truncated``, ``half`` (JSON that ends early, of the
length announced), ``html``, ``wrong_types``, ``redirect``, ``slug_race`` (somebody takes the slug first), ``sku_race``.
"""

import json
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.support.woocommerce.auth import APP_PASSWORD, KEY, SECRET, USER, Door
from tests.support.woocommerce.refusals import Refused
from tests.support.woocommerce.routes import Reply, Routes
from tests.support.woocommerce.rows import Rows

__all__ = ["APP_PASSWORD", "KEY", "SECRET", "USER", "Shop"]
SPACES = ["oembed/1.0", "wc/v3", "wp/v2"]
TYPES = {
    "post": {"name": "Posts", "slug": "post", "rest_base": "posts", "hierarchical": False, "rest_namespace": "wp/v2"},
    "product": {"name": "Products", "slug": "product", "rest_base": "product", "hierarchical": False,
                "rest_namespace": "wp/v2", "taxonomies": ["product_cat", "product_tag"]},
}  # fmt: skip
TAXONOMIES = {
    "category": {"name": "Categories", "rest_base": "categories", "types": ["post"], "hierarchical": True},
    "product_cat": {
        "name": "Product categories",
        "rest_base": "product_cat",
        "types": ["product"],
        "hierarchical": True,
    },
    "product_tag": {"name": "Product tags", "rest_base": "product_tag", "types": ["product"], "hierarchical": False},
}


class Shop(Rows):
    """The shop; ``asked`` counts requests by method and route, ``sent`` keeps the bodies of writes."""

    def __init__(self) -> None:
        super().__init__()
        self.routes = Routes(self)
        self.door = Door()
        self.has_woocommerce = True
        self.behaviours: deque[str] = deque()
        self.look_ups: deque[str] = deque()
        self.asked: Counter[str] = Counter()
        self.sent: list[tuple[str, str, dict[str, Any]]] = []
        self.created = threading.Event()
        self.before: Callable[[str, str], None] = lambda method, route: None
        self.lock = threading.RLock()

    def __enter__(self) -> "Shop":
        shop = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: Any) -> None: ...

            def do_GET(self) -> None:
                shop.serve(self)

            do_POST = do_PUT = do_DELETE = do_GET

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def writes(self, method: str = "POST") -> list[dict[str, Any]]:
        """Bodies that were sent to products with a method."""
        return [body for how, route, body in self.sent if how == method and route.startswith("/wc/v3/products")]

    def serve(self, exchange: Any) -> None:
        raw = exchange.rfile.read(int(exchange.headers.get("content-length") or 0))
        parts = urlsplit(exchange.path)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        route = dict(pairs).get("rest_route", parts.path.removeprefix("/wp-json"))
        is_read, is_shop = exchange.command == "GET", route.startswith("/wc/")
        with self.lock:
            self.asked[f"{exchange.command} {route}"] += 1
            script = self.look_ups if is_read else self.behaviours
            how = script.popleft() if script and is_shop else "ok"
        if how == "drop_before":
            return self._drop(exchange)
        if how.isdecimal():
            return self._write(exchange, int(how), "<html><body>Something is wrong.</body></html>", {})
        if how == "redirect":
            return self._write(exchange, 301, "", {"location": f"{self.url}/wp-json{route}?elsewhere=1"})
        with self.lock:
            self.before(exchange.command, route)
            self._races(how, raw)
            try:
                header = exchange.headers.get("authorization", "")
                url = f"{self.url}{parts.path}"
                who = self.door.who(exchange.command, url, parts.path, pairs, header)
                query = {n: v for n, v in pairs if not n.startswith("oauth_") and n != "rest_route"}
                status, data, headers = self._answer(exchange.command, route, query, raw, who)
            except Refused as exc:
                status, data, headers = exc.status, exc.body, {}
            text = json.dumps(data)
        if how == "hang_after":
            self.created.set()
            time.sleep(60)
        if how in {"drop_after", "hang_after"}:
            return self._drop(exchange)
        if how == "truncated":
            return self._write(exchange, status, text[: len(text) // 2], {"content-length": str(len(text.encode()))})
        if how == "wrong_types":
            text = json.dumps({"id": {"no": "number"}, "slug": 7} if isinstance(data, dict) else {"0": "rows"})
        body = {"half": text[: len(text) // 2], "html": "<html>Thank you for waiting</html>"}.get(how, text)
        return self._write(exchange, status, body, headers)

    def _races(self, how: str, raw: bytes) -> None:
        body = json.loads(raw or b"{}") if how.endswith("_race") else {}
        if how == "slug_race":
            self.product("Somebody else's", slug=body["slug"])
        elif how == "sku_race":
            self.product("Somebody else's", sku=body.get("sku", ""))

    def _answer(self, method: str, route: str, query: dict[str, str], raw: bytes, who: str) -> Reply:
        if route in {"", "/"}:
            ways = {"application-passwords": {}} if self.door.takes_passwords else []
            spaces = SPACES if self.has_woocommerce else [name for name in SPACES if not name.startswith("wc/")]
            return 200, {"name": "Shop", "home": self.url, "namespaces": spaces, "authentication": ways}, {}
        if route.startswith("/wc/") and self.has_woocommerce:
            if not who:
                verb = {"GET": "view", "POST": "create", "PUT": "edit", "DELETE": "delete"}[method]
                raise Refused(401, f"woocommerce_rest_cannot_{verb}", "Sorry, you are not allowed to do that.")
            body = json.loads(raw) if raw else {}
            if method != "GET":
                self.sent.append((method, route, body))
            return self.routes.answer(method, route.rstrip("/"), query, body)
        return self._wordpress(route.rstrip("/"), who)

    def _wordpress(self, route: str, who: str) -> Reply:
        """The few routes of WordPress itself that are asked for on the way."""
        if route == "/wp/v2/types":
            return 200, {n: t for n, t in TYPES.items() if self.has_woocommerce or n != "product"}, {}
        if route == "/wp/v2/taxonomies":
            return 200, {n: t for n, t in TAXONOMIES.items() if self.has_woocommerce or n == "category"}, {}
        if route.removeprefix("/wp/v2/") in {"posts", "categories", "users", "product", "product_cat", "product_tag"}:
            return 200, [], {"X-WP-Total": "0"}
        if route == "/wp/v2/users/me" and who:
            rights = ("edit_posts", "publish_posts", "edit_others_posts", "edit_pages", "upload_files")
            return 200, {"id": 1, "name": "Shopkeeper", "capabilities": dict.fromkeys(rights, True)}, {}
        if route == "/wp/v2/users/me":
            raise Refused(401, "rest_not_logged_in", "You are not currently logged in.")
        raise Refused(404, "rest_no_route", "No route was found matching the URL and request method.")

    @staticmethod
    def _write(exchange: Any, status: int, text: str, headers: dict[str, str]) -> None:
        raw = text.encode()
        known = {
            "content-type": "application/json" if text[:1] in "[{" else "text/html",
            "content-length": str(len(raw)),
        }
        with suppress(OSError):  # who asked may have gone by now
            exchange.send_response(status)
            for name, value in {**known, **headers, **({"retry-after": "0"} if status == 429 else {})}.items():
                exchange.send_header(name, value)
            exchange.end_headers()
            exchange.wfile.write(raw)
        if known["content-length"] != headers.get("content-length", known["content-length"]):
            Shop._drop(exchange)

    @staticmethod
    def _drop(exchange: Any) -> None:
        exchange.close_connection = True
        with suppress(OSError):
            exchange.connection.close()
