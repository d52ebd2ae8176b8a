"""The one table of platforms, and who says which destinations a site has."""

from collections.abc import Callable, Iterable
from uuid import UUID

from igny8.publishing.base import Adapter, Permanent, Target

Targets = Callable[[UUID], Iterable[Target]]
_adapters: dict[str, tuple[Adapter, Targets]] = {}


def register(adapter: Adapter, *, targets: Targets) -> None:
    """Add a platform.

    :param targets: answers the destinations of a site on this platform; called inside the tenant's scope.
    :raises ValueError: when the platform is registered already.
    """
    if adapter.platform in _adapters:
        raise ValueError(f"The platform {adapter.platform} is registered twice.")
    _adapters[adapter.platform] = (adapter, targets)


def remove(platform: str) -> None:
    """Take a platform out again (tests and examples)."""
    _adapters.pop(platform, None)


def platforms() -> list[str]:
    """All platforms, sorted."""
    return sorted(_adapters)


def adapter_for(destination: str) -> Adapter:
    """The adapter of a destination key: the part before the colon names the platform.

    :raises Permanent: when the platform is not installed.
    """
    platform = destination.partition(":")[0]
    if platform not in _adapters:
        raise Permanent("UNKNOWN_PLATFORM", f"Publishing to {platform[:40]} is not installed.")
    return _adapters[platform][0]


def targets_of(site_id: UUID) -> list[Target]:
    """Everywhere the site can publish to, by platform."""
    return [target for name in platforms() for target in _adapters[name][1](site_id)]


def target_of(site_id: UUID, destination: str) -> Target | None:
    """The destination of this key, if the site (still) has it."""
    entry = _adapters.get(destination.partition(":")[0])
    found = entry[1](site_id) if entry else ()
    return next((target for target in found if target.key == destination), None)
