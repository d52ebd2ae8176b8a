"""Reads of integrations, for the open scope only."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from igny8.content.base.sync_notes import SyncNote
from igny8.content.selectors import taxonomy_list
from igny8.integration.constants import ConflictStatus, ItemSpace, ItemState, Platform
from igny8.integration.models import SiteIntegration, SyncConflict, SyncedItem, SyncLogEntry, SyncRun


@dataclass(frozen=True, slots=True)
class RemoteObject:
    """What a content is on a platform: the id there, and the state both sides agreed on last."""

    integration_id: UUID
    content_id: UUID
    external_id: str
    url: str
    remote_type: str
    remote_status: str
    base_hash: str
    remote_hash: str
    state: str


def integration_list() -> QuerySet[SiteIntegration]:
    """Connections of the sites the actor may see."""
    return SiteIntegration.objects.all()


def integration_get(integration_id: UUID) -> SiteIntegration | None:
    """One connection."""
    return SiteIntegration.objects.filter(pk=integration_id).first()


def integrations_active(site_id: UUID, *, platform: str = Platform.WORDPRESS) -> list[SiteIntegration]:
    """The active connections of a site to a platform that can be signed in to, oldest first: where publishing may go."""
    rows = SiteIntegration.objects.filter(site_id=site_id, platform=platform, is_active=True)
    return list(rows.exclude(bridge_secret="", app_password="").order_by("id"))


def integration_states(integration_ids: set[UUID]) -> dict[UUID, dict[str, int]]:
    """How many conflicts are open and how many deletions wait for a person, by connection."""
    open_ = Q(state=ItemState.CONFLICT), Q(state=ItemState.REMOTE_DELETED)
    rows = (
        SyncedItem.objects.filter(open_[0] | open_[1], integration_id__in=integration_ids)
        .order_by()
        .values("integration_id")
        .annotate(conflicts=Count("id", filter=open_[0]), deletions=Count("id", filter=open_[1]))
    )
    return {row["integration_id"]: {"conflicts": row["conflicts"], "deletions": row["deletions"]} for row in rows}


def sync_run_list() -> QuerySet[SyncRun]:
    """Synchronisations."""
    return SyncRun.objects.all()


def sync_log_list() -> QuerySet[SyncLogEntry]:
    """What happened on the connections."""
    return SyncLogEntry.objects.all()


def item_list() -> QuerySet[SyncedItem]:
    """What was synchronised, without its texts."""
    return SyncedItem.objects.defer("base")


def conflict_list() -> QuerySet[SyncConflict]:
    """Conflicts, open and resolved, without their texts."""
    return SyncConflict.objects.defer("base", "ours", "theirs")


def conflict_get(conflict_id: UUID) -> SyncConflict | None:
    """A conflict with its texts."""
    return SyncConflict.objects.filter(pk=conflict_id).first()


def conflicts_open(integration_id: UUID) -> int:
    """How many wait for a person."""
    return SyncConflict.objects.filter(integration_id=integration_id, status=ConflictStatus.OPEN).count()


def content_sync_notes(content_ids: set[UUID]) -> dict[UUID, SyncNote]:
    """How contents stand with the websites they are on, by id. Of several websites the one that waits for a person tells."""
    items = SyncedItem.objects.filter(space=ItemSpace.POSTS, content_id__in=content_ids)
    items = items.exclude(state=ItemState.IGNORED).order_by("updated_at")
    rows = list(items.values_list("id", "content_id", "integration_id", "state"))
    fought = [row[0] for row in rows if row[3] == ItemState.CONFLICT]
    open_ = conflict_list().filter(item_id__in=fought, status=ConflictStatus.OPEN) if fought else ()
    conflicts = {row.item_id: row.id for row in open_}
    rows.sort(key=lambda row: row[3] in (ItemState.CONFLICT, ItemState.REMOTE_DELETED))
    return {
        content_id: SyncNote(state=state, integration_id=integration_id, conflict_id=conflicts.get(item_id))
        for item_id, content_id, integration_id, state in rows
        if content_id is not None
    }


def remote_object(*, integration_id: UUID, content_id: UUID) -> RemoteObject | None:
    """What a content is on a platform; None when it is not known to be there."""
    row = item_list().filter(integration_id=integration_id, content_id=content_id).first()
    return _remote(row) if row is not None else None


@dataclass(frozen=True, slots=True)
class RemoteFacts:
    """What publishing has to know before it sends: ``raw`` is the text as the platform stores it, ``html`` the same as we
    hold it. ``agreed_hash`` is empty where nothing is agreed on any more, because it was taken down or its deletion decided."""

    external_id: str
    remote_type: str
    agreed_hash: str
    raw: str
    html: str
    slug: str


def remote_facts(*, integration_id: UUID, content_id: UUID) -> RemoteFacts | None:
    """What a content is on a platform and what both sides agreed on; None when it is not known to be there."""
    rows = SyncedItem.objects.filter(integration_id=integration_id, space=ItemSpace.POSTS, content_id=content_id)
    row = rows.order_by("-updated_at").first()
    if row is None:
        return None
    is_over = row.state == ItemState.IGNORED
    return RemoteFacts(
        external_id=row.external_id,
        remote_type=row.remote_type,
        agreed_hash="" if is_over else row.base_hash,
        raw="" if is_over else str(row.base.get("raw", "")),
        html="" if is_over else str(row.base.get("html", "")),
        slug=str(row.base.get("slug", "")),
    )


def term_named(*, integration_id: UUID, taxonomy: str, name: str) -> RemoteFacts | None:
    """The platform's term of this name, with its description as last pulled; None when we have met none or several."""
    of_kind = SyncedItem.objects.filter(integration_id=integration_id, space=ItemSpace.TERMS, remote_type=taxonomy)
    found = list(of_kind.filter(title__iexact=name)[:2])
    if len(found) != 1:
        return None
    term = taxonomy_list().filter(pk=found[0].taxonomy_id).first()
    return RemoteFacts(
        external_id=found[0].external_id,
        remote_type=taxonomy,
        agreed_hash="",
        raw=term.description if term is not None else "",
        html="",
        slug=term.slug if term is not None else "",
    )


def term_external_ids(*, integration_id: UUID, taxonomy_ids: list[UUID]) -> dict[UUID, tuple[str, str]]:
    """What terms of ours are called there: (taxonomy, id) by our id."""
    rows = SyncedItem.objects.filter(integration_id=integration_id, taxonomy_id__in=taxonomy_ids)
    return {
        own: (taxonomy, ext) for own, taxonomy, ext in rows.values_list("taxonomy_id", "remote_type", "external_id")
    }


def _remote(row: Any) -> RemoteObject:
    return RemoteObject(
        integration_id=row.integration_id,
        content_id=row.content_id,
        external_id=row.external_id,
        url=row.url,
        remote_type=row.remote_type,
        remote_status=row.remote_status,
        base_hash=row.base_hash,
        remote_hash=row.remote_hash,
        state=row.state,
    )
