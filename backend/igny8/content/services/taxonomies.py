"""Categories, tags and other terms of a site."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from igny8.accounts.selectors import site_get
from igny8.content.base.slugs import slug_of
from igny8.content.constants import TaxonomyType
from igny8.content.models import ContentTaxonomy
from igny8.core.errors import Conflict, NotFound


class TermExists(Conflict):
    code = "TERM_EXISTS"
    default = "The site has this term already."


def _save(row: ContentTaxonomy, **how: Any) -> ContentTaxonomy:
    try:
        with transaction.atomic():
            row.save(**how)
    except IntegrityError as exc:
        if "taxonomy_once" in str(exc):
            raise TermExists(errors={"slug": [TermExists.default]}) from exc
        raise
    return row


@transaction.atomic
def taxonomy_create(
    *, site_id: UUID, name: str, kind: str = TaxonomyType.CATEGORY, slug: str = "", description: str = ""
) -> ContentTaxonomy:
    """Add a term. :raises NotFound: no such site. :raises TermExists: same type and slug."""
    if site_get(site_id) is None:
        raise NotFound("No such site.")
    row = ContentTaxonomy(
        site_id=site_id, name=name, slug=slug_of(slug or name, fallback="term"), type=kind, description=description
    )
    return _save(row, force_insert=True)


def taxonomy_ensure(*, site_id: UUID, name: str, kind: str) -> ContentTaxonomy:
    """The term of this type and name, made when it is missing; safe under races."""
    found = ContentTaxonomy.objects.filter(site_id=site_id, type=kind, slug=slug_of(name, fallback="term")).first()
    if found is not None:
        return found
    try:
        return taxonomy_create(site_id=site_id, name=name[:200], kind=kind)
    except TermExists:
        return ContentTaxonomy.objects.get(site_id=site_id, type=kind, slug=slug_of(name, fallback="term"))


@transaction.atomic
def taxonomy_update(*, taxonomy_id: UUID, changes: dict[str, Any]) -> ContentTaxonomy:
    """Change name, slug or description. :raises NotFound: :raises TermExists:"""
    row = ContentTaxonomy.locked(taxonomy_id)
    if row is None:
        raise NotFound("No such term.")
    for field, value in changes.items():
        setattr(row, field, slug_of(value, fallback="term") if field == "slug" else value)
    return _save(row)


@transaction.atomic
def taxonomy_delete(*, taxonomy_id: UUID) -> None:
    """Delete a term; contents lose it. :raises NotFound: no such term."""
    row = ContentTaxonomy.locked(taxonomy_id)
    if row is None:
        raise NotFound("No such term.")
    row.delete()
