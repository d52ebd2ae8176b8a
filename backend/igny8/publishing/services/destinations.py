"""Where a site can publish to."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from igny8.accounts.selectors import site_facts
from igny8.core.errors import NotFound
from igny8.publishing import registry
from igny8.publishing.base import Capabilities, Check, Target


@dataclass(frozen=True, slots=True)
class Destination:
    """A destination and what it takes. ``check`` is None where only a call over the network could tell."""

    target: Target
    capabilities: Capabilities
    check: Check | None


def destination_names(pairs: Collection[tuple[UUID, str]]) -> dict[tuple[UUID, str], str]:
    """What to call destinations, given as site and key; one the site does not have any more goes by its platform."""
    known = {
        (site_id, t.key): t.name for site_id in {site_id for site_id, _ in pairs} for t in registry.targets_of(site_id)
    }
    gone = {pair: pair[1].partition(":")[0].replace("_", " ").capitalize() for pair in pairs}
    return gone | known


def destinations_of(*, site_id: UUID) -> list[Destination]:
    """The site's destinations, each with its capabilities. :raises NotFound: no such site."""
    if site_facts(site_id) is None:
        raise NotFound("No such site.")
    out = []
    for target in registry.targets_of(site_id):
        adapter = registry.adapter_for(target.key)
        capabilities = replace(adapter.capabilities, content_types=registry.content_types_of(target))
        out.append(Destination(target, capabilities, adapter.check(target) if capabilities.is_local else None))
    return out
