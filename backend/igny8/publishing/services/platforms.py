"""The platforms this product publishes to by itself."""

from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings

from igny8.accounts.selectors import site_facts
from igny8.core.embedded.fault import ServiceError
from igny8.core.embedded.node import node_bin
from igny8.publishing import constants as c
from igny8.publishing import registry
from igny8.publishing.adapters.igny8_sites import SitesAdapter
from igny8.publishing.adapters.wordpress import WordPressAdapter
from igny8.publishing.base import Target
from igny8.publishing.services.wordpress import wordpress_landed, wordpress_prepare, wordpress_targets

HOSTED = frozenset({c.IGNY8_SITES, "multi"})


def sites_targets(site_id: UUID) -> Iterable[Target]:
    """A site has itself as a destination where we host it."""
    facts = site_facts(site_id)
    if facts is None or facts["hosting_type"] not in HOSTED:
        return []
    return [Target(key=c.IGNY8_SITES, platform=c.IGNY8_SITES, name="IGNY8 Sites", site_id=str(site_id))]


def node_program() -> Path | None:
    """The Node the renderer runs on; None when it is not installed."""
    try:
        return node_bin() / "node"
    except ServiceError:
        return None


def install() -> None:
    """Register what is built in, once a process."""
    if c.IGNY8_SITES not in registry.platforms():
        adapter = SitesAdapter(
            node=node_program(),
            program=Path(settings.ROOT) / "sites" / "dist" / "render.js",
            data=Path(settings.SITES_DATA),
            timeout_s=c.RENDER_SECONDS,
        )
        registry.register(adapter, targets=sites_targets)
    if WordPressAdapter.platform not in registry.platforms():
        registry.register(
            WordPressAdapter(storage=Path(settings.STORAGE_ROOT)),
            targets=wordpress_targets,
            prepare=wordpress_prepare,
            landed=wordpress_landed,
        )
