"""Telling people that a content waits for them: reviewers, and whoever wrote it."""

from uuid import UUID

from igny8.content.models import Content, ContentVersion
from igny8.core.roles import Role
from igny8.core.tenancy import current_actor
from igny8.system.selectors import user_known
from igny8.system.services.activity import quoted
from igny8.system.services.notifications import notification_create


def tell_reviewers(row: Content) -> None:
    """Admins and owners hear of a content that was handed in for review, once a version."""
    notification_create(
        kind="content.submitted",
        title=f"For review: {row.title}"[:200],
        body=f"{quoted(row.title)} was handed in for review.",
        link=_link(row),
        site_id=row.site_id,
        min_role=Role.ADMIN,
        dedupe_key=f"content.submitted:{row.id}:{row.current_version}",
    )


def tell_author(row: Content, *, kind: str, title: str, body: str) -> None:
    """Whoever last wrote the content hears what others say of it; nobody hears of their own words."""
    author_id = _author_of(row)
    if author_id is None or author_id == current_actor().id:
        return
    notification_create(
        kind=kind, title=title[:200], body=body[:2000], link=_link(row), user_id=author_id, site_id=row.site_id
    )


def _author_of(row: Content) -> UUID | None:
    """The person behind the newest version that a person wrote or had written."""
    versions = ContentVersion.objects.filter(content_id=row.id, actor_kind="user").order_by("-number")
    author_id = versions.values_list("actor_id", flat=True).first()
    return author_id if user_known(author_id) else None


def _link(row: Content) -> str:
    return f"/sites/{row.site_id}/writer/content/{row.id}"
