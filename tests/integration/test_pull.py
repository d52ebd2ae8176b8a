"""What is on WordPress becomes content here: once, with versions, and never over somebody's work."""

from typing import Any

import pytest

from igny8.content.models import Content, ContentTaxonomy, ContentVersion
from igny8.content.services.contents import content_archive, content_update
from igny8.content.services.publication import content_mark_published, content_mark_unpublished
from igny8.core.tenancy import tenant
from igny8.integration.models import SiteIntegration, SyncConflict, SyncedItem
from igny8.integration.services.published import Landed, item_published
from igny8.planning.models import SitePage
from igny8.planning.services.cannibalisation import Occupied, Target
from tests.integration.standin import WordPressStandIn

pytestmark = pytest.mark.django_db(transaction=True)
BOTH = pytest.mark.parametrize("way", ["by_password", "by_bridge"])


@pytest.fixture
def row(request: pytest.FixtureRequest, way: str) -> SiteIntegration:
    return request.getfixturevalue(way)  # type: ignore[no-any-return]


def figures(run: Any) -> dict[str, int]:
    names = ("created", "updated", "unchanged", "conflicts", "tombstones", "failed")
    return {n: getattr(run, n) for n in names if getattr(run, n)}


@BOTH
def test_posts_pages_and_terms_become_content(row: Any, account: Any, site: WordPressStandIn, sync: Any) -> None:
    block = "<!-- wp:paragraph --><p>Water at <strong>93</strong> degrees.</p><!-- /wp:paragraph -->"
    site.add_post("Brewing &amp; Water", block, seo={"title": "Water", "focus_keyword": "brewing water"})
    site.add_post("About", "One paragraph.\n\nAnother.", type="page", terms=[])
    site.add_post("A draft", "<p>Later.</p>", status="draft")
    run = sync(row)
    assert (run.status, run.kind, run.error) == ("succeeded", "full", "")
    with tenant(account.account_id):
        found = {c.title: c for c in Content.objects.all()}
        assert set(found) == {"Brewing & Water", "About", "A draft"}
        post, page, draft = found["Brewing & Water"], found["About"], found["A draft"]
        assert post.html == "<p>Water at <strong>93</strong> degrees.</p>"
        assert page.html == "<p>One paragraph.</p>\n<p>Another.</p>"
        assert (post.source, post.status, post.url) == ("wordpress", "published", f"{site.url}/post-10/")
        assert (page.content_type, draft.status, draft.published_version) == ("page", "draft", None)
        assert post.external == {row.destination: {"id": "10", "url": post.url}}
        term = ContentTaxonomy.objects.get(external_id="1")
        assert (term.name, term.type, list(post.taxonomy_terms.all())) == ("General", "category", [term])
        assert ContentVersion.objects.get(content_id=post.id).cause == "sync"
        assert SitePage.objects.filter(source="content", source_id=post.id, is_published=True).exists()
        collisions = Occupied(site_id=account.site_id).collisions(
            Target(None, "brewing and water", ["brewing and water"])
        )
        assert [c.title for c in collisions] == ["Brewing & Water"], "planning refuses a second page for it"
        row.refresh_from_db()
        assert (row.sync_status, row.failures) == ("ok", 0)
        assert row.watermark_at is not None


@BOTH
def test_a_second_look_changes_nothing(row: Any, account: Any, site: WordPressStandIn, sync: Any) -> None:
    for n in range(7):
        site.add_post(f"Post {n}", f"<p>Text {n}</p>")
    sync(row)
    for kind in ("full", "incremental", "full"):
        run = sync(row, kind)
        assert (run.status, run.created, run.updated, run.tombstones) == ("succeeded", 0, 0, 0)
    with tenant(account.account_id):
        assert (Content.objects.count(), ContentVersion.objects.count()) == (7, 7)


@BOTH
def test_an_edit_there_is_a_version_here(row: Any, account: Any, site: WordPressStandIn, sync: Any) -> None:
    number = site.add_post("Grinding", "<p>Coarse.</p>")
    sync(row)
    site.edit(number, content="<p>Fine.</p>", title="Grinding fine")
    run = sync(row)
    assert (run.kind, figures(run)["updated"]) == ("incremental", 1)
    with tenant(account.account_id):
        content = Content.objects.get()
        assert (content.title, content.html, content.current_version) == ("Grinding fine", "<p>Fine.</p>", 2)
        assert (content.status, content.published_version) == ("published", 2)
        assert ContentVersion.objects.get(number=2).cause == "sync"


@BOTH
def test_both_sides_changed_is_a_conflict_and_nothing_is_lost(
    row: Any, account: Any, site: WordPressStandIn, sync: Any
) -> None:
    number = site.add_post("Tamping", "<p>Base.</p>")
    sync(row)
    with tenant(account.account_id):
        content = Content.objects.get()
        content_update(content_id=content.id, changes={"html": "<p>Ours.</p>"})
    site.edit(number, content="<p>Theirs.</p>")
    assert figures(sync(row))["conflicts"] == 1
    site.edit(number, content="<p>Theirs, once more.</p>")
    assert "conflicts" not in figures(sync(row)), "it is the same conflict"
    with tenant(account.account_id):
        content.refresh_from_db()
        conflict = SyncConflict.objects.get()
        sides = (conflict.base["html"], conflict.ours["html"], conflict.theirs["html"])
        assert sides == ("<p>Base.</p>", "<p>Ours.</p>", "<p>Theirs, once more.</p>")
        assert (content.html, content.sync_state) == ("<p>Ours.</p>", "conflict")


