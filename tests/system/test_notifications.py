"""Notices reach whom they are for, and each reads for themselves."""

from typing import Any

import pytest

from igny8.core.errors import InvalidInput, NotAllowed, NotFound
from igny8.core.roles import Role
from igny8.core.tenancy import tenant
from igny8.system.models import Notification, NotificationRead
from igny8.system.selectors import notification_list
from igny8.system.services.notifications import notification_create, notification_read, notification_read_all

pytestmark = pytest.mark.django_db


def titles(user_id: Any, role: Role) -> set[str]:
    return {row.title for row in notification_list(user_id=user_id, role=role)}


def test_everybody_one_person_or_a_role_and_up(scope: Any, account: Any) -> None:
    viewer, admin = account.users["viewer"], account.users["admin"]
    notification_create(kind="a.all", title="all")
    notification_create(kind="a.one", title="one", user_id=viewer)
    notification_create(kind="a.admins", title="admins", min_role=Role.ADMIN)
    assert titles(viewer, Role.VIEWER) == {"all", "one"}
    assert titles(admin, Role.ADMIN) == {"all", "admins"}


def test_each_reads_for_themselves_and_once(scope: Any, account: Any) -> None:
    viewer, admin = account.users["viewer"], account.users["admin"]
    row = notification_create(kind="a.all", title="all")
    first = notification_read(notification_id=row.id, user_id=viewer, role=Role.VIEWER)
    again = notification_read(notification_id=row.id, user_id=viewer, role=Role.VIEWER)
    assert first.read_at == again.read_at is not None
    assert notification_list(user_id=admin, role=Role.ADMIN).get().read_at is None
    assert notification_read_all(user_id=admin, role=Role.ADMIN) == 1
    assert notification_read_all(user_id=admin, role=Role.ADMIN) == 0
    assert NotificationRead.objects.count() == 2


def test_what_is_for_another_cannot_be_read(scope: Any, account: Any) -> None:
    row = notification_create(kind="a.one", title="one", user_id=account.users["admin"])
    with pytest.raises(NotFound):
        notification_read(notification_id=row.id, user_id=account.users["viewer"], role=Role.VIEWER)


def test_staff_who_look_at_an_account_mark_nothing(account: Any, stranger: Any) -> None:
    with tenant(account.account_id):
        row = notification_create(kind="a.all", title="all")
        with pytest.raises(NotAllowed):
            notification_read(notification_id=row.id, user_id=stranger.users["owner"], role=Role.DEVELOPER)


def test_the_same_notice_is_made_once(scope: Any) -> None:
    ids = {notification_create(kind="b.low", title="Low", dedupe_key="low:2026-11").id for _ in range(3)}
    assert len(ids) == Notification.objects.count() == 1


@pytest.mark.parametrize("link", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_a_link_stays_in_the_dashboard(scope: Any, link: str) -> None:
    with pytest.raises(InvalidInput):
        notification_create(kind="a.all", title="all", link=link)


def test_a_notice_of_a_hidden_site_is_hidden(account: Any) -> None:
    with tenant(account.account_id):
        notification_create(kind="a.site", title="site", site_id=account.site_id)
    with tenant(account.account_id, site_ids=frozenset()):
        assert titles(account.users["viewer"], Role.VIEWER) == set()


def test_a_user_of_another_account_cannot_be_told(stranger: Any, scope: Any) -> None:
    with pytest.raises(NotFound):
        notification_create(kind="a.one", title="one", user_id=stranger.users["owner"])
