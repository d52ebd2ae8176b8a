"""Texts that come from a site's own platform: contents of ours, with the platform as their source.

A change made there is a version like any other, with the cause sync. Whether ours was changed too is for the caller to find out
before: nothing here overwrites what ``expected_version`` does not name.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from igny8.content.constants import ContentSource, ContentStatus, ContentType, VersionCause
from igny8.content.models import Content
from igny8.content.services.contents import content_archive, content_create, content_set_terms
from igny8.content.services.publication import content_mark_published, content_mark_unpublished
from igny8.content.services.versions import content_locked, content_save_version
from igny8.core.html import sanitize_html

UNTITLED = "(untitled)"


def html_as_stored(html: str) -> str:
    """``html`` as a content would hold it. :raises igny8.core.html.HtmlTooLarge: it would not."""
    return sanitize_html(html)


@transaction.atomic
def content_import(
    *,
    site_id: UUID,
    title: str,
    html: str,
    slug: str = "",
    content_type: str = ContentType.POST,
    source: str = ContentSource.WORDPRESS,
    meta_title: str = "",
    meta_description: str = "",
    primary_keyword: str = "",
    taxonomy_ids: Sequence[UUID] = (),
    is_live: bool = False,
    url: str = "",
    published_at: datetime | None = None,
    note: str = "",
) -> Content:
    """Make a content of an object of the platform; planning knows it as a page of the site from then on.

    :param is_live: visitors read it there, at ``url``. :raises NotFound: no such site or term. :raises InvalidInput: too large.
    """
    row = content_create(
        site_id=site_id,
        title=title or UNTITLED,
        html=html,
        slug=slug or title or UNTITLED,
        content_type=content_type,
        meta_title=meta_title,
        meta_description=meta_description,
        primary_keyword=primary_keyword,
        taxonomy_ids=taxonomy_ids,
        source=source,
        cause=VersionCause.SYNC,
        note=note,
    )
    if is_live:
        row = content_mark_published(content_id=row.id, url=url, published_at=published_at)
    return row


@transaction.atomic
def content_sync_version(
    *,
    content_id: UUID,
    title: str,
    html: str,
    meta_title: str | None = None,
    meta_description: str | None = None,
    expected_version: int | None = None,
    note: str = "",
) -> Content:
    """Take over a change made on the platform, as a version. Nothing different: no version.

    :param meta_title: None where the platform does not tell. :raises NotFound: :raises ContentIsArchived:
    :raises ContentChangedElsewhere: ours is not at ``expected_version`` any more. :raises InvalidInput: too large.
    """
    return content_save_version(
        content_id=content_id,
        cause=VersionCause.SYNC,
        title=title or UNTITLED,
        html=html,
        meta_title=meta_title,
        meta_description=meta_description,
        expected_version=expected_version,
        note=note,
    )


@transaction.atomic
def content_note_remote(
    *,
    content_id: UUID,
    destination: str,
    external_id: str,
    url: str,
    state: str,
    live_version: int | None = None,
    is_gone: bool = False,
    published_at: datetime | None = None,
    taxonomy_ids: Sequence[UUID] | None = None,
) -> Content:
    """Note what a content is on a platform.

    :param destination: ``<platform>:<integration id>``. :param state: of the synchronisation, for lists.
    :param live_version: the version visitors read there. :param is_gone: they read nothing of it there any more.
    :param taxonomy_ids: exactly these terms; None leaves them.
    :raises NotFound: no such content.
    """
    row, url = content_locked(content_id), url[:2000]
    before: dict[str, Any] = row.external.get(destination) or {}
    after = {"id": external_id, "url": url}
    if before != after or row.sync_state != state[:20]:
        row.external, row.sync_state = {**row.external, destination: after}, state[:20]
        row.save(update_fields=["external", "sync_state", "updated_at"])
    if taxonomy_ids is not None:
        content_set_terms(content_id=row.id, taxonomy_ids=taxonomy_ids)
    if live_version is not None and (row.published_version, row.url) != (live_version, url):
        when = row.published_at or published_at
        row = content_mark_published(content_id=row.id, url=url, published_at=when, version=live_version)
    elif is_gone and row.published_version is not None and row.url in {"", url, before.get("url")}:
        row = content_mark_unpublished(content_id=row.id)
    return row


@transaction.atomic
def content_note_sync_state(*, content_ids: Sequence[UUID], state: str) -> int:
    """Show a state of the synchronisation on contents. :returns: how many had another one."""
    rows = Content.objects.filter(pk__in=content_ids).exclude(sync_state=state[:20])
    return rows.update(sync_state=state[:20])


@transaction.atomic
def content_archive_gone(*, content_id: UUID) -> Content:
    """Archive what is not there any more for its readers. :raises NotFound: no such content."""
    row = content_mark_unpublished(content_id=content_id)
    return row if row.status == ContentStatus.ARCHIVED else content_archive(content_id=row.id)
