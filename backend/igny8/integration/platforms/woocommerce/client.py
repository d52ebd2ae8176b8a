"""WooCommerce's REST API, ``wc/v3``: products, their terms and attributes."""

import json
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from igny8.integration.base import Permanent, PlatformError, Retry
from igny8.integration.platforms.woocommerce import faults
from igny8.integration.platforms.woocommerce.keys import sign_in
from igny8.integration.platforms.wordpress.addresses import route_url
from igny8.integration.platforms.wordpress.connection import Connection
from igny8.integration.platforms.wordpress.wire import Answer, Wire, refused

NAMESPACE = "/wc/v3"
PAGE_SIZE = 100  # the most WooCommerce gives
ROUTES = {"product_cat": "products/categories", "product_tag": "products/tags"}
Row = dict[str, Any]


class WooClient:
    """Calls to ``wc/v3``. Every method raises ``PlatformError`` when there is no good answer.

    :param wire: open; shared with other clients of the same connection.
    """

    def __init__(self, connection: Connection, wire: Wire) -> None:
        self.connection = connection
        self.wire = wire

    def call(self, method: str, route: str, *, params: Mapping[str, object] | None = None, body: Any = None) -> Answer:
        """One call of a route below the namespace, such as ``products``."""
        return self._good(method, self._ask(method, route, params=params, body=body))

    def _ask(self, method: str, route: str, *, params: Mapping[str, object] | None = None, body: Any = None) -> Answer:
        given = {name: value for name, value in (params or {}).items() if value is not None}
        url = route_url(self.connection.root, f"{NAMESPACE}/{route}", given)
        headers = sign_in(self.connection, method, url)
        data = None
        if body is not None:
            data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
            headers["Content-Type"] = "application/json"
        return self.wire.ask(method, url, headers=headers, body=data)

    @staticmethod
    def _good(method: str, answer: Answer) -> Answer:
        if answer.status >= 400 or answer.data is None:
            raise faults.of_shop(refused(answer, is_read=method == "GET"))
        return answer

    # --- products ------------------------------------------------------------------------------------------------
    def products(self, params: Mapping[str, object]) -> Answer:
        """A page of products as they are stored; the headers ``X-WP-Total`` and ``X-WP-TotalPages`` say how many there are."""
        return self.call("GET", "products", params={"context": "edit", **params})

    def product(self, product_id: str) -> Row | None:
        """A product in any state, the bin included; None when it is gone for good."""
        return self._one(f"products/{_number(product_id)}")

    def products_of_slug(self, slug: str) -> list[Row]:
        """Products with exactly this slug, whatever their state, but for those in the bin."""
        return rows_of(self.products({"slug": slug, "status": "any", "per_page": PAGE_SIZE}))

    def product_create(self, fields: Mapping[str, Any]) -> Row:
        """A new product; a second call makes a second one."""
        return _written(self.call("POST", "products", body=fields))

    def product_update(self, product_id: str, fields: Mapping[str, Any]) -> Row:
        """Write these fields and leave the others."""
        return _written(self.call("PUT", f"products/{_number(product_id)}", body=fields))

    def product_bin(self, product_id: str) -> None:
        """Move a product to the bin; there already is fine."""
        try:
            self.call("DELETE", f"products/{_number(product_id)}")
        except PlatformError as exc:
            if exc.remote_code != "woocommerce_rest_already_trashed" and not faults.is_gone(exc):
                raise

    def newest_products(self, *, created_after: str = "", fields: str = "") -> Iterator[list[Row]]:
        """Pages of products, newest first, to the last.

        A page begins with the last product of the page before, so that what is made or deleted meanwhile hides nothing.

        :param created_after: by the shop's own clock, ISO 8601. :param fields: only these, with commas between.
        """
        seen, last = 0, ""
        while True:
            overlap = 1 if seen else 0
            answer = self.products(
                {
                    "status": "any",
                    "orderby": "id",
                    "order": "desc",
                    "per_page": PAGE_SIZE,
                    "offset": seen - overlap,
                    "after": created_after or None,
                    "_fields": fields or None,
                }
            )
            found = rows_of(answer)
            if overlap and (not found or int(str(found[0].get("id"))) < int(last)):
                raise Retry("SHOP_MOVED", "Products were deleted while they were being listed.")
            yield found[overlap:]
            if len(found) < PAGE_SIZE:
                return
            seen, last = seen + len(found) - overlap, str(found[-1].get("id"))

    # --- terms and attributes ------------------------------------------------------------------------------------
    def term(self, taxonomy: str, term_id: str) -> Row | None:
        """A product category or tag; None when it is gone."""
        return self._one(f"{ROUTES[taxonomy]}/{_number(term_id)}")

    def term_of_slug(self, taxonomy: str, slug: str) -> Row | None:
        """The category or tag of exactly this slug."""
        found = rows_of(self.call("GET", ROUTES[taxonomy], params={"slug": slug, "per_page": PAGE_SIZE}))
        return next((row for row in found if isinstance(row.get("id"), int)), None)

    def term_of_name(self, taxonomy: str, name: str) -> Row | None:
        """The category or tag of exactly this name; WooCommerce writes ``&`` as an entity."""
        found = rows_of(self.call("GET", ROUTES[taxonomy], params={"search": name, "per_page": PAGE_SIZE}))
        wanted = name.casefold()
        return next((row for row in found if unescape(str(row.get("name", ""))).casefold() == wanted), None)

    def term_create(self, taxonomy: str, fields: Mapping[str, Any]) -> Row:
        """A new category or tag; the one that is there when it exists already."""
        answer = self._ask("POST", ROUTES[taxonomy], body=fields)
        if answer.remote_code == "term_exists" and isinstance(answer.data.get("data"), dict):
            known = self.term(taxonomy, str(answer.data["data"].get("resource_id", "")))
            if known is not None:
                return known
        return _written(self._good("POST", answer))

    def term_update(self, taxonomy: str, term_id: str, fields: Mapping[str, Any]) -> Row:
        """Write these fields of a category or tag."""
        return _written(self.call("PUT", f"{ROUTES[taxonomy]}/{_number(term_id)}", body=fields))

    def attributes(self) -> list[Row]:
        """The attributes all products share, with their taxonomies (``pa_colour``) as slugs."""
        return rows_of(self.call("GET", "products/attributes"))

    def rows(self, route: str, params: Mapping[str, object]) -> Answer:
        """A list of terms below a route."""
        return self.call("GET", route, params=params)

    def currency(self) -> str:
        """The currency of the shop's prices; empty for who may not ask."""
        return self._status("settings", "currency")

    def version(self) -> str:
        """The version of WooCommerce; empty for who may not ask."""
        return self._status("environment", "version")

    def _status(self, part: str, name: str) -> str:
        try:
            found = self.call("GET", "system_status", params={"_fields": part}).data
        except PlatformError as exc:
            if exc.kind == "retry":
                raise
            return ""
        values = found.get(part) if isinstance(found, dict) else None
        return str(values.get(name) or "")[:20] if isinstance(values, dict) else ""

    def _one(self, route: str) -> Row | None:
        try:
            answer = self.call("GET", route, params={"context": "edit"})
        except PlatformError as exc:
            if faults.is_gone(exc):
                return None
            raise
        return _object(answer)


def rows_of(answer: Answer) -> list[Row]:
    """The objects of a list. :raises Retry: it is none."""
    if not isinstance(answer.data, list):
        raise Retry("LIST_UNREADABLE", "The shop's answer holds no list.", status=answer.status)
    return [row for row in answer.data if isinstance(row, dict)]


def _object(answer: Answer) -> Row:
    data = answer.data
    if not isinstance(data, dict) or not isinstance(data.get("id"), int):
        raise Retry("ANSWER_UNREADABLE", "The shop's answer does not say what it is about.", status=answer.status)
    return data


def _written(answer: Answer) -> Row:
    try:
        return _object(answer)
    except PlatformError as exc:
        raise Retry(exc.code, exc.sentence, status=exc.status, may_have_arrived=True) from exc


def _number(value: str) -> str:
    """An id as it may stand in an address. :raises Permanent: it is none."""
    if not value.isdecimal():
        raise Permanent("ID_UNREADABLE", "This is not an id of the shop.")
    return value
