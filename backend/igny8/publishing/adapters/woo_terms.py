"""Terms and attributes of a shop by our names for them: looked for first, then made; one that exists meanwhile is taken."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from igny8.integration.platforms.woocommerce.client import WooClient
from igny8.publishing.base import PublishPayload, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A property of a product. ``id`` is the shop's for one that all products share, 0 for one of the product alone."""

    id: int
    name: str
    options: tuple[str, ...]

    @property
    def key(self) -> str:
        """What tells attributes of a product apart."""
        return key_of(self.id, self.name)


def key_of(attribute_id: int, name: str) -> str:
    """The key of an attribute of this id, or of this name where it has none."""
    return str(attribute_id) if attribute_id else word(name)


def word(text: str) -> str:
    """A name as names are compared: WooCommerce writes ``&`` as an entity."""
    return " ".join(unescape(text).split()).casefold()


def category_ids(client: WooClient, payload: PublishPayload) -> list[int]:
    """The categories of a product, in our order. :raises PlatformError:"""
    terms = [*(t for t in payload.terms if t.kind == "product_category"), *payload.categories]
    found = [_category(client, term) for term in terms]
    return list(dict.fromkeys(found))


def _category(client: WooClient, term: Term) -> int:
    row = client.term_of_slug("product_cat", term.slug) or client.term_create(
        "product_cat", {"name": term.name, "slug": term.slug}
    )
    return int(row["id"])


def tag_ids(client: WooClient, payload: PublishPayload) -> list[int]:
    """The tags of a product, by name. :raises PlatformError:"""
    names = [*payload.tags, *(term.name for term in payload.terms if term.kind == "tag")]
    return list(dict.fromkeys(_tag(client, name) for name in dict.fromkeys(names) if name.strip()))


def _tag(client: WooClient, name: str) -> int:
    row = client.term_of_name("product_tag", name) or client.term_create("product_tag", {"name": name})
    return int(row["id"])


def attributes(client: WooClient, payload: PublishPayload) -> list[Attribute]:
    """The properties a content names and the attribute terms it carries. :raises PlatformError:"""
    wanted: dict[str, list[str]] = {}
    for one in _named(payload.details):
        wanted.setdefault(str(one.get("name", "")), []).extend(str(option) for option in one.get("options", []))
    for term in payload.terms:
        if term.kind == "attribute" and term.taxonomy:
            wanted.setdefault(term.taxonomy, []).append(term.name)
    if not wanted:
        return []
    shared = client.attributes()
    found: dict[str, Attribute] = {}
    for name, options in wanted.items():
        row = _shared(shared, name)
        label = str(row.get("name")) if row else name.removeprefix("pa_")
        made = Attribute(id=int(row["id"]) if row else 0, name=label, options=tuple(_once(options)))
        known = found.get(made.key)
        if known:
            made = Attribute(id=made.id, name=made.name, options=tuple(_once([*known.options, *made.options])))
        found[made.key] = made
    return [one for one in found.values() if one.options]


def _named(details: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    rows = details.get("attributes")
    return [row for row in rows if isinstance(row, dict) and row.get("name")] if isinstance(rows, list) else []


def _shared(rows: Iterable[Mapping[str, Any]], name: str) -> Mapping[str, Any] | None:
    """The shop's own attribute of this name, or of this taxonomy."""
    slug = "pa_" + re.sub(r"\s+", "-", word(name)).removeprefix("pa_")
    return next((row for row in rows if row.get("slug") == slug or word(str(row.get("name", ""))) == word(name)), None)


def _once(options: Iterable[str]) -> list[str]:
    return list({word(option): option for option in reversed(list(options))}.values())[::-1]
