"""The routes of ``wc/v3``: products, their terms and attributes, and what the shop says of itself."""

import math
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from tests.support.woocommerce.refusals import Refused, invalid, missing, one_of, whole
from tests.support.woocommerce.rows import FORM, Rows

STATES = ("any", "future", "trash", "draft", "pending", "private", "publish", "auto-draft")
TYPES = ("simple", "grouped", "external", "variable")
ORDERS = ("date", "modified", "id", "include", "title", "slug", "price", "popularity", "rating", "menu_order")
TEXTS = ("name", "description", "short_description", "slug", "sku", "regular_price", "sale_price", "type", "status")
Reply = tuple[int, Any, dict[str, str]]


class Routes:
    """Answers for one shop. ``after_list`` is called after each list was made: others work on the shop meanwhile."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.after_list: Callable[[], None] = lambda: None

    def answer(self, method: str, route: str, query: dict[str, str], body: dict[str, Any]) -> Reply:
        """:raises Refused: everything that is no success."""
        name = route.removeprefix("/wc/v3/").strip("/")
        if name == "system_status":
            return 200, {"environment": {"version": "9.9.1", "wp_version": "7.1"}, "settings": {"currency": "EUR"}}, {}
        if name == "products":
            return self._products(query) if method == "GET" else self._create(body)
        if found := re.fullmatch(r"products/(\d+)", name):
            return self._one(method, int(found[1]), query, body)
        if found := re.fullmatch(r"products/(\d+)/variations", name):
            return self._page(self.rows.variations.get(int(found[1]), []), query)
        if name == "products/attributes" and method == "GET":
            return 200, [self.rows.attributes[n] for n in sorted(self.rows.attributes)], {}
        if found := re.fullmatch(r"products/attributes/(\d+)/terms", name):
            if int(found[1]) not in self.rows.attributes:
                raise Refused(404, "woocommerce_rest_taxonomy_invalid", "Taxonomy does not exist.")
            return self._terms(method, self.rows.attributes[int(found[1])]["slug"], query, body)
        if found := re.fullmatch(r"products/(categories|tags)(?:/(\d+))?", name):
            taxonomy = {"categories": "product_cat", "tags": "product_tag"}[found[1]]
            if found[2]:
                return self._term(method, taxonomy, int(found[2]), query, body)
            return self._terms(method, taxonomy, query, body)
        raise Refused(404, "rest_no_route", "No route was found matching the URL and request method.")

    # --- products ------------------------------------------------------------------------------------------------
    def _products(self, query: dict[str, str]) -> Reply:
        status, order = one_of(query, "status", "any", STATES), one_of(query, "order", "desc", ("asc", "desc"))
        by = one_of(query, "orderby", "date", ORDERS)
        rows = list(self.rows.products.values())
        rows = [p for p in rows if (p["status"] == status if status != "any" else p["status"] != "trash")]
        for name in ("slug", "sku"):
            if query.get(name):
                wanted = quote(query[name], safe="-%").lower() if name == "slug" else query[name]
                rows = [p for p in rows if p[name] == wanted]
        if query.get("category"):
            rows = [p for p in rows if whole(query, "category", 0) in p["categories"]]
        for name, field in (("modified_after", "modified"), ("after", "created")):
            if name in query:
                local = timedelta(0) if query.get("dates_are_gmt") == "true" else self.rows.offset
                rows = [p for p in rows if p[field] + local > self._moment(name, query[name])]
        key = {"id": "id", "date": "created", "modified": "modified", "title": "name", "slug": "slug"}.get(by, "id")
        rows.sort(key=lambda p: (p[key], p["id"]), reverse=order == "desc")
        shown = [self.rows.shown(p, query.get("context", "view")) for p in rows]
        if query.get("_fields"):
            shown = [{k: p[k] for k in query["_fields"].split(",") if k in p} for p in shown]
        return self._page(shown, query)

    @staticmethod
    def _moment(name: str, text: str) -> datetime:
        try:
            return datetime.fromisoformat(text.replace("Z", "+00:00")).replace(tzinfo=None)
        except ValueError as exc:
            raise invalid(name, "Invalid date.") from exc

    def _page(self, rows: list[Any], query: dict[str, str]) -> Reply:
        size, page = whole(query, "per_page", 10, least=1, most=100), whole(query, "page", 1, least=1)
        begin = whole(query, "offset", (page - 1) * size)
        headers = {"X-WP-Total": str(len(rows)), "X-WP-TotalPages": str(math.ceil(len(rows) / size))}
        self.after_list()
        return 200, rows[begin : begin + size], headers

    def _create(self, body: dict[str, Any]) -> Reply:
        if body.get("id"):
            raise Refused(400, "woocommerce_rest_product_exists", "Cannot create existing product.")
        fields = self._fields(body, 0)
        number = self.rows.product(fields.pop("name", ""), **fields)
        if not body.get("slug"):
            self.rows.change(number, {"slug": body.get("name", "")})
        return 201, self.rows.shown(self.rows.products[number]), {}

    def _one(self, method: str, number: int, query: dict[str, str], body: dict[str, Any]) -> Reply:
        row = self.rows.products.get(number)
        if row is None:
            raise Refused(
                400 if method in {"PUT", "POST"} else 404, "woocommerce_rest_product_invalid_id", "Invalid ID."
            )
        if method == "GET":
            return 200, self.rows.shown(row, query.get("context", "view")), {}
        if method == "DELETE":
            shown = self.rows.shown(row)
            if query.get("force") == "true":
                del self.rows.products[number]
            elif row["status"] == "trash":
                raise Refused(410, "woocommerce_rest_already_trashed", "The product has already been deleted.")
            else:
                self.rows.edit(number, status="trash", slug=row["slug"] + "__trashed")
            return 200, shown, {}
        self.rows.change(number, self._fields(body, number))
        return 200, self.rows.shown(row), {}

    def _fields(self, body: dict[str, Any], number: int) -> dict[str, Any]:
        """What of a body is written, checked as WooCommerce does."""
        for name in TEXTS:
            if name in body and not isinstance(body[name], str):
                raise invalid(name, f"{name} is not of type string.")
        for name in ("categories", "tags", "images", "attributes", "meta_data"):
            value = body.get(name, [])
            if not isinstance(value, list) or any(not isinstance(one, dict) for one in value):
                raise invalid(name, f"{name} is not of type array.")
        if body.get("status", "publish") not in STATES or body.get("type", "simple") not in TYPES:
            raise invalid("status", "status is not one of the known ones.")
        fields = {k: body[k] for k in (*TEXTS, "meta_data") if k in body}
        if fields.get("sku"):
            self._free_sku(fields["sku"], number)
        for name, taxonomy in (("categories", "product_cat"), ("tags", "product_tag")):
            if name in body:
                found = [one["id"] for one in body[name] if one.get("id") in self.rows.terms[taxonomy]]
                fields[name] = found or ([min(self.rows.terms[taxonomy])] if name == "categories" else [])
        if "images" in body:
            fields["images"] = [self._image(one) for one in body["images"]]
        if "attributes" in body:
            fields["attributes"] = [made for one in body["attributes"] if (made := self._attribute(one))]
        if body.get("date_created_gmt"):
            fields["created"] = datetime.strptime(body["date_created_gmt"], FORM)
        return fields

    def _free_sku(self, sku: str, number: int) -> None:
        taken = next((p["id"] for p in self.rows.products.values() if p["sku"] == sku and p["id"] != number), None)
        if taken is not None:
            raise Refused(
                400, "product_invalid_sku", "Invalid or duplicated SKU.", resource_id=taken, unique_sku=f"{sku}-1"
            )

    def _image(self, given: dict[str, Any]) -> int:
        if given.get("id") not in self.rows.images:
            raise Refused(400, "woocommerce_product_invalid_image_id", f"#{given.get('id')} is an invalid image ID.")
        return int(given["id"])

    def _attribute(self, given: dict[str, Any]) -> dict[str, Any] | None:
        known = self.rows.attributes.get(given.get("id") or 0)
        name = known["name"] if known else given.get("name")
        options = [str(one) for one in given.get("options", [])]
        if not name or (given.get("id") and not known) or (known and not options):
            return None
        if known:
            names = {t["name"] for t in self.rows.terms[known["slug"]].values()}
            for option in dict.fromkeys(options):
                if option not in names:
                    self.rows.term(known["slug"], option)
        return {
            "id": known["id"] if known else 0,
            "name": name,
            "slug": known["slug"] if known else name,
            "position": given.get("position", 0),
            "visible": bool(given.get("visible")),
            "variation": bool(given.get("variation")),
            "options": options,
        }

    # --- terms ---------------------------------------------------------------------------------------------------
    def _terms(self, method: str, taxonomy: str, query: dict[str, str], body: dict[str, Any]) -> Reply:
        known = self.rows.terms[taxonomy]
        if method == "GET":
            rows = sorted(known.values(), key=lambda t: t["id"] if query.get("orderby") == "id" else t["name"])
            if query.get("slug"):
                rows = [t for t in rows if t["slug"] == quote(query["slug"], safe="-%").lower()]
            if query.get("search"):
                rows = [t for t in rows if query["search"].lower() in t["name"].lower()]
            return self._page([self.rows.shown_term(taxonomy, t) for t in rows], query)
        if "name" not in body:
            raise missing("name")
        for term in known.values():
            is_same = term["name"] == body["name"] and term["parent"] == body.get("parent", 0)
            if is_same and body.get("slug", term["slug"]) == term["slug"]:
                raise Refused(
                    400, "term_exists", "A term with the name provided already exists.", resource_id=term["id"]
                )
        number = self.rows.term(
            taxonomy, body["name"], quote(body.get("slug", ""), safe="-%").lower(), parent=body.get("parent", 0),
            description=self.rows.clean(body.get("description", "")), image=body.get("image"),
        )  # fmt: skip
        return 201, self.rows.shown_term(taxonomy, known[number]), {}

    def _term(self, method: str, taxonomy: str, number: int, query: dict[str, str], body: dict[str, Any]) -> Reply:
        row = self.rows.terms[taxonomy].get(number)
        if row is None:
            raise Refused(404, "woocommerce_rest_term_invalid", "Resource does not exist.")
        if method == "DELETE":
            if query.get("force") != "true":
                raise Refused(501, "woocommerce_rest_trash_not_supported", "Resource does not support trashing.")
            return 200, self.rows.terms[taxonomy].pop(number), {}
        if method != "GET":
            row.update({k: body[k] for k in ("name", "slug", "parent", "image") if k in body})
            row["description"] = self.rows.clean(body.get("description", row["description"]))
        return 200, self.rows.shown_term(taxonomy, row), {}
