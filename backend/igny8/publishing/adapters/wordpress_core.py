"""Publishing with an application password only, through WordPress's own REST API.

It knows no idempotent call, so a text carries a mark with our id. What may have been made is looked for by that mark before
anything is made again; what is there is read before it is changed, and left alone when somebody else changed it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from igny8.integration.base import PlatformError
from igny8.integration.platforms.items import RemotePost
from igny8.integration.platforms.wordpress.core_rest import CoreClient
from igny8.integration.platforms.wordpress.core_source import STATES, mark_of, post_of
from igny8.integration.platforms.wordpress.places import Place
from igny8.integration.platforms.wordpress.texts import plain
from igny8.publishing.adapters import wordpress_errors as errors
from igny8.publishing.adapters import wordpress_text as text
from igny8.publishing.adapters.wordpress_bridge import OURS
from igny8.publishing.adapters.wordpress_core_media import CoreMedia
from igny8.publishing.adapters.wordpress_core_terms import CoreTerms
from igny8.publishing.adapters.wordpress_pictures import Attachment, File, Pictures
from igny8.publishing.adapters.wordpress_there import There
from igny8.publishing.base import PublishPayload, PublishResult

SLUGS_TRIED = 20  # WordPress numbers a slug that is taken: tea, tea-2, tea-3
_GONE = frozenset({404, 410})
NO_SEO = (
    "Without the IGNY8 plugin WordPress does not take titles and descriptions for search engines. Install the plugin, or enter "
    "them there."
)


@dataclass(slots=True)
class CoreWay:
    """Calls to one WordPress without the plugin."""

    client: CoreClient
    there: There

    def post_save(self, payload: PublishPayload, place: Place, pictures: Pictures) -> PublishResult:
        """Make the post be as the payload says. :raises PublishError:"""
        kind, before = self._before(payload, place)
        with errors.preparing():
            terms, warnings = CoreTerms(self.client, self.there).of_post(payload, place)
        with errors.preparing():
            chosen = self._image(payload, pictures, before) | self._author(payload, before)
        body = self._body(payload, place, pictures, before) | chosen | terms
        is_same = before is not None and _is_same(before, body)
        if before is not None and not is_same and not _is_agreed(before, kind, payload):
            raise errors.changed_there()
        route = f"/wp/v2/{self.there.rest_base(kind)}"
        if before is None:
            with errors.writing():
                after = self.client.object_save(route, body)
        elif is_same:
            after = before
        else:
            with errors.writing():
                after = self.client.object_save(f"{route}/{before['id']}", body)
        warnings += pictures.warnings
        if payload.meta_title or payload.meta_description:
            warnings.append(NO_SEO)
        return _result(after, kind, warnings)

    def _before(self, payload: PublishPayload, place: Place) -> tuple[str, dict[str, Any] | None]:
        """The post as it is, if it is there, and its type. :raises ActionRequired: it was deleted for good."""
        there = payload.remote
        kind = (there.type if there else "") or place.name
        number = (there.external_id if there else "") or payload.external_id
        if not number:
            return kind, None
        agreed = there.agreed_hash if there else ""
        with errors.preparing():
            before = self._read(kind, number)
        if before is None:
            if agreed:
                raise errors.changed_there()
            return kind, None
        return kind, before

    def _read(self, kind: str, number: str) -> dict[str, Any] | None:
        try:
            return self.client.object_read(f"/wp/v2/{self.there.rest_base(kind)}/{number}")
        except PlatformError as exc:
            if exc.status in _GONE and exc.remote_code != "rest_no_route":
                return None
            raise

    def _body(
        self, payload: PublishPayload, place: Place, pictures: Pictures, before: Mapping[str, Any] | None
    ) -> dict[str, Any]:
        ahead = text.is_ahead(payload)
        body: dict[str, Any] = {
            "title": payload.title,
            "content": text.text_of(payload, place, pictures, is_marked=True),
            "excerpt": payload.excerpt,
            "slug": payload.slug,
            "status": "future" if ahead else "publish",
        }
        date = text.when(payload)
        if date is None and before is not None and before.get("status") != "publish":
            date = _past_date(before)
        if date is not None:
            body["date_gmt"] = date
        return body

    def _image(self, payload: PublishPayload, pictures: Pictures, before: Mapping[str, Any] | None) -> dict[str, int]:
        """The featured image; it goes where we have none any more and the one that is there came from us. One that the text
        shows as well may be somebody's choice and stays."""
        if pictures.featured is not None:
            return {"featured_media": pictures.featured.id}
        number = int((before or {}).get("featured_media") or 0)
        shown = {attachment.id for attachment in pictures.by_file.values()}
        if payload.image is not None or number in {0, *shown}:
            return {}
        return {"featured_media": 0} if CoreMedia(self.client).is_ours(number) else {}

    def _author(self, payload: PublishPayload, before: Mapping[str, Any] | None) -> dict[str, int]:
        """The author of a new post, or another one than before where nobody changed it there."""
        author, remote = self.there.author_of(payload.author), payload.remote
        if not author or remote is None:
            return {"author": author} if author else {}
        if before is None or remote.author in {"", str(author)} or before.get("author") == author:
            return {}
        given = int(remote.author) or int(self.client.me().get("id") or 0)
        return {"author": author} if before.get("author") == given else {}

    def post_remove(self, payload: PublishPayload, place: Place) -> PublishResult | None:
        """Take the post down. :returns: the draft that is left. :raises PublishError:"""
        kind, number = self._where(payload, place)
        if not number:
            return None
        route = f"/wp/v2/{self.there.rest_base(kind)}/{number}"
        agreed = payload.remote.agreed_hash if payload.remote else ""
        with errors.preparing():  # twice is once
            before = self._read(kind, number)
            if before is None or before.get("status") == "trash":
                return None
            if self.there.on_unpublish == "trash":
                self.client.call("DELETE", route)
                return None
            after = self.client.object_save(route, {"status": "draft"})
        is_known = bool(agreed) and _is_but_for_state(before, kind, agreed, OURS)
        found = _result(after, kind, [])
        return found if is_known else _without_hash(found)

    def _where(self, payload: PublishPayload, place: Place) -> tuple[str, str]:
        if payload.remote is not None:
            return payload.remote.type, payload.remote.external_id
        found = self.post_find(payload, place)
        return (found.type, found.external_id) if found else ("", "")

    def post_find(self, payload: PublishPayload, place: Place) -> PublishResult | None:
        """The post that carries our mark, in whatever state; None when there is certainly none.

        By slug, because a plugin may have replaced the search; by search, because a person may have changed the slug.

        :raises PublishError: it cannot be told.
        """
        kind = (payload.remote.type if payload.remote else "") or place.name
        slugs = ",".join([payload.slug, *(f"{payload.slug}-{n}" for n in range(2, SLUGS_TRIED + 1))])
        with errors.preparing():
            for asked in ({"slug": slugs}, {"search": payload.content_id}):
                for row in self._rows(kind, asked):
                    if mark_of(post_of(row, kind).raw) == payload.content_id:
                        return _result(row, kind, [])
        return None

    def held(self, sums: Sequence[str]) -> Mapping[str, Attachment]:
        """Nothing is asked ahead: each image is looked for as it is sent."""
        return {}

    def upload(self, file: File) -> Attachment:
        """An image into the media library, looked for before it is sent. :raises PlatformError:"""
        return CoreMedia(self.client).upload(file)

    def term_save(self, payload: PublishPayload, place: Place, pictures: Pictures) -> PublishResult:
        """Make the description of a term be the text. :raises PublishError:"""
        return CoreTerms(self.client, self.there).term_save(payload, place, pictures)

    def term_remove(self, payload: PublishPayload, place: Place) -> None:
        """Empty the description. :raises PublishError:"""
        CoreTerms(self.client, self.there).term_remove(payload, place)

    def term_find(self, payload: PublishPayload, place: Place) -> PublishResult | None:
        """The term of a content. :raises PublishError: it cannot be told."""
        return CoreTerms(self.client, self.there).term_find(payload, place)

    def _rows(self, kind: str, asked: Mapping[str, object]) -> Iterator[dict[str, Any]]:
        """Posts of a query in every state, the oldest first: a copy that somebody made comes after its original."""
        params = {"context": "edit", "status": STATES, "per_page": 100, "orderby": "id", "order": "asc", **asked}
        for page in range(1, 11):
            answer = self.client.rows(self.there.rest_base(kind), {**params, "page": page})
            rows = [row for row in answer.data if isinstance(row, dict)]
            yield from rows
            if len(rows) < 100:
                return


