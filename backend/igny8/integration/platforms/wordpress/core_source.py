"""Pulling through WordPress's own REST API.

It knows no keyset, so pages are asked for by offset in the order of ids, each beginning with the last object of the page
before. Is it another one, something was deleted meanwhile and the part is begun again: nothing is missed, and what came in
already is recognised by its hash.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from igny8.integration.base import Permanent, PlatformError
from igny8.integration.platforms.items import Page, RemotePost, RemoteTerm, state_hash
from igny8.integration.platforms.wordpress.core_rest import CoreClient
from igny8.integration.platforms.wordpress.texts import html_of, moment, plain, safe
from igny8.integration.platforms.wordpress.wire import Answer

STATES = "publish,future,draft,pending,private,trash"
#: Types of WordPress itself that hold no articles.
INNER_TYPES = frozenset(
    {"attachment", "nav_menu_item", "wp_block", "wp_template", "wp_template_part", "wp_navigation", "wp_global_styles",
     "wp_font_family", "wp_font_face"}
)  # fmt: skip
INNER_TAXONOMIES = frozenset({"nav_menu", "wp_pattern_category", "link_category", "post_format", "wp_theme"})
#: A text published without the plugin carries this in the metadata of its first block, or in a comment.
_MARK = re.compile(r"\bigny8\W{1,5}([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b")


class CoreSource:
    """Posts, pages, custom types and terms that the REST API shows.

    :param types: post types to pull; all that hold articles when empty.
    """

    def __init__(self, client: CoreClient, *, types: tuple[str, ...] = (), per_page: int = 100) -> None:
        self._client = client
        self._types = types
        self._per_page = per_page

    def parts(self) -> list[str]:
        """``terms:<taxonomy>:<rest base>`` and ``posts:<type>:<rest base>``."""
        terms = [
            f"terms:{name}:{found['rest_base']}"
            for name, found in self._client.taxonomies().items()
            if name not in INNER_TAXONOMIES and isinstance(found, dict) and found.get("rest_base")
        ]
        posts = [
            f"posts:{name}:{found['rest_base']}"
            for name, found in self._client.types().items()
            if name not in INNER_TYPES and isinstance(found, dict) and found.get("rest_base")
            and (not self._types or name in self._types) and found.get("rest_namespace", "wp/v2") == "wp/v2"
        ]  # fmt: skip
        return terms + posts

    def total(self, part: str) -> int | None:
        kind, _, rest = part.partition(":")
        asked: dict[str, object] = {"status": STATES} if kind == "posts" else {"hide_empty": "false"}
        answer = self._rows(rest.partition(":")[2], {"context": "edit", "per_page": 1, "_fields": "id", **asked})
        return total_of(answer)

    def pull(self, part: str, *, cursor: str, modified_after: datetime | None) -> Page:
        kind, _, rest = part.partition(":")
        name, _, rest_base = rest.partition(":")
        state: dict[str, Any] = json.loads(cursor) if cursor else {"seen": 0, "last": ""}
        overlap = 1 if state["seen"] else 0
        params: dict[str, object] = {
            "context": "edit",
            "per_page": self._per_page,
            "offset": state["seen"] - overlap,
            "order": "asc",
            "orderby": "id",
        }
        if kind == "posts":
            params["status"] = STATES
            if modified_after is not None:
                params["modified_after"] = modified_after.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        else:
            params["hide_empty"] = "false"
        answer = self._rows(rest_base, params)
        rows = [row for row in answer.data if isinstance(row, dict)] if isinstance(answer.data, list) else None
        if rows is None:
            raise Permanent("LIST_UNREADABLE", "The website's answer holds no list.", status=answer.status)
        clock = answer.clock
        now = datetime.fromtimestamp(clock, UTC) if clock else None
        total = total_of(answer)
        if overlap and (not rows or str(rows[0].get("id")) != state["last"]):
            return Page(items=(), next=json.dumps({"seen": 0, "last": ""}), now=now)
        fresh = rows[overlap:]
        seen = state["seen"] + len(fresh)
        is_end = len(rows) < self._per_page or (total is not None and seen >= total)
        read = [post_of(row, name) for row in fresh] if kind == "posts" else [_term(row, name) for row in fresh]
        return Page(
            items=tuple(read),
            next="" if is_end else json.dumps({"seen": seen, "last": str(rows[-1].get("id"))}),
            total=total,
            now=now,
        )

    def _rows(self, rest_base: str, params: dict[str, object]) -> Answer:
        try:
            return self._client.rows(rest_base, params)
        except PlatformError as exc:
            # Who may not edit a type still reads what is public; trash and drafts are not for them.
            if exc.remote_code not in {"rest_forbidden_context", "rest_invalid_param", "rest_forbidden_status"}:
                raise
            reduced = {k: v for k, v in params.items() if k != "status"} | {"context": "view"}
            return self._client.rows(rest_base, reduced)


def total_of(answer: Answer) -> int | None:
    """How many objects a list has altogether, as WordPress says beside each of its pages."""
    text = answer.headers.get("x-wp-total", "")
    return int(text) if text.isdecimal() else None


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    if isinstance(value, dict):
        return safe(value["raw"] if "raw" in value else value.get("rendered"))
    return safe(value)


def _term(row: Mapping[str, Any], taxonomy: str) -> RemoteTerm:
    return RemoteTerm(
        id=str(row.get("id", ""))[:100],
        taxonomy=taxonomy,
        name=plain(row.get("name"), 200),
        slug=str(row.get("slug") or "")[:200],
        description=safe(row.get("description"))[:5000],
        parent=str(row.get("parent") or "")[:100].removeprefix("0"),
    )


def mark_of(raw: str) -> str:
    """The id of our content that a text is marked with, where we published it without the plugin; empty otherwise."""
    found = _MARK.search(raw)
    return found[1] if found else ""


def post_of(row: Mapping[str, Any], kind: str) -> RemotePost:
    """A post of the REST API in the form of all sources."""
    raw = _text(row, "content")
    ids = [n for value in row.values() if isinstance(value, list) for n in value if isinstance(n, int)]
    title, excerpt, slug = _text(row, "title"), _text(row, "excerpt"), str(row.get("slug") or "")
    status, featured = str(row.get("status") or "publish"), row.get("featured_media")
    return RemotePost(
        id=str(row.get("id", ""))[:100],
        type=kind,
        status=status[:20],
        slug=slug[:200],
        url=str(row.get("link") or "")[:2000],
        title=plain(title),
        raw=raw,
        html=html_of(raw),
        excerpt=excerpt[:5000],
        terms=tuple(
            RemoteTerm(id=str(n), taxonomy="", name="", slug="")
            for value in row.values()
            if isinstance(value, list)
            for n in value
            if isinstance(n, int)
        ),
        modified_at=moment(row.get("modified_gmt")),
        published_at=moment(row.get("date_gmt")),
        content_id=mark_of(raw),
        hash=state_hash(
            title=title,
            content=raw,
            excerpt=excerpt,
            slug=slug,
            status=status,
            terms=ids,
            featured=featured if isinstance(featured, int) else 0,
        ),
        is_trashed=status == "trash",
        is_product=kind == "product",
    )
