"""WordPress: through the IGNY8 plugin where it is connected, else with an application password.

Whatever is lost on the way, one content is one post: the plugin recognises our id under a lock; without it the text carries a
mark that is looked for before anything is made a second time.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from igny8.core.http import Timeouts
from igny8.integration.platforms.woocommerce.client import WooClient
from igny8.integration.platforms.wordpress.bridge import BridgeClient
from igny8.integration.platforms.wordpress.core_rest import CoreClient
from igny8.integration.platforms.wordpress.doctor import examine
from igny8.integration.platforms.wordpress.places import Place
from igny8.integration.platforms.wordpress.wire import Wire
from igny8.publishing.adapters.wordpress_bridge import BridgeWay
from igny8.publishing.adapters.wordpress_core import CoreWay
from igny8.publishing.adapters.wordpress_pictures import Attachment, File, Pictures, pictures_upload
from igny8.publishing.adapters.wordpress_shop import NoLibrary, ShopWay
from igny8.publishing.adapters.wordpress_there import There
from igny8.publishing.base import Capabilities, Check, PublishPayload, PublishResult, Target

CONTENT_TYPES = frozenset({"post", "page", "product", "service", "category", "taxonomy"})
TIMEOUTS = Timeouts(connect_s=5.0, read_s=45.0, write_s=45.0, total_s=60.0)


class Way(Protocol):
    """How one WordPress is spoken to. Every method but ``held`` and ``upload`` raises ``PublishError``."""

    def held(self, sums: Sequence[str]) -> Mapping[str, Attachment]:
        """Which images are certainly in the media library, by SHA-256. :raises PlatformError:"""
        ...

    def upload(self, file: File) -> Attachment:
        """An image into the media library, twice is once. :raises PlatformError:"""
        ...

    def post_save(self, payload: PublishPayload, place: Place, pictures: Pictures) -> PublishResult: ...

    def post_remove(self, payload: PublishPayload, place: Place) -> PublishResult | None: ...

    def post_find(self, payload: PublishPayload, place: Place) -> PublishResult | None: ...

    def term_save(self, payload: PublishPayload, place: Place, pictures: Pictures) -> PublishResult: ...

    def term_remove(self, payload: PublishPayload, place: Place) -> None: ...

    def term_find(self, payload: PublishPayload, place: Place) -> PublishResult | None: ...


class WordPressAdapter:
    """Publishes to WordPress.

    :param storage: root of the files that pictures name. :param call_s: seconds all calls of one attempt may take.
    """

    platform = "wordpress"
    capabilities = Capabilities(content_types=CONTENT_TYPES, has_media=True, has_terms=True, has_schedule=True)

    def __init__(self, *, storage: Path, call_s: float = 110.0) -> None:
        self._storage = storage
        self._call_s = call_s

    def publish(self, payload: PublishPayload, target: Target) -> PublishResult:
        """Create or update the post, page or term of a content."""
        there = There.of(target)
        place = there.place(payload)
        with self._way(there, place, target) as way:
            pictures = pictures_upload(
                payload,
                self._storage,
                way,
                has_gallery=there.is_shop(place),
            )
            return (way.term_save if place.is_term else way.post_save)(payload, place, pictures)

    def unpublish(self, payload: PublishPayload, target: Target) -> PublishResult | None:
        """Take it down to a draft or to the trash, as the connection says; the text of a term is emptied."""
        there = There.of(target)
        place = there.place(payload)
        with self._way(there, place, target) as way:
            if not place.is_term:
                return way.post_remove(payload, place)
            way.term_remove(payload, place)
            return None

    def look_up(self, payload: PublishPayload, target: Target) -> PublishResult | None:
        """What is there of a content, in whatever state."""
        there = There.of(target)
        place = there.place(payload)
        with self._way(there, place, target) as way:
            return (way.term_find if place.is_term else way.post_find)(payload, place)

    def check(self, target: Target) -> Check:
        """Ask the connection doctor."""
        found = examine(There.of(target).connection)
        wrong = next((check for check in found.checks if not check.ok), None)
        return Check(ok=wrong is None, problem=f"{wrong.sentence} {wrong.cure}".strip() if wrong else "")

    @contextmanager
    def _way(self, there: There, place: Place, target: Target) -> Iterator[Way]:
        there.require_credentials()
        ends_at = time.monotonic() + self._call_s
        with Wire(allow_private=there.connection.allow_private, timeouts=TIMEOUTS, ends_at=ends_at) as wire:
            bridge = BridgeWay(BridgeClient(there.connection, wire), there)
            core = CoreWay(CoreClient(there.connection, wire), there)
            way: Way = bridge if there.has_bridge else core
            if there.is_shop(place):
                library = NoLibrary() if there.connection.has_keys and not there.has_bridge else way
                way = ShopWay(WooClient(there.connection, wire), target, library)
            yield way
