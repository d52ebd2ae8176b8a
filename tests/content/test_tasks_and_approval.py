"""Tasks from ideas and by hand; approval binds to a version; what publishing asks and reports."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import timezone

from igny8.accounts.services.sites import site_update
from igny8.content.models import Content, Task
from igny8.content.selectors import calendar_month, content_for_publishing, content_similar, contents_published
from igny8.content.services.approval import (
    ApprovalNeedsAdmin,
    ContentIsEmpty,
    NotPublishable,
    content_approve,
    content_publishable,
    content_request_changes,
    content_submit_review,
)
from igny8.content.services.contents import ContentIsLive, content_archive, content_create, content_set_terms
from igny8.content.services.publication import (
    content_mark_published,
    content_mark_scheduled,
    content_mark_unpublished,
    content_mark_unscheduled,
)
from igny8.content.services.tasks import task_cancel, task_create_from_idea, tasks_delete, tasks_update
from igny8.content.services.versions import ContentChangedElsewhere, content_save_version
from igny8.core.errors import Conflict, InvalidInput, NotFound
from igny8.core.ids import uuid7
from igny8.core.tenancy import Actor, tenant
from igny8.planning.models import ContentIdea, SitePage
from igny8.planning.services.ideas import idea_create, idea_queue
from tests.factories.content import HTML, make_content, make_task, make_taxonomy
from tests.factories.planning import make_cluster

pytestmark = pytest.mark.django_db


def policy(world: Any, value: str) -> None:
    site_update(site_id=world.site_id, changes={"publish_policy": value})


def make_idea(world: Any) -> ContentIdea:
    cluster = make_cluster(world, keywords=["coffee beans", "fresh coffee beans"])
    return idea_create(
        cluster_id=cluster.id,
        title="Coffee Beans Explained",
        outline=[{"heading": "Roast", "points": ["date"], "keywords": ["coffee beans"]}],
        suggested_keywords=["coffee beans", "fresh coffee beans"],
    )


def test_a_queued_idea_is_a_task_in_the_same_transaction(account: Any, scope: Any) -> None:
    idea = make_idea(account)
    idea_queue(idea_id=idea.id)
    task = Task.objects.get(idea_id=idea.id)
    assert (task.title, task.status, task.structure) == (idea.title, "queued", "guide")
    assert task.target_keywords == ["coffee beans", "fresh coffee beans"]
    assert task.outline == [{"heading": "Roast", "points": ["date"], "keywords": ["coffee beans"], "is_locked": False}]
    for _ in range(3):
        assert task_create_from_idea(idea_id=idea.id).id == task.id
    with pytest.raises(NotFound):
        task_create_from_idea(idea_id=uuid7())


def test_a_cancelled_task_frees_its_idea_and_comes_back_with_it(account: Any, scope: Any) -> None:
    idea = make_idea(account)
    idea_queue(idea_id=idea.id)
    task = Task.objects.get(idea_id=idea.id)
    task_cancel(task_id=task.id)
    assert ContentIdea.objects.get(pk=idea.id).status == "approved"
    idea_queue(idea_id=idea.id)
    assert Task.objects.get(idea_id=idea.id).status == "queued"


def test_bulk_changes_are_all_or_nothing(account: Any, scope: Any) -> None:
    ids = [make_task(account).id for _ in range(3)]
    changes = {"planned_date": date(2026, 12, 1), "assignee_id": account.users["editor"]}
    assert tasks_update(task_ids=ids, changes=changes) == 3
    assert Task.objects.filter(planned_date=date(2026, 12, 1), assignee_id=account.users["editor"]).count() == 3
    with pytest.raises(InvalidInput):
        tasks_update(task_ids=ids, changes={"assignee_id": uuid7()})
    Task.objects.filter(pk=ids[2]).update(status="in_progress")
    with pytest.raises(Conflict):
        tasks_delete(task_ids=ids)
    assert Task.objects.count() == 3
    assert tasks_delete(task_ids=ids[:2]) == 2


def test_approval_binds_to_a_version(account: Any, scope: Any) -> None:
    row = make_content(account)
    content_submit_review(content_id=row.id)
    approved = content_approve(content_id=row.id, expected_version=1)
    assert (approved.status, approved.approved_version) == ("approved", 1)
    assert content_publishable(row.id) == 1
    changed = content_save_version(content_id=row.id, cause="optimize", html=HTML + "<p>More.</p>")
    assert (changed.status, changed.approved_version) == ("in_review", None)
    with pytest.raises(NotPublishable, match="version 2 is not approved"):
        content_publishable(row.id)
    with pytest.raises(ContentChangedElsewhere):
        content_approve(content_id=row.id, expected_version=1)
    assert content_approve(content_id=row.id).approved_version == 2
    assert content_approve(content_id=row.id).approved_version == 2


def test_where_no_review_is_demanded_a_change_makes_a_draft(account: Any, scope: Any) -> None:
    policy(account, "auto")
    row = make_content(account)
    assert content_publishable(row.id) == 1
    content_approve(content_id=row.id)
    assert content_save_version(content_id=row.id, cause="human", html="<p>x y z</p>").status == "draft"
    policy(account, "draft_only")
    with pytest.raises(NotPublishable, match="draft only"):
        content_publishable(row.id)


def test_an_editor_approves_only_where_the_policy_lets_them(account: Any) -> None:
    with tenant(account.account_id, actor=Actor("user", account.users["editor"])):
        row = make_content(account)
        content_submit_review(content_id=row.id)
        with pytest.raises(ApprovalNeedsAdmin):
            content_approve(content_id=row.id)
        policy(account, "auto")
        assert content_approve(content_id=row.id).approved_by_id == account.users["editor"]
    with tenant(account.account_id, actor=Actor("user", account.users["admin"])):
        other = make_content(account)
        policy(account, "review")
        assert content_approve(content_id=other.id).status == "approved"


def test_changes_are_requested_with_a_comment(account: Any, scope: Any) -> None:
    row = make_content(account)
    content_approve(content_id=row.id)
    back = content_request_changes(content_id=row.id, comment="Shorter, please.")
    assert (back.status, back.approved_version) == ("changes_requested", None)
    with pytest.raises(NotPublishable):
        content_publishable(row.id)
    assert content_submit_review(content_id=row.id).status == "in_review"


def test_an_empty_text_is_not_approved(account: Any, scope: Any) -> None:
    row = content_create(site_id=account.site_id, title="Empty")
    with pytest.raises(ContentIsEmpty):
        content_approve(content_id=row.id)


def test_what_is_live_stays_live_while_a_newer_version_is_in_work(account: Any, scope: Any) -> None:
    row = make_content(account)
    content_approve(content_id=row.id)
    live = content_mark_published(content_id=row.id, url="https://example.com/a/", version=1)
    assert (live.status, live.published_version) == ("published", 1)
    assert SitePage.objects.get(source_id=row.id).is_published
    edited = content_save_version(content_id=row.id, cause="human", html="<p>Better now.</p>")
    assert (edited.status, edited.published_version) == ("in_review", 1)
    (shown,) = contents_published(account.site_id)
    assert (shown.version, shown.html) == (1, row.html)
    (next_one,) = contents_published(account.site_id, also={row.id: 2})
    assert next_one.html == "<p>Better now.</p>"
    with pytest.raises(ContentIsLive):
        content_archive(content_id=row.id)
    first = live.first_published_at
    content_approve(content_id=row.id)
    again = content_mark_published(content_id=row.id, version=2)
    assert (again.status, again.first_published_at, again.url) == ("published", first, "https://example.com/a/")
    gone = content_mark_unpublished(content_id=row.id)
    assert (gone.status, gone.url) == ("approved", "")
    assert contents_published(account.site_id) == []
    assert not SitePage.objects.get(source_id=row.id).is_published


def test_what_publishing_gets(account: Any, scope: Any) -> None:
    from tests.factories.system import make_author

    author = make_author(site_id=account.site_id, bio="Roaster", same_as=["https://example.com/ann"])
    row = make_content(account, author_profile_id=author.id, meta_description="All about coffee.")
    category, tag = make_taxonomy(account, name="Brewing"), make_taxonomy(account, name="Fresh", kind="tag")
    content_set_terms(content_id=row.id, taxonomy_ids=[category.id, tag.id])
    found = content_for_publishing(row.id)
    assert (
        (found.author.slug, found.author.same_as) == (author.slug, ("https://example.com/ann",))
        if found.author
        else False
    )
    assert [term.slug for term in found.categories] == ["brewing"]
    assert found.tags == ("Fresh",)
    assert (found.excerpt, found.language, found.schema_type) == ("All about coffee.", "en", "BlogPosting")
    assert found.published_at is None
    content_set_terms(content_id=row.id, taxonomy_ids=[])
    assert content_for_publishing(row.id).categories == ()
    with pytest.raises(InvalidInput):
        content_set_terms(content_id=row.id, taxonomy_ids=[uuid7()])
    with pytest.raises(NotFound):
        content_for_publishing(row.id, version=9)


def test_planned_is_not_scheduled(account: Any, scope: Any) -> None:
    make_task(account, title="Task", planned_date=date(2026, 12, 31))
    make_content(account, title="Planned", planned_date=date(2026, 12, 1))
    scheduled = make_content(account, title="Scheduled", planned_date=date(2026, 12, 2))
    content_approve(content_id=scheduled.id)
    content_mark_scheduled(content_id=scheduled.id, scheduled_at=datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    published = make_content(account, title="Published")
    content_mark_published(content_id=published.id, published_at=datetime(2026, 12, 5, tzinfo=UTC))
    kinds = [(entry.kind, entry.title) for entry in calendar_month(site_id=account.site_id, month="2026-12")]
    assert kinds == [
        ("planned", "Planned"),
        ("published", "Published"),
        ("planned_task", "Task"),
        ("scheduled", "Scheduled"),
    ]
    site_update(site_id=account.site_id, changes={"timezone": "Australia/Perth"})
    january = calendar_month(site_id=account.site_id, month="2027-01")
    assert [entry.title for entry in january] == ["Scheduled"], "the site's own midnight counts"
    assert content_mark_unscheduled(content_id=scheduled.id).status == "approved"
    for month in ("2026-13", "2026", "", "2026-12-01"):
        with pytest.raises(InvalidInput):
            calendar_month(site_id=account.site_id, month=month)


def test_much_the_same_is_found(account: Any, scope: Any) -> None:
    row = make_content(account, title="Coffee", primary_keyword="coffee")
    twin = make_content(account, title="Coffee again", primary_keyword="tea", html=HTML.replace("month", "week"))
    namesake = make_content(
        account, title=" coffee ", primary_keyword="cocoa", html="<p>Something else entirely here.</p>"
    )
    make_content(
        account, title="Other", primary_keyword="x", html="<p>Gardening needs soil and rain, and it needs time.</p>"
    )
    found = {similar.content_id: similar for similar in content_similar(row.id)}
    assert set(found) == {twin.id, namesake.id}
    assert found[twin.id].similarity > 0.7
    assert found[twin.id].reasons == ("text",)
    assert found[namesake.id].reasons == ("title",)
    Content.objects.filter(pk=twin.id).update(status="archived")
    assert [similar.content_id for similar in content_similar(row.id)] == [namesake.id]


def test_a_resolved_comment_opens_again(account: Any) -> None:
    from igny8.content.services.approval import comment_resolve
    from tests.factories.content import make_comment

    with tenant(account.account_id, actor=Actor("user", account.users["viewer"])):
        comment = make_comment(account)
        assert comment.user_id == account.users["viewer"]
        before = timezone.now()
        resolved = comment_resolve(content_id=comment.content_id, comment_id=comment.id)
        assert resolved.resolved_at is not None
        assert resolved.resolved_at >= before
        assert (
            comment_resolve(content_id=comment.content_id, comment_id=comment.id, is_resolved=False).resolved_at is None
        )
        with pytest.raises(NotFound):
            comment_resolve(content_id=uuid7(), comment_id=comment.id)
