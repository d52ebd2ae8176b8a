"""From draft to approved. An approval binds to one version; who may give it follows the site's policy.

``publish_policy`` of the site: ``auto``: no approval is needed; ``review``: an admin or the owner approves what others wrote;
``draft_only``: nothing goes live from here. Where the policy is not ``review``, an editor may approve.
"""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from igny8.accounts.selectors import site_facts, user_get
from igny8.content.constants import ContentStatus
from igny8.content.events import ContentApproved
from igny8.content.models import Content, ContentComment
from igny8.content.services.review_news import tell_author, tell_reviewers
from igny8.content.services.version_rows import version_keep
from igny8.content.services.versions import ContentIsArchived, content_locked
from igny8.core.errors import Conflict, NotAllowed, NotFound
from igny8.core.events import emit
from igny8.core.roles import Role
from igny8.core.tenancy import current_actor
from igny8.system.services.activity import activity_record, quoted

OPEN = frozenset({ContentStatus.DRAFT, ContentStatus.IN_REVIEW, ContentStatus.CHANGES_REQUESTED})


class ContentIsEmpty(Conflict):
    code = "CONTENT_EMPTY"
    default = "The content has no text yet."


class ApprovalNeedsAdmin(NotAllowed):
    code = "APPROVAL_NEEDS_ADMIN"
    default = "This site's policy is review: an admin or the owner approves. Submit the content for review instead."


class NotPublishable(Conflict):
    code = "NOT_PUBLISHABLE"
    default = "The content cannot be published in its present state."


@transaction.atomic
def content_submit_review(*, content_id: UUID, expected_version: int | None = None) -> Content:
    """Hand a draft to review; in review already: nothing happens.

    :raises ContentIsEmpty: :raises NotFound: :raises Conflict: approved, scheduled or archived.
    """
    row = _open(content_id, expected_version)
    if row.status != ContentStatus.IN_REVIEW:
        row.status = ContentStatus.IN_REVIEW
        row.save(update_fields=["status", "updated_at"])
        version_keep(content_id=row.id, number=row.current_version)
        _tell(row, "content.submitted", f"handed {quoted(row.title)} in for review")
        tell_reviewers(row)
    return row


@transaction.atomic
def content_request_changes(*, content_id: UUID, comment: str) -> Content:
    """Send a content back with a comment; takes an approval back that was given.

    :raises NotFound: :raises Conflict: it is archived, or published as it is.
    """
    row = content_locked(content_id)
    if row.status not in OPEN | {ContentStatus.APPROVED}:
        raise Conflict(f"Changes cannot be requested on content that is {row.status}.")
    row.status, row.approved_version, row.approved_by_id = ContentStatus.CHANGES_REQUESTED, None, None
    row.save()
    _comment(row, comment)
    _tell(row, "content.changes_requested", f"asked for changes to {quoted(row.title)}")
    tell_author(row, kind="content.changes_requested", title=f"Changes requested: {row.title}", body=comment)
    return row


@transaction.atomic
def content_approve(*, content_id: UUID, expected_version: int | None = None) -> Content:
    """Approve the version there is; approved already at this version: nothing happens.

    :param expected_version: the version that was read.
    :raises NotFound: :raises ContentIsEmpty: :raises ApprovalNeedsAdmin: the policy asks for a higher role.
    :raises ContentChangedElsewhere: it was changed since it was read.
    """
    row = content_locked(content_id, expected_version)
    if row.approved_version == row.current_version:
        return row
    row = _open(content_id, expected_version)
    actor = current_actor()
    person = user_get(actor.id) if actor.kind == "user" else None
    policy = (site_facts(row.site_id) or {}).get("publish_policy")
    if person is not None and policy == "review" and Role.of(person.role) < Role.ADMIN:
        raise ApprovalNeedsAdmin
    row.status, row.approved_version = ContentStatus.APPROVED, row.current_version
    row.approved_by_id = person.id if person else None
    row.save()
    version_keep(content_id=row.id, number=row.current_version)
    emit(ContentApproved(content_id=row.id, site_id=row.site_id, version=row.current_version))
    _tell(row, "content.approved", f"approved {quoted(row.title)}")
    return row


def _open(content_id: UUID, expected_version: int | None) -> Content:
    row = content_locked(content_id, expected_version)
    if row.status == ContentStatus.ARCHIVED:
        raise ContentIsArchived
    if row.status not in OPEN:
        raise Conflict(f"The content is {row.status} already.")
    if not row.word_count:
        raise ContentIsEmpty
    return row


def content_publishable(content_id: UUID) -> int:
    """The version that may go live now, by the site's policy.

    :raises NotFound: no such content. :raises NotPublishable: saying what is missing.
    """
    row = Content.objects.filter(pk=content_id).first()
    if row is None:
        raise NotFound("No such content.")
    if row.status in {ContentStatus.ARCHIVED, ContentStatus.CHANGES_REQUESTED} or not row.word_count:
        why = "has no text" if not row.word_count else f"is {ContentStatus(row.status).label.lower()}"
        raise NotPublishable(f"{row.title[:80]!r} {why}.")
    policy = (site_facts(row.site_id) or {}).get("publish_policy")
    if policy == "draft_only":
        raise NotPublishable("The site's policy is draft only: nothing is published to it.")
    if policy != "auto" and row.approved_version != row.current_version:
        raise NotPublishable(f"{row.title[:80]!r}: version {row.current_version} is not approved.")
    return row.current_version


@transaction.atomic
def content_comment(*, content_id: UUID, body: str, anchor: str | None = None) -> ContentComment:
    """Add a remark on the version there is.

    :param anchor: the words of the text it is about. :raises NotFound: no such content.
    """
    row = content_locked(content_id)
    comment = _comment(row, body, anchor or "")
    _tell(row, "content.commented", f"commented on {quoted(row.title)}")
    tell_author(row, kind="content.commented", title=f"New comment: {row.title}", body=body)
    return comment


def _tell(row: Content, kind: str, did: str) -> None:
    activity_record(kind=kind, did=did, site_id=row.site_id, object_type="content", object_id=row.id, title=row.title)


def _comment(row: Content, body: str, anchor: str = "") -> ContentComment:
    actor = current_actor()
    person = user_get(actor.id) if actor.kind == "user" else None
    comment = ContentComment(
        site_id=row.site_id,
        content_id=row.id,
        version=row.current_version,
        user_id=person.id if person else None,
        anchor=anchor[:300],
        body=body,
    )
    comment.save(force_insert=True)
    version_keep(content_id=row.id, number=row.current_version)
    return comment


@transaction.atomic
def comment_resolve(*, content_id: UUID, comment_id: UUID, is_resolved: bool = True) -> ContentComment:
    """Mark a remark as dealt with, or open it again. :raises NotFound: no such content or remark."""
    row = ContentComment.objects.select_for_update(of=("self",)).filter(pk=comment_id, content_id=content_id).first()
    if row is None:
        raise NotFound("No such comment.")
    if is_resolved != (row.resolved_at is not None):
        row.resolved_at = timezone.now() if is_resolved else None
        row.save(update_fields=["resolved_at", "updated_at"])
    return row
