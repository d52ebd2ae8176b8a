"""What the adapter is told of one WordPress, and who there wrote a text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from igny8.integration.platforms.wordpress.connection import Connection
from igny8.integration.platforms.wordpress.places import Place
from igny8.publishing.base import ActionRequired, Byline, Permanent, PublishPayload, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """One WordPress as ``Target.config`` describes it.

    ``rest_bases`` are the REST routes by post type, ``authors`` the users who may be named as such, ``author_id`` the one
    for texts whose author is none of them; ``on_unpublish`` is draft or trash.
    """

    connection: Connection
    places: Mapping[str, Place] = field(default_factory=dict)
    rest_bases: Mapping[str, str] = field(default_factory=dict)
    taxonomy_bases: Mapping[str, str] = field(default_factory=dict)
    authors: tuple[Mapping[str, Any], ...] = ()
    author_id: str = ""
    on_unpublish: str = "draft"
    has_woocommerce: bool = False
    seo_plugin: str = ""

    @classmethod
    def of(cls, target: Target) -> "There":
        """Read a destination's configuration."""
        return cls(**{name: target.config[name] for name in cls.__slots__ if name in target.config})

    def is_shop(self, place: Place) -> bool:
        """Whether WooCommerce's own API is asked: always for products, and for their categories where no plugin is."""
        if not self.has_woocommerce or not (self.connection.has_password or self.connection.has_keys):
            return False
        return place.name == "product" or (place.name == "product_cat" and not self.has_bridge)

    @property
    def has_bridge(self) -> bool:
        return bool(self.connection.secret)

    def require_credentials(self) -> None:
        """:raises ActionRequired: there is nothing to sign in with."""
        if not (self.has_bridge or self.connection.has_password or self.connection.has_keys):
            raise ActionRequired(
                "NO_CREDENTIALS",
                "Nothing is stored to sign in with. Connect the IGNY8 plugin, or enter an application password.",
            )

    def place(self, payload: PublishPayload) -> Place:
        """Where a content goes. :raises Permanent: this WordPress has no place for its type."""
        found = self.places.get(payload.content_type)
        if found is None:
            raise Permanent("TYPE_NOT_TAKEN", f"This WordPress has nothing that holds a {payload.content_type}.")
        return found

    def rest_base(self, post_type: str) -> str:
        """The REST route of a post type."""
        known = {"post": "posts", "page": "pages"}
        return self.rest_bases.get(post_type) or known.get(post_type, post_type)

    def author_of(self, byline: Byline | None) -> int:
        """The user a text is by: of the same slug or name, else the one that was chosen; 0 for whoever signs in."""
        wanted = {byline.slug.casefold(), byline.name.casefold()} - {""} if byline else set()
        for name in ("slug", "name"):
            for row in self.authors:
                if str(row.get(name, "")).casefold() in wanted:
                    return _number(row.get("id"))
        return _number(self.author_id)


def _number(value: Any) -> int:
    text = str(value or "")
    return int(text) if text.isdecimal() else 0
