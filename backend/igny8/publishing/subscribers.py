"""Publishing hears what happens to sites and contents below it."""

from typing import Any
from uuid import UUID

from igny8.accounts.events import SiteUpdated
from igny8.content.events import ContentArchived
from igny8.core.errors import NotFound
from igny8.core.events import subscribe
from igny8.publishing.selectors import deployment_live
from igny8.publishing.services.deployments import NotHosted, deployment_request
from igny8.publishing.services.publications import content_unpublish

SHOWN = frozenset({"name", "slug", "domain", "locale", "timezone", "seo", "hosting_type"})  # on the pages of a site


@subscribe(SiteUpdated, name="publishing.deploy_changed_site")
def deploy_changed_site(payload: dict[str, Any]) -> None:
    """A site that is being served shows its new name, address or language."""
    site_id = UUID(payload["site_id"])
    if SHOWN & set(payload["fields"]) and deployment_live(site_id=site_id) is not None:
        try:
            deployment_request(site_id=site_id, reason="the site was changed")
        except NotHosted:
            return  # it moved elsewhere; what is served stays until it is unpublished


@subscribe(ContentArchived, name="publishing.take_down_archived")
def take_down_archived(payload: dict[str, Any]) -> None:
    """Archived content is not live anywhere."""
    try:
        content_unpublish(content_ids=[UUID(payload["content_id"])])
    except NotFound:
        return  # it never was
