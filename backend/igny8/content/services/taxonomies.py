"""Categories, tags and other terms of a site."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from igny8.accounts.selectors import site_get
from igny8.content.base.slugs import slug_candidates, slug_of
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
def taxonomy_import(
    *, site_id: UUID, name: str, kind: str, slug: str, external_id: str, external_taxonomy: str, description: str = ""
) -> ContentTaxonomy:
    """The term a platform calls ``external_id``, as it is there now: known by that id, adopted by type and slug, or made.

    :raises NotFound: no such site.
    """
    name, slug = (name or external_id)[:200], slug_of(slug or name, fallback="term")
    theirs = {"external_id": external_id[:100], "external_taxonomy": external_taxonomy[:100]}
    of_site = ContentTaxonomy.objects.select_for_update(of=("self",)).filter(site_id=site_id)
    row = of_site.filter(**theirs).first() or of_site.filter(type=kind, slug=slug, external_id="").first()
    if row is None:
        row = ContentTaxonomy(site_id=site_id, type=kind)
    wanted = {"name": name, "description": description, **theirs}
    if row.type == kind and row.slug == slug and all(getattr(row, k) == v for k, v in wanted.items()):
        return row
    for field, value in wanted.items():
        setattr(row, field, value)
    for candidate in slug_candidates(slug):
        taken = ContentTaxonomy.objects.filter(site_id=site_id, type=row.type, slug=candidate).exclude(pk=row.pk)
        if not taken.exists():
            row.slug = candidate
            break
    return _save(row)


@transaction.atomic
def taxonomy_detach(*, taxonomy_id: UUID) -> None:
    """The platform does not have the term any more; here it stays. No such term: nothing happens."""
    ContentTaxonomy.objects.filter(pk=taxonomy_id).update(external_id="", external_taxonomy="")


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
