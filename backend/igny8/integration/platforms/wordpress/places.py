"""Where contents go on a WordPress: which post type or taxonomy holds which type of content."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: Types of content, and what they are there unless a person chose otherwise: the first that exists.
POSTS: Mapping[str, tuple[str, ...]] = {
    "post": ("post",),
    "page": ("page",),
    "service": ("service", "services", "page"),
    "product": ("product",),
}
TERMS: Mapping[str, tuple[str, ...]] = {
    "category": ("product_cat", "category"),
    "taxonomy": ("post_tag", "category"),
}
CONTENT_TYPES = (*POSTS, *TERMS)
_TYPES: Mapping[str, Mapping[str, Any]] = {
    "post": {"supports": ["editor"], "rest_base": "posts", "taxonomies": ["category", "post_tag"]},
    "page": {"supports": ["editor"], "rest_base": "pages"},
}
_TAXONOMIES: Mapping[str, Mapping[str, Any]] = {
    "category": {"rest_base": "categories"},
    "post_tag": {"rest_base": "tags"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """``name`` is a post type, or a taxonomy when ``is_term``. ``has_blocks``: its texts are edited in blocks."""

    name: str
    is_term: bool = False
    rest_base: str = ""
    has_blocks: bool = False
    taxonomies: tuple[str, ...] = ()


def places_of(structure: Mapping[str, Any], chosen: Mapping[str, str]) -> dict[str, Place]:
    """The place of each type of content that has one.

    :param structure: of the website, as last pulled; WordPress's own types are taken for granted where it is empty.
    :param chosen: what a person set; what the website does not have any more does not count.
    """
    types, taxonomies = _by_name(structure, "post_types"), _by_name(structure, "taxonomies")
    if not types:
        types, taxonomies = _TYPES, _TAXONOMIES
    found: dict[str, Place] = {}
    for content_type in CONTENT_TYPES:
        is_term = content_type in TERMS
        names = [chosen.get(content_type, ""), *(TERMS if is_term else POSTS)[content_type]]
        rows = taxonomies if is_term else types
        name = next((name for name in names if name in rows), None)
        if name is not None:
            found[content_type] = _term_place(name, rows[name]) if is_term else _post_place(name, rows[name])
    return found


def place_faults(structure: Mapping[str, Any], chosen: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with somebody's choice: a sentence by type of content."""
    faults: dict[str, str] = {}
    for content_type, name in chosen.items():
        if content_type not in CONTENT_TYPES:
            faults[content_type] = f"Is no type of content; there are: {', '.join(CONTENT_TYPES)}."
            continue
        is_term = content_type in TERMS
        rows = _by_name(structure, "taxonomies" if is_term else "post_types")
        if rows and name not in rows:
            what = "taxonomy" if is_term else "post type"
            faults[content_type] = f"The website has no {what} {name}; it has: {', '.join(sorted(rows)[:20])}."
    return faults


def _by_name(structure: Mapping[str, Any], name: str) -> Mapping[str, Mapping[str, Any]]:
    rows = structure.get(name)
    return {str(row.get("name")): row for row in rows if row.get("name")} if isinstance(rows, list) else {}


def _post_place(name: str, row: Mapping[str, Any]) -> Place:
    supports = row.get("supports") or ()
    return Place(
        name=name,
        rest_base=str(row.get("rest_base") or "") or {"post": "posts", "page": "pages"}.get(name, name),
        has_blocks="editor" in supports and bool(row.get("rest_base")) and name != "product",
        taxonomies=tuple(str(taxonomy) for taxonomy in row.get("taxonomies") or ()),
    )


def _term_place(name: str, row: Mapping[str, Any]) -> Place:
    known = {"category": "categories", "post_tag": "tags"}
    return Place(name=name, is_term=True, rest_base=str(row.get("rest_base") or "") or known.get(name, name))
