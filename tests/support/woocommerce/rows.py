"""What the shop has, in the form of the API's ``edit`` context."""

import html
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import chain, count
from typing import Any
from urllib.parse import quote

FORM = "%Y-%m-%dT%H:%M:%S"
DRAFTS = {"draft", "pending", "auto-draft"}


def now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0, tzinfo=None)


def slugged(text: str) -> str:
    """What WordPress makes of a title: its letters encoded, everything else hyphens."""
    words = re.sub(r"[^\w\s-]", "", html.unescape(text).lower())
    return quote(re.sub(r"[\s_-]+", "-", words).strip("-"), safe="-").lower()


class Rows:
    """Products, terms and attributes by id."""

    def __init__(self) -> None:
        self.products: dict[int, dict[str, Any]] = {}
        self.variations: dict[int, list[dict[str, Any]]] = {}
        self.terms: dict[str, dict[int, dict[str, Any]]] = {"product_cat": {}, "product_tag": {}}
        self.attributes: dict[int, dict[str, Any]] = {}
        self.images: dict[int, str] = {}
        self.url = ""
        self.offset = timedelta(0)  # of the shop's clock to UTC
        self.kept: set[str] = {"p", "h2", "h3", "ul", "li", "strong", "em", "a"}  # tags of term descriptions
        self._ids = count(100)
        self._meta_ids = count(5000)
        self.term("product_cat", "Uncategorized")

    # --- making things -------------------------------------------------------------------------------------------
    def product(self, name: str, **fields: Any) -> int:
        """A product somebody has made in the shop. :returns: its id."""
        number, stamp = next(self._ids), fields.pop("modified", now())
        made = fields.pop("created", stamp)
        self.products[number] = {
            "id": number, "name": name, "slug": fields.pop("slug", slugged(name)), "type": "simple", "status": "publish",
            "featured": False, "catalog_visibility": "visible", "description": "", "short_description": "", "sku": "",
            "price": "", "regular_price": "", "sale_price": "", "on_sale": False, "manage_stock": False,
            "stock_quantity": None, "stock_status": "instock", "categories": [], "tags": [], "images": [],
            "attributes": [], "variations": [], "meta_data": [], "created": made, "modified": stamp, "parent_id": 0,
        }  # fmt: skip
        self.change(number, fields, stamp=stamp)
        return number

    def change(self, number: int, fields: dict[str, Any], *, stamp: datetime | None = None) -> None:
        """Write fields of a product."""
        row, fields = self.products[number], dict(fields)
        for entry in fields.pop("meta_data", []):
            found = next((m for m in row["meta_data"] if m["key"] == entry["key"]), None)
            if found is None:
                row["meta_data"].append({"id": next(self._meta_ids), "key": entry["key"], "value": entry["value"]})
            else:
                found["value"] = entry["value"]
        row.update(fields)
        row["modified"] = stamp or now()
        if row["status"] in {"publish", "future"}:
            row["status"] = "future" if row["created"] > now() else "publish"
        if row["status"] not in DRAFTS:
            row["slug"] = self.free_slug(row["slug"], number)

    def free_slug(self, wanted: str, number: int) -> str:
        """WordPress's way with a slug that is taken."""
        taken = {p["slug"] for p in self.products.values() if p["id"] != number}
        wanted = quote(wanted, safe="-%").lower()
        return next(s for s in chain([wanted], (f"{wanted}-{n}" for n in count(2))) if s not in taken)

    def term(self, taxonomy: str, name: str, slug: str = "", **fields: Any) -> int:
        """A term. :returns: its id."""
        number = next(self._ids)
        self.terms.setdefault(taxonomy, {})[number] = {
            "id": number, "name": name, "slug": slug or slugged(name), "parent": 0, "description": "", "display": "default",
            "image": None, "menu_order": 0, "count": 0, **fields,
        }  # fmt: skip
        return number

    def attribute(self, name: str, slug: str = "", options: tuple[str, ...] = ()) -> int:
        """A global attribute with its terms. :returns: its id."""
        number = next(self._ids)
        slug = "pa_" + (slug or slugged(name)).removeprefix("pa_")
        self.attributes[number] = {
            "id": number, "name": name, "slug": slug, "type": "select", "order_by": "menu_order", "has_archives": False,
        }  # fmt: skip
        self.terms[slug] = {}
        for option in options:
            self.term(slug, option)
        return number

    def edit(self, number: int, **fields: Any) -> None:
        """Somebody changes a product in the shop's administration."""
        later = max(now(), self.products[number]["modified"] + timedelta(seconds=1))
        self.change(number, fields, stamp=later)

    # --- looking at things ---------------------------------------------------------------------------------------
    def meta(self, number: int, key: str) -> Any:
        return next((m["value"] for m in self.products[number]["meta_data"] if m["key"] == key), None)

    @property
    def keys(self) -> Counter[str]:
        """How many products there are of each content of ours."""
        found = (self.meta(number, "_igny8_content_id") for number in self.products)
        return Counter(str(key) for key in found if key)

    def shown(self, row: dict[str, Any], context: str = "edit") -> dict[str, Any]:
        """A product as the API shows it."""
        data = {k: v for k, v in row.items() if k not in {"created", "modified"}}
        for name in ("created", "modified"):
            data[f"date_{name}_gmt"] = row[name].strftime(FORM)
            data[f"date_{name}"] = (row[name] + self.offset).strftime(FORM)
        data["permalink"] = f"{self.url}/product/{row['slug']}/"
        data["images"] = [{"id": n, "src": self.images.get(n, ""), "name": "", "alt": ""} for n in row["images"]]
        for field, taxonomy in (("categories", "product_cat"), ("tags", "product_tag")):
            known = self.terms[taxonomy]
            data[field] = [{k: known[n][k] for k in ("id", "name", "slug")} for n in row[field] if n in known]
        if context == "view":
            for name in ("description", "short_description"):
                data[name] = f"<p>{row[name]}</p>\n" if row[name] else ""
        return data

    def shown_term(self, taxonomy: str, row: dict[str, Any]) -> dict[str, Any]:
        field = {"product_cat": "categories", "product_tag": "tags"}.get(taxonomy)
        number = sum(row["id"] in p[field] for p in self.products.values()) if field else 0
        lacking = () if taxonomy == "product_cat" else ("parent", "display", "image")
        return {k: v for k, v in row.items() if k not in lacking} | {"count": number}

    def clean(self, text: str) -> str:
        """What WordPress keeps of a term's description."""
        return re.sub(r"</?([a-z0-9]+)[^>]*>", lambda m: m.group() if m.group(1) in self.kept else "", text)
