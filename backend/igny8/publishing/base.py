"""What publishing and its adapters say to each other. Plain Python: dataclass in, dataclass out, three kinds of error.

``docs/guides/add-a-publishing-adapter.md`` shows how an adapter is written on this.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Protocol, runtime_checkable


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A category, tag, product category or attribute.

    ``kind`` says which, ``taxonomy`` what the destination calls it (``pa_colour``) where that is known.
    """

    slug: str
    name: str
    description: str = ""
    kind: str = "category"
    taxonomy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """The author a reader sees."""

    slug: str
    name: str
    bio: str = ""
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image; ``file`` is relative to the storage root, sizes are pixels."""

    file: str
    alt: str = ""
    caption: str = ""
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """What a content is at its destination, and the state both sides agreed on last.

    ``type`` is the destination's own name of its kind, ``agreed_hash`` its name of the state, ``raw`` the text as it is stored
    there, ``html`` the same text as we had it. ``author`` is its id of the author our last version went with, 0 for whoever
    signs in, empty where that is not known.
    """

    external_id: str
    type: str = ""
    agreed_hash: str = ""
    raw: str = ""
    html: str = ""
    slug: str = ""
    author: str = ""


#: Not part of what readers see, or only known while an attempt is made.
_UNHASHED = ("published_at", "updated_at", "external_id", "version", "scheduled_for", "dashboard_url", "remote")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishPayload:
    """One version of one content, ready to be sent.

    ``key`` names the content for ever: publishing the same key twice leaves one remote object. ``external_id`` is what the
    destination called it, empty when it is not known to be there. Moments are ISO 8601 with an offset. ``scheduled_for``: the
    destination shows it from then on; at once when empty or past. ``terms`` are those besides categories and tags,
    ``details`` what only this content type has. ``remote`` is filled for an attempt and never stored.
    """

    key: str
    content_id: str
    version: int
    title: str
    slug: str
    html: str
    published_at: str
    excerpt: str = ""
    meta_title: str = ""
    meta_description: str = ""
    updated_at: str = ""
    author: Byline | None = None
    categories: tuple[Term, ...] = ()
    tags: tuple[str, ...] = ()
    image: Picture | None = None
    images: tuple[Picture, ...] = ()
    schema_type: str = "BlogPosting"
    content_type: str = "post"
    language: str = ""
    provenance_model: str = ""
    provenance_note: str = ""
    external_id: str = ""
    task_id: str = ""
    focus_keyword: str = ""
    terms: tuple[Term, ...] = ()
    details: dict[str, Any] = field(default_factory=dict)
    scheduled_for: str = ""
    dashboard_url: str = ""
    remote: Remote | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values; ``from_json`` reads them."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plain

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "PublishPayload":
        """Read what ``to_json`` wrote."""
        values = dict(data)
        author = values.get("author")
        values["author"] = Byline(**(author | {"same_as": tuple(author["same_as"])})) if author else None
        values["categories"] = tuple(Term(**term) for term in values.get("categories", ()))
        values["tags"] = tuple(values.get("tags", ()))
        values["image"] = Picture(**values["image"]) if values.get("image") else None
        values["images"] = tuple(Picture(**image) for image in values.get("images", ()))
        values["terms"] = tuple(Term(**term) for term in values.get("terms", ()))
        values["remote"] = Remote(**values["remote"]) if values.get("remote") else None
        return cls(**values)

    @property
    def hash(self) -> str:
        """SHA-256 of what readers see; dates and the destination's own id do not count as a change.

        Empty values are left out, so that a field of a later release does not make every page look changed.
        """
        data = {name: value for name, value in self.to_json().items() if name not in _UNHASHED and value}
        return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A destination of a site. ``key`` is stored in records (``igny8_sites``, ``wordpress:<id>``); ``config`` holds what the
    adapter needs to reach it, secrets included, and is never stored or shown. ``content_types``: what it takes, where that is
    another matter than what its platform could take."""

    key: str
    platform: str
    name: str
    site_id: str
    config: dict[str, Any] = field(default_factory=dict, repr=False)
    content_types: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishResult:
    """What is at the destination now.

    ``payload_hash`` only where the destination keeps it: it spares a second update. ``state`` is live, or scheduled where the
    destination shows it by itself later on. ``type``, ``status``, ``state_hash``, ``raw`` and ``modified_at`` are the
    destination's own words, ``warnings`` sentences about what it did not take.
    """

    external_id: str
    url: str
    state: str = "live"
    payload_hash: str = ""
    published_at: datetime | None = None
    type: str = ""
    status: str = ""
    state_hash: str = ""
    raw: str = ""
    modified_at: datetime | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Whether a destination can be published to; ``problem`` says what is wrong and what to do."""

    ok: bool
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a destination takes. ``has_schedule``: it takes a content ahead of its time and shows it by itself.
    ``is_whole_site``: it is published as a whole, many contents in one deployment.
    ``is_local``: its check needs no network, so that a list may show it."""

    content_types: frozenset[str]
    has_media: bool = False
    has_terms: bool = False
    has_schedule: bool = False
    is_whole_site: bool = False
    is_local: bool = False


class PublishError(Exception):
    """Base of what an adapter may raise. The destination did **not** do what was asked.

    :param code: machine readable, upper case. :param sentence: what happened and what to do, for a person; no secrets.
    :param retry_after_s: seconds the destination asked to wait.
    """

    kind: ClassVar[str] = "permanent"

    def __init__(self, code: str, sentence: str, *, retry_after_s: float | None = None) -> None:
        self.code = code[:60]
        self.sentence = sentence[:600]
        self.retry_after_s = retry_after_s
        super().__init__(f"{code}: {sentence}")


class Retry(PublishError):
    """The same call may succeed later: busy, rate limited, not reachable."""

    kind = "retry"


class ActionRequired(PublishError):
    """A person must do something first: wrong key, missing right, REST switched off."""

    kind = "action_required"


class Permanent(PublishError):
    """This content will never be taken as it is."""

    kind = "permanent"


class UnknownOutcome(PublishError):
    """The call was sent and no answer came: it may have taken effect. Only ``look_up`` tells."""

    kind = "unknown"


@runtime_checkable
class Adapter(Protocol):
    """One platform. Calls may use the network, hold no transaction and must end within ``constants.CALL_SECONDS``."""

    platform: str
    capabilities: Capabilities

    def publish(self, payload: PublishPayload, target: Target) -> PublishResult:
        """Create the object, or update it when ``payload.external_id`` is given.

        :raises PublishError: one of its kinds; anything that may have arrived without an answer is UnknownOutcome.
        """
        ...

    def unpublish(self, payload: PublishPayload, target: Target) -> PublishResult | None:
        """Take it down. Already gone is success. :returns: what is still there (a draft), if anything. :raises PublishError:"""
        ...

    def look_up(self, payload: PublishPayload, target: Target) -> PublishResult | None:
        """The object of ``payload.key``, or None when there is certainly none. :raises PublishError: when it cannot be told."""
        ...

    def check(self, target: Target) -> Check:
        """Whether the destination can be published to now. Never raises for what may be wrong there."""
        ...
