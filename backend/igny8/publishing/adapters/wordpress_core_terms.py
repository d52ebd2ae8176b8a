"""Terms through WordPress's own REST API: found by slug, made where they are missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from igny8.content.base.slugs import slug_of
from igny8.integration.base import PlatformError
from igny8.integration.platforms.wordpress.core_rest import CoreClient
from igny8.integration.platforms.wordpress.places import Place
from igny8.integration.platforms.wordpress.texts import plain
from igny8.publishing.adapters import wordpress_errors as errors
from igny8.publishing.adapters.wordpress_bridge import terms_of
from igny8.publishing.adapters.wordpress_pictures import Pictures, html_with_attachments
from igny8.publishing.adapters.wordpress_text import mark_of
from igny8.publishing.adapters.wordpress_there import There
from igny8.publishing.base import PublishPayload, PublishResult

_BASES = {"category": "categories", "post_tag": "tags"}


@dataclass(slots=True)
class CoreTerms:
    """Terms of one WordPress without the plugin."""

    client: CoreClient
    there: There

    def of_post(self, payload: PublishPayload, place: Place) -> tuple[dict[str, list[int]], list[str]]:
        """What to write into a post: ids by the taxonomy's REST route, and sentences about terms that are missing.

        :raises PlatformError:
        """
        ids: dict[str, list[int]] = {}
        warnings: list[str] = []
        for taxonomy, terms in terms_of(payload, place).items():
            base = self._base(taxonomy)
            wanted = [(term["name"], term.get("slug") or slug_of(term["name"])) for term in terms]
            known = self._by_slug(base, [slug for _, slug in wanted])
            found = []
            for name, slug in wanted:
                try:
                    found.append(known.get(slug) or self._make(base, name, slug))
                except PlatformError as exc:
                    if exc.kind == "retry":
                        raise
                    warnings.append(f"The term “{name[:80]}” could not be made in WordPress: {exc.sentence}")
            ids[base] = sorted(set(found))
        return ids, warnings

    def _base(self, taxonomy: str) -> str:
        return self.there.taxonomy_bases.get(taxonomy) or _BASES.get(taxonomy, taxonomy)

    def _by_slug(self, base: str, slugs: Iterable[str]) -> dict[str, int]:
        asked = ",".join(sorted(set(slugs)))
        if not asked:
            return {}
        rows = self.client.rows(base, {"slug": asked, "per_page": 100, "hide_empty": "false"}).data
        return {str(row["slug"]): int(row["id"]) for row in rows if isinstance(row, dict)}

    def _make(self, base: str, name: str, slug: str) -> int:
        try:
            return int(self.client.object_save(f"/wp/v2/{base}", {"name": name, "slug": slug})["id"])
        except PlatformError as exc:
            number = self._named(base, name) if exc.remote_code == "term_exists" else 0
            if not number:
                raise
            return number

    def _named(self, base: str, name: str) -> int:
        """A term of this name that has another slug."""
        rows = self.client.rows(base, {"search": name, "per_page": 100, "hide_empty": "false"}).data
        wanted = plain(name).casefold()
        return next((int(r["id"]) for r in rows if isinstance(r, dict) and plain(r["name"]).casefold() == wanted), 0)

    def term_save(self, payload: PublishPayload, place: Place, pictures: Pictures) -> PublishResult:
        """Make the description of a term be the text. Twice is once: a term is found by its slug. :raises PublishError:"""
        html = html_with_attachments(payload.html, payload.images, pictures.by_file)
        body = {"name": payload.title, "slug": payload.slug, "description": f"{html}\n<!-- {mark_of(payload)} -->"}
        warnings = list(pictures.warnings)
        with errors.preparing():
            number = self._number(payload, place) or self._make(place.rest_base, payload.title, payload.slug)
            route = f"/wp/v2/{place.rest_base}/{number}"
            _guard(payload, self.client.object_read(route))
            row = self.client.object_save(route, body)
        if payload.meta_title or payload.meta_description:
            warnings.append(
                "Without the IGNY8 plugin WordPress does not take titles and descriptions for search engines."
            )
        return PublishResult(
            external_id=str(row.get("id") or number),
            url=str(row.get("link") or ""),
            type=place.name,
            warnings=tuple(warnings),
        )

    def term_remove(self, payload: PublishPayload, place: Place) -> None:
        """Empty the description; the term stays, because other texts carry it. :raises PublishError:"""
        with errors.preparing():
            number = self._number(payload, place)
            try:
                if number:
                    self.client.object_save(f"/wp/v2/{place.rest_base}/{number}", {"description": ""})
            except PlatformError as exc:
                if exc.status not in {404, 410}:
                    raise

    def term_find(self, payload: PublishPayload, place: Place) -> PublishResult | None:
        """The term of the content's slug. :raises PublishError: it cannot be told."""
        with errors.preparing():
            number = self._number(payload, place)
        return PublishResult(external_id=str(number), url="") if number else None

    def _number(self, payload: PublishPayload, place: Place) -> int:
        if payload.external_id.isdecimal():
            return int(payload.external_id)
        return self._by_slug(place.rest_base, [payload.slug]).get(payload.slug, 0)


def _guard(payload: PublishPayload, row: Mapping[str, Any]) -> None:
    """Never write over a description that is not ours. :raises ActionRequired:"""
    there = str(row.get("description") or "")
    if there.strip() and mark_of(payload) not in there:
        raise errors.term_has_text(payload.title)
