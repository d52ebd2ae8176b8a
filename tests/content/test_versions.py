"""Versions: the one way a text changes."""

from typing import Any

import pytest

from igny8.content.models import Content, ContentVersion
from igny8.content.selectors import version_diff
from igny8.content.services.contents import (
    SlugTaken,
    content_archive,
    content_create,
    content_unarchive,
    content_update,
)
from igny8.content.services.versions import (
    ContentChangedElsewhere,
    ContentIsArchived,
    content_restore,
    content_save_version,
    section_lock,
)
from igny8.core.errors import InvalidInput, NotFound
from igny8.core.ids import uuid7
from igny8.core.models import OutboxEvent
from igny8.core.tenancy import Actor, tenant
from igny8.planning.models import SitePage
from tests.factories.content import HTML, make_content
from tests.support.racing import race

pytestmark = pytest.mark.django_db


def test_the_first_version_is_split_into_sections(account: Any, scope: Any) -> None:
    row = make_content(account)
    assert row.current_version == 1
    assert [s["heading"] for s in row.structure] == ["", "Choosing beans", "Grinding"]
    assert len({s["id"] for s in row.structure}) == 3
    assert row.word_count > 40
    version = ContentVersion.objects.get(content_id=row.id)
    assert (version.number, version.html, version.cause) == (1, row.html, "human")


def test_a_change_makes_a_version_and_tells_planning(account: Any, scope: Any) -> None:
    row = make_content(account)
    changed = content_save_version(content_id=row.id, cause="human", html="<h2>Grinding</h2><p>Coarser.</p>")
    assert changed.current_version == 2
    assert changed.structure[0]["id"] == row.structure[2]["id"], "an equal heading keeps its id"
    assert SitePage.objects.get(source="content", source_id=row.id).title == row.title
    assert OutboxEvent.objects.filter(name="content.ContentChanged", payload__content_id=str(row.id)).count() == 2


def test_nothing_different_makes_no_version(account: Any, scope: Any) -> None:
    row = make_content(account)
    same = content_save_version(content_id=row.id, cause="human", html=row.html, title=row.title)
    assert same.current_version == 1


def test_hostile_html_is_made_safe(account: Any, scope: Any) -> None:
    row = make_content(
        account,
        html='<p onclick="x()">Hi<script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:x()">a</a></p>',
    )
    for bad in ("onclick", "script", "onerror", "javascript:"):
        assert bad not in row.html
        assert bad not in str(row.structure)
    row = content_save_version(
        content_id=row.id,
        cause="ai",
        structure=[
            {"heading": "<script>x</script>Title<b>!</b>", "html": "<h1>Big</h1><iframe src=x></iframe><p>Text</p>"}
        ],
    )
    assert row.html == "<h2>Title!</h2>\n<h3>Big</h3><p>Text</p>"


def test_too_deep_html_is_refused_and_names_the_field(account: Any, scope: Any) -> None:
    row = make_content(account)
    with pytest.raises(InvalidInput) as caught:
        content_save_version(content_id=row.id, cause="human", html="<div>" * 500 + "x")
    assert "html" in caught.value.errors
    assert Content.objects.get(pk=row.id).current_version == 1


def test_two_editors_on_one_version(account: Any, scope: Any) -> None:
    row = make_content(account)
    content_update(content_id=row.id, changes={"html": "<p>One</p>"}, expected_version=1)
    with pytest.raises(ContentChangedElsewhere, match="version 2 now"):
        content_update(content_id=row.id, changes={"html": "<p>Two</p>", "slug": "two"}, expected_version=1)
    fresh = Content.objects.get(pk=row.id)
    assert (fresh.html, fresh.slug) == ("<p>One</p>", row.slug)


@pytest.mark.django_db(transaction=True)
def test_racing_editors_lose_nothing_and_one_wins(account: Any) -> None:
    with tenant(account.account_id):
        content_id = make_content(account).id

    def save(number: int) -> int:
        with tenant(account.account_id):
            return content_update(
                content_id=content_id, changes={"html": f"<p>Editor {number}</p>"}, expected_version=1
            ).current_version

    results = race(6, save)
    assert [r for r in results if isinstance(r, int)] == [2]
    assert sum(isinstance(r, ContentChangedElsewhere) for r in results) == 5

    def append(number: int) -> int:
        with tenant(account.account_id):
            return content_save_version(
                content_id=content_id, cause="link", html=f"<p>Link {number}</p>"
            ).current_version

    assert sorted(race(6, append)) == [3, 4, 5, 6, 7, 8]
    with tenant(account.account_id):
        assert ContentVersion.objects.filter(content_id=content_id).count() == 8


