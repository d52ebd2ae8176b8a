"""The editor saves every few seconds: one version a spell of editing, and nobody's work is lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from igny8.accounts.services.sites import site_update
from igny8.content.models import Content, ContentVersion
from igny8.content.services.approval import content_approve
from igny8.content.services.versions import content_save_version
from igny8.core.tenancy import Actor, tenant
from igny8.publishing.services.publications import content_publish
from tests.factories.content import make_content
from tests.support.client import Api

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(account: Any) -> Content:
    with tenant(account.account_id, actor=Actor("user", account.users["editor"])):
        return make_content(account)


def numbers(account: Any, row: Content) -> list[int]:
    return [v["number"] for v in Api(account).get(f"writer/content/{row.id}/versions/")[1]["data"]]


def save(account: Any, row: Content, role: str = "editor", **fields: Any) -> dict[str, Any]:
    with tenant(account.account_id):
        now = Content.objects.get(pk=row.id).current_version
    fields.setdefault("html", f"<p>Saved on version {now} by {role}.</p>")
    status, body = Api(account, role).patch(f"writer/content/{row.id}/", {"expected_version": now, **fields})
    assert status == 200, body
    data: dict[str, Any] = body["data"]
    return data


def test_a_spell_of_editing_is_one_version(account: Any, row: Content) -> None:
    for _ in range(20):
        last = save(account, row)
    assert (last["current_version"], numbers(account, row)) == (21, [21, 1])
    newest = Api(account).get(f"writer/content/{row.id}/versions/21/")[1]["data"]
    assert newest["html"] == last["html"]
    assert newest["created_at"] < newest["updated_at"]
    told = Api(account).get("system/activity/")[1]["results"]
    assert len([one for one in told if one["kind"] == "content.edited"]) <= 2  # its making, and this spell


def test_ten_minutes_later_a_new_one_begins(account: Any, row: Content) -> None:
    save(account, row)
    save(account, row)
    with tenant(account.account_id):
        began = timezone.now() - timedelta(minutes=11)
        ContentVersion.objects.filter(content_id=row.id, number=3).update(created_at=began)
    save(account, row)
    assert numbers(account, row) == [4, 3, 1]


def test_somebody_elses_save_is_a_version_of_its_own(account: Any, row: Content) -> None:
    save(account, row)
    save(account, row, "admin")
    save(account, row)
    assert numbers(account, row) == [4, 3, 2, 1]


def test_a_stale_save_is_refused_and_says_who_was_faster(account: Any, row: Content) -> None:
    before = save(account, row)["current_version"]
    save(account, row)  # the same spell, and the same row of the history
    status, body = Api(account, "admin").patch(
        f"writer/content/{row.id}/", {"html": "<p>Mine.</p>", "expected_version": before}
    )
    assert (status, body["error_code"]) == (409, "CONTENT_CHANGED")
    assert "version 3 now, saved by Editor" in body["error"]
    assert (body["errors"]["newest_version"], body["errors"]["saved_by"]) == (["3"], ["Editor"])


def test_what_somebody_relies_on_stays(account: Any, row: Content) -> None:
    path = f"writer/content/{row.id}/"
    editor = Api(account, "editor")
    save(account, row)
    assert editor.post(f"{path}comments/", {"body": "Hm.", "anchor": "by editor"})[1]["data"]["anchor"] == "by editor"
    save(account, row)
    assert editor.post(f"{path}submit-review/", {})[0] == 200
    save(account, row)
    with tenant(account.account_id, actor=Actor("user", account.users["admin"])):
        content_approve(content_id=row.id)
    save(account, row)
    assert numbers(account, row) == [5, 4, 3, 2, 1]
    with tenant(account.account_id, actor=Actor("user", account.users["admin"])):
        content_approve(content_id=row.id)
        content_publish(content_ids=[row.id])
    save(account, row)
    save(account, row)
    assert numbers(account, row) == [7, 5, 4, 3, 2, 1]


def test_what_was_asked_to_be_published_stays_without_approval(account: Any, row: Content) -> None:
    with tenant(account.account_id):
        site_update(site_id=account.site_id, changes={"publish_policy": "auto"})
    save(account, row)
    status, body = Api(account, "editor").post("publisher/publish/", {"content_ids": [str(row.id)]})
    assert (status, body["data"]["records"][0]["content_version"]) == (202, 2)
    save(account, row)
    assert numbers(account, row) == [3, 2, 1]


def test_a_note_makes_a_version_that_stays(account: Any, row: Content) -> None:
    save(account, row)
    assert save(account, row, note="Before the cut")["current_version"] == 3
    save(account, row)
    assert save(account, row, note="Final", html="<p>Saved on version 3 by editor.</p>")["current_version"] == 4
    shown = Api(account).get(f"writer/content/{row.id}/versions/")[1]["data"]
    assert [(v["number"], v["note"]) for v in shown] == [(4, "Final"), (3, "Before the cut"), (1, "")]


def test_machines_and_restored_versions_are_never_taken_over(account: Any, row: Content) -> None:
    save(account, row)
    status, _ = Api(account, "editor").post(f"writer/content/{row.id}/restore/", {"number": 1})
    assert status == 200
    save(account, row)
    with tenant(account.account_id):
        content_save_version(content_id=row.id, cause="ai", html="<p>Machine.</p>")
    save(account, row)
    assert numbers(account, row) == [6, 5, 4, 3, 2, 1]
