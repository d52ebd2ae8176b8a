"""Connections and what was synchronised over them; the tenant scope of the account is open."""

from itertools import count
from typing import Any

from igny8.content.models import Content
from igny8.content.services.contents import content_create
from igny8.integration.engine.texts import ours_of
from igny8.integration.models import SiteIntegration, SyncConflict, SyncedItem, SyncRun
from igny8.integration.services.integrations import integration_create
from tests.factories.accounts import World

_number = count(1)
NOWHERE = "http://127.0.0.1:9"  # private, so nobody is called


def make_integration(world: World, **fields: Any) -> SiteIntegration:
    """The site's WordPress, or the one there is."""
    known = SiteIntegration.objects.filter(site_id=world.site_id).first()
    if known is not None:
        return known
    values = {"platform": "wordpress", "base_url": NOWHERE, "username": "editor", "app_password": "abcd efgh", **fields}
    return integration_create(site_id=world.site_id, **values)


def make_sync_run(world: World, **fields: Any) -> SyncRun:
    """A synchronisation that has ended, unless told otherwise."""
    values = {"kind": "full", "status": "succeeded", **fields}
    return SyncRun.objects.create(site_id=world.site_id, integration_id=make_integration(world).id, **values)


def make_synced_content(world: World, **fields: Any) -> Content:
    """A content that came from WordPress."""
    values = {"title": f"Tea {next(_number)}", "html": "<p>Pour the water a little below boiling.</p>", **fields}
    return content_create(site_id=world.site_id, source="wordpress", cause="sync", **values)


def make_item(world: World, *, content: Content | None = None, **fields: Any) -> SyncedItem:
    """A post of WordPress that is a content here."""
    content = content or make_synced_content(world)
    number = next(_number)
    values = {
        "space": "posts",
        "kind": "post",
        "remote_type": "post",
        "external_id": str(number),
        "content_id": content.id,
        "title": content.title,
        "url": f"{NOWHERE}/{number}/",
        "remote_hash": "h",
        "base_hash": "h",
        "base": ours_of(content).as_dict(),
        "base_version": content.current_version,
        **fields,
    }
    return SyncedItem.objects.create(site_id=world.site_id, integration_id=make_integration(world).id, **values)


def make_conflict(world: World, **fields: Any) -> SyncConflict:
    """A text that was changed on both sides."""
    content = make_synced_content(world)
    item = make_item(world, content=content, state="conflict", remote_hash="theirs")
    ours = ours_of(content).as_dict()
    values = {
        "item_id": item.id,
        "content_id": content.id,
        "title": content.title,
        "base": ours,
        "ours": ours,
        "ours_version": content.current_version,
        "theirs": {**ours, "html": "<p>Pour boiling water.</p>", "raw": "<p>Pour boiling water.</p>"},
        "theirs_hash": "theirs",
        **fields,
    }
    return SyncConflict.objects.create(site_id=world.site_id, integration_id=item.integration_id, **values)
