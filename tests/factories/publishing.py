"""Contents that may be published, and what became of them."""

from itertools import count
from typing import Any
from uuid import UUID

from igny8.accounts.services.sites import site_update
from igny8.content.services.approval import content_approve
from igny8.content.services.contents import content_create
from igny8.core.tenancy import tenant
from igny8.publishing.models import DeploymentRecord, PublishingRecord
from igny8.publishing.services.publications import content_publish
from igny8.publishing.services.work import destination_work
from tests.factories.accounts import World

_number = count(1)
TEXT = "<p>Grind the beans just before you brew, because ground coffee loses its scent within the hour.</p>"


def make_article(world: World, *, title: str = "", html: str = TEXT, is_approved: bool = True, **fields: Any) -> UUID:
    """A content with a text; the tenant scope is opened here."""
    with tenant(world.account_id):
        title = title or f"Coffee for beginners {next(_number)}"
        content = content_create(site_id=world.site_id, title=title, html=html, **fields)
        if is_approved:
            content_approve(content_id=content.id)
        return content.id


def publish(world: World, *content_ids: UUID, **options: Any) -> list[PublishingRecord]:
    """Ask for publication."""
    with tenant(world.account_id):
        return content_publish(content_ids=content_ids, **options)


def work(world: World, destination: str = "igny8_sites") -> int:
    """What a worker does with a hint."""
    return destination_work(account_id=world.account_id, site_id=world.site_id, destination=destination)


def published(world: World, **fields: Any) -> UUID:
    """A content that is live on the site."""
    content_id = make_article(world, **fields)
    publish(world, content_id)
    work(world)
    return content_id


def record_of(world: World, content_id: UUID, destination: str = "igny8_sites") -> PublishingRecord:
    with tenant(world.account_id):
        return PublishingRecord.objects.get(content_id=content_id, destination=destination)


def deployments(world: World) -> list[tuple[int, str]]:
    """Versions of the site and their states, oldest first."""
    with tenant(world.account_id):
        rows = DeploymentRecord.objects.filter(site_id=world.site_id).order_by("version")
        return list(rows.values_list("version", "status"))


def change_site(world: World, **changes: Any) -> None:
    with tenant(world.account_id):
        site_update(site_id=world.site_id, changes=changes)


def make_publication(world: World) -> Any:
    """Id of a record; the scope of the world is open."""
    return publish(world, make_article(world))[0].id


def make_deployment(world: World) -> Any:
    """Id of a deployment; the scope of the world is open."""
    return DeploymentRecord.objects.create(site_id=world.site_id, version=1, status="failed").id
