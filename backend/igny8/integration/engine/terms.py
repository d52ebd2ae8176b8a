"""Terms of the platform become terms of ours."""

import hashlib
import json
from collections.abc import Iterable
from urllib.parse import unquote
from uuid import UUID

from igny8.content.services.taxonomies import taxonomy_detach, taxonomy_import
from igny8.integration.constants import ItemKind, ItemSpace
from igny8.integration.engine.journal import Journal
from igny8.integration.models import SyncedItem
from igny8.integration.platforms.items import RemoteTerm

KINDS = {"category": "category", "post_tag": "tag", "product_cat": "product_category", "product_tag": "tag"}
#: Taxonomies that sort the inside of a shop or a theme, not its texts.
INNER = frozenset(
    {"nav_menu", "link_category", "post_format", "wp_theme", "wp_template_part_area", "wp_pattern_category",
     "product_type", "product_visibility", "product_shipping_class"}
)  # fmt: skip


def kind_of(taxonomy: str, hierarchical: frozenset[str] = frozenset()) -> str:
    """What a taxonomy of the platform is called here."""
    if taxonomy in KINDS:
        return KINDS[taxonomy]
    if taxonomy.startswith("pa_"):
        return "attribute"
    return "category" if taxonomy in hierarchical else "tag"


def term_hash(term: RemoteTerm) -> str:
    """SHA-256 of what is taken over of a term."""
    state = [term.taxonomy, term.name, term.slug, term.description, term.parent]
    return hashlib.sha256(json.dumps(state, ensure_ascii=False).encode()).hexdigest()


def terms_apply(journal: Journal, terms: Iterable[RemoteTerm]) -> None:
    """Take over a page of terms."""
    wanted = {term.id: term for term in terms if term.id and term.taxonomy and term.taxonomy not in INNER}
    known = _known(journal, wanted)
    unchanged = []
    for term in wanted.values():
        item = known.get(term.id)
        if item is not None and item.remote_hash == term_hash(term):
            unchanged.append(item.id)
            journal.counts["unchanged"] += 1
            continue
        made = _take(journal, term, item)
        journal.counts["updated" if item else "created"] += 1
        journal.note("updated" if item else "created", f"Term “{term.name}” of {term.taxonomy}", item=made)
    if unchanged and journal.run_id:
        SyncedItem.objects.filter(pk__in=unchanged).update(seen_run_id=journal.run_id)


def terms_of_posts(journal: Journal, terms: Iterable[RemoteTerm]) -> dict[str, UUID]:
    """Our ids of the terms posts carry; those we have not met yet are made when the platform told their names."""
    wanted = {term.id: term for term in terms if term.taxonomy not in INNER}
    known = _known(journal, wanted)
    found = {external_id: item.taxonomy_id for external_id, item in known.items() if item.taxonomy_id}
    for term in wanted.values():
        if term.id not in known and term.name and term.taxonomy:
            made = _take(journal, term, None).taxonomy_id
            if made is not None:
                found[term.id] = made
    return found


def _known(journal: Journal, wanted: Iterable[str]) -> dict[str, SyncedItem]:
    rows = SyncedItem.objects.filter(
        integration_id=journal.integration.id, space=ItemSpace.TERMS, external_id__in=list(wanted)
    )
    return {row.external_id: row for row in rows}


def _take(journal: Journal, term: RemoteTerm, item: SyncedItem | None) -> SyncedItem:
    integration = journal.integration
    taxonomies = integration.structure.get("taxonomies") or []
    hierarchical = frozenset(row["name"] for row in taxonomies if row.get("is_hierarchical"))
    row = taxonomy_import(
        site_id=integration.site_id,
        name=term.name,
        kind=kind_of(term.taxonomy, hierarchical),
        slug=unquote(term.slug),
        description=term.description,
        external_id=term.id,
        external_taxonomy=term.taxonomy,
    )
    item = item or SyncedItem(
        site_id=integration.site_id,
        integration_id=integration.id,
        space=ItemSpace.TERMS,
        kind=ItemKind.TERM,
        external_id=term.id,
    )
    item.remote_type, item.taxonomy_id, item.title = term.taxonomy, row.id, term.name[:255]
    item.remote_hash = item.base_hash = term_hash(term)
    item.seen_run_id = journal.run_id or item.seen_run_id
    item.save()
    return item


def term_gone(journal: Journal, item: SyncedItem) -> None:
    """The platform deleted a term. Ours stays, without its name there; contents keep it."""
    if item.taxonomy_id:
        taxonomy_detach(taxonomy_id=item.taxonomy_id)
    journal.counts["tombstones"] += 1
    journal.note("term_deleted", f"Term “{item.title}” was deleted on the website; it stays here.")
    item.delete()
