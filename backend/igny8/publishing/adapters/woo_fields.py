"""What of a product is written: everything of a new one, of one that is there only what we changed.

A product notes what we sent last (``_igny8_sent``). A text that is still as we sent it is ours to change; what the shop changed
since stays unless we changed the same text, and then nothing is sent. Prices, stock and SKU are never touched.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from typing import Any

from igny8.integration.platforms.woocommerce import products as woo
from igny8.integration.platforms.wordpress.texts import moment
from igny8.publishing.adapters import wordpress_errors as errors
from igny8.publishing.adapters.woo_terms import Attribute, key_of
from igny8.publishing.base import PublishPayload

SENT = "_igny8_sent"
FORM = "%Y-%m-%dT%H:%M:%S"
_HIDDEN = frozenset({"draft", "pending", "private", "trash"})
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How a product should be. Lists hold ids of the shop; ``seo`` meta fields of its SEO plugin by key."""

    texts: dict[str, str]
    slug: str
    date: str  # from when it is shown, ISO 8601 in GMT; empty: at once
    lists: dict[str, list[int]]
    attributes: list[Attribute]
    seo: dict[str, str]

    @property
    def status(self) -> str:
        return "future" if self.date else "publish"


def digest(text: str) -> str:
    """A text in a few letters, the same for what WordPress writes another way."""
    return hashlib.sha256(_same_form(text).encode()).hexdigest()[:16]


def _same_form(text: str) -> str:
    return " ".join(unescape(text).split())


def sent_of(row: Row) -> dict[str, Any]:
    """What we sent last; empty when we never did."""
    try:
        found = json.loads(woo.meta_of(row).get(SENT, ""))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def new_fields(payload: PublishPayload, wanted: Wanted, *, slug: str) -> dict[str, Any]:
    """A new product. :param slug: free in the shop."""
    fields: dict[str, Any] = {"type": "simple", "status": wanted.status, "slug": slug, **_filled(wanted.texts)}
    if wanted.date:
        fields["date_created_gmt"] = wanted.date
    fields |= {name: [{"id": n} for n in ids] for name, ids in wanted.lists.items() if ids}
    if wanted.attributes:
        fields["attributes"] = [_attribute(one, position=n) for n, one in enumerate(wanted.attributes)]
    meta = {woo.CONTENT_ID: payload.content_id, woo.PAYLOAD_HASH: payload.hash, **wanted.seo}
    return fields | {"meta_data": _meta({**meta, SENT: _note(wanted, wanted.status)})}


def changed_fields(payload: PublishPayload, wanted: Wanted, row: Row, *, is_pulled_by_plugin: bool) -> dict[str, Any]:
    """What has to be written for a product to be as wanted; nothing when it is.

    :param is_pulled_by_plugin: the agreed state has the plugin's name, which cannot be told from here; its text can.
    :raises ActionRequired: the same was changed on both sides.
    """
    sent, remote = sent_of(row), payload.remote
    agreed = remote.agreed_hash if remote else ""
    is_known = bool(agreed) and agreed == woo.product_hash(row)
    is_seen = is_known or (is_pulled_by_plugin and _is_agreed(payload, row))
    fields: dict[str, Any] = {**_texts(payload, wanted, row, sent, is_known=is_known, is_seen=is_seen)}
    fields |= _status(wanted, row, sent, is_free=is_seen or not agreed)
    if (sent.get("slug") not in (None, wanted.slug)) or row.get("status") == "trash":
        fields["slug"] = wanted.slug
    for name, ids in wanted.lists.items():
        merged = _merged(ids, list(sent.get(name) or []), woo.ids_of(row, name))
        if merged is not None:
            fields[name] = [{"id": n} for n in merged]
    attributes = _attributes(wanted.attributes, dict(sent.get("attributes") or {}), row)
    if attributes is not None:
        fields["attributes"] = attributes
    known = woo.meta_of(row)
    status = fields.get("status") or str(row.get("status"))
    meta = {
        woo.CONTENT_ID: payload.content_id,
        woo.COPY_MARK: str(row.get("id")),
        woo.PAYLOAD_HASH: payload.hash,
        SENT: _note(wanted, status),
        **{key: value for key, value in wanted.seo.items() if (sent.get("seo") or {}).get(key) != digest(value)},
    }
    different = {key: value for key, value in meta.items() if known.get(key) != value}
    return fields | ({"meta_data": _meta(different)} if different else {})


