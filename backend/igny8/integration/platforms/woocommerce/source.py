"""Pulling products through ``wc/v3``, for a WordPress without the plugin.

Products come in the order of their ids by offset, each page beginning with the last product of the page before: is it another
one, something was deleted meanwhile and the part is begun again. What came in already is recognised by its hash.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from igny8.integration.base import PlatformError
from igny8.integration.platforms.items import Page, RemoteTerm
from igny8.integration.platforms.woocommerce.client import PAGE_SIZE, ROUTES, WooClient, rows_of
from igny8.integration.platforms.woocommerce.products import product_of, term_of
from igny8.integration.platforms.wordpress.core_source import total_of
from igny8.integration.platforms.wordpress.wire import Answer

TERMS_AT_MOST = 2000  # of one attribute; a product names its values, and only with their ids do they become terms


class WooSource:
    """Categories, tags, values of attributes, and products.

    Parts are named as those of WordPress's own API: ``terms:<taxonomy>:<route>`` and ``posts:product:products``.
    """

    def __init__(self, client: WooClient, *, per_page: int = PAGE_SIZE) -> None:
        self._client = client
        self._per_page = min(per_page, PAGE_SIZE)
        self._currency: str | None = None
        self._values: dict[int, dict[str, RemoteTerm]] = {}

    def parts(self) -> list[str]:
        terms = [f"terms:{taxonomy}:{route}" for taxonomy, route in ROUTES.items()]
        for row in self._client.attributes():
            if isinstance(row.get("id"), int) and row.get("slug"):
                terms.append(f"terms:{row['slug']}:products/attributes/{row['id']}/terms")
        return [*terms, "posts:product:products"]

    def total(self, part: str) -> int | None:
        kind, _, rest = part.partition(":")
        asked = {"per_page": 1, "_fields": "id"}
        if kind == "posts":
            return total_of(self._client.products({**asked, "status": "any"}))
        return total_of(self._client.rows(rest.partition(":")[2], {**asked, "hide_empty": "false"}))

    def pull(self, part: str, *, cursor: str, modified_after: datetime | None) -> Page:
        kind, _, rest = part.partition(":")
        name, _, route = rest.partition(":")
        state: dict[str, Any] = json.loads(cursor) if cursor else {"seen": 0, "last": "", "status": "any"}
        overlap = 1 if state["seen"] else 0
        params: dict[str, object] = {
            "per_page": self._per_page,
            "offset": state["seen"] - overlap,
            "order": "asc",
            "orderby": "id",
        }
        if kind == "posts":
            params |= {"status": state["status"], **_since(modified_after)}
            answer = self._client.products(params)
        else:
            answer = self._client.rows(route, {**params, "hide_empty": "false"})
        rows = rows_of(answer)
        clock = answer.clock
        now = datetime.fromtimestamp(clock, UTC) if clock else None
        if overlap and (not rows or str(rows[0].get("id")) != state["last"]):
            return Page(items=(), next=json.dumps({**state, "seen": 0, "last": ""}), now=now)
        fresh = rows[overlap:]
        following = self._following(answer, state, rows, seen=state["seen"] + len(fresh))
        if not following and kind == "posts" and state["status"] == "any" and modified_after is not None:
            following = json.dumps({"seen": 0, "last": "", "status": "trash"})
        is_bin = state["status"] == "trash"
        total = total_of(answer)
        read = [self._product(row) for row in fresh] if kind == "posts" else [term_of(row, name) for row in fresh]
        return Page(items=tuple(read), next=following, total=None if is_bin else total, now=now)

    def _following(self, answer: Answer, state: Mapping[str, Any], rows: list[dict[str, Any]], *, seen: int) -> str:
        total = total_of(answer)
        if len(rows) < self._per_page or (total is not None and seen >= total):
            return ""
        return json.dumps({**state, "seen": seen, "last": str(rows[-1].get("id"))})

    def _product(self, row: Mapping[str, Any]) -> Any:
        if self._currency is None:
            self._currency = self._client.currency()
        return product_of(row, terms=self._attribute_terms(row), currency=self._currency)

    def _attribute_terms(self, row: Mapping[str, Any]) -> Iterator[RemoteTerm]:
        """The terms of a product's global attributes, which it names without their ids."""
        attributes = row.get("attributes")
        for one in attributes if isinstance(attributes, list) else []:
            if not isinstance(one, dict) or not isinstance(one.get("id"), int) or not one["id"]:
                continue
            known = self._values_of(one["id"], str(one.get("slug") or ""))
            options = one.get("options")
            for option in options if isinstance(options, list) else []:
                if str(option) in known:
                    yield known[str(option)]

    def _values_of(self, attribute_id: int, taxonomy: str) -> dict[str, RemoteTerm]:
        """The values of an attribute by name, asked for once."""
        if attribute_id not in self._values:
            route, found = f"products/attributes/{attribute_id}/terms", dict[str, RemoteTerm]()
            try:
                for offset in range(0, TERMS_AT_MOST, PAGE_SIZE):
                    rows = rows_of(self._client.rows(route, {"per_page": PAGE_SIZE, "offset": offset, "orderby": "id"}))
                    found |= {str(row.get("name")): term_of(row, taxonomy) for row in rows}
                    if len(rows) < PAGE_SIZE:
                        break
            except PlatformError as exc:
                if exc.status != 404:  # deleted, and still on products: then they carry its values as words only
                    raise
            self._values[attribute_id] = found
        return self._values[attribute_id]


def _since(moment: datetime | None) -> dict[str, object]:
    if moment is None:
        return {}
    return {"modified_after": moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S"), "dates_are_gmt": "true"}