@BOTH
def test_the_same_change_on_both_sides_is_no_conflict(
    row: Any, account: Any, site: WordPressStandIn, sync: Any
) -> None:
    number = site.add_post("Roasting", "<p>Base.</p>")
    sync(row)
    with tenant(account.account_id):
        content_update(content_id=Content.objects.get().id, changes={"html": "<p>Same.</p>"})
    site.edit(number, content="<p>Same.</p>")
    assert "conflicts" not in figures(sync(row))
    with tenant(account.account_id):
        assert SyncedItem.objects.get(space="posts").state == "in_sync"


@BOTH
def test_only_our_change_leaves_theirs_alone(row: Any, account: Any, site: WordPressStandIn, sync: Any) -> None:
    site.add_post("Storing", "<p>Base.</p>")
    sync(row)
    with tenant(account.account_id):
        content_update(content_id=Content.objects.get().id, changes={"html": "<p>Ours.</p>"})
    assert figures(sync(row, "full")) == {"unchanged": 2}
    with tenant(account.account_id):
        assert Content.objects.get().html == "<p>Ours.</p>"


@BOTH
def test_what_is_trashed_there_is_asked_about(row: Any, account: Any, site: WordPressStandIn, sync: Any) -> None:
    number = site.add_post("Cups", "<p>Warm them.</p>")
    sync(row)
    site.edit(number, status="trash")
    assert figures(sync(row))["tombstones"] == 1
    assert "tombstones" not in figures(sync(row))
    with tenant(account.account_id):
        content, item = Content.objects.get(), SyncedItem.objects.get(space="posts")
        assert (content.status, content.sync_state, item.state) == ("published", "remote_deleted", "remote_deleted")
    site.edit(number, status="publish")
    sync(row)
    with tenant(account.account_id):
        assert SyncedItem.objects.get(space="posts").state == "in_sync", "it was taken out of the trash again"


@BOTH
def test_what_a_full_look_does_not_meet_is_gone(row: Any, account: Any, site: WordPressStandIn, sync: Any) -> None:
    kept, gone = site.add_post("Kept", "<p>1</p>"), site.add_post("Gone", "<p>2</p>")
    sync(row)
    del site.posts[gone], site.terms[1]
    run = sync(row, "full")
    assert figures(run)["tombstones"] == 2, "the post and the term"
    with tenant(account.account_id):
        states = dict(SyncedItem.objects.values_list("external_id", "state"))
        assert states == {str(kept): "in_sync", str(gone): "remote_deleted"}
        assert ContentTaxonomy.objects.get().external_id == ""


def test_a_text_that_cannot_be_taken_does_not_stop_the_others(
    by_bridge: Any, account: Any, site: WordPressStandIn, sync: Any
) -> None:
    bad = site.add_post("Too deep", "<div>" * 200 + "x" + "</div>" * 200)
    site.add_post("Fine", "<p>Fine.</p>")
    run = sync(by_bridge)
    assert (run.status, run.failed, run.created) == ("succeeded", 1, 2)
    site.edit(bad, content="<p>Flat.</p>")
    assert sync(by_bridge).created == 1
    with tenant(account.account_id):
        assert sorted(Content.objects.values_list("title", flat=True)) == ["Fine", "Too deep"]


def test_what_we_published_is_linked_and_does_not_come_back(
    by_bridge: Any, account: Any, site: WordPressStandIn, sync: Any
) -> None:
    from tests.factories.content import make_content

    with tenant(account.account_id):
        content = make_content(account, title="Ours", html="<p>From here.</p>")
        content_mark_published(content_id=content.id, url=f"{site.url}/ours/")
    number = site.add_post("Ours", "<p>From here.</p>", content_id=str(content.id), slug="ours")
    assert figures(sync(by_bridge)) == {"created": 1, "unchanged": 1}, "the term, and what was known"
    site.edit(number, content="<p>Edited there.</p>")
    assert sync(by_bridge).updated == 1
    with tenant(account.account_id):
        found = Content.objects.get()
        assert (found.id, found.source, found.html) == (content.id, "igny8", "<p>Edited there.</p>")


def test_an_echo_of_our_publication_is_dropped_by_its_hash(
    by_bridge: Any, account: Any, site: WordPressStandIn, sync: Any
) -> None:
    from tests.factories.content import make_content

    with tenant(account.account_id):
        content = make_content(account, title="Echo", html="<p>Sent.</p>")
    number = site.add_post("Echo", "<p>Sent, and <em>rewritten</em> by a plugin.</p>", content_id=str(content.id))
    with tenant(account.account_id):
        item_published(
            integration_id=by_bridge.id,
            content_id=content.id,
            version=1,
            landed=Landed(
                external_id=str(number),
                url=f"{site.url}/post-{number}/",
                type="post",
                status="publish",
                state_hash=site._item(site.posts[number])["hash"],
            ),
        )
    assert figures(sync(by_bridge)) == {"created": 1, "unchanged": 1}
    with tenant(account.account_id):
        assert (Content.objects.count(), ContentVersion.objects.count()) == (1, 1)


def test_an_archived_text_stays_archived(by_bridge: Any, account: Any, site: WordPressStandIn, sync: Any) -> None:
    number = site.add_post("Old", "<p>Old.</p>")
    sync(by_bridge)
    with tenant(account.account_id):
        content = Content.objects.get()
        content_mark_unpublished(content_id=content.id)
        content_archive(content_id=content.id)
    site.edit(number, content="<p>New there.</p>")
    assert figures(sync(by_bridge)).get("updated") is None
    with tenant(account.account_id):
        content.refresh_from_db()
        assert (content.status, content.html) == ("archived", "<p>Old.</p>")
