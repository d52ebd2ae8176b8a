"""Publishing through the plugin: one idempotent call for a post, found again by our id, guarded by the agreed state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from igny8.integration.base import PlatformError
from igny8.integration.platforms.wordpress.bridge import BridgeClient
from igny8.integration.platforms.wordpress.places import Place
from igny8.integration.platforms.wordpress.texts import moment
from igny8.publishing.adapters import wordpress_errors as errors
from igny8.publishing.adapters import wordpress_text as text
from igny8.publishing.adapters.wordpress_bridge_media import BridgeMedia
from igny8.publishing.adapters.wordpress_links import links_within
from igny8.publishing.adapters.wordpress_pictures import Attachment, File, Pictures
from igny8.publishing.adapters.wordpress_there import There
from igny8.publishing.base import PublishPayload, PublishResult

NO_SEO = "No SEO plugin is active in this WordPress, so the title and description for search engines were not stored."
NO_SHOP = (
    "The plugin alone does not give a product {}. Enter an application password, or a consumer key of WooCommerce, for this "
    "connection: the product is completed the next time it is published."
)
OURS = ("publish", "future", "draft")  # states that we give a post ourselves


@dataclass(slots=True)
class BridgeWay:
    """Calls to one WordPress with the plugin."""

    client: BridgeClient
    there: There

    def held(self, sums: Sequence[str]) -> Mapping[str, Attachment]:
        """Which images are in the media library, by SHA-256. :raises PlatformError:"""
        return BridgeMedia(self.client).held(sums)

    def upload(self, file: File) -> Attachment:
        """An image into the media library, once for all. :raises PlatformError:"""
        return BridgeMedia(self.client).upload(file)

    def post_save(self, payload: PublishPayload, place: Place, pictures: Pictures) -> PublishResult:
        """Make the post be as the payload says. :raises PublishError:"""
        body = self._body(payload, place, pictures)
        guard = payload.remote.agreed_hash if payload.remote and payload.remote.agreed_hash else None
        known = {
            "payload_hash": text.digest(body),
            "version": payload.hash,
            "meta": {
                "dashboard_url": payload.dashboard_url,
                "links": links_within(payload.html, self.there.connection.base_url),
            },
        }
        adopt = {"post_id": int(payload.remote.external_id)} if payload.remote else {}
        with errors.writing():
            try:
                answer = self.client.post_save({**body, **known, **adopt, "if_hash": guard})
            except PlatformError as exc:
                retried = self._once_more(exc, payload, guard)
                if retried is None:
                    raise
                answer = self.client.post_save({**body, **known, **retried})
        return self._result(answer, payload, place, body, pictures)

    def _once_more(self, exc: PlatformError, payload: PublishPayload, guard: str | None) -> dict[str, Any] | None:
        """What else to say in a second call, where the refusal of the first is no news from a person."""
        if exc.remote_code == "igny8_changed_here" and guard:
            post = self.client.post_by_content_id(payload.content_id)
            is_shown = post is not None and post.get("status") == "publish"
            if post is not None and is_shown and text.is_but_for_state(post, guard, ["future"]):
                return {"if_hash": str(post["hash"])}
        if exc.remote_code == "igny8_post_unknown":
            if guard:
                raise errors.changed_there() from exc  # deleted for good: a person is asked
            return {}
        return None

    def _body(self, payload: PublishPayload, place: Place, pictures: Pictures) -> dict[str, Any]:
        is_new, author_id = payload.remote is None, self.there.author_of(payload.author) or None
        return {
            "content_id": payload.content_id,
            "task_id": payload.task_id or None,
            "post_type": place.name,
            "title": payload.title,
            "html": text.text_of(payload, place, pictures, is_marked=False),
            "excerpt": payload.excerpt,
            "slug": payload.slug,
            "status": "future" if text.is_ahead(payload) else "publish",
            "date_gmt": text.when(payload),
            "author_id": author_id if is_new else None,
            "terms": terms_of(payload, place),
            "featured_attachment_id": pictures.featured.id if pictures.featured else None,
            # Only where the post still has the author or the image that it got from us: others are somebody's choice.
            "if_ours": {
                "author_id": None if is_new else author_id,
                "featured_attachment_id": 0 if payload.image is None else None,
            },
            "seo": {
                "title": payload.meta_title,
                "description": payload.meta_description,
                "focus_keyword": payload.focus_keyword,
            },
        }

    def _result(
        self,
        answer: Mapping[str, Any],
        payload: PublishPayload,
        place: Place,
        body: Mapping[str, Any],
        pictures: Pictures,
    ) -> PublishResult:
        warnings = [*pictures.warnings, *(str(sentence) for sentence in answer.get("warnings") or ())]
        if _has_seo(payload) and answer.get("written") and not answer.get("seo_plugin"):
            warnings.append(NO_SEO)
        warnings += self._left_out(payload, place)
        return PublishResult(
            external_id=str(answer["post_id"]),
            url=str(answer.get("url") or ""),
            state="scheduled" if answer.get("status") == "future" else "live",
            type=str(body["post_type"]),
            status=str(answer.get("status") or ""),
            state_hash=str(answer.get("hash") or ""),
            raw=str(answer.get("raw", body["html"])),
            modified_at=moment(answer.get("modified_gmt")),
            warnings=tuple(warnings),
        )

    def _left_out(self, payload: PublishPayload, place: Place) -> list[str]:
        """What only WooCommerce's own API takes: the plugin writes a product as it writes any post."""
        if place.name != "product" or not self.there.has_woocommerce:
            return []
        gallery = [one for one in payload.images if one.file not in payload.html and one != payload.image]
        parts = [
            "its properties as attributes (they stand in its text)" if payload.details.get("attributes") else "",
            f"{len(gallery)} image{'s' if len(gallery) > 1 else ''} of its gallery" if gallery else "",
        ]
        missing = " and ".join(part for part in parts if part)
        return [NO_SHOP.format(missing)] if missing else []

    def post_remove(self, payload: PublishPayload, place: Place) -> PublishResult | None:
        """Take the post down. :returns: the draft that is left. :raises PublishError:"""
        agreed = payload.remote.agreed_hash if payload.remote else ""
        with errors.preparing():  # twice is once
            before = self.client.post_by_content_id(payload.content_id)
            if before is None:
                return None
            answer = self.client.post_remove(payload.content_id, to=self.there.on_unpublish)
        if answer.get("gone") or not answer.get("post_id"):
            return None
        is_known = bool(agreed) and text.is_but_for_state(before, agreed, OURS)
        return PublishResult(
            external_id=str(answer["post_id"]),
            url=str(answer.get("url") or ""),
            type=str(before.get("type") or ""),
            status=str(answer.get("status") or ""),
            state_hash=str(answer.get("hash") or "") if is_known else "",
            modified_at=moment(answer.get("modified_gmt")),
        )

    def post_find(self, payload: PublishPayload, place: Place) -> PublishResult | None:
        """The post of a content, in whatever state. :raises PublishError: it cannot be told."""
        with errors.preparing():
            post = self.client.post_by_content_id(payload.content_id)
        if post is None:
            return None
        has_seo = any((post.get("seo") or {}).values())
        return PublishResult(
            external_id=str(post["id"]),
            url=str(post.get("url") or ""),
            state="scheduled" if post.get("status") == "future" else "live",
            payload_hash=str(post.get("version") or "") if post.get("status") == "publish" else "",
            type=str(post.get("type") or ""),
            status=str(post.get("status") or ""),
            state_hash=str(post.get("hash") or ""),
            raw=str(post.get("content") or ""),
            modified_at=moment(post.get("modified_gmt")),
            warnings=(
                *([NO_SEO] if _has_seo(payload) and not has_seo else []),
                *self._left_out(payload, place),
            ),
        )

    def term_save(self, payload: PublishPayload, place: Place, pictures: Pictures) -> PublishResult:
        """Make the description of a term be the text. :raises PublishError:"""
        html = text.html_with_attachments(payload.html, payload.images, pictures.by_file)
        body: dict[str, Any] = {
            "taxonomy": place.name,
            "term_id": int(payload.external_id) if payload.external_id.isdecimal() else None,
            "name": payload.title,
            "slug": payload.slug,
            "html": html,
            "seo": {
                "title": payload.meta_title,
                "description": payload.meta_description,
                "focus_keyword": payload.focus_keyword,
            },
        }
        body["payload_hash"] = text.digest(body)
        if payload.remote is not None and payload.remote.raw.strip() and self.term_find(payload, place) is None:
            raise errors.term_has_text(payload.title)
        with errors.writing():
            try:
                answer = self.client.term_save(payload.content_id, body)
            except PlatformError as exc:
                if exc.remote_code != "igny8_term_unknown":
                    raise
                answer = self.client.term_save(payload.content_id, {**body, "term_id": None})  # it was deleted there
        return PublishResult(
            external_id=str(answer["term_id"]),
            url=str(answer.get("url") or ""),
            type=place.name,
            warnings=(*pictures.warnings, *(str(sentence) for sentence in answer.get("warnings") or ())),
        )

    def term_remove(self, payload: PublishPayload, place: Place) -> None:
        """Empty the description. :raises PublishError:"""
        with errors.preparing():
            self.client.term_remove(payload.content_id)

    def term_find(self, payload: PublishPayload, place: Place) -> PublishResult | None:
        """The term of a content. :raises PublishError: it cannot be told."""
        with errors.preparing():
            term = self.client.term_by_content_id(payload.content_id)
        return PublishResult(external_id=str(term["term_id"]), url=str(term.get("url") or "")) if term else None


def _has_seo(payload: PublishPayload) -> bool:
    return bool(payload.meta_title or payload.meta_description)


def terms_of(payload: PublishPayload, place: Place) -> dict[str, list[dict[str, str]]]:
    """Terms by taxonomy, as far as the post type has them. Without a category the website's default one stays."""
    found: dict[str, list[dict[str, str]]] = {}
    category = next((name for name in ("category", "product_cat") if name in place.taxonomies), "")
    categories = [*payload.categories, *(term for term in payload.terms if term.kind == "product_category")]
    if category and categories:
        found[category] = [{"name": term.name, "slug": term.slug} for term in categories]
    tags = next((name for name in ("post_tag", "product_tag") if name in place.taxonomies), "")
    if tags:
        found[tags] = [{"name": tag} for tag in payload.tags]
    for term in payload.terms:
        if term.kind == "attribute" and term.taxonomy in place.taxonomies:
            found.setdefault(term.taxonomy, []).append({"name": term.name, "slug": term.slug})
    return found