@pytest.mark.django_db(transaction=True)
def test_slugs_stay_different_under_races(account: Any) -> None:
    def make(_: int) -> str:
        with tenant(account.account_id):
            return content_create(site_id=account.site_id, title="Ärger über Öl").slug

    slugs = race(5, make)
    assert len(set(slugs)) == 5
    assert "arger-uber-ol" in slugs


@pytest.mark.parametrize(
    ("title", "slug"),
    [("Straße & Łódź", "strasse-lodz"), ("онлайн курс", "онлайн-курс"), ("!!!", "page"), ("a_b--c", "a-b-c")],
)
def test_slugs_of_titles(account: Any, scope: Any, title: str, slug: str) -> None:
    assert make_content(account, title=title).slug == slug


def test_a_taken_slug_is_refused_when_asked_for(account: Any, scope: Any) -> None:
    first, second = make_content(account), make_content(account)
    with pytest.raises(SlugTaken):
        content_update(content_id=second.id, changes={"slug": first.slug})


def test_restore_makes_a_new_version(account: Any, scope: Any) -> None:
    row = make_content(account, meta_title="Old")
    content_save_version(content_id=row.id, cause="ai", html="<p>New</p>", meta_title="New", cost_centi=150)
    back = content_restore(content_id=row.id, number=1)
    assert (back.current_version, back.html, back.meta_title) == (3, row.html, "Old")
    assert back.structure == row.structure
    assert ContentVersion.objects.get(content_id=row.id, number=2).cost_centi == 150
    with pytest.raises(NotFound):
        content_restore(content_id=row.id, number=9)


def test_a_version_says_who_and_why(account: Any) -> None:
    with tenant(account.account_id, actor=Actor("user", account.users["editor"])):
        row = make_content(account)
        version = ContentVersion.objects.get(content_id=row.id)
    assert (version.actor_kind, version.actor_id) == ("user", account.users["editor"])


def test_the_diff_shows_words(account: Any, scope: Any) -> None:
    row = make_content(account)
    content_save_version(
        content_id=row.id,
        cause="human",
        title="Tea",
        html=HTML.replace("fresh beans", "good beans").replace(
            "<h2>Grinding</h2>", "<h2>Grinding</h2><p>New block.</p>"
        ),
    )
    diff = version_diff(row.id, before=1, after=2)
    ops = [hunk["op"] for hunk in diff["hunks"]]
    assert ops.count("insert") == 1
    replaced = next(hunk for hunk in diff["hunks"] if hunk["op"] == "replace")
    assert {"op": "delete", "text": "fresh"} in replaced["words"]
    assert {"op": "insert", "text": "good"} in replaced["words"]
    assert [piece["op"] for piece in diff["title"]][:2] == ["delete", "insert"]
    rebuilt = "".join(h["after"] for h in diff["hunks"])
    assert "New block." in rebuilt
    with pytest.raises(NotFound):
        version_diff(uuid7(), before=1, after=2)


def test_archived_content_does_not_change(account: Any, scope: Any) -> None:
    row = make_content(account)
    content_archive(content_id=row.id)
    assert not SitePage.objects.filter(source_id=row.id).exists()
    with pytest.raises(ContentIsArchived):
        content_save_version(content_id=row.id, cause="human", html="<p>x</p>")
    assert content_unarchive(content_id=row.id).status == "draft"


def test_a_lock_is_no_version_and_survives_edits(account: Any, scope: Any) -> None:
    row = make_content(account)
    section = row.structure[1]
    section_lock(content_id=row.id, section_id=section["id"], is_locked=True)
    row = content_save_version(content_id=row.id, cause="human", html=HTML.replace("coarse", "rough"))
    assert row.current_version == 2
    assert next(s for s in row.structure if s["id"] == section["id"])["is_locked"]
    with pytest.raises(NotFound):
        section_lock(content_id=row.id, section_id="nope", is_locked=True)