def _is_agreed(payload: PublishPayload, row: Row) -> bool:
    """Whether the text there is the one both sides agreed on."""
    return payload.remote is not None and digest(str(row.get("description") or "")) == digest(payload.remote.raw)


def _texts(
    payload: PublishPayload, wanted: Wanted, row: Row, sent: Row, *, is_known: bool, is_seen: bool
) -> dict[str, str]:
    remote, fields = payload.remote, {}
    for name, text in _filled(wanted.texts).items():
        there = str(row.get(name) or "")
        is_agreed = name == "description" and _is_agreed(payload, row)
        is_same_here = is_agreed and remote is not None and remote.html == payload.html
        if digest(text) == digest(there) or is_same_here:
            continue
        is_sent = sent.get(name) == digest(text) and not is_agreed
        if is_sent and (not is_known or name == "short_description"):
            continue  # we changed nothing here; what the shop made of it stays
        is_untouched = is_agreed or is_seen or sent.get(name) == digest(there)
        if not is_untouched and remote is not None and remote.agreed_hash and name != "short_description":
            raise errors.changed_there()
        fields[name] = text
    return fields


def _status(wanted: Wanted, row: Row, sent: Row, *, is_free: bool) -> dict[str, str]:
    """:param is_free: nobody changed the product since both sides agreed."""
    there = str(row.get("status") or "")
    if there == wanted.status:
        is_moved = bool(wanted.date) and wanted.date != str(row.get("date_created_gmt"))
        return {"date_created_gmt": wanted.date} if is_moved else {}
    if there == "publish":
        return {}  # visitors see it already; its text is not taken from them again
    if there in _HIDDEN and not is_free and sent.get("status") in {"publish", "future"}:
        raise errors.changed_there()  # the shop took it off the shelf
    made = moment(row.get("date_created_gmt"))
    fields = {"status": wanted.status}
    if wanted.date:
        fields["date_created_gmt"] = wanted.date
    elif made is not None and made > datetime.now(UTC):
        fields["date_created_gmt"] = datetime.now(UTC).strftime(FORM)
    return fields


def _merged(wanted: list[int], sent: list[int], there: list[int]) -> list[int] | None:
    """Ours, then what the shop added itself; None when it is so already."""
    if wanted == sent:
        return None
    merged = [*wanted, *(n for n in there if n not in sent and n not in wanted)]
    return None if merged == there else merged


def _attributes(wanted: Iterable[Attribute], sent: Row, row: Row) -> list[dict[str, Any]] | None:
    """All attributes of the product after the change; the ones its variants differ in are only added to."""
    ours = {one.key: one for one in wanted}
    if {key: list(one.options) for key, one in ours.items()} == sent:
        return None
    there = [one for one in row.get("attributes") or [] if isinstance(one, dict)]
    kept: list[dict[str, Any]] = []
    for one in there:
        same = {name: one.get(name) for name in ("id", "name", "position", "visible", "variation", "options")}
        key = key_of(int(one.get("id") or 0), str(one.get("name") or ""))
        mine, is_variant = ours.pop(key, None), bool(one.get("variation"))
        if mine is not None:
            options = list(one.get("options") or [])
            same["options"] = (
                [*options, *(o for o in mine.options if o not in options)] if is_variant else list(mine.options)
            )
        elif key in sent and not is_variant:
            continue
        kept.append(same)
    kept += [_attribute(one, position=len(kept) + n) for n, one in enumerate(ours.values())]
    before = [(one.get("id"), one.get("name"), one.get("options")) for one in there]
    return None if [(one["id"], one["name"], one["options"]) for one in kept] == before else kept


def _attribute(one: Attribute, *, position: int) -> dict[str, Any]:
    return {"id": one.id, "name": one.name, "position": position, "visible": True, "options": list(one.options)}


def _note(wanted: Wanted, status: str) -> str:
    note = {
        **{name: digest(text) for name, text in _filled(wanted.texts).items()},
        **wanted.lists,
        "slug": wanted.slug,
        "status": status,
        "attributes": {one.key: list(one.options) for one in wanted.attributes},
        "seo": {key: digest(value) for key, value in wanted.seo.items()},
    }
    return json.dumps(note, sort_keys=True, separators=(",", ":"))


def status_noted(row: Row, status: str) -> list[dict[str, str]]:
    """The meta fields that say in which state we left a product."""
    return _meta({SENT: json.dumps({**sent_of(row), "status": status}, sort_keys=True, separators=(",", ":"))})


def _filled(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text.strip()}


def _meta(values: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"key": key, "value": value} for key, value in values.items()]