def _is_agreed(row: Mapping[str, Any], kind: str, payload: PublishPayload) -> bool:
    """Whether a post is as both sides agreed; that its moment came meanwhile and WordPress published it is no change."""
    agreed = payload.remote.agreed_hash if payload.remote else ""
    states = ["future"] if row.get("status") == "publish" else []
    return not agreed or post_of(row, kind).hash == agreed or _is_but_for_state(row, kind, agreed, states)


def _is_but_for_state(row: Mapping[str, Any], kind: str, agreed: str, states: Sequence[str]) -> bool:
    """Whether nothing changed since ``agreed`` but the state, which was one of ``states`` then."""
    return any(post_of({**row, "status": state}, kind).hash == agreed for state in states)


def _past_date(before: Mapping[str, Any]) -> str | None:
    """A date of a text that is to be shown at once, where its own is still to come: WordPress would wait for it."""
    found = post_of(before, "").published_at
    return text.gmt(datetime.now(UTC).isoformat()) if found is not None and found > datetime.now(UTC) else None


def _is_same(row: Mapping[str, Any], body: Mapping[str, Any]) -> bool:
    """Whether a post is already as it would be written: by a call whose answer was lost."""
    return all(_is_equal(name, row.get(name), value) for name, value in body.items())


def _is_equal(name: str, there: Any, ours: Any) -> bool:
    stored = there.get("raw") if isinstance(there, dict) else there
    if name == "content":
        return text.reads_the_same(str(stored or ""), str(ours))
    if isinstance(stored, str) and isinstance(ours, str):
        return plain(stored, 1000) == plain(ours, 1000)
    return bool((sorted(stored) if isinstance(stored, list) else stored) == ours)


def _result(row: Mapping[str, Any], kind: str, warnings: list[str]) -> PublishResult:
    post: RemotePost = post_of(row, kind)
    return PublishResult(
        external_id=post.id,
        url=post.url,
        state="scheduled" if post.status == "future" else "live",
        type=kind,
        status=post.status,
        state_hash=post.hash,
        raw=post.raw,
        modified_at=post.modified_at,
        warnings=tuple(warnings),
    )


def _without_hash(result: PublishResult) -> PublishResult:
    return replace(result, state_hash="")
