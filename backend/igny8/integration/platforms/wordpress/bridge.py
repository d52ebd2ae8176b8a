"""The bridge plugin's routes, signed."""

import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from igny8.integration.base import ActionRequired, PlatformError
from igny8.integration.platforms.wordpress.addresses import query_text, route_url
from igny8.integration.platforms.wordpress.connection import Connection
from igny8.integration.platforms.wordpress.plugin_missing import route_missing
from igny8.integration.platforms.wordpress.signing import request_headers
from igny8.integration.platforms.wordpress.wire import Answer, Wire

NAMESPACE = "/igny8/v1"
_JSON = {"Content-Type": "application/json"}


class BridgeClient:
    """Calls to the plugin. Every method raises ``PlatformError`` when there is no good answer.

    :param wire: open; shared with other clients of the same connection.
    """

    def __init__(self, connection: Connection, wire: Wire) -> None:
        self.connection = connection
        self.wire = wire

    def call(
        self,
        method: str,
        route: str,
        *,
        params: Mapping[str, object] | None = None,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """One signed call of a route below the plugin's namespace."""
        secret = self.connection.secret
        if not secret:
            raise ActionRequired(
                "BRIDGE_NOT_CONNECTED",
                "The IGNY8 plugin of this WordPress is not connected.",
                cure="Install the plugin, paste an API key of this site into its settings and press Connect.",
            )
        return self._send(method, route, params=params, body=body, headers=headers, secret=secret)

    def _send(
        self,
        method: str,
        route: str,
        *,
        params: Mapping[str, object] | None = None,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        secret: str = "",
    ) -> Answer:
        given = {name: value for name, value in (params or {}).items() if value is not None}
        path, query = NAMESPACE + route, query_text(given)
        signed = request_headers(
            secret=secret,
            method=method,
            route=f"{path}?{query}" if query else path,
            body=body,
            timestamp=int(time.time()),
        ) if secret else {}  # fmt: skip
        url = route_url(self.connection.root, path, given)
        try:
            return self.wire.json(method, url, headers={**(headers or {}), **signed}, body=body or None)
        except PlatformError as exc:
            if exc.remote_code != "rest_no_route":
                raise
            raise route_missing(self.connection, self.wire) from exc

    def status(self, *, is_signed: bool = True) -> Answer:
        """What the plugin says of itself; also what reaches it of our headers when signed."""
        return self._send("GET", "/status", secret=self.connection.secret if is_signed else "")

    def site_metadata(self) -> dict[str, Any]:
        """Post types, taxonomies, authors, SEO plugin, counts, versions."""
        return _object(self.call("GET", "/site-metadata"))

    def export(
        self,
        *,
        kind: str,
        types: str = "",
        modified_after: str = "",
        cursor: str = "",
        per_page: int = 100,
    ) -> dict[str, Any]:
        """A page of posts, terms or products in the order of (modified, id)."""
        params = {
            "kind": kind,
            "types": types or None,
            "modified_after": modified_after or None,
            "cursor": cursor or None,
            "per_page": per_page,
        }
        return _object(self.call("GET", "/export", params=params))

    def post_save(self, post: Mapping[str, Any]) -> dict[str, Any]:
        """Create or update the post of ``content_id``; twice the same leaves one post."""
        body = json.dumps(post, ensure_ascii=False, separators=(",", ":")).encode()
        return _object(self.call("POST", "/posts", body=body, headers=_JSON))

    def post_remove(self, content_id: str, *, to: str = "trash") -> dict[str, Any]:
        """Take a post down to ``trash`` or ``draft``; gone already is fine."""
        return _object(self.call("DELETE", f"/posts/{quote(content_id, safe='')}", params={"to": to}))

    def post_by_content_id(self, content_id: str) -> dict[str, Any] | None:
        """The post we published of this content; None when there is certainly none."""
        found = _object(self.call("GET", f"/post-by-content-id/{quote(content_id, safe='')}"))
        post = found.get("post")
        return post if found.get("found") and isinstance(post, dict) else None

    def term_save(self, content_id: str, term: Mapping[str, Any]) -> dict[str, Any]:
        """Create or update the term of a content; ``term_id`` adopts one that is there. Twice the same leaves one term."""
        body = json.dumps(term, ensure_ascii=False, separators=(",", ":")).encode()
        return _object(self.call("PUT", f"/terms/{quote(content_id, safe='')}", body=body, headers=_JSON))

    def term_remove(self, content_id: str) -> dict[str, Any]:
        """Empty our description of a term, which stays; gone already is fine."""
        return _object(self.call("DELETE", f"/terms/{quote(content_id, safe='')}"))

    def term_by_content_id(self, content_id: str) -> dict[str, Any] | None:
        """The term that carries this content; None when there is certainly none."""
        found = _object(self.call("GET", f"/term-by-content-id/{quote(content_id, safe='')}"))
        term = found.get("term")
        return term if found.get("found") and isinstance(term, dict) else None

    def indexnow_save(self, key: str) -> dict[str, Any]:
        """Let the site show a key for IndexNow; the answer's ``key_url`` says where."""
        body = json.dumps({"key": key}, separators=(",", ":")).encode()
        return _object(self.call("PUT", "/indexnow", body=body, headers=_JSON))

    def media_save(self, data: bytes, *, media_type: str, filename: str, **params: str) -> dict[str, Any]:
        """Upload a file, once for all by its ``sha256``; further parameters: alt, caption, title, content_id."""
        headers = {"Content-Type": media_type, "X-IGNY8-Filename": quote(filename, safe="")}
        return _object(self.call("POST", "/media", params=params, body=data, headers=headers))

    def link_graph(self, *, cursor: str = "", per_page: int = 200) -> dict[str, Any]:
        """A page of which post links where."""
        return _object(self.call("GET", "/link-graph", params={"cursor": cursor or None, "per_page": per_page}))


def _object(answer: Answer) -> dict[str, Any]:
    return answer.data if isinstance(answer.data, dict) else {}
