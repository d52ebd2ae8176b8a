"""Notices to one user or to everybody from a role up."""

from uuid import UUID

from django.db import connection, transaction

from igny8.core.errors import InvalidInput, NotAllowed, NotFound
from igny8.core.roles import Role
from igny8.core.tenancy import current_account_id
from igny8.system.models import Notification, NotificationRead
from igny8.system.selectors import notification_list, user_known


@transaction.atomic
def notification_create(
    *,
    kind: str,
    title: str,
    body: str = "",
    link: str = "",
    user_id: UUID | None = None,
    site_id: UUID | None = None,
    min_role: Role = Role.VIEWER,
    dedupe_key: str = "",
) -> Notification:
    """Tell one user, or (``user_id`` None) everybody of the account whose role is at least ``min_role``.

    :param kind: ``<domain>.<what>``, for instance ``billing.credits_low``.
    :param link: path in the dashboard, beginning with one slash.
    :param dedupe_key: where given, a second notice with the same key is not made, and the first is returned.
    :raises InvalidInput: a link that leads elsewhere. :raises NotFound: no such user in the account.
    """
    if link and (not link.startswith("/") or link.startswith(("//", "/\\"))):
        raise InvalidInput(errors={"link": ["A path within the dashboard."]})
    if user_id is not None and not user_known(user_id):
        raise NotFound("No such user.")
    if dedupe_key:
        with connection.cursor() as cursor:
            lock = f"notification:{current_account_id()}:{dedupe_key}"
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [lock])
        known = Notification.objects.filter(dedupe_key=dedupe_key).first()
        if known is not None:
            return known
    return Notification.objects.create(
        kind=kind,
        title=title[:200],
        body=body,
        link=link[:300],
        user_id=user_id,
        site_id=site_id,
        min_role=min_role,
        dedupe_key=dedupe_key,
    )


@transaction.atomic
def notification_read(*, notification_id: UUID, user_id: UUID | None, role: Role) -> Notification:
    """Mark one notice as read by this user; doing it twice keeps the first time.

    :raises NotFound: it is not addressed to this user.
    """
    found = notification_list(user_id=user_id, role=role).filter(pk=notification_id)
    row = found.first()
    if row is None:
        raise NotFound
    if row.read_at is None:
        _mark([row.id], user_id)
        row = found.get()
    return row


@transaction.atomic
def notification_read_all(*, user_id: UUID | None, role: Role) -> int:
    """Mark everything addressed to this user as read. :returns: how many were unread."""
    unread = notification_list(user_id=user_id, role=role).filter(read_at=None).order_by("id")
    return _mark(list(unread.values_list("pk", flat=True)), user_id)


def _mark(ids: list[UUID], user_id: UUID | None) -> int:
    if not user_known(user_id):
        raise NotAllowed("Only people of this account can mark its notices as read.")
    assert user_id is not None
    rows = [NotificationRead(notification_id=pk, user_id=user_id) for pk in ids]
    NotificationRead.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    return len(ids)
