"""WordPress's own REST API with an application password: works without the plugin, with less."""

import base64
import json
from collections.abc import Mapping
from typing import Any

from igny8.integration.platforms.wordpress.addresses import route_url
from igny8.integration.platforms.wordpress.connection import Connection
from igny8.integration.platforms.wordpress.wire import Answer, Wire


class CoreClient:
    """Calls to ``wp/v2``. Every method raises ``PlatformError`` when there is no good answer.

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
        body: Any = None,
        is_signed_in: bool = True,
    ) -> Answer:
        """One call of a route such as ``/wp/v2/posts``, with the application password unless told otherwise."""
        headers = self._signed_in() if is_signed_in else {}
        data = None
        if body is not None:
            data, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
        url = route_url(self.connection.root, route, params or {})
        return self.wire.json(method, url, headers=headers, body=data)

    def _signed_in(self) -> dict[str, str]:
        if not self.connection.has_password:
            return {}
        return {"Authorization": basic(self.connection.username, self.connection.app_password)}

    def index(self) -> Answer:
        """What the API says of itself: name, namespaces, ways to sign in."""
        return self.call("GET", "/", is_signed_in=False)

    def me(self) -> dict[str, Any]:
        """Who the application password belongs to. Public routes answer a wrong one like nobody; this one does not."""
        return _object(self.call("GET", "/wp/v2/users/me", params={"context": "edit"}))

    def types(self) -> dict[str, Any]:
        """Post types by name."""
        return _object(self.call("GET", "/wp/v2/types", params={"context": "edit"}))

    def taxonomies(self) -> dict[str, Any]:
        """Taxonomies by name."""
        return _object(self.call("GET", "/wp/v2/taxonomies", params={"context": "edit"}))

    def rows(self, rest_base: str, params: Mapping[str, object]) -> Answer:
        """A list of posts or terms; ``X-WP-Total`` says how many there are altogether."""
        return self.call("GET", f"/wp/v2/{rest_base}", params=params)

    def object_read(self, route: str) -> dict[str, Any]:
        """One object, as those see it who may edit it."""
        return _object(self.call("GET", route, params={"context": "edit"}))

    def object_save(self, route: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Create an object below a list's route, or change the one whose route it is."""
        return _object(self.call("POST", route, params={"context": "edit"}, body=body))

    def media_save(self, data: bytes, *, media_type: str, filename: str) -> dict[str, Any]:
        """Upload a file; twice is two. ``filename`` is plain ASCII without quotes."""
        headers = {"Content-Type": media_type, "Content-Disposition": f'attachment; filename="{filename}"'}
        url = route_url(self.connection.root, "/wp/v2/media", {})
        return _object(self.wire.json("POST", url, headers={**headers, **self._signed_in()}, body=data))


def basic(username: str, password: str) -> str:
    """The value of ``Authorization``. WordPress shows application passwords in groups; the spaces mean nothing."""
    return "Basic " + base64.b64encode(f"{username}:{password.replace(' ', '')}".encode()).decode()


def _object(answer: Answer) -> dict[str, Any]:
    return answer.data if isinstance(answer.data, dict) else {}
