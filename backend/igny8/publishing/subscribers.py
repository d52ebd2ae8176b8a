"""Publishing hears what happens to sites and contents below it."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from igny8.accounts.events import SiteUpdated
from igny8.content.events import ContentArchived, ContentChanged
from igny8.core.errors import AppError, NotFound
from igny8.core.events import subscribe
from igny8.integration.events import ConflictResolved, DeletionDecided, IntegrationRemoved
from igny8.integration.selectors import integration_get, remote_object
from igny8.integration.services.sync_runs import sync_start
from igny8.publishing.events import ContentPublished, ContentUnpublished, PublicationFailed
from igny8.publishing.selectors import deployment_live
from igny8.publishing.services.again import content_publish_again, destination_removed, note_other_text
from igny8.publishing.services.deployments import NotHosted, deployment_request
from igny8.publishing.services.indexnow import content_changed
from igny8.publishing.services.publications import content_unpublish

ASK_AGAIN = frozenset({"CHANGED_THERE", "TERM_EXISTS"})  # what is there is not what we know
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


@subscribe(ContentChanged, name="publishing.note_text_of_website")
def note_text_of_website(payload: dict[str, Any]) -> None:
    """A change that was made on the website is what its visitors read: our last text is not."""
    if payload["cause"] == "sync":
        note_other_text(content_id=UUID(payload["content_id"]), version=payload["version"], platform="wordpress")


@subscribe(PublicationFailed, name="publishing.ask_for_conflict")
def ask_for_conflict(payload: dict[str, Any]) -> None:
    """Somebody changed it there: a synchronisation brings both texts side by side."""
    if payload["code"] not in ASK_AGAIN:
        return
    try:
        sync_start(integration_id=UUID(payload["destination"].partition(":")[2]))
    except AppError:
        return  # the connection was removed or switched off meanwhile


@subscribe(ConflictResolved, name="publishing.send_settled_text")
def send_settled_text(payload: dict[str, Any]) -> None:
    """Ours was chosen over a text that visitors read: it goes there."""
    if payload["resolution"] == "take_theirs":
        return
    ids = {"integration_id": UUID(payload["integration_id"]), "content_id": UUID(payload["content_id"])}
    row, there = integration_get(ids["integration_id"]), remote_object(**ids)
    if row is not None and there is not None and there.remote_status == "publish":
        content_publish_again(
            content_id=ids["content_id"], site_id=row.site_id, destination=row.destination, is_gone=False
        )


@subscribe(DeletionDecided, name="publishing.publish_deleted_again")
def publish_deleted_again(payload: dict[str, Any]) -> None:
    """What was deleted there is wanted back."""
    row = integration_get(UUID(payload["integration_id"]))
    if payload["choice"] == "republish" and row is not None:
        content_publish_again(
            content_id=UUID(payload["content_id"]), site_id=row.site_id, destination=row.destination, is_gone=True
        )


@subscribe(IntegrationRemoved, name="publishing.fail_what_waits")
def fail_what_waits(payload: dict[str, Any]) -> None:
    """Nothing can be sent over a connection that was removed."""
    destination_removed(destination=f"wordpress:{payload['integration_id']}")


@subscribe(ContentPublished, name="publishing.tell_search_engines_live")
def tell_search_engines_live(payload: dict[str, Any]) -> None:
    """Search engines are told of a page that is new or changed."""
    _tell_search_engines(payload, is_live=True)


@subscribe(ContentUnpublished, name="publishing.tell_search_engines_gone")
def tell_search_engines_gone(payload: dict[str, Any]) -> None:
    """Search engines are told of a page that is gone."""
    _tell_search_engines(payload, is_live=False)


def _tell_search_engines(payload: dict[str, Any], *, is_live: bool) -> None:
    with suppress(NotFound):  # the site was removed meanwhile
        content_changed(
            site_id=UUID(payload["site_id"]),
            content_id=UUID(payload["content_id"]),
            destination=payload["destination"],
            url=payload.get("url", ""),  # events of earlier releases have none
            is_live=is_live,
        )
