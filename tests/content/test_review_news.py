"""Reviewers hear of what waits for them, writers of what others say."""

from typing import Any

import pytest

from igny8.content.services.approval import content_comment, content_request_changes, content_submit_review
from igny8.core.tenancy import Actor, acting, tenant
from tests.factories.content import make_content
from tests.support.client import Api

pytestmark = pytest.mark.django_db


def notices(world: Any, role: str) -> list[tuple[str, str, str]]:
    rows = Api(world, role).get("system/notifications/")[1]["results"]
    return [(n["kind"], n["title"], n["link"]) for n in rows]


@pytest.fixture
def written(account: Any) -> Any:
    """A content by the editor, handed in for review."""
    with tenant(account.account_id), acting(site_ids=None, actor=Actor("user", account.users["editor"])):
        row = make_content(account, title="Best grinders")
        content_submit_review(content_id=row.id)
    return row


def test_admins_and_owners_hear_of_a_submission(account: Any, written: Any) -> None:
    link = f"/sites/{account.site_id}/writer/content/{written.id}"
    for role in ("admin", "owner"):
        assert notices(account, role) == [("content.submitted", "For review: Best grinders", link)]
    assert notices(account, "editor") == notices(account, "viewer") == []


def test_the_author_hears_what_others_say(account: Any, written: Any) -> None:
    with tenant(account.account_id), acting(site_ids=None, actor=Actor("user", account.users["admin"])):
        content_request_changes(content_id=written.id, comment="Shorter, please.")
        content_comment(content_id=written.id, body="And a picture.")
    with tenant(account.account_id), acting(site_ids=None, actor=Actor("user", account.users["editor"])):
        content_comment(content_id=written.id, body="Done.")
    assert [kind for kind, _, _ in notices(account, "editor")] == ["content.commented", "content.changes_requested"]
    assert notices(account, "editor")[1][1] == "Changes requested: Best grinders"
    assert notices(account, "viewer") == []


def test_handing_in_twice_is_one_notice(account: Any, written: Any) -> None:
    with tenant(account.account_id):
        content_request_changes(content_id=written.id, comment="Once more.")
        content_submit_review(content_id=written.id)
    assert len(notices(account, "owner")) == 1
