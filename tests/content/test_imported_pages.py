"""What was pulled from a website counts when something is planned for the same intent."""

from typing import Any

import pytest

from igny8.content.services.contents import content_archive, content_update
from igny8.content.services.imports import content_archive_gone, content_import
from igny8.planning.services.cannibalisation import Cannibalisation, cluster_collisions, idea_collisions
from igny8.planning.services.ideas import idea_queue
from tests.factories.planning import make_cluster, make_idea

pytestmark = pytest.mark.django_db
IDEA = {"title": "Ten ways to brew with it", "primary_keyword": "french press coffee", "suggested_keywords": []}
NAMED = [
    {"title": "French Press Coffee: The Complete Guide"},
    {"title": "French press coffee | Home Coffee Company"},
    {"title": "Our favourite morning ritual", "meta_title": "French Press Coffee Guide – Home Coffee Company"},
    {"title": "Our favourite morning ritual", "slug": "french-press-coffee-2"},
    {"title": "Our favourite morning ritual", "primary_keyword": "coffee french press"},
]
OTHERS = [
    {"title": "Our favourite morning ritual", "slug": "p-123"},
    {"title": "Coffee", "slug": "coffee"},
    {"title": "French press coffee without electricity", "slug": "without-electricity"},
    {"title": "Espresso machines | French Press Coffee"},
]


def pulled(world: Any, **fields: Any) -> Any:
    page = {
        "html": "<p>Words.</p>",
        "source": "wordpress",
        "is_live": True,
        "url": "https://example.com/page/",
        **fields,
    }
    return content_import(site_id=world.site_id, **page)


@pytest.mark.parametrize("page", NAMED)
def test_a_pulled_post_stops_an_idea_and_a_cluster(account: Any, scope: Any, page: dict[str, Any]) -> None:
    row = pulled(account, **page)
    idea = make_idea(account, **IDEA)
    cluster = make_cluster(account, keywords=["french press coffee", "coffee from a french press"])
    for found in (idea_collisions(idea=idea), cluster_collisions(cluster=cluster)):
        assert [(c.kind, c.title, c.url) for c in found][:1] == [("page", row.title, "https://example.com/page/")]
    with pytest.raises(Cannibalisation, match=row.title.split(":")[0].replace("|", r"\|")):
        idea_queue(idea_id=idea.id)


@pytest.mark.parametrize("page", OTHERS)
def test_a_pulled_post_about_something_else_does_not(account: Any, scope: Any, page: dict[str, Any]) -> None:
    pulled(account, **page)
    assert idea_collisions(idea=make_idea(account, **IDEA)) == []


def test_what_is_archived_or_deleted_there_answers_nobody(account: Any, scope: Any) -> None:
    gone, draft = pulled(account, **NAMED[0]), pulled(account, **NAMED[3], is_live=False, url="")
    idea = make_idea(account, **IDEA)
    assert len(idea_collisions(idea=idea)) == 2
    content_archive_gone(content_id=gone.id)
    content_archive(content_id=draft.id)
    assert idea_collisions(idea=idea) == []
    content_update(content_id=gone.id, changes={"primary_keyword": "french press coffee", "slug": "other"})
    assert idea_collisions(idea=idea) == [], "a change of an archived one does not bring it back"
