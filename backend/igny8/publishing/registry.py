"""The one table of platforms, and who says which destinations a site has."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from igny8.publishing.base import Adapter, Permanent, PublishPayload, PublishResult, Target

Targets = Callable[[UUID], Iterable[Target]]
Prepare = Callable[[PublishPayload, Target], PublishPayload]


class Landed(Protocol):
    """Hears what an attempt left at a destination."""

    def __call__(
        self, payload: PublishPayload, target: Target, result: PublishResult | None, *, is_down: bool
    ) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """An adapter and what the product around it knows of its destinations."""

    adapter: Adapter
    targets: Targets
    prepare: Prepare | None = None
    landed: Landed | None = None


_platforms: dict[str, Platform] = {}


def register(
    adapter: Adapter, *, targets: Targets, prepare: Prepare | None = None, landed: Landed | None = None
) -> None:
    """Add a platform. All functions are called inside the tenant's scope and must not use the network.

    :param targets: answers the destinations of a site on this platform.
    :param prepare: completes a payload for one attempt: what the content is there already.
    :param landed: is told the outcome in the transaction that records it.
    :raises ValueError: when the platform is registered already.
    """
    if adapter.platform in _platforms:
        raise ValueError(f"The platform {adapter.platform} is registered twice.")
    _platforms[adapter.platform] = Platform(adapter=adapter, targets=targets, prepare=prepare, landed=landed)


def remove(platform: str) -> None:
    """Take a platform out again (tests and examples)."""
    _platforms.pop(platform, None)


def platforms() -> list[str]:
    """All platforms, sorted."""
    return sorted(_platforms)


def platform_of(destination: str) -> Platform:
    """The platform of a destination key: the part before the colon.

    :raises Permanent: when it is not installed.
    """
    name = destination.partition(":")[0]
    if name not in _platforms:
        raise Permanent("UNKNOWN_PLATFORM", f"Publishing to {name[:40]} is not installed.")
    return _platforms[name]


def adapter_for(destination: str) -> Adapter:
    """The adapter of a destination key. :raises Permanent: when the platform is not installed."""
    return platform_of(destination).adapter


def content_types_of(target: Target) -> frozenset[str]:
    """What can be published to a destination. :raises Permanent: when its platform is not installed."""
    own = target.content_types
    return adapter_for(target.key).capabilities.content_types if own is None else own


def targets_of(site_id: UUID) -> list[Target]:
    """Everywhere the site can publish to, by platform."""
    return [target for name in platforms() for target in _platforms[name].targets(site_id)]


def target_of(site_id: UUID, destination: str) -> Target | None:
    """The destination of this key, if the site (still) has it."""
    entry = _platforms.get(destination.partition(":")[0])
    found = entry.targets(site_id) if entry else ()
    return next((target for target in found if target.key == destination), None)
